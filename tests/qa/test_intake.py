"""Many files go in one at a time, each at most once, and stay once they are in."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from fakes import LetterEmbedder

from corpus.errors import LibraryError
from corpus.read import read_text
from index import library as library_module
from index.library import Library
from qa.intake import Intake, add_paths
from qa.report import Action

ROOT = Path(__file__).parents[2]

HANGS = f"""
import signal, sys
from pathlib import Path
sys.path[:0] = [{str(ROOT)!r}, {str(ROOT / "tests")!r}]
from fakes import LetterEmbedder
from index.library import Library
from qa.intake import add_paths

class Hanging(LetterEmbedder):
    def embed_passages(self, texts):
        if any("Stop here" in text for text in texts):
            print("here", flush=True)
            signal.pause()
        return super().embed_passages(texts)

add_paths(Library(Path(sys.argv[1]), Hanging()), [Path(sys.argv[2])], lambda _: None)
"""


def interview(word: str, replies: int = 1) -> str:
    return "".join(f"— What of {word} {n}?\n— The {word} is fine.\n" for n in range(replies))


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
def library(tmp_path: Path, embedder: LetterEmbedder) -> Library:
    return Library(tmp_path / "library", embedder)


def add(library: Library, *paths: Path) -> list[tuple[str, str | None, str]]:
    reports = add_paths(library, paths, lambda _: None)
    return [(str(report.action), report.doc_id, report.why) for report in reports]


def ids(library: Library) -> list[str]:
    return [summary.doc_id for summary in library.documents()]


def test_the_same_bytes_under_another_name_are_skipped_and_say_why(
    library: Library, texts: Path, embedder: LetterEmbedder
) -> None:
    (texts / "copy.txt").write_bytes((texts / "anchor.txt").read_bytes())
    assert add(library, texts) == [
        ("added", "anchor", ""),
        ("added", "bell", ""),
        ("added", "candle", ""),
        ("duplicate", "anchor", "same content as anchor"),
    ]
    calls = list(embedder.calls)
    assert add(library, texts / "copy.txt") == [("duplicate", "anchor", "same content as anchor")]
    assert (ids(library), embedder.calls) == (["anchor", "bell", "candle"], calls)


def test_a_file_named_twice_is_read_once(library: Library, texts: Path) -> None:
    assert len(add(library, texts, texts / "bell.txt", texts / ".." / "texts")) == 3


def test_a_changed_file_keeps_its_id(library: Library, texts: Path) -> None:
    other = texts / "other"
    other.mkdir()
    (other / "bell.txt").write_text(interview("another bell"))
    add(library, texts)
    assert ids(library) == ["anchor", "bell", "bell-2", "candle"]
    (other / "bell.txt").write_text(interview("a new bell"))
    assert add(library, other) == [("updated", "bell-2", "")]
    assert "a new bell" in library.document("bell-2").text
    assert "new" not in library.document("bell").text


def test_a_file_of_a_name_that_another_file_has_gets_an_id_of_its_own_in_a_later_call_too(
    library: Library, texts: Path, tmp_path: Path
) -> None:
    add(library, texts)
    (tmp_path / "bell.txt").write_text(interview("church bell"))
    assert add(library, tmp_path / "bell.txt") == [("added", "bell-2", "")]


def test_a_file_replaces_the_source_of_its_name_whose_own_file_is_gone(
    library: Library, texts: Path, tmp_path: Path
) -> None:
    add(library, texts)
    (texts / "bell.txt").unlink()
    (tmp_path / "bell.txt").write_text(interview("church bell"))
    assert add(library, tmp_path / "bell.txt") == [("updated", "bell", "")]


def test_no_more_documents_are_taken_than_make_a_batch(
    library: Library, texts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(library_module, "PASSAGES_A_BATCH", 1)
    files = iter(sorted(texts.iterdir()))
    reports = Intake(library).take(files)
    assert next(reports).doc_id == "anchor"
    assert ids(library) == ["anchor"]
    assert [file.stem for file in files] == ["bell", "candle"]


def test_after_kill_9_only_the_unfinished_file_is_done_again(
    tmp_path: Path, library: Library, embedder: LetterEmbedder
) -> None:
    """Texts of more passages than a batch, so that each is embedded on its own."""
    texts = tmp_path / "texts"
    texts.mkdir()
    for word in ("a", "b", "c. Stop here", "d"):
        (texts / f"{word[0]}.txt").write_text(interview(word, replies=260))
    command = [sys.executable, "-c", HANGS, str(library.folder), str(texts)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as adding:
        assert adding.stdout is not None
        assert adding.stdout.readline() == b"here\n"
        adding.send_signal(signal.SIGKILL)
    assert adding.returncode == -signal.SIGKILL
    assert ids(library) == ["a", "b"]
    assert [action for action, _, _ in add(library, texts)] == [
        Action.UNCHANGED,
        Action.UNCHANGED,
        Action.ADDED,
        Action.ADDED,
    ]
    assert len(embedder.calls) == 2
    assert ids(library) == ["a", "b", "c", "d"]


def test_of_two_who_add_at_once_neither_replaces_the_others_text(
    library: Library, texts: Path, tmp_path: Path
) -> None:
    other = tmp_path / "elsewhere" / "bell.txt"
    other.parent.mkdir()
    other.write_text(interview("buoy"), encoding="utf-8")
    made: list[str | None] = []

    def while_somebody_adds(files: list[Path]) -> Iterator[Path]:
        yield files[0]
        yield files[1]  # read, and not yet written
        made.extend(report.doc_id for report in Intake(library).take([other]))

    taken = [r.doc_id for r in Intake(library).take(while_somebody_adds(sorted(texts.iterdir())))]
    assert (taken, made) == (["anchor", "bell-2"], ["bell"])
    assert "buoy" in library.document("bell").text
    assert "bell is fine" in library.document("bell-2").text


def test_a_source_from_where_nobody_may_look_stops_no_adding(library: Library, texts: Path) -> None:
    upload = replace(read_text(interview("dory"), "dory"), origin=f"upload:{'基' * 200}.txt")
    library.add([upload])
    assert [action for action, _, _ in add(library, texts)] == ["added"] * 3


@pytest.mark.parametrize(
    ("name", "text", "why"),
    [
        (
            "odd.md",
            '---\ntitle: "\\ud800"\n---\nA: Why?\nB: So.',
            "expected a text under 'title', found the character U+D800: take it out",
        ),
        (
            "odd.md",
            '---\ntitle: "\\e]0;mine\\a"\n---\nA: Why?\nB: So.',
            "expected a text under 'title', found the character U+001B: take it out",
        ),
        (
            "odd.json",
            '{"\\ud800k": "v", "talk": [{"speaker": "A", "text": "So."}]}',
            r"expected a text under '\ud800k', found the character U+D800: take it out",
        ),
        (
            "odd.md",
            f"---\ntitle: 0x{'F' * 5_000}\n---\nA: Why?\nB: So.",
            "expected `key: value` in the front matter, found: Exceeds the limit (4300 digits) for "
            "integer string conversion: put the value in quotes",
        ),
    ],
    ids=["surrogate", "escape", "key", "number"],
)
def test_facts_that_are_no_text_stop_no_other_file(
    library: Library, texts: Path, name: str, text: str, why: str
) -> None:
    (texts / name).write_text(text, encoding="utf-8")
    refused = [said for action, _, said in add(library, texts) if action == "refused"]
    assert refused == [f"{texts / name}: {why}"]
    assert len(library.documents()) == 3


def test_a_file_with_a_name_of_other_bytes_stops_no_other(library: Library, texts: Path) -> None:
    odd = Path(os.fsdecode(os.fsencode(texts) + b"/caf\xe9.txt"))
    odd.write_text(interview("dory"), encoding="utf-8")
    (refused, _, why), *others = sorted(add(library, texts), key=lambda one: one[0] != "refused")
    assert (refused, len(others)) == ("refused", 3)
    assert "caf?.txt: expected a name in UTF-8" in why
    with pytest.raises(LibraryError, match="expected text in UTF-8"):
        library.holds("\udce9")
