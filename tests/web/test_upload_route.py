"""The way files come in."""

from __future__ import annotations

from pathlib import Path

import pytest
from fakes import LetterEmbedder
from fastapi import FastAPI
from starlette.testclient import TestClient

from index.library import Library
from web.guard import MAX_BODY_BYTES, Guard
from web.sources import Sources
from web.upload_route import PATH, upload_route

TEA = b"ANNA: What do you grow?\n\nBOHDAN: We grow green tea.\n"


def client(sources: Sources, most: int = 2 * MAX_BODY_BYTES) -> TestClient:
    app = FastAPI()
    app.post(PATH)(upload_route(sources))
    return TestClient(Guard(app, frozenset(), {PATH: most}), "http://127.0.0.1")


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
