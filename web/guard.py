"""What stands between the network and Gradio: host, origin, size and content policy."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from ipaddress import ip_address
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MAX_BODY_BYTES = 1_000_000
"""Questions and clicks are small; only the path that takes files takes more."""

POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
    "connect-src 'self'; form-action 'none'; object-src 'none'; frame-src 'none'; "
    "base-uri 'self'; frame-ancestors 'none'"
)
"""Whatever might get into the page, it can load nothing from elsewhere and tell nobody."""

OTHER_HOST = (
    "This server does not answer to that host name: start it with `onrecord serve "
    "--allow-host NAME`."
)


class Guard:
    """Refuses requests for other hosts, from other sites, or with a body that is too large.

    Args:
        app: Gets what is not refused.
        hosts: The only host names answered to.
        larger: Most bytes by path, where it is not ``MAX_BODY_BYTES``.
        addresses: Whether to answer to any address as well. A site can point its name at this
            server and so make its pages seem to come from here, but no address.
    """

    def __init__(
        self,
        app: ASGIApp,
        hosts: frozenset[str],
        larger: Mapping[str, int] | None = None,
        *,
        addresses: bool = False,
    ) -> None:
        self._app = app
        self._hosts = hosts
        self._addresses = addresses
        self._larger = larger or {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or refuse it."""
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})  # nothing here speaks that
            return
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        most = self._larger.get(scope["path"], MAX_BODY_BYTES)
        refusal = self._refusal(Headers(scope=scope), most)
        if refusal is not None:
            await refusal(scope, receive, send)
            return
        await self._app(scope, _counted(receive, most), _with_policy(send))

    def _refusal(self, headers: Headers, most: int) -> PlainTextResponse | None:
        host = host_name(headers.get("host", ""))
        if host not in self._hosts and not (self._addresses and _is_address(host)):
            return PlainTextResponse(OTHER_HOST, 400)
        origin = headers.get("origin")
        if origin is not None and origin.partition("://")[2] != headers.get("host"):
            return PlainTextResponse("Requests from other sites are not accepted.", 403)
        length = headers.get("content-length", "0")
        if not length.isdigit() or int(length) > most:
            return PlainTextResponse(f"At most {most:,} bytes are accepted.", 413)
        return None


def host_name(host: str) -> str:
    """Return the name or address in ``host``, which may have a port; ``""`` if there is none."""
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:  # a bracket that opens no address
        return ""


def _is_address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def _counted(receive: Receive, most: int) -> Receive:
    """Stop a body that was sent without a length, or with a wrong one, at the limit."""
    seen = 0

    async def counted() -> Message:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        if seen > most:
            return {"type": "http.disconnect"}
        return message

    return counted


def _with_policy(send: Send) -> Callable[[Message], Awaitable[None]]:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            # A page may bring a policy of its own; only ours do, and theirs are stricter.
            headers.setdefault("content-security-policy", POLICY)
            headers["x-content-type-options"] = "nosniff"
            headers["referrer-policy"] = "no-referrer"
        await send(message)

    return sending
