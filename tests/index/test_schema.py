"""A library made by an older release opens, and is brought up to date in one transaction."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
from fakes import LetterEmbedder

from corpus.errors import LibraryError
from corpus.facts import Facts
from corpus.read import read_text
from index import schema
from index.library import Library
from index.where import Where

SCHEMA_1 = """
CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE documents (
    doc_id TEXT PRIMARY KEY, title TEXT NOT NULL, text TEXT NOT NULL, sha256 TEXT NOT NULL,
    metadata TEXT NOT NULL, generation INTEGER NOT NULL
);
CREATE TABLE turns (
    doc_id TEXT NOT NULL REFERENCES documents ON DELETE CASCADE, number INTEGER NOT NULL,
    speaker TEXT NOT NULL, role TEXT NOT NULL,
    label_start INTEGER NOT NULL, start INTEGER NOT NULL, stop INTEGER NOT NULL, time TEXT,
    PRIMARY KEY (doc_id, number)
) WITHOUT ROWID;
CREATE TABLE passages (
    passage_id INTEGER PRIMARY KEY AUTOINCREMENT,
    doc_id TEXT NOT NULL REFERENCES documents ON DELETE CASCADE, turn INTEGER NOT NULL,
    start INTEGER NOT NULL, stop INTEGER NOT NULL, asked_turn INTEGER, vector BLOB NOT NULL
);
CREATE INDEX passages_of_document ON passages (doc_id);
CREATE TABLE removals (doc_id TEXT PRIMARY KEY, generation INTEGER NOT NULL) WITHOUT ROWID;
INSERT INTO facts VALUES ('generation', '0');
"""

TEA = read_text("---\ndate: 4 March 2022\nlanguage: en-GB\n---\n— Tea?\n— Green tea.", "tea")


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """The folder of a library of version 1 that holds one text."""
    with closing(sqlite3.connect(tmp_path / "library.sqlite")) as db:
        db.execute("PRAGMA journal_mode = WAL")
        db.executescript(SCHEMA_1 + "PRAGMA user_version = 1;")
        db.execute("UPDATE facts SET value = '1'")
        db.execute("INSERT INTO facts VALUES ('embedder', 'letters@1')")
        db.execute(
            "INSERT INTO documents VALUES (?, ?, ?, ?, ?, 1)",
            (
                "tea",
                TEA.title,
                TEA.text,
                TEA.sha256,
                '[["date", "4 March 2022"], ["language", "en-GB"]]',
            ),
        )
        for number, t in enumerate(TEA.turns):
            db.execute(
                "INSERT INTO turns VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                ("tea", number, t.speaker, t.role, t.label_start, t.start, t.end, t.time),
            )
            vector = LetterEmbedder().embed_query(TEA.said(t)).astype("<f4").tobytes()
            db.execute(
                "INSERT INTO passages (doc_id, turn, start, stop, vector) VALUES (?, ?, ?, ?, ?)",
                ("tea", number, t.start, t.end, vector),
            )
        db.commit()
    return tmp_path


def columns(path: Path) -> list[tuple[str, str]]:
    with closing(sqlite3.connect(path)) as db:
        return db.execute("SELECT name, type FROM pragma_table_info('documents')").fetchall()


def test_a_library_of_version_1_is_read_and_found_without_embedding(old: Path) -> None:
    embedder = LetterEmbedder()
    library = Library(old, embedder)
    assert library.document("tea") == TEA
    (summary,) = library.documents()
    assert summary.facts == Facts("4 March 2022", "en-GB", None)
    assert (summary.origin, summary.added) == ("", "")
    with library.snapshot() as snapshot:
        (hit,) = snapshot.search_lexical("green", 5, Where())
        assert hit.passage.text == "Green tea."
        (near, _) = snapshot.search_dense(embedder.embed_query("Green tea."), 5, Where())
        assert near.score == pytest.approx(1.0)
        assert np.isfinite(near.score)
    assert embedder.calls == []


def test_an_upgraded_library_has_the_tables_of_a_new_one(old: Path, tmp_path: Path) -> None:
    Library(old, LetterEmbedder()).documents()
    Library(tmp_path / "new", LetterEmbedder()).documents()
    assert columns(old / "library.sqlite") == columns(tmp_path / "new" / "library.sqlite")


def test_an_upgrade_that_is_cut_off_leaves_the_old_library(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise KeyboardInterrupt

    before = columns(old / "library.sqlite")
    with monkeypatch.context() as patched:
        patched.setattr(schema, "findable", fail)
        with pytest.raises(KeyboardInterrupt):
            Library(old, LetterEmbedder()).documents()
    assert columns(old / "library.sqlite") == before
    assert Library(old, LetterEmbedder()).document("tea") == TEA


def test_a_library_of_a_later_release_is_refused_with_the_remedy(old: Path) -> None:
    with closing(sqlite3.connect(old / "library.sqlite")) as db:
        db.execute("PRAGMA user_version = 99")
    with pytest.raises(LibraryError, match="expected a library of version 3, found 99: use the"):
        Library(old, LetterEmbedder()).documents()
