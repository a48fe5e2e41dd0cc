"""The page that checks the quotations in a draft, as a route beside the chat.

It needs no script: a form, and below it what was found. Links lead into the chat.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import anyio
from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from corpus.errors import RequestError
from qa.check.report import Verdict
from web.programs import LONGEST_DRAFT, Programs, explained

PATH = "/draft"
HERE = Path(__file__).parent
AT_A_TIME = 2
MOST_FIELDS = 10
"""The form has one; a million would take seconds to read."""

_STYLE = (HERE / "draft.css").read_text(encoding="utf-8")
_DIGEST = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
_HEADERS = {
    "content-security-policy": (
        f"default-src 'none'; style-src 'sha256-{_DIGEST}'; img-src data:; base-uri 'none'; "
        "form-action 'self'; frame-ancestors 'none'"
    ),
    "cache-control": "no-store",
}
_PAGES = Environment(
    loader=FileSystemLoader(HERE),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)

Handler = Callable[[Request], Awaitable[HTMLResponse]]


def draft_page(programs: Programs) -> Handler:
    """Return the handler that shows the form, and to a draft what becomes of its quotations."""
    turns = anyio.CapacityLimiter(AT_A_TIME)

    async def page(request: Request) -> HTMLResponse:
        if request.method == "GET":
            return shown()
        # In a thread, because other pages would wait for a form that is long to read.
        draft = await anyio.to_thread.run_sync(_draft, await request.body(), limiter=turns)
        try:
            with explained(RequestError):
                checking = partial(programs.check, draft)
                found = await anyio.to_thread.run_sync(checking, limiter=turns)
        except RequestError as error:
            return shown(draft, trouble=str(error), status=400)
        return shown(draft, found)

    return page


def _draft(form: bytes) -> str:
    """Return what was sent; nothing if it was no form of ours."""
    try:
        sent = parse_qs(form.decode("utf-8", "replace"), max_num_fields=MOST_FIELDS)
    except ValueError:
        return ""
    # Browsers end the lines of what they send with two characters.
    return "".join(sent.get("draft", [""])).replace("\r\n", "\n")


def shown(
    draft: str = "", found: dict[str, Any] | None = None, trouble: str = "", status: int = 200
) -> HTMLResponse:
    """Return the page.

    Args:
        draft: What was sent.
        found: What was found in it, as :meth:`Programs.check` returns it.
        trouble: Why nothing was.
        status: Of the response.
    """
    html = _PAGES.get_template("draft.html.j2").render(
        style=_STYLE,
        draft=draft,
        longest=LONGEST_DRAFT,
        found=found,
        trouble=trouble,
        wrong={str(v) for v in (Verdict.ALTERED, Verdict.OTHER_SPEAKER, Verdict.NOT_FOUND)},
    )
    return HTMLResponse(html, status, _HEADERS)
