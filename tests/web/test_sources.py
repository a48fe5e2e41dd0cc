"""Sources that come and go through the page, and a server where they may not."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from fakes import LetterEmbedder

from corpus.edits import Edits
from corpus.errors import LibraryError
from corpus.read import read_text
from index.library import Library
from qa.intake import add_paths
from qa.report import Action
from web.sources import GONE, READ_ONLY, Sources
from web.uploads import UPLOAD_BYTES, Voice, plain_name

TEA = b"ANNA: What do you grow?\n\nBOHDAN: We grow green tea.\n\nANNA: Why?\n\nBOHDAN: It sells.\n"
COFFEE = TEA.replace(b"tea", b"coffee")


@pytest.fixture
def sources(tmp_path: Path) -> Sources:
    return Sources(Library(tmp_path / "library", LetterEmbedder()))


def added(sources: Sources, *files: tuple[str, bytes]) -> list[tuple[Action, str | None]]:
    tokens = [sources.offer(name, data) for name, data in files]
    reports = sources.add([offer for _, offer in sources.offered(tokens)])
    return [(report.action, report.doc_id) for report in reports]


def held(sources: Sources) -> list[tuple[str, str]]:
    return [(item.doc_id, item.origin) for item in sources.library.documents()]


def test_a_preview_says_what_is_in_a_file_and_adds_nothing(sources: Sources) -> None:
    [(_, offer)] = sources.offered([sources.offer("tea.txt", TEA)])
    assert offer.document is not None
    assert (offer.name, offer.convention, offer.document.title) == ("tea.txt", "labels", "tea")
    assert offer.voices == (Voice("ANNA", "interviewer", 2), Voice("BOHDAN", "interviewee", 2))
    assert held(sources) == []


def test_a_file_without_a_title_goes_by_its_name(sources: Sources) -> None:
    tokens = [
        sources.offer("My interview, 2 May (final).txt", TEA),
        sources.offer("b.txt", b"---\ntitle: Hills\n---\n" + TEA),
    ]
    titles = [offer.document and offer.document.title for _, offer in sources.offered(tokens)]
    assert titles == ["My interview, 2 May (final)", "Hills"]


def test_what_was_offered_is_added_under_its_name(sources: Sources) -> None:
    assert added(sources, ("tea.txt", TEA)) == [(Action.ADDED, "tea")]
    assert held(sources) == [("tea", "upload:tea.txt")]


def test_the_same_name_again_replaces_and_the_same_bytes_do_nothing(sources: Sources) -> None:
    added(sources, ("tea.txt", TEA))
    assert added(sources, ("tea.txt", TEA)) == [(Action.UNCHANGED, "tea")]
    assert added(sources, ("green.txt", TEA)) == [(Action.DUPLICATE, "tea")]
    assert added(sources, ("tea.txt", COFFEE)) == [(Action.UPDATED, "tea")]
    assert held(sources) == [("tea", "upload:tea.txt")]


def test_an_upload_never_replaces_what_came_another_way(sources: Sources, tmp_path: Path) -> None:
    file = tmp_path / "tea.txt"
    file.write_bytes(TEA)
    add_paths(sources.library, [file], lambda _: None)
    assert added(sources, ("tea.txt", TEA), ("tea.txt", COFFEE)) == [
        (Action.DUPLICATE, "tea"),
        (Action.ADDED, "tea-2"),
    ]


def test_two_files_of_one_name_in_one_go_are_not_confused(sources: Sources) -> None:
    assert added(sources, ("tea.txt", TEA), ("tea.txt", COFFEE)) == [
        (Action.REFUSED, None),
        (Action.ADDED, "tea"),
    ]
    assert b"green tea" in sources.library.document("tea").text.encode()


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("tool.exe", b"MZ", "tool.exe: expected one of .txt"),
        ("none", b"a", "found no ending"),
        ("bad.txt", b"\0\0\0", "bad.txt: expected a text, found NUL bytes"),
        ("empty.txt", b"", "empty.txt: "),
        ("broken.pdf", b"%PDF-1.4 nothing", "broken.pdf: "),
        ("large.txt", None, f"at most {UPLOAD_BYTES // 1_000_000} MB"),
    ],
)
def test_a_refusal_is_one_line_that_names_the_file_only(
    sources: Sources, name: str, data: bytes | None, why: str
) -> None:
    [(_, offer)] = sources.offered([sources.offer(name, data)])
    assert offer.document is None
    assert why in offer.why
    assert "\n" not in offer.why
    assert tempfile.gettempdir() not in offer.why


@pytest.mark.parametrize(
    ("sent", "plain"),
    [
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\tea\\green tea.txt", "green tea.txt"),
        ("a\nb\x1b[31m.txt", "a b [31m.txt"),
        ("/", "nameless"),
        ("x" * 300 + ".txt", "x" * 116 + ".txt"),
    ],
)
def test_a_name_is_taken_for_nothing_but_a_name(sent: str, plain: str) -> None:
    assert plain_name(sent) == plain


@pytest.mark.parametrize(
    "name", ["<img src=x>.txt", "чай зелений.txt", "茶" * 100 + ".txt", "..txt"]
)
def test_any_name_gets_an_id_that_is_safe_in_links(sources: Sources, name: str) -> None:
    [(_, doc_id)] = added(sources, (name, TEA))
    assert doc_id is not None
    assert all(c.isalnum() or c in "-_." for c in doc_id)


def test_nothing_of_an_upload_stays_on_the_disk(
    sources: Sources, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "private"))
    (tmp_path / "private").mkdir()
    sources.offer("tea.txt", TEA)
    sources.offer("bad.txt", b"\0")
    assert list((tmp_path / "private").iterdir()) == []


def test_what_was_removed_comes_back_as_it_was(sources: Sources) -> None:
    added(sources, ("tea.txt", TEA))
    before = sources.library.document("tea")
    document, token = sources.remove("tea")
    assert (document, held(sources)) == (before, [])
    assert sources.put_back(token) == before
    assert sources.library.document("tea") == before
    with pytest.raises(LibraryError, match=GONE):
        sources.put_back(token)


def test_nothing_is_put_back_over_another_text(sources: Sources) -> None:
    added(sources, ("tea.txt", TEA))
    _, token = sources.remove("tea")
    added(sources, ("tea.txt", COFFEE))
    with pytest.raises(LibraryError, match=GONE):
        sources.put_back(token)
    assert "coffee" in sources.library.document("tea").text


def test_a_read_only_server_refuses_every_change(tmp_path: Path) -> None:
    library = Library(tmp_path, LetterEmbedder())
    library.add([read_text("Anna: Why?", "tea")])
    sources = Sources(library, read_only=True)
    for change in (
        lambda: sources.offer("tea.txt", TEA),
        lambda: list(sources.add([])),
        lambda: sources.remove("tea"),
        lambda: sources.put_back("token"),
    ):
        with pytest.raises(LibraryError, match=READ_ONLY):
            change()
    assert library.holds("tea")


def test_what_was_edited_stays_so_after_an_undo(sources: Sources, tmp_path: Path) -> None:
    file = tmp_path / "tea.txt"
    file.write_bytes(TEA)
    add_paths(sources.library, [file], lambda _: None)
    sources.library.edit("tea", Edits({"title": "Tea, a talk"}, {"BOHDAN": "Bohdan Lys"}))
    sources.put_back(sources.remove("tea")[1])
    file.write_bytes(COFFEE)
    add_paths(sources.library, [file], lambda _: None)
    document = sources.library.document("tea")
    assert (document.title, "Bohdan Lys" in document.speakers) == ("Tea, a talk", True)
    assert "coffee" in document.text
