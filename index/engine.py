"""What a library needs of whatever keeps and searches it: a folder or a database."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol

from corpus.document import Document
from index.chunk import Piece
from index.embedder import Vectors
from index.feedback import Feedback
from index.view import Summary
from index.where import Where


@dataclass(frozen=True, slots=True)
class Found:
    """A passage that a search has found, by its place.

    Attributes:
        score: Higher is better; comparable only within the results of one search.
    """

    passage_id: int
    doc_id: str
    piece: Piece
    score: float


class Reading(Protocol):
    """One state of a library, for as long as its transaction is open."""

    def fact(self, name: str) -> str | None:
        """Return a named fact of the library, such as the embedder's fingerprint."""
        ...

    def facts(self) -> dict[str, str]:
        """Return every fact of the library by name."""
        ...

    def generation(self) -> int:
        """Return the number of changes made to the library so far."""
        ...

    def summaries(self) -> list[Summary]:
        """Return one summary per document, in order of id."""
        ...

    def document(self, doc_id: str) -> Document | None:
        """Return a document, or ``None`` if the library does not hold it."""
        ...

    def document_generation(self, doc_id: str) -> int | None:
        """Return the generation in which a document was last changed; ``None`` if absent."""
        ...

    def pieces(self, doc_id: str) -> list[tuple[int, Piece]]:
        """Return the passages of one document as ``(passage_id, piece)``, in text order."""
        ...

    def vectors_in(self, doc_id: str) -> Vectors:
        """Return the vectors of one document's passages, in text order, shape ``(n, dim)``."""
        ...

    def was_removed(self, doc_id: str) -> bool:
        """Return whether the library once held a document of that id and does no more."""
        ...

    def removed(self) -> list[str]:
        """Return the ids that the library once held and does no more, sorted."""
        ...

    def feedback(self) -> list[Feedback]:
        """Return what readers said of answers, oldest first."""
        ...

    def select(self, since: str, until: str, language: str) -> list[str]:
        """Return the ids of the documents of a time and a language, sorted."""
        ...

    def undated(self) -> list[str]:
        """Return the ids of the documents without a date that has a place in time, sorted."""
        ...


class Writing(Reading, Protocol):
    """A transaction that may write; it sees what it has written."""

    def set_fact(self, name: str, value: str) -> None:
        """Record a fact of the library."""
        ...

    def drop_fact(self, name: str) -> None:
        """Forget a fact of the library, if there is one of that name."""
        ...

    def put(
        self, document: Document, pieces: Sequence[Piece], vectors: Vectors, added: str = ""
    ) -> None:
        """Add a document with its passages, in place of one with the same id.

        Args:
            document: The document.
            pieces: Its passages, in text order.
            vectors: One row per piece.
            added: When its words came into the library, in UTC; worked out if empty.
        """
        ...

    def rewrite(self, document: Document) -> None:
        """Change what is known of a document whose text and turns stay where they are."""
        ...

    def set_origin(self, doc_id: str, origin: str) -> None:
        """Record that a document's file is now at another path; no search depends on it."""
        ...

    def remove(self, doc_id: str) -> bool:
        """Remove a document with all that belongs to it; return whether there was one."""
        ...

    def keep_feedback(self, feedback: Feedback) -> bool:
        """Keep ``feedback`` in place of an earlier one; return whether there was room for it."""
        ...

    def drop_feedback(self, key: str | None = None) -> int:
        """Delete the feedback with that key, or all; return how many there were."""
        ...


class Searching(Protocol):
    """What can be searched of one state of a library."""

    @property
    def generation(self) -> int:
        """The library's generation."""
        ...

    @property
    def doc_ids(self) -> tuple[str, ...]:
        """The ids of the documents that have passages, sorted."""
        ...

    @property
    def speakers(self) -> tuple[str, ...]:
        """The names of all speakers, sorted."""
        ...

    @property
    def interviewers(self) -> tuple[str, ...]:
        """The names of those who ask, sorted."""
        ...

    def dense(self, query: Vectors, k: int, where: Where) -> list[Found]:
        """Return the ``k`` passages nearest to ``query``, best first; fewer if fewer match."""
        ...

    def lexical(self, query: str, k: int, where: Where, *, plain: bool) -> list[Found]:
        """Return the ``k`` passages with the highest BM25 score for ``query``, best first."""
        ...


Check = Callable[[Reading], None]


class Engine(Protocol):
    """Keeps a library and searches it. May be shared by threads; its place, by processes."""

    def exists(self) -> bool:
        """Return whether there is anything; unlike all the others, makes nothing."""
        ...

    def reading(self) -> AbstractContextManager[Reading]:
        """Open a view of one state of the library, whatever is written meanwhile."""
        ...

    def writing(self) -> AbstractContextManager[Writing]:
        """Make one change, all of it or nothing; another writer's change is waited for."""
        ...

    def searching(self, check: Check) -> AbstractContextManager[tuple[Reading, Searching]]:
        """Hold one state of the library still, to be read and searched.

        Args:
            check: Is shown the state first, and may raise.
        """
        ...

    def settle(self, check: Check) -> None:
        """Do what is due after a change: bring indexes up to date, leave no trace of what is gone.

        A check that fails leaves the change made, and the rest to be done at another time.
        """
        ...
