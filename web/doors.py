"""The doors into Gradio that stay open: what the page and the endpoints for programs go through.

Gradio has dozens more, which take files, keep conversations on disk, or serve what lies there;
each new version may bring others. Whatever nobody here needs is not there.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

_READ = re.compile(
    r"/|/favicon\.ico|/theme\.css|/(?:assets|static)/.+"  # the page and what it is made of
    r"|/gradio_api/(?:app_id|queue/data|heartbeat/[^/]+)"  # while it is open
    r"|/config/?|/gradio_api/(?:info/?|call/(?:v2/)?[^/]+/[^/]+)"  # programs
)
_SENT = re.compile(
    r"/gradio_api/(?:queue/join|run/predict"  # the page, the second past the queue
    r"|cancel|reset/?|call/(?:v2/)?[^/]+/?)"  # programs
)
_OPEN = {"GET": _READ, "HEAD": _READ, "POST": _SENT}


class Doors:
    """Answers 404 to every request that neither a route of ours nor an open door takes.

    Args:
        app: Gets what is let in.
        own: The paths of our own routes.
    """

    def __init__(self, app: ASGIApp, own: Collection[str]) -> None:
        self._app = app
        self._own = frozenset(own)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the request in, or say that there is nothing."""
        if scope["type"] == "http" and not self._is_open(scope["method"], scope["path"]):
            await PlainTextResponse("There is nothing here.", 404)(scope, receive, send)
            return
        await self._app(scope, receive, send)

    def _is_open(self, method: str, path: str) -> bool:
        door = _OPEN.get(method)
        return path in self._own or (door is not None and door.fullmatch(path) is not None)
