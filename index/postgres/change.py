"""Writing a library in PostgreSQL, one transaction at a time."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime

from corpus.document import Document
from index.chunk import Piece
from index.embedder import Vectors
from index.feedback import LONGEST, MOST_KEPT, Feedback, holds_lost_words, written
from index.lexical import ANALYZER
from index.postgres.connect import Connection
from index.postgres.view import PostgresView
from index.postgres.voices import voice_of
from index.postgres.words import delete_words, put_words
from index.schema import findable
from index.words import stemmer_of

ANALYZED = "analyzed"
"""The fact that says what the words in the database went through."""


class PostgresChange(PostgresView):
    """A transaction that may write."""

    def __init__(self, connection: Connection, stemmer: str) -> None:
        super().__init__(connection)
        self._stemmer = stemmer

    def set_fact(self, name: str, value: str) -> None:
        """Record a fact of the library."""
        self._do(
            "INSERT INTO facts VALUES (%s, %s) ON CONFLICT (name) DO UPDATE"
            " SET value = EXCLUDED.value",
            name,
            value,
        )

    def drop_fact(self, name: str) -> None:
        """Forget a fact of the library, if there is one of that name."""
        self._do("DELETE FROM facts WHERE name = %s", name)

    def put(
        self, document: Document, pieces: Sequence[Piece], vectors: Vectors, added: str = ""
    ) -> None:
        """Add a document with its passages; see :meth:`index.engine.Writing.put`."""
        self.analyze()
        doc_id = document.doc_id
        generation = self._next_generation()
        added = added or self._added(document)
        self._forget_feedback(doc_id, document.text)
        self._delete(doc_id)
        self._do("DELETE FROM removals WHERE doc_id = %s", doc_id)
        self._do(
            "INSERT INTO documents VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
            doc_id,
            document.title,
            document.text,
            document.sha256,
            json.dumps(document.metadata, ensure_ascii=False),
            generation,
            document.origin,
            added,
            *findable(document.metadata),
            self._stemmer_of(document),
        )
        self._put_turns(document)
        first = int(self.fact("passages_made") or 0) + 1  # never used again, as in SQLite
        self.set_fact("passages_made", str(first + len(pieces) - 1))
        put_words(self._db, document, pieces, first, self._stemmer_of(document))
        self._put_passages(document, pieces, first, vectors)

    def rewrite(self, document: Document) -> None:
        """Change what is known of a document whose text and turns stay where they are."""
        self.analyze()
        self._do(
            "UPDATE documents SET title = %s, metadata = %s, generation = %s,"
            " first_day = %s, last_day = %s, language = %s WHERE doc_id = %s",
            document.title,
            json.dumps(document.metadata, ensure_ascii=False),
            self._next_generation(),
            *findable(document.metadata),
            document.doc_id,
        )
        self._do("DELETE FROM turns WHERE doc_id = %s", document.doc_id)
        self._put_turns(document)
        self._put_words_again(document)

    def set_origin(self, doc_id: str, origin: str) -> None:
        """Record that a document's file is now at another path; no search depends on it."""
        self._do("UPDATE documents SET origin = %s WHERE doc_id = %s", origin, doc_id)

    def remove(self, doc_id: str) -> bool:
        """Remove a document with all that belongs to it; return whether there was one."""
        generation = self._next_generation()
        self._forget_feedback(doc_id)
        found = self._delete(doc_id)
        self._do(
            "INSERT INTO removals VALUES (%s, %s) ON CONFLICT (doc_id) DO UPDATE"
            " SET generation = EXCLUDED.generation",
            doc_id,
            generation,
        )
        return found

    def keep_feedback(self, feedback: Feedback) -> bool:
        """Keep ``feedback`` in place of an earlier one; return whether there was room for it."""
        others = self._one("SELECT count(*) FROM feedback WHERE key <> %s", feedback.key)
        content = written(feedback)
        if (others is not None and others[0] >= MOST_KEPT) or len(content) > LONGEST:
            return False
        self._do("DELETE FROM feedback WHERE key = %s", feedback.key)
        row = (feedback.key, feedback.given, content)
        self._do("INSERT INTO feedback VALUES (%s, %s, %s)", *row)
        return True

    def drop_feedback(self, key: str | None = None) -> int:
        """Delete the feedback with that key, or all; return how many there were."""
        if key is None:
            return self._do("DELETE FROM feedback")
        return self._do("DELETE FROM feedback WHERE key = %s", key)

    def analyze(self) -> None:
        """Bring the words of every document into the form that searches ask for, if need be."""
        wanted = analyzed_by(self._stemmer)
        if self.fact(ANALYZED) == wanted:
            return
        for summary in self.summaries():
            document = self.document(summary.doc_id)
            if document is not None:
                self._put_words_again(document)
        self.set_fact(ANALYZED, wanted)

    def _put_words_again(self, document: Document) -> None:
        held = self.pieces(document.doc_id)
        pieces = [piece for _, piece in held]
        first = held[0][0] if held else 0
        delete_words(self._db, document.doc_id)
        stemmer = self._stemmer_of(document)
        put_words(self._db, document, pieces, first, stemmer)
        self._do("UPDATE documents SET stemmer = %s WHERE doc_id = %s", stemmer, document.doc_id)
        self._do(
            "UPDATE passages p SET speaker = t.speaker, role = t.role FROM turns t"
            " WHERE p.doc_id = %s AND t.doc_id = p.doc_id AND t.number = p.turn"
            " AND (p.speaker, p.role) <> (t.speaker, t.role)",
            document.doc_id,
        )

    def _stemmer_of(self, document: Document) -> str:
        return stemmer_of(document.language, self._stemmer)

    def _forget_feedback(self, doc_id: str, after: str = "") -> None:
        """Delete the feedback that quotes words which a document no longer has."""
        row = self._one("SELECT text FROM documents WHERE doc_id = %s", doc_id)
        if row is None or row[0] == after:
            return
        for feedback in self.feedback():
            if holds_lost_words(feedback, doc_id, row[0], after):
                self.drop_feedback(feedback.key)

    def _delete(self, doc_id: str) -> bool:
        delete_words(self._db, doc_id)
        return self._do("DELETE FROM documents WHERE doc_id = %s", doc_id) > 0

    def _added(self, document: Document) -> str:
        """Return when these very words were first put here, which may be now."""
        held = self._one(
            "SELECT added FROM documents WHERE doc_id = %s AND text = %s",
            document.doc_id,
            document.text,
        )
        return held[0] if held else datetime.now(UTC).isoformat(timespec="seconds")

    def _put_turns(self, document: Document) -> None:
        statement = "COPY turns FROM STDIN"
        with self._db.cursor() as cursor, cursor.copy(statement) as copy:
            for number, t in enumerate(document.turns):
                row = (t.speaker, str(t.role), t.label_start, t.start, t.end, t.time)
                copy.write_row((document.doc_id, number, *row))

    def _put_passages(
        self, document: Document, pieces: Sequence[Piece], first: int, vectors: Vectors
    ) -> None:
        statement = (
            "COPY passages (doc_id, number, passage_id, speaker, role, turn, start, stop,"
            " asked_turn, dim, vector) FROM STDIN WITH (FORMAT BINARY)"
        )
        with self._db.cursor() as cursor, cursor.copy(statement) as copy:
            copy.set_types(
                ["text", "int4", "int8", "text", "text", *["int4"] * 4, "int2", "vector"]
            )
            for number, (p, vector) in enumerate(zip(pieces, vectors, strict=True)):
                said = (*voice_of(document, p), p.turn, p.start, p.end, p.asked_turn)
                ids = (document.doc_id, number, first + number)
                copy.write_row((*ids, *said, len(vector), vector))

    def _next_generation(self) -> int:
        generation = self.generation() + 1
        self.set_fact("generation", str(generation))
        return generation

    def _do(self, statement: str, *values: object) -> int:
        """Run a statement; return how many rows it concerned."""
        return self._db.execute(statement.encode(), values or None).rowcount


def analyzed_by(stemmer: str) -> str:
    """Return what the words went through, if ``stemmer`` was asked for."""
    return f"{ANALYZER}/{stemmer}"
