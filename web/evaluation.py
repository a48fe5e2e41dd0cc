"""The page with the last evaluation, as a route beside the chat.

The report is made elsewhere and brings its own content policy, which names its style and
script by hash. Here that policy becomes a header, which nothing in the page can weaken, and
the page gets an origin of its own: it can reach neither the chat nor its endpoint.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable
from pathlib import Path

from starlette.responses import HTMLResponse

PATH = "/evaluation"

_POLICY = re.compile(
    rb'<meta http-equiv="Content-Security-Policy" content="'
    rb"(?P<policy>default-src 'none'; script-src 'sha256-[\w+/=]{44}'; "
    rb"style-src 'sha256-[\w+/=]{44}'; img-src data:; base-uri 'none'; form-action 'none')\">"
)
_HEAD_BYTES = 2_000
_BESIDES = "; frame-ancestors 'none'; sandbox allow-scripts allow-modals"
"""Modals are for printing."""

_STYLE = """
:root { color-scheme: light dark; }
body { margin: 18vh auto 0; max-width: 36em; padding: 0 20px; background: #fbfaf7; color: #1f1d1a;
  font: 400 18px/1.55 Charter, "Bitstream Charter", Georgia, "Liberation Serif", serif; }
pre { padding: 12px 14px; border: 1px solid #857d70; border-radius: 4px; white-space: pre-wrap;
  font-size: 15px; }
@media (prefers-color-scheme: dark) { body { background: #171614; color: #e9e5dd; } }
"""
_NONE_YET = f"""<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Evaluation</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,"><style>{_STYLE}</style></head>
<body><main><h1>No evaluation yet</h1>
<p>This command asks every question of the bundled set, and this page then shows how the
answers fared:</p>
<pre><code>onrecord eval --report report.html</code></pre>
<p>If the chat was started with a <code>--library</code>, give it the same one.</p>
</main></body></html>
"""


def evaluation_page(report: Path) -> Callable[[], HTMLResponse]:
    """Return the handler that shows the report in the file, or says how to make one."""

    def page() -> HTMLResponse:
        try:
            html = report.read_bytes()
        except OSError:
            return _none_yet()
        policy = _POLICY.search(html, 0, _HEAD_BYTES)
        if policy is None:  # not what our evaluation writes
            return _none_yet()
        return _response(html, policy["policy"].decode())

    return page


def _none_yet() -> HTMLResponse:
    digest = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:"
    return _response(_NONE_YET.encode(), f"{policy}; base-uri 'none'; form-action 'none'")


def _response(html: bytes, policy: str) -> HTMLResponse:
    headers = {"content-security-policy": policy + _BESIDES, "cache-control": "no-cache"}
    return HTMLResponse(html, headers=headers)
