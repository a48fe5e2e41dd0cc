"""The calls of programs that speak plain HTTP, brought to the form that Gradio wants.

Gradio takes values by position, wants every one of them, and answers a wrong name with its own
traceback. Here a program may leave out what has a default, give names, and read what is wrong.
"""

from __future__ import annotations

import inspect
import json
from collections.abc import Mapping
from typing import Any

from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from corpus.errors import RequestError

PREFIX = "/gradio_api/call/"


class Calls:
    """Completes ``POST /gradio_api/call/NAME`` for the endpoints whose signatures it is given."""

    def __init__(self, app: ASGIApp, endpoints: Mapping[str, inspect.Signature]) -> None:
        self._app = app
        self._endpoints = endpoints

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, with its values completed, or say what is wrong with them."""
        name = _called(scope)
        if name is None:
            await self._app(scope, receive, send)
            return
        if name not in self._endpoints:
            known = ", ".join(self._endpoints)
            await _refuse(404, f"no endpoint {name[:60]!r}: expected one of {known}")(
                scope, receive, send
            )
            return
        body = await _read(receive)
        if body is None:  # gone, or cut off by the guard
            return
        try:
            values = completed(body, self._endpoints[name])
        except RequestError as error:
            await _refuse(400, str(error))(scope, receive, send)
            return
        content = json.dumps({"data": values}).encode()
        headers = [
            (k, v) for k, v in scope["headers"] if k not in (b"content-length", b"content-type")
        ]
        headers += [
            (b"content-length", str(len(content)).encode()),
            (b"content-type", b"application/json"),
        ]
        path = PREFIX + name
        forwarded = {**scope, "path": path, "raw_path": path.encode(), "headers": headers}
        await self._app(forwarded, _given(content, receive), send)


def completed(body: bytes, signature: inspect.Signature) -> list[Any]:
    """Return a value for each parameter of ``signature``, defaults where none is given.

    Args:
        body: A JSON object of values by name, or ``{"data": […]}`` with values in order.
        signature: What the endpoint takes.

    Raises:
        RequestError: If the body is neither, or a value has no place or is missing.
    """
    try:
        given = json.loads(body or b"{}", parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise RequestError("the body: expected one JSON object") from error
    if not isinstance(given, dict):
        raise RequestError("the body: expected one JSON object")
    parameters = signature.parameters
    if isinstance(given.get("data"), list):
        if len(given["data"]) > len(parameters):
            raise RequestError(
                f"data: expected at most {len(parameters)} values ({', '.join(parameters)}), "
                f"found {len(given['data'])}"
            )
        given = dict(zip(parameters, given["data"], strict=False))
    unknown = [name for name in given if name not in parameters]
    if unknown:
        known = ", ".join(parameters) or "nothing"
        raise RequestError(f"unknown value {unknown[0][:60]!r}: expected {known}")
    missing = [name for name, p in parameters.items() if p.default is p.empty and name not in given]
    if missing:
        raise RequestError(f"{missing[0]}: expected a value, found none")
    return [given.get(name, p.default) for name, p in parameters.items()]


def _called(scope: Scope) -> str | None:
    if scope["type"] != "http" or scope["method"] != "POST":
        return None
    path: str = scope["path"]
    name = path.removeprefix(PREFIX).removeprefix("v2/").rstrip("/")
    return name if path.startswith(PREFIX) and "/" not in name else None


def _refuse_constant(name: str) -> None:
    raise RequestError(f"the body: {name} is not JSON")


def _refuse(status: int, why: str) -> JSONResponse:
    return JSONResponse({"error": why}, status)


async def _read(receive: Receive) -> bytes | None:
    """Return the whole body; ``None`` if it breaks off, as the guard lets one that is too long."""
    body = b""
    while True:
        message = await receive()
        if message["type"] != "http.request":
            return None
        body += bytes(message.get("body", b""))
        if not message.get("more_body", False):
            return body


def _given(content: bytes, receive: Receive) -> Receive:
    """Return what hands over ``content`` as the body and then what comes after it."""
    waiting: list[Message] = [{"type": "http.request", "body": content, "more_body": False}]

    async def given() -> Message:
        return waiting.pop() if waiting else await receive()

    return given
