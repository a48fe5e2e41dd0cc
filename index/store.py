"""The library's one file of truth: documents, turns, passages and vectors in SQLite."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from corpus.document import Document, Role, Turn
from corpus.errors import LibraryError
from index.chunk import Piece
from index.embedder import Vectors

SCHEMA_VERSION = 1
WAIT_FOR_WRITER_SECONDS = 30
SCHEMA = """
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


@dataclass(frozen=True, slots=True)
class Columns:
    """What filters need to know of every passage, one row each, in order of passage id.

    Attributes:
        passage_ids: int64, shape ``(n,)``.
        documents: Position of the passage's document in ``doc_ids``, int32, shape ``(n,)``.
        speakers: Position of its speaker in ``names``, int32, shape ``(n,)``.
        roles: Position of its role in ``tuple(Role)``, int8, shape ``(n,)``.
    """

    passage_ids: npt.NDArray[np.int64]
    documents: npt.NDArray[np.int32]
    speakers: npt.NDArray[np.int32]
    roles: npt.NDArray[np.int8]
    doc_ids: tuple[str, ...]
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """One line of ``onrecord list``.

    Attributes:
        turns: How many turns the document has.
        speakers: Names, in order of first appearance.
        passages: How many passages it was cut into.
    """

    doc_id: str
    title: str
    turns: int
    speakers: tuple[str, ...]
    passages: int
    sha256: str


class Store:
    """A library's SQLite file. Each operation opens its own connection, so threads may share it."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @contextmanager
    def reading(self) -> Iterator[View]:
        """Open a view of one state of the library, whatever is written meanwhile."""
        with self._connection() as connection:
            connection.execute("BEGIN")
            yield View(connection)
            connection.execute("ROLLBACK")

    @contextmanager
    def writing(self) -> Iterator[Change]:
        """Make one change, all of it or nothing; another writer's change is waited for."""
        with self._connection() as connection:
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield Change(connection)
            except BaseException:
                connection.execute("ROLLBACK")
                raise
            connection.execute("COMMIT")

    @contextmanager
    def _connection(self) -> Iterator[sqlite3.Connection]:
        try:
            connection = self._open()
        except (sqlite3.Error, OSError) as error:
            raise self._failure(error) from error
        try:
            yield connection
        except sqlite3.Error as error:
            raise self._failure(error) from error
        finally:
            connection.close()

    def _open(self) -> sqlite3.Connection:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(
            self.path, timeout=WAIT_FOR_WRITER_SECONDS, isolation_level=None
        )
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = FULL")
        # What is removed is overwritten, not merely forgotten.
        connection.execute("PRAGMA secure_delete = ON")
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        if version == 0:
            _create(connection)
        elif version != SCHEMA_VERSION:
            connection.close()
            raise LibraryError(
                f"{self.path}: expected a library of version {SCHEMA_VERSION}, found {version}: "
                "use the release of onrecord that made it, or choose another --library"
            )
        return connection

    def _failure(self, error: Exception) -> LibraryError:
        if isinstance(error, sqlite3.OperationalError) and "locked" in str(error):
            return LibraryError(
                f"{self.path}: another process has been writing for {WAIT_FOR_WRITER_SECONDS} s: "
                "try again when it has finished"
            )
        if isinstance(error, sqlite3.DatabaseError) and not isinstance(
            error, sqlite3.OperationalError
        ):
            return LibraryError(
                f"{self.path}: the library is damaged ({error}): move it away and add the texts "
                "again, or restore a copy"
            )
        return LibraryError(f"{self.path}: cannot be used ({error}): check the path and its rights")


def _create(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("BEGIN IMMEDIATE")
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version == 0:  # another process may have been quicker
        for statement in SCHEMA.split(";"):
            connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
    connection.execute("COMMIT")


class View:
    """One state of the library, for as long as its transaction is open."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    def fact(self, name: str) -> str | None:
        """Return a named fact of the library, such as the embedder's fingerprint."""
        row = self._db.execute("SELECT value FROM facts WHERE name = ?", (name,)).fetchone()
        return row[0] if row else None

    def generation(self) -> int:
        """Return the number of changes made to the library so far."""
        return int(self.fact("generation") or 0)

    def summaries(self) -> list[Summary]:
        """Return one summary per document, in order of id."""
        speakers: dict[str, list[str]] = {}
        for doc_id, speaker in self._db.execute(
            "SELECT doc_id, speaker FROM turns GROUP BY doc_id, speaker ORDER BY MIN(number)"
        ):
            speakers.setdefault(doc_id, []).append(speaker)
        return [
            Summary(doc_id, title, turns, tuple(speakers.get(doc_id, ())), passages, sha256)
            for doc_id, title, sha256, turns, passages in self._db.execute(
                "SELECT doc_id, title, sha256,"
                " (SELECT COUNT(*) FROM turns t WHERE t.doc_id = d.doc_id),"
                " (SELECT COUNT(*) FROM passages p WHERE p.doc_id = d.doc_id)"
                " FROM documents d ORDER BY doc_id"
            )
        ]

    def document(self, doc_id: str) -> Document | None:
        """Return a document, or ``None`` if the library does not hold it."""
        row = self._db.execute(
            "SELECT title, text, sha256, metadata FROM documents WHERE doc_id = ?", (doc_id,)
        ).fetchone()
        if row is None:
            return None
        title, text, sha256, metadata = row
        turns = tuple(
            Turn(speaker, Role(role), start, stop, label_start, time)
            for speaker, role, start, stop, label_start, time in self._db.execute(
                "SELECT speaker, role, start, stop, label_start, time FROM turns"
                " WHERE doc_id = ? ORDER BY number",
                (doc_id,),
            )
        )
        pairs = tuple((key, value) for key, value in json.loads(metadata))
        return Document(doc_id, title, text, turns, pairs, sha256)

    def document_generation(self, doc_id: str) -> int | None:
        """Return the generation in which a document was last changed; ``None`` if absent."""
        row = self._db.execute(
            "SELECT generation FROM documents WHERE doc_id = ?", (doc_id,)
        ).fetchone()
        return row[0] if row else None

    def changed_since(self, generation: int) -> tuple[list[str], list[str]]:
        """Return the ids of the documents changed, and of those removed, after ``generation``."""
        changed = self._db.execute(
            "SELECT doc_id FROM documents WHERE generation > ? ORDER BY doc_id", (generation,)
        )
        removed = self._db.execute(
            "SELECT doc_id FROM removals WHERE generation > ? ORDER BY doc_id", (generation,)
        )
        return [row[0] for row in changed], [row[0] for row in removed]

    def pieces(self, doc_id: str) -> list[tuple[int, Piece]]:
        """Return the passages of one document as ``(passage_id, piece)``, in text order."""
        return [
            (passage_id, Piece(turn, start, stop, asked_turn))
            for passage_id, turn, start, stop, asked_turn in self._db.execute(
                "SELECT passage_id, turn, start, stop, asked_turn FROM passages"
                " WHERE doc_id = ? ORDER BY passage_id",
                (doc_id,),
            )
        ]

    def piece(self, passage_id: int) -> tuple[str, Piece]:
        """Return the document id and the place of a passage that is in this view."""
        doc_id, turn, start, stop, asked_turn = self._db.execute(
            "SELECT doc_id, turn, start, stop, asked_turn FROM passages WHERE passage_id = ?",
            (passage_id,),
        ).fetchone()
        return doc_id, Piece(turn, start, stop, asked_turn)

    def columns(self) -> Columns:
        """Return the filterable facts of every passage."""
        rows = self._db.execute(
            "SELECT passage_id, p.doc_id, speaker, role"
            " FROM passages p JOIN turns t ON t.doc_id = p.doc_id AND t.number = p.turn"
            " ORDER BY passage_id"
        ).fetchall()
        doc_ids, names = (tuple(sorted({row[i] for row in rows})) for i in (1, 2))
        document, name = ({key: n for n, key in enumerate(keys)} for keys in (doc_ids, names))
        role = {str(key): n for n, key in enumerate(Role)}
        return Columns(
            np.array([row[0] for row in rows], dtype=np.int64),
            np.array([document[row[1]] for row in rows], dtype=np.int32),
            np.array([name[row[2]] for row in rows], dtype=np.int32),
            np.array([role[row[3]] for row in rows], dtype=np.int8),
            doc_ids,
            names,
        )

    def vectors(self) -> Vectors | None:
        """Return all vectors in order of passage id, shape ``(n, dim)``; ``None`` if n is 0."""
        blobs = [b for (b,) in self._db.execute("SELECT vector FROM passages ORDER BY passage_id")]
        if not blobs:
            return None
        return np.frombuffer(b"".join(blobs), dtype="<f4").reshape(len(blobs), -1)


class Change(View):
    """A transaction that may write."""

    def set_fact(self, name: str, value: str) -> None:
        """Record a fact of the library."""
        self._db.execute("INSERT OR REPLACE INTO facts VALUES (?, ?)", (name, value))

    def put(self, document: Document, pieces: Sequence[Piece], vectors: Vectors) -> None:
        """Add a document with its passages, in place of one with the same id."""
        generation = self._next_generation()
        self._db.execute("DELETE FROM documents WHERE doc_id = ?", (document.doc_id,))
        self._db.execute("DELETE FROM removals WHERE doc_id = ?", (document.doc_id,))
        self._db.execute(
            "INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?)",
            (
                document.doc_id,
                document.title,
                document.text,
                document.sha256,
                json.dumps(document.metadata, ensure_ascii=False),
                generation,
            ),
        )
        self._db.executemany(
            "INSERT INTO turns VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                (document.doc_id, number, t.speaker, t.role, t.label_start, t.start, t.end, t.time)
                for number, t in enumerate(document.turns)
            ),
        )
        self._db.executemany(
            "INSERT INTO passages (doc_id, turn, start, stop, asked_turn, vector)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            (
                (document.doc_id, p.turn, p.start, p.end, p.asked_turn, v.astype("<f4").tobytes())
                for p, v in zip(pieces, vectors, strict=True)
            ),
        )

    def remove(self, doc_id: str) -> bool:
        """Remove a document with all that belongs to it; return whether there was one."""
        generation = self._next_generation()
        found = self._db.execute("DELETE FROM documents WHERE doc_id = ?", (doc_id,)).rowcount
        self._db.execute("INSERT OR REPLACE INTO removals VALUES (?, ?)", (doc_id, generation))
        return bool(found)

    def _next_generation(self) -> int:
        generation = self.generation() + 1
        self.set_fact("generation", str(generation))
        return generation
