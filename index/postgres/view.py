"""Reading a library in PostgreSQL: documents, passages and vectors of one state."""

from __future__ import annotations

from typing import Any

import numpy as np

from corpus.document import Document, Role, Turn
from corpus.facts import facts_of
from index.chunk import Piece
from index.embedder import Vectors
from index.feedback import Feedback, read
from index.postgres.connect import Connection
from index.stored import pairs_of
from index.view import Summary


class PostgresView:
    """One state of the library, for as long as its transaction is open."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def fact(self, name: str) -> str | None:
        """Return a named fact of the library, such as the embedder's fingerprint."""
        row = self._one("SELECT value FROM facts WHERE name = %s", name)
        return row[0] if row else None

    def facts(self) -> dict[str, str]:
        """Return every fact of the library by name."""
        return dict(self._all("SELECT name, value FROM facts"))

    def generation(self) -> int:
        """Return the number of changes made to the library so far."""
        return int(self.fact("generation") or 0)

    def summaries(self) -> list[Summary]:
        """Return one summary per document, in order of id."""
        rows = self._all(
            "SELECT doc_id, title, coalesce(n, 0), coalesce(speakers, '{}'),"
            " (SELECT coalesce(sum(passages), 0) FROM voices v WHERE v.doc_id = d.doc_id),"
            " sha256, metadata, origin, added FROM documents d"
            " LEFT JOIN (SELECT doc_id, sum(turns)::integer AS n,"
            " array_agg(speaker ORDER BY first) AS speakers FROM"
            " (SELECT doc_id, speaker, count(*) AS turns, min(number) AS first FROM turns"
            " GROUP BY doc_id, speaker) AS spoken GROUP BY doc_id) AS t USING (doc_id)"
            " ORDER BY doc_id"
        )
        return [
            Summary(
                doc_id,
                title,
                turns,
                tuple(speakers),
                int(passages),
                sha256,
                facts_of(pairs_of(doc_id, metadata)),
                origin,
                added,
            )
            for doc_id, title, turns, speakers, passages, sha256, metadata, origin, added in rows
        ]

    def document(self, doc_id: str) -> Document | None:
        """Return a document, or ``None`` if the library does not hold it."""
        row = self._one(
            "SELECT title, text, sha256, metadata, origin, (SELECT json_agg(json_build_array("
            "speaker, role, start, stop, label_start, time) ORDER BY number)"
            " FROM turns t WHERE t.doc_id = d.doc_id) FROM documents d WHERE doc_id = %s",
            doc_id,
        )
        if row is None:
            return None
        title, text, sha256, metadata, origin, spoken = row
        turns = tuple(Turn(speaker, Role(role), *at) for speaker, role, *at in spoken or ())
        return Document(doc_id, title, text, turns, pairs_of(doc_id, metadata), sha256, origin)

    def document_generation(self, doc_id: str) -> int | None:
        """Return the generation in which a document was last changed; ``None`` if absent."""
        row = self._one("SELECT generation FROM documents WHERE doc_id = %s", doc_id)
        return row[0] if row else None

    def pieces(self, doc_id: str) -> list[tuple[int, Piece]]:
        """Return the passages of one document as ``(passage_id, piece)``, in text order."""
        rows = self._all(
            "SELECT passage_id, turn, start, stop, asked_turn FROM passages"
            " WHERE doc_id = %s ORDER BY number",
            doc_id,
        )
        return [(passage_id, Piece(*at)) for passage_id, *at in rows]

    def vectors_in(self, doc_id: str) -> Vectors:
        """Return the vectors of one document's passages, in text order, shape ``(n, dim)``."""
        rows = self._db.execute(
            "SELECT vector FROM passages WHERE doc_id = %s ORDER BY number", (doc_id,), binary=True
        ).fetchall()
        vectors = [np.asarray(vector.to_numpy(), dtype=np.float32) for (vector,) in rows]
        return np.stack(vectors) if vectors else np.zeros((0, 0), dtype=np.float32)

    def was_removed(self, doc_id: str) -> bool:
        """Return whether the library once held a document of that id and does no more."""
        return self._one("SELECT 1 FROM removals WHERE doc_id = %s", doc_id) is not None

    def removed(self) -> list[str]:
        """Return the ids that the library once held and does no more, sorted."""
        return [row[0] for row in self._all("SELECT doc_id FROM removals ORDER BY doc_id")]

    def feedback(self) -> list[Feedback]:
        """Return what readers said of answers, oldest first."""
        return [
            read(row[0]) for row in self._all("SELECT content FROM feedback ORDER BY given, key")
        ]

    def select(self, since: str, until: str, language: str) -> list[str]:
        """Return the ids of the documents with these facts; see :meth:`index.view.View.select`."""
        wanted: list[tuple[str, str]] = [
            ("first_day >= %s", since),
            ("last_day <= %s", until),
            ("coalesce(language, 'en') = %s", language),
        ]
        clauses = ["true", *(clause for clause, value in wanted if value)]
        rows = self._all(
            f"SELECT doc_id FROM documents WHERE {' AND '.join(clauses)} ORDER BY doc_id",  # noqa: S608  # of the clauses above
            *(value for _, value in wanted if value),
        )
        return [row[0] for row in rows]

    def undated(self) -> list[str]:
        """Return the ids of the documents without a date that has a place in time, sorted."""
        rows = self._all("SELECT doc_id FROM documents WHERE first_day IS NULL ORDER BY doc_id")
        return [row[0] for row in rows]

    def _all(self, statement: str, *values: object) -> list[tuple[Any, ...]]:
        return self._db.execute(statement.encode(), values or None).fetchall()

    def _one(self, statement: str, *values: object) -> tuple[Any, ...] | None:
        return self._db.execute(statement.encode(), values or None).fetchone()
