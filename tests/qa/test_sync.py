"""After a sync the library holds of a folder what the folder holds, and nothing was done twice."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from fakes import LetterEmbedder

import qa.intake
from corpus.edits import Edits
from corpus.errors import SourceError
from index.library import Library
from index.place import Place
from qa.sync import count_line, sync_folder


def sync(library: Library, folder: Path, **how: bool) -> list[tuple[str, str | None]]:
    found = sync_folder(library, folder, **how)
    return [(str(report.action), report.doc_id) for report in found]


def interview(word: str) -> str:
    return f"— What of the {word}?\n— The {word} is fine."


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    folder = tmp_path / "texts"
    folder.mkdir()
    for word in ("anchor", "bell", "candle"):
        (folder / f"{word}.txt").write_text(interview(word), encoding="utf-8")
    return folder


@pytest.fixture
def embedder() -> LetterEmbedder:
    return LetterEmbedder()


@pytest.fixture
def library(place: Place, texts: Path, embedder: LetterEmbedder) -> Library:
    made = Library(place, embedder)
    sync(made, texts)
    embedder.calls.clear()
    return made


def ids(library: Library) -> list[str]:
    return [summary.doc_id for summary in library.documents()]


def test_unchanged_files_are_neither_parsed_nor_embedded(
    library: Library, texts: Path, embedder: LetterEmbedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    parsed: list[Path] = []
    monkeypatch.setattr(qa.intake, "read_source", parsed.append)
    generation = library.generation()
    os.utime(texts / "bell.txt", (0, 0))  # the bytes count, not the clock
    assert sync(library, texts) == [
        ("unchanged", "anchor"),
        ("unchanged", "bell"),
        ("unchanged", "candle"),
    ]
    assert (parsed, embedder.calls, library.generation()) == ([], [], generation)


def test_new_changed_and_missing_files_are_added_updated_and_removed(
    library: Library, texts: Path, embedder: LetterEmbedder
) -> None:
    (texts / "anchor.txt").unlink()
    (texts / "bell.txt").write_text(interview("church bell"))
    (texts / "deep").mkdir()
    (texts / "deep" / "dory.txt").write_text(interview("dory"))
    expected = [
        ("unchanged", "candle"),
        ("updated", "bell"),
        ("added", "dory"),
        ("removed", "anchor"),
    ]
    would = sync(library, texts, dry_run=True)
    assert (ids(library), embedder.calls) == (["anchor", "bell", "candle"], [])
    assert sorted(sync(library, texts)) == sorted(would) == sorted(expected)
    assert ids(library) == ["bell", "candle", "dory"]
    assert "church bell" in library.document("bell").text
    # Two documents of two passages, each reply once alone and once with its question.
    assert embedder.calls == [6]


def test_a_file_that_was_renamed_keeps_its_id_and_its_embeddings(
    library: Library, texts: Path, embedder: LetterEmbedder
) -> None:
    (texts / "bell.txt").rename(texts / "zebra.txt")
    expected = [("unchanged", "anchor"), ("unchanged", "candle"), ("renamed", "bell")]
    assert sync(library, texts, dry_run=True) == expected
    assert sync(library, texts) == expected
    assert embedder.calls == []
    (held,) = (summary for summary in library.documents() if summary.doc_id == "bell")
    assert held.origin == str(texts / "zebra.txt")
    (texts / "zebra.txt").write_text(interview("zebra"))
    assert ("updated", "bell") in sync(library, texts)


def test_a_file_that_takes_the_place_of_one_that_was_renamed_is_no_copy(
    library: Library, texts: Path
) -> None:
    (texts / "bell.txt").rename(texts / "a-bell.txt")
    (texts / "bell.txt").write_text(interview("church bell"))
    sync(library, texts)
    assert ids(library) == ["a-bell", "anchor", "bell", "candle"]
    assert "church bell" in library.document("bell").text


def test_sources_from_elsewhere_stay(library: Library, texts: Path, tmp_path: Path) -> None:
    other = tmp_path / "texts-of-others"  # its path begins alike
    other.mkdir()
    (other / "oar.txt").write_text(interview("oar"))
    sync(library, other)
    (other / "oar.txt").unlink()
    (other / "rope.txt").write_text(interview("rope"))
    assert {action for action, _ in sync(library, texts)} == {"unchanged"}
    assert "oar" in ids(library)
    sync(library, other)
    assert ids(library) == ["anchor", "bell", "candle", "rope"]


def test_a_file_that_can_no_longer_be_read_keeps_what_was_read_before(
    library: Library, texts: Path
) -> None:
    (texts / "bell.txt").write_bytes(b"\x7fELF\x00\x01")
    assert ("refused", None) in sync(library, texts)
    assert ids(library) == ["anchor", "bell", "candle"]


def test_an_empty_folder_is_an_error_and_removes_nothing(library: Library, texts: Path) -> None:
    for file in texts.iterdir():
        file.unlink()
    with pytest.raises(SourceError, match="found none"):
        sync(library, texts)
    with pytest.raises(SourceError, match="expected a folder"):
        sync(library, texts / "missing")
    assert ids(library) == ["anchor", "bell", "candle"]


def test_the_counts_are_told_in_one_line(library: Library, texts: Path) -> None:
    (texts / "anchor.txt").unlink()
    assert count_line(list(sync_folder(library, texts))) == "1 removed, 2 unchanged"


def test_what_was_edited_outlives_a_change_of_the_file(library: Library, texts: Path) -> None:
    library.edit("bell", Edits({"title": "Of bells"}, {"Interviewee": "Olha"}))
    (texts / "bell.txt").write_text(interview("bell") + "\n— Since when?\n— Since 1978.")
    assert ("updated", "bell") in sync(library, texts)
    changed = library.document("bell")
    assert (changed.title, changed.speakers) == ("Of bells", ("Interviewer", "Olha"))
    assert "1978" in changed.text


def test_a_folder_that_cannot_be_read_is_not_an_empty_one(
    library: Library, texts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (texts / "old").mkdir()
    (texts / "candle.txt").rename(texts / "old" / "candle.txt")
    sync(library, texts)
    real = os.scandir

    def refusing(path: str) -> object:
        if str(path).endswith("old"):
            raise PermissionError(13, "Permission denied", str(path))
        return real(path)

    monkeypatch.setattr(os, "scandir", refusing)
    with pytest.raises(SourceError, match=r"old: cannot be read \(Permission denied\)"):
        sync(library, texts)
    assert library.holds("candle")
