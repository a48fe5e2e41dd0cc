"""The way files come in: one request each, its body the file's bytes, nothing left on disk.

Gradio's own uploads stay in a cache that anybody with the address can read, and their limits
are the page's; so the page sends files here, and the guard closes the other way.
"""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

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
"""Seconds that a file may take to arrive."""

MOST_HELD = 8 * UPLOAD_BYTES
"""Bytes of all files that arrive or wait to be read: what only trickles in keeps nobody out."""

log = logging.getLogger(__name__)


class _FullError(Exception):
    """More would be held than :data:`MOST_HELD`."""


def upload_route(sources: Sources) -> Callable[[Request], Awaitable[JSONResponse]]:
    """Return the handler that reads a file and answers with the token of its preview."""
    places = anyio.CapacityLimiter(AT_ONCE)
    held = _Held()

    async def upload(request: Request) -> JSONResponse:
        if sources.read_only:
            return _said("This chat is read-only.", 403)
        name = request.query_params.get("name", "")
        try:
            async with held.body(request) as data, places:
                return JSONResponse({"token": await run_sync(sources.offer, name, data)})
        except (ClientDisconnect, TimeoutError):
            return _said("The file did not arrive as a whole.", 400)
        except _FullError:
            return _said("Too many files arrive at once: send it again.", 503)
        except LibraryError as error:
            return _said(str(error), 409)
        except Exception:
            log.exception("cannot read an upload")
            return _said("Something went wrong here; the server's log says what.", 500)

    return upload


class _Held:
    """The files that are in memory, which share :data:`MOST_HELD`."""

    def __init__(self) -> None:
        self._bytes = 0

    @asynccontextmanager
    async def body(self, request: Request) -> AsyncIterator[bytes | None]:
        """Hold the file, once it is here; ``None`` if the page says it is too large to be sent."""
        if request.query_params.get("large"):
            yield None
            return
        chunks: list[bytes] = []
        length = 0
        try:
            with anyio.fail_after(PATIENCE):
                async for chunk in request.stream():
                    chunks.append(chunk)
                    length += len(chunk)
                    self._bytes += len(chunk)
                    if self._bytes > MOST_HELD:
                        raise _FullError
            data = b"".join(chunks)
            chunks.clear()
            yield data if length <= UPLOAD_BYTES else None
        finally:
            self._bytes -= length


def _said(why: str, status: int) -> JSONResponse:
    return JSONResponse({"why": why}, status)
