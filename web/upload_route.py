"""The way files come in: one request each, its body the file's bytes, nothing left on disk.

Gradio's own uploads stay in a cache that anybody with the address can read, and their limits
are the page's; so the page sends files here, and the guard closes the other way.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable

import anyio
from anyio.to_thread import run_sync
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse

from corpus.errors import LibraryError
from web.sources import Sources
from web.uploads import UPLOAD_BYTES

PATH = "/sources/upload"
AT_ONCE = 4
PATIENCE = 120.0
"""Seconds that a file may take to arrive; so few at once are not held up for long."""

log = logging.getLogger(__name__)


def upload_route(sources: Sources) -> Callable[[Request], Awaitable[JSONResponse]]:
    """Return the handler that reads a file and answers with the token of its preview."""
    places = anyio.CapacityLimiter(AT_ONCE)

    async def upload(request: Request) -> JSONResponse:
        if sources.read_only:
            return _said("This chat is read-only.", 403)
        name = request.query_params.get("name", "")
        try:
            async with places:
                data = await _body(request)
                return JSONResponse({"token": await run_sync(sources.offer, name, data)})
        except (ClientDisconnect, TimeoutError):
            return _said("The file did not arrive as a whole.", 400)
        except LibraryError as error:
            return _said(str(error), 409)
        except Exception:
            log.exception("cannot read an upload")
            return _said("Something went wrong here; the server's log says what.", 500)

    return upload


async def _body(request: Request) -> bytes | None:
    """Return the file; ``None`` if the page says that it is too large to be sent."""
    if request.query_params.get("large"):
        return None
    with anyio.fail_after(PATIENCE):
        data = await request.body()
    return data if len(data) <= UPLOAD_BYTES else None


def _said(why: str, status: int) -> JSONResponse:
    return JSONResponse({"why": why}, status)
