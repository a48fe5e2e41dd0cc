"""Files become documents, or are refused in one line."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.document import Document, Role, Turn
from corpus.errors import SourceError
from corpus.formats import READERS
from corpus.ids import unique_id
from corpus.read import find_sources, read_source, read_text

ENDINGS = ", ".join(READERS)


def refusal(path: Path) -> str:
    with pytest.raises(SourceError) as refused:
        read_source(path)
    return str(refused.value)


def test_a_file_becomes_a_document(tmp_path: Path) -> None:
    data = "---\ntitle: A talk\n---\n\n— Why?\r\n— So.\r\n".encode("utf-8-sig")
    path = tmp_path / "my talk.txt"
    path.write_bytes(data)
    assert read_source(path) == Document(
        doc_id="my-talk",
        title="A talk",
        text="\n— Why?\n— So.\n",
        turns=(
            Turn("Interviewer", Role.INTERVIEWER, 3, 7, 1),
            Turn("Interviewee", Role.INTERVIEWEE, 10, 13, 8),
        ),
        metadata=(("title", "A talk"),),
        sha256=hashlib.sha256(data).hexdigest(),
    )


def test_an_id_that_is_taken_gets_a_number(tmp_path: Path) -> None:
    path = tmp_path / "talk.md"
    path.write_text("Words.", encoding="utf-8")
    assert read_source(path, taken={"talk", "talk-2"}).doc_id == "talk-3"


@pytest.mark.parametrize(
    ("stem", "doc_id"),
    [
        ("Anna_B-2.v1", "Anna_B-2.v1"),
        ("a b/c#d", "a-b-c-d"),
        ("Cafe\u0301", "Café"),
        ("«интервью»", "интервью"),
        ("..", "source"),
        ("\x1b[31m", "31m"),
    ],
)
def test_ids_are_safe_in_links_and_terminals(stem: str, doc_id: str) -> None:
    assert unique_id(stem, ()) == doc_id


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("---\ntitle: Said\n---\n# Shown\n\nQ: Why?\nA: So.", "Said"),
        ("# Shown **\n\nQ: Why?\nA: So.", "Shown"),
        ("x" * 201 + "\n\nQ: Why?\nA: So.", "stem"),
        ("2:27 P.M. EST\n\nQ: Why?\nA: So.", "stem"),
        ("[-00:00:01]\n\nQ: Why?\nA: So.", "stem"),
        ("Q: Why?\nA: So.", "stem"),
        ("Only prose.", "stem"),
    ],
)
def test_a_title_is_said_or_shown_or_else_the_id(text: str, title: str) -> None:
    assert read_text(text, "stem").title == title


def test_what_cannot_be_read_is_refused_in_one_line(tmp_path: Path) -> None:
    gone, folder, pipe = (tmp_path / n for n in ("b.txt", "c.txt", "d.txt"))
    folder.mkdir()
    os.mkfifo(pipe)
    endless = Path("x" * 300 + ".txt")
    no_file = "expected a file, found a folder or a device: add a file"
    remedies = {
        "a.exe": "found .exe: save it as plain text or .docx",
        "README": "found no ending: save it as plain text or .docx",
        "talk.MP3": "found .mp3: add its transcript, as recordings are not listened to",
        "talk.mp4": "found .mp4: add its transcript, as recordings are not listened to",
        "page.jpg": "found .jpg: recognise its text with another program and add that",
    }
    for name, remedy in remedies.items():
        path = tmp_path / name
        assert refusal(path) == f"{path}: expected one of {ENDINGS}, {remedy}"
    assert refusal(gone) == (
        f"{gone}: cannot be read (No such file or directory): check the path and its rights"
    )
    assert refusal(folder) == f"{folder}: {no_file}"
    assert refusal(pipe) == f"{pipe}: {no_file}"
    assert refusal(endless) == (
        f"{endless}: cannot be read (File name too long): check the path and its rights"
    )


def test_a_file_of_front_matter_alone_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("---\ntitle: T\n---\n \n", encoding="utf-8")
    assert refusal(path) == f"{path}: expected a text behind the front matter, found none"


def test_a_folder_gives_its_visible_sources_sorted(tmp_path: Path) -> None:
    for name in ("b.txt", "a.MD", "sub/c.text", "d.exe", ".e.txt", ".git/f.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("Words.", encoding="utf-8")
    assert find_sources(tmp_path) == [tmp_path / n for n in ("a.MD", "b.txt", "sub/c.text")]
    assert find_sources(tmp_path / "d.exe") == [tmp_path / "d.exe"]


def test_a_path_without_sources_is_refused(tmp_path: Path) -> None:
    endless = Path("x" * 300)
    for path, why in (
        (tmp_path, f"expected files ending in {ENDINGS}, found none"),
        (tmp_path / "gone", "no such file or folder: check the path"),
        (endless, "cannot be read (File name too long): check the path and its rights"),
    ):
        with pytest.raises(SourceError) as refused:
            find_sources(path)
        assert str(refused.value) == f"{path}: {why}"


TALK = "Anna: Well?\n\nBen: Yes.\n\n" * 4


@pytest.mark.parametrize(
    ("text_of", "size"),
    [
        (lambda n: "".join(f"NAME {i}: Well?\n" for i in range(n)) + "NAME 1: So.\n", 50_000),
        (
            lambda n: "".join(f"Name {i}  0:22\nSo.\n" for i in range(n)) + "Name 1  0:23\nSo.\n",
            40_000,
        ),
        (lambda n: "a" + " " * n + "b\n", 1_000_000),
        (lambda n: ("a" + " " * (n // 1_000) + "b\n") * 1_000, 1_000_000),
        (lambda n: "a" * n, 1_000_000),
        (lambda n: "Q: " + "? " * n + "x\nA: y\n", 500_000),
        (lambda n: "a" + "\n " * n + "b", 500_000),
        (lambda n: "a #" + " " * n + "#0:00:01#\n" * 2, 1_000_000),
        (lambda n: " " * n + "!", 300_000),
        (lambda n: "A.'" * (n // 3), 300_000),
        (lambda n: TALK + "\n" * n + "Ben: So.", 300_000),
        (lambda n: f"Date:{' ' * n}x{' ' * n}y\nPlace: b\n\n{TALK}", 150_000),
        (lambda n: f"| A | B |\n|---|---|\n| Anna | Hi?{' ' * n}x |\n", 300_000),
        (lambda n: TALK + "#" * n + "a", 300_000),
        (lambda n: f"---\ntitle: x{' ' * n}y\n---\n{TALK}", 80_000),
    ],
    ids=[
        "labels",
        "times",
        "one gap",
        "gaps",
        "one word",
        "questions",
        "blank lines",
        "stamps",
        "nothing but spaces",
        "initials without end",
        "blank lines between turns",
        "a gap in a field",
        "a gap in a table",
        "signs below the talk",
        "a gap in front matter",
    ],
)
def test_time_grows_with_the_length_of_the_text_and_no_faster(
    text_of: Callable[[int], str], size: int
) -> None:
    def seconds(n: int) -> float:
        text = text_of(n)
        began = time.process_time()
        read_text(text, "d")
        return time.process_time() - began

    # Eight times as long: quadratic code takes 64 times as much.
    assert seconds(size) < 24 * max(seconds(size // 8), 0.02)
