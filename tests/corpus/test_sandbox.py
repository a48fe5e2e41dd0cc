"""A reader in a child process gives what it gives here, and its death is one line."""

from __future__ import annotations

import logging
import time
from pathlib import Path

import pytest

from corpus.errors import SourceError
from corpus.extracted import Extracted, Kind, LeftOut
from corpus.marks import Mark
from corpus.sandbox import sandboxed

REMEDY = "open it in the program that made it and save it anew, or as plain text"
GIVES = """
import logging
from corpus.extracted import Extracted, Kind, LeftOut
from corpus.marks import Mark

def read(data, where):
    print("noise")
    logging.getLogger("corpus.x").warning("%s: look", where)
    return Extracted(
        data.decode() + "é", (Mark(0, 3, "A", "0:00:01"),), ((0, "0:00:01"),),
        (("title", "T"),), (LeftOut("page 1", Kind.BOILERPLATE, "\\ud800", "number"),),
    )
"""
REFUSES = """
from corpus.errors import SourceError

def read(data, where):
    raise SourceError(f"{where}:3", "expected x, found y: do z")
"""


def reader(folder: Path, monkeypatch: pytest.MonkeyPatch, code: str) -> str:
    (folder / "hostile_reader.py").write_text(code, encoding="utf-8")
    monkeypatch.syspath_prepend(folder)
    return "hostile_reader"


def test_the_values_come_out_as_they_went_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    read = sandboxed(reader(tmp_path, monkeypatch, GIVES))
    with caplog.at_level(logging.WARNING):
        assert read(b"A: Words.", "a.x") == Extracted(
            "A: Words.é",
            (Mark(0, 3, "A", "0:00:01"),),
            ((0, "0:00:01"),),
            (("title", "T"),),
            (LeftOut("page 1", Kind.BOILERPLATE, "\ud800", "number"),),
        )
    assert caplog.record_tuples == [("corpus.x", logging.WARNING, "a.x: look")]


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (
            "while True: pass",
            f"expected a file that is read in 2 s, found none: {REMEDY}",
        ),
        ("b'x' * 4_000_000_000", f"the file needs too much memory to be read: {REMEDY}"),
        ("read(data, where)", f"the file needs too much nesting to be read: {REMEDY}"),
        (
            "from corpus.extracted import Extracted; return Extracted('é' * 20_000_000)",
            "expected one text, found more than any file holds: split it",
        ),
        ("{}['a\\nb']", rf"the file cannot be read (KeyError: 'a\nb'): {REMEDY}"),
        ("import os; os.abort()", f"the file stops its reader (exit code -6): {REMEDY}"),
        (
            "import os; os.kill(os.getpid(), 24)",
            f"the file takes its reader more than 20 s: {REMEDY}",
        ),
        (
            "import socket; socket.create_connection(('localhost', 9))",
            "the file cannot be read (PermissionError: a reader may not use socket.getaddrinfo): "
            f"{REMEDY}",
        ),
        (
            "import os; os.system('true')",
            f"the file cannot be read (PermissionError: a reader may not use os.system): {REMEDY}",
        ),
    ],
    ids=["loop", "memory", "nesting", "answer", "bug", "crash", "cpu", "network", "program"],
)
def test_a_reader_that_fails_is_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, body: str, why: str
) -> None:
    name = reader(tmp_path, monkeypatch, f"def read(data, where):\n    {body}\n")
    with pytest.raises(SourceError) as refused:
        sandboxed(name, seconds=2)(b"x", "a.x")
    assert str(refused.value) == f"a.x: {why}"


def test_a_refusal_comes_out_as_it_was_raised(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(SourceError) as refused:
        sandboxed(reader(tmp_path, monkeypatch, REFUSES))(b"x", "a.x")
    assert (refused.value.where, refused.value.why) == ("a.x:3", "expected x, found y: do z")


def test_a_file_that_is_too_big_starts_no_child() -> None:
    with pytest.raises(SourceError) as refused:
        sandboxed("no.such.module", largest=3)(b"xxxx", "a.x")
    assert str(refused.value) == "a.x: expected at most 3 bytes, found more: split it"


def test_a_child_starts_within_a_moment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read = sandboxed(reader(tmp_path, monkeypatch, REFUSES))
    began = time.perf_counter()
    with pytest.raises(SourceError):
        read(b"x", "a.x")
    assert time.perf_counter() - began < 2  # 0.2 s on a laptop; importing a model takes many
