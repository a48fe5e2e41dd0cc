"""Reading a library's file: documents, passages and vectors of one state."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from corpus.document import Document, Role, Turn
from corpus.facts import Facts, facts_of
from index.chunk import Piece
from index.embedder import Vectors
from index.feedback import Feedback, kept
from index.stored import pairs_of

VECTORS_A_BATCH = 10_000

_ROLES = {str(role): role for role in Role}


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
        sha256: Hex digest of the source's bytes.
        facts: Date, language and address.
        origin: The file it was read from, as an absolute path; empty if it is not known.
        added: When these words came into the library, in UTC; empty if it is not known.
    """

    doc_id: str
    title: str
    turns: int
    speakers: tuple[str, ...]
    passages: int
    sha256: str
    facts: Facts
    origin: str
    added: str


class View:
    """One state of the library, for as long as its transaction is open."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    def fact(self, name: str) -> str | None:
        """Return a named fact of the library, such as the embedder's fingerprint."""
        row = self._db.execute("SELECT value FROM facts WHERE name = ?", (name,)).fetchone()
        return row[0] if row else None

    def facts(self) -> dict[str, str]:
        """Return every fact of the library by name."""
        return dict(self._db.execute("SELECT name, value FROM facts"))

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
            Summary(
                doc_id,
                title,
                turns,
                tuple(speakers.get(doc_id, ())),
                passages,
                sha256,
                facts_of(pairs_of(doc_id, metadata)),
                origin,
                added,
            )
            for doc_id, title, sha256, metadata, origin, added, turns, passages in self._db.execute(
                "SELECT doc_id, title, sha256, metadata, origin, added,"
                " (SELECT COUNT(*) FROM turns t WHERE t.doc_id = d.doc_id),"
                " (SELECT COUNT(*) FROM passages p WHERE p.doc_id = d.doc_id)"
                " FROM documents d ORDER BY doc_id"
            )
        ]

    def document(self, doc_id: str) -> Document | None:
        """Return a document, or ``None`` if the library does not hold it."""
        row = self._db.execute(
            "SELECT title, text, sha256, metadata, origin FROM documents WHERE doc_id = ?",
            (doc_id,),
        ).fetchone()
        if row is None:
            return None
        title, text, sha256, metadata, origin = row
        turns = tuple(
            Turn(speaker, _ROLES[role], start, stop, label_start, time)
            for speaker, role, start, stop, label_start, time in self._db.execute(
                "SELECT speaker, role, start, stop, label_start, time FROM turns"
                " WHERE doc_id = ? ORDER BY number",
                (doc_id,),
            )
        )
        return Document(doc_id, title, text, turns, pairs_of(doc_id, metadata), sha256, origin)

    def was_removed(self, doc_id: str) -> bool:
        """Return whether the library once held a document of that id and does no more."""
        row = self._db.execute("SELECT 1 FROM removals WHERE doc_id = ?", (doc_id,)).fetchone()
        return row is not None

    def removed(self) -> list[str]:
        """Return the ids that the library once held and does no more, sorted."""
        return [row[0] for row in self._db.execute("SELECT doc_id FROM removals ORDER BY 1")]

    def feedback(self) -> list[Feedback]:
        """Return what readers said of answers, oldest first."""
        return kept(self._db)

    def erased(self) -> int:
        """Return the generation in which words were last taken out of the library; 0 if never."""
        return int(self.fact("erased") or 0)

    def select(self, since: str, until: str, language: str) -> list[str]:
        """Return the ids of the documents with these facts, sorted.

        Args:
            since: ISO day; a document's whole date must not be before it. Empty for any.
            until: ISO day; a document's whole date must not be after it. Empty for any.
            language: Primary language tag; empty for any. What says none is English.
        """
        rows = self._db.execute(
            "SELECT doc_id FROM documents WHERE (?1 = '' OR first_day >= ?1)"
            " AND (?2 = '' OR last_day <= ?2)"
            " AND (?3 = '' OR COALESCE(language, 'en') = ?3) ORDER BY doc_id",
            (since, until, language),
        )
        return [row[0] for row in rows]

    def undated(self) -> list[str]:
        """Return the ids of the documents without a date that has a place in time, sorted."""
        rows = self._db.execute("SELECT doc_id FROM documents WHERE first_day IS NULL ORDER BY 1")
        return [row[0] for row in rows]

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
        joined = "FROM passages p JOIN turns t ON t.doc_id = p.doc_id AND t.number = p.turn"
        (count,) = self._db.execute(f"SELECT COUNT(*) {joined}").fetchone()
        doc_ids, names = (
            tuple(sorted(row[0] for row in self._db.execute(f"SELECT DISTINCT {what} {joined}")))
            for what in ("p.doc_id", "speaker")
        )
        document, name = ({key: n for n, key in enumerate(keys)} for keys in (doc_ids, names))
        role = {str(key): n for n, key in enumerate(Role)}
        # Row by row into numbers: as objects, a million rows would need hundreds of megabytes.
        rows = self._db.execute(
            f"SELECT passage_id, p.doc_id, speaker, role {joined} ORDER BY passage_id"
        )
        table = np.fromiter(
            ((i, document[d], name[n], role[r]) for i, d, n, r in rows),
            dtype=[("id", np.int64), ("doc", np.int32), ("name", np.int32), ("role", np.int8)],
            count=count,
        )
        ids, docs, speakers, roles = (
            np.ascontiguousarray(table[key]) for key in ("id", "doc", "name", "role")
        )
        return Columns(ids, docs, speakers, roles, doc_ids, names)

    def vectors(self, first: int = 0) -> Iterator[tuple[npt.NDArray[np.int64], Vectors]]:
        """Yield ids and vectors of the passages from id ``first`` on, in batches, by id."""
        rows = self._db.execute(
            "SELECT passage_id, vector FROM passages WHERE passage_id >= ? ORDER BY passage_id",
            (first,),
        )
        while batch := rows.fetchmany(VECTORS_A_BATCH):
            ids = np.fromiter((row[0] for row in batch), np.int64, len(batch))
            blobs = b"".join(row[1] for row in batch)
            yield ids, np.frombuffer(blobs, "<f4").reshape(len(batch), -1)

    def vectors_of(self, passage_ids: Sequence[int]) -> Vectors:
        """Return the vectors of these passages in this order, shape ``(n, dim)``."""
        found = [
            self._db.execute(
                "SELECT vector FROM passages WHERE passage_id = ?", (passage_id,)
            ).fetchone()[0]
            for passage_id in passage_ids
        ]
        return np.frombuffer(b"".join(found), "<f4").reshape(len(found), -1)

    def vectors_in(self, doc_id: str) -> Vectors:
        """Return the vectors of one document's passages, in text order, shape ``(n, dim)``."""
        rows = self._db.execute(
            "SELECT vector FROM passages WHERE doc_id = ? ORDER BY passage_id", (doc_id,)
        ).fetchall()
        vectors = np.frombuffer(b"".join(blob for (blob,) in rows), dtype="<f4")
        return vectors.reshape(len(rows), -1 if rows else 0)
