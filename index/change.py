"""Writing a library's file, one transaction at a time."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime

from corpus.document import Document
from index.chunk import Piece
from index.embedder import Vectors
from index.feedback import Feedback, drop, forget_words, keep
from index.schema import findable
from index.view import View


class Change(View):
    """A transaction that may write."""

    def set_fact(self, name: str, value: str) -> None:
        """Record a fact of the library."""
        self._db.execute("INSERT OR REPLACE INTO facts VALUES (?, ?)", (name, value))

    def drop_fact(self, name: str) -> None:
        """Forget a fact of the library, if there is one of that name."""
        self._db.execute("DELETE FROM facts WHERE name = ?", (name,))

    def put(
        self, document: Document, pieces: Sequence[Piece], vectors: Vectors, added: str = ""
    ) -> None:
        """Add a document with its passages; see :meth:`index.engine.Writing.put`."""
        generation = self._next_generation()
        added = added or self._added(document)
        self._forget_feedback(document.doc_id, document.text)
        if self._delete(document.doc_id):
            self._words_are_gone(generation)
        self._db.execute("DELETE FROM removals WHERE doc_id = ?", (document.doc_id,))
        self._db.execute(
            "INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                document.doc_id,
                document.title,
                document.text,
                document.sha256,
                json.dumps(document.metadata, ensure_ascii=False),
                generation,
                document.origin,
                added,
                *findable(document.metadata),
            ),
        )
        self._put_turns(document)
        self._db.executemany(
            "INSERT INTO passages (doc_id, turn, start, stop, asked_turn, vector)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            (
                (document.doc_id, p.turn, p.start, p.end, p.asked_turn, v.astype("<f4").tobytes())
                for p, v in zip(pieces, vectors, strict=True)
            ),
        )

    def rewrite(self, document: Document) -> None:
        """Change what is known of a document whose text and turns stay where they are."""
        generation = self._next_generation()
        self._words_are_gone(generation)  # a name that was changed is not to be found either
        self._db.execute(
            "UPDATE documents SET title = ?, metadata = ?, generation = ?,"
            " first_day = ?, last_day = ?, language = ? WHERE doc_id = ?",
            (
                document.title,
                json.dumps(document.metadata, ensure_ascii=False),
                generation,
                *findable(document.metadata),
                document.doc_id,
            ),
        )
        self._db.execute("DELETE FROM turns WHERE doc_id = ?", (document.doc_id,))
        self._put_turns(document)

    def set_origin(self, doc_id: str, origin: str) -> None:
        """Record that a document's file is now at another path; no search depends on it."""
        self._db.execute("UPDATE documents SET origin = ? WHERE doc_id = ?", (origin, doc_id))

    def remove(self, doc_id: str) -> bool:
        """Remove a document with all that belongs to it; return whether there was one."""
        generation = self._next_generation()
        self._forget_feedback(doc_id)
        found = self._delete(doc_id)
        self._words_are_gone(generation)
        self._db.execute("INSERT OR REPLACE INTO removals VALUES (?, ?)", (doc_id, generation))
        return found

    def keep_feedback(self, feedback: Feedback) -> bool:
        """Keep ``feedback`` in place of an earlier one; return whether there was room for it."""
        return keep(self._db, feedback)

    def drop_feedback(self, key: str | None = None) -> int:
        """Delete the feedback with that key, or all; return how many there were."""
        return drop(self._db, key)

    def _forget_feedback(self, doc_id: str, after: str = "") -> None:
        """Delete the feedback that quotes words which a document no longer has."""
        row = self._db.execute("SELECT text FROM documents WHERE doc_id = ?", (doc_id,)).fetchone()
        if row and row[0] != after:
            forget_words(self._db, doc_id, row[0], after)

    def _delete(self, doc_id: str) -> bool:
        deleted = self._db.execute("DELETE FROM documents WHERE doc_id = ?", (doc_id,))
        return bool(deleted.rowcount)

    def _added(self, document: Document) -> str:
        """Return when these very words were first put here, which may be now."""
        held = self._db.execute(
            "SELECT added FROM documents WHERE doc_id = ? AND text = ?",
            (document.doc_id, document.text),
        ).fetchone()
        return held[0] if held else datetime.now(UTC).isoformat(timespec="seconds")

    def _put_turns(self, document: Document) -> None:
        self._db.executemany(
            "INSERT INTO turns VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                (document.doc_id, number, t.speaker, t.role, t.label_start, t.start, t.end, t.time)
                for number, t in enumerate(document.turns)
            ),
        )

    def _words_are_gone(self, generation: int) -> None:
        self.set_fact("erased", str(generation))

    def _next_generation(self) -> int:
        generation = self.generation() + 1
        self.set_fact("generation", str(generation))
        return generation
