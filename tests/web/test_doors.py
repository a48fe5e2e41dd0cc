"""Of Gradio only what somebody here needs can be reached."""

from __future__ import annotations

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from web.doors import Doors


async def reached(_: Request) -> PlainTextResponse:
    return PlainTextResponse("reached")


@pytest.fixture
def client() -> TestClient:
    everything = Starlette(routes=[Route("/{path:path}", reached, methods=["GET", "POST", "PUT"])])
    return TestClient(Doors(everything, ["/draft"]), "http://127.0.0.1")


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("HEAD", "/"),
        ("GET", "/"),
        ("GET", "/assets/index-1.js"),
        ("GET", "/static/fonts/a/b.woff2"),
        ("GET", "/theme.css"),
        ("GET", "/favicon.ico"),
        ("GET", "/gradio_api/app_id"),
        ("GET", "/gradio_api/queue/data"),
        ("GET", "/gradio_api/heartbeat/abc"),
        ("POST", "/gradio_api/queue/join"),
        ("POST", "/gradio_api/run/predict"),
        ("POST", "/gradio_api/cancel"),
        ("GET", "/config"),
        ("GET", "/gradio_api/info"),
        ("POST", "/gradio_api/reset"),
        ("POST", "/gradio_api/call/ask"),
        ("POST", "/gradio_api/call/v2/ask"),
        ("GET", "/gradio_api/call/ask/5bf3"),
        ("GET", "/gradio_api/call/v2/ask/5bf3"),
        ("POST", "/draft"),
        ("PUT", "/draft"),
    ],
)
def test_what_the_page_and_programs_need_is_open(
    client: TestClient, method: str, path: str
) -> None:
    assert client.request(method, path).status_code == 200


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/gradio_api/upload"),
        ("POST", "/gradio_api/process_recording"),
        ("POST", "/gradio_api/component_server"),
        ("POST", "/gradio_api/stream/5bf3"),
        ("POST", "/gradio_api/run/ask"),
        ("POST", "/gradio_api/run-history/connect"),
        ("POST", "/gradio_api/vibe-edit"),
        ("POST", "/login"),
        ("POST", "/"),
        ("PUT", "/"),
        ("GET", "/gradio_api/deep_link"),
        ("GET", "/gradio_api/file=/etc/passwd"),
        ("GET", "/gradio_api/proxy=http://example.org"),
        ("GET", "/gradio_api/monitoring/summary"),
        ("GET", "/gradio_api/runs"),
        ("GET", "/gradio_api/queue/status"),
        ("GET", "/gradio_api/call/ask"),
        ("GET", "/monitoring"),
        ("GET", "/drafts"),
        ("GET", "/assets/"),
    ],
)
def test_whatever_nobody_needs_is_not_there(client: TestClient, method: str, path: str) -> None:
    assert client.request(method, path).status_code == 404


def test_gradios_ways_to_keep_something_are_closed(address: str) -> None:
    file = {"video": ("v.mp4", b"abc")}
    assert httpx.post(f"{address}/gradio_api/process_recording", files=file).status_code == 404
    assert httpx.post(f"{address}/gradio_api/upload", files=file).status_code == 404
    link = {"session_hash": "abc"}
    assert httpx.get(f"{address}/gradio_api/deep_link", params=link).status_code == 404


@pytest.mark.parametrize("path", ["/", "/draft", "/evaluation", "/sources/text?id=tea", "/config"])
def test_what_is_served_can_be_reached(address: str, path: str) -> None:
    assert httpx.get(address + path).status_code == 200
