"""What the server refuses before Gradio sees it."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from corpus.errors import OnrecordError
from qa.settings import Settings
from web.guard import MAX_BODY_BYTES, Guard
from web.server import run

HERE = frozenset({"127.0.0.1", "localhost"})


async def count(request: Request) -> PlainTextResponse:
    return PlainTextResponse(str(len(await request.body())))


@pytest.fixture
def client() -> TestClient:
    app = Starlette(routes=[Route("/", count, methods=["GET", "POST"])])
    return TestClient(Guard(app, HERE), "http://127.0.0.1:7860")


def test_a_request_from_the_page_passes(client: TestClient) -> None:
    origin = {"origin": "http://127.0.0.1:7860"}
    assert client.post("/", content=b"abc", headers=origin).text == "3"


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "", "192.0.2.7", "[", "[::1", "[]:80"]
)
def test_another_host_name_is_refused(client: TestClient, host: str) -> None:
    # A name that an attacker points at 127.0.0.1 must not make his page same-origin.
    assert client.get("/", headers={"host": host}).status_code == 400


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "null", "http://127.0.0.1:9999", "http://[", ""]
)
def test_another_site_is_refused(client: TestClient, origin: str) -> None:
    assert client.post("/", headers={"origin": origin}).status_code == 403


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("192.0.2.7:7860", 200),
        ("[2001:db8::7]:7860", 200),
        ("chat.example.org", 200),
        ("Chat.Example.org:443", 200),
        ("localhost:7860", 200),
        ("evil.example", 400),
        ("192.0.2.7.evil.example", 400),
        ("[", 400),
    ],
)
def test_on_the_network_a_server_answers_to_addresses_and_names_it_was_told(
    host: str, status: int
) -> None:
    app = Starlette(routes=[Route("/", count)])
    guard = Guard(app, HERE | {"chat.example.org"}, addresses=True)
    assert TestClient(guard).get("/", headers={"host": host}).status_code == status


def test_what_no_page_needs_is_not_spoken(client: TestClient) -> None:
    with pytest.raises(WebSocketDisconnect), client.websocket_connect("/"):
        pass


def test_a_name_that_no_request_could_have_is_refused(tmp_path: Path) -> None:
    for name in ("https://chat.example.org", "chat.example.org:443", ""):
        why = f"--allow-host: expected a host name such as chat.example.org, found {name!r}"
        with pytest.raises(OnrecordError, match=re.escape(why)):
            run(Settings(library=tmp_path), "127.0.0.1", 7860, names=[name])


@pytest.mark.parametrize("length", [str(MAX_BODY_BYTES + 1), "-1", "many"])
def test_a_long_body_is_refused_by_its_length(client: TestClient, length: str) -> None:
    assert client.post("/", headers={"content-length": length}, content=b"").status_code == 413


def test_a_long_body_without_a_length_is_cut_off(client: TestClient) -> None:
    def endless() -> Iterator[bytes]:
        for _ in range(3):
            yield b"a" * (MAX_BODY_BYTES // 2)

    with pytest.raises(ClientDisconnect):
        client.post("/", content=endless())


def test_every_page_says_that_nothing_is_loaded_from_elsewhere(client: TestClient) -> None:
    policy = client.get("/").headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "connect-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy


def test_one_path_may_take_more_than_the_others() -> None:
    app = Starlette(routes=[Route("/", count, methods=["POST"])])
    larger = TestClient(Guard(app, HERE, {"/": MAX_BODY_BYTES + 1}), "http://127.0.0.1")
    assert larger.post("/", content=b"a" * (MAX_BODY_BYTES + 1)).text == str(MAX_BODY_BYTES + 1)
    assert larger.post("/", content=b"a" * (MAX_BODY_BYTES + 2)).status_code == 413
