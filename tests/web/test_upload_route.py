"""The way files come in."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import anyio
import pytest
from fakes import LetterEmbedder
from fastapi import FastAPI
from loops import run
from starlette.testclient import TestClient
from starlette.types import Message

from index.library import Library
from web import upload_route as route
from web.guard import MAX_BODY_BYTES, Guard
from web.sources import Sources
from web.upload_route import AT_ONCE, PATH, upload_route

TEA = b"ANNA: What do you grow?\n\nBOHDAN: We grow green tea.\n"


def client(sources: Sources, most: int = 2 * MAX_BODY_BYTES) -> TestClient:
    app = FastAPI()
    app.post(PATH)(upload_route(sources))
    return TestClient(Guard(app, frozenset({"127.0.0.1"}), {PATH: most}), "http://127.0.0.1")


@pytest.fixture
def sources(tmp_path: Path) -> Sources:
    return Sources(Library(tmp_path, LetterEmbedder()))


def test_a_file_gets_a_token_and_is_not_added(sources: Sources) -> None:
    said = client(sources).post(PATH, params={"name": "tea.txt"}, content=TEA).json()
    [(_, offer)] = sources.offered([said["token"]])
    assert (offer.name, offer.document is not None) == ("tea.txt", True)
    assert sources.library.documents() == []


def test_a_file_larger_than_a_page_is_allowed_to_send_elsewhere_is_read(sources: Sources) -> None:
    data = TEA + b"\n" * MAX_BODY_BYTES
    token = client(sources).post(PATH, params={"name": "tea.txt"}, content=data).json()["token"]
    assert sources.offered([token])[0][1].document is not None


def test_more_than_is_allowed_is_refused_unread(sources: Sources) -> None:
    answer = client(sources, most=10).post(PATH, params={"name": "tea.txt"}, content=TEA)
    assert answer.status_code == 413


def test_a_file_too_large_to_be_sent_is_refused_by_name(sources: Sources) -> None:
    asked = {"name": "tea.txt", "large": "1"}
    token = client(sources).post(PATH, params=asked).json()["token"]
    assert "tea.txt: expected at most" in sources.offered([token])[0][1].why


def test_a_read_only_server_takes_no_file(tmp_path: Path) -> None:
    sources = Sources(Library(tmp_path, LetterEmbedder()), read_only=True)
    assert client(sources).post(PATH, params={"name": "tea.txt"}, content=TEA).status_code == 403


def test_files_that_do_not_arrive_keep_no_other_waiting(sources: Sources) -> None:
    app = FastAPI()
    app.post(PATH)(upload_route(sources))
    scope = {"type": "http", "method": "POST", "path": PATH, "query_string": b"name=tea.txt"}

    async def sent(data: bytes, *, is_all: bool) -> int:
        """Send ``data`` and return the status, unless more is to come, which never does."""
        status = 0
        parts = [{"type": "http.request", "body": data, "more_body": not is_all}]

        async def receive() -> Message:
            if not parts:
                await anyio.sleep_forever()
            return parts.pop()

        async def send(message: Message) -> None:
            nonlocal status
            status = message.get("status", status)

        await app({**scope, "headers": []}, receive, send)
        return status

    async def uploads() -> int:
        async with anyio.create_task_group() as group:
            for _ in range(AT_ONCE + 1):
                group.start_soon(partial(sent, TEA[:1], is_all=False))
            await anyio.wait_all_tasks_blocked()
            with anyio.fail_after(30):
                status = await sent(TEA, is_all=True)
            group.cancel_scope.cancel()
        return status

    assert run(uploads) == 200


def test_no_more_is_held_than_there_is_room_for(
    sources: Sources, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = client(sources)
    monkeypatch.setattr(route, "MOST_HELD", len(TEA))
    for _ in range(2):  # what was read is held no longer
        assert page.post(PATH, params={"name": "tea.txt"}, content=TEA).status_code == 200
        refused = page.post(PATH, params={"name": "tea.txt"}, content=TEA + b"!")
        assert (refused.status_code, refused.json()["why"]) == (
            503,
            "Too many files arrive at once: send it again.",
        )
