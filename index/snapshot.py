"""One state of a library, held still while a question is answered from it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache

from corpus.document import Document, Role
from corpus.errors import UnknownNameError
from corpus.roles import UNKNOWN
from index.chunk import Piece
from index.embedder import Vectors
from index.engine import Found, Reading, Searching
from index.passage import Hit, Passage
from index.where import Where

MANY_DOCUMENTS = 20
"""More than these are not opened only to see who speaks in them."""

_WORD = re.compile(r"\w+")


def passage_at(document: Document, passage_id: int, piece: Piece) -> Passage:
    """Return the passage that ``piece`` of ``document`` stands for."""
    turn = document.turns[piece.turn]
    asked = document.turns[piece.asked_turn] if piece.asked_turn is not None else None
    return Passage(
        passage_id=passage_id,
        doc_id=document.doc_id,
        turn=piece.turn,
        start=piece.start,
        end=piece.end,
        text=document.text[piece.start : piece.end],
        speaker=turn.speaker,
        role=turn.role,
        asked=document.said(asked) if asked else "",
        language=document.language,
    )


class Snapshot:
    """A view of a library with what can be searched of exactly that state."""

    def __init__(
        self, view: Reading, search: Searching, read_document: Callable[[Reading, str], Document]
    ) -> None:
        self._view = view
        self._search = search
        self._read_document = read_document

    @property
    def generation(self) -> int:
        """The library's generation."""
        return self._search.generation

    @property
    def doc_ids(self) -> tuple[str, ...]:
        """The ids of the documents that have passages, sorted."""
        return self._search.doc_ids

    @property
    def speakers(self) -> tuple[str, ...]:
        """The names of all speakers, sorted."""
        return self._search.speakers

    @property
    def interviewers(self) -> tuple[str, ...]:
        """The names of those who ask, sorted."""
        return self._search.interviewers

    def answering(self, doc_ids: frozenset[str] | None = None) -> tuple[str, ...]:
        """Return the names of those who answer, sorted; of many documents, those of them all."""
        if doc_ids is None or len(doc_ids) > MANY_DOCUMENTS:
            return _others(self.speakers, self.interviewers)
        turns = (turn for doc_id in doc_ids for turn in self.document(doc_id).turns)
        return tuple(sorted({turn.speaker for turn in turns if turn.role is Role.INTERVIEWEE}))

    def document(self, doc_id: str) -> Document:
        """Return a document.

        Raises:
            UnknownNameError: If the library does not hold it.
        """
        return self._read_document(self._view, doc_id)

    def find_speaker(self, name: str) -> str:
        """Return the speaker called ``name``, whatever the case where nobody has just that name.

        Part of a name will do where it is one speaker's alone: "Psaki" finds "MS. PSAKI".

        Raises:
            UnknownNameError: If nobody of that name speaks in the library, or several do.
        """
        wanted, typed = _words(name), name.strip().casefold()
        exact = [speaker for speaker in self.speakers if speaker.casefold() == typed]
        alike = [speaker for speaker in self.speakers if wanted and wanted <= _words(speaker)]
        if exact or len(alike) == 1:
            return name.strip() if name.strip() in exact else (exact or alike)[0]
        raise UnknownNameError("speaker", name, tuple(alike) or self.speakers)

    def check_sources(self, doc_ids: Iterable[str]) -> None:
        """Raise ``UnknownNameError`` for the first id that is not in the library."""
        for doc_id in doc_ids:
            if doc_id not in self.doc_ids:
                raise UnknownNameError("source", doc_id, self.doc_ids)

    def select(self, since: str, until: str, language: str) -> frozenset[str]:
        """Return the ids of the documents of a time and a language, as a view does."""
        return frozenset(self._view.select(since, until, language))

    def undated(self) -> frozenset[str]:
        """Return the ids of the documents without a date that has a place in time."""
        return frozenset(self._view.undated())

    def search_dense(self, query: Vectors, k: int, where: Where) -> list[Hit]:
        """Return the ``k`` passages nearest to ``query``, best first; fewer if fewer match.

        Args:
            query: One unit-norm embedding, float32, shape ``(dim,)``.
            k: How many are wanted, at least 1.
            where: Which passages may be returned.
        """
        return self._hits(self._search.dense(query, k, where))

    def search_lexical(self, query: str, k: int, where: Where, *, plain: bool = False) -> list[Hit]:
        """Return the ``k`` passages with the highest BM25 score for ``query``, best first.

        ``plain`` counts the exact words of the passages alone; it is there to be compared with.
        """
        return self._hits(self._search.lexical(query, k, where, plain=plain))

    def _hits(self, found: list[Found]) -> list[Hit]:
        hits = []
        for rank, place in enumerate(found, start=1):
            passage = passage_at(self.document(place.doc_id), place.passage_id, place.piece)
            hits.append(Hit(rank, place.score, passage))
        return hits


def _words(name: str) -> frozenset[str]:
    return frozenset(_WORD.findall(name.casefold()))


@lru_cache(maxsize=8)  # of a large library there are many, and each question wants them
def _others(speakers: tuple[str, ...], interviewers: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted(set(speakers) - {*interviewers, UNKNOWN, Role.NARRATOR.capitalize()}))
