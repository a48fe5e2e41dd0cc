"""One state of a library, held still while a question is answered from it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np

from corpus.document import Document, Role
from corpus.errors import UnknownNameError
from index.chunk import Piece
from index.dense import DenseIndex
from index.embedder import Vectors
from index.lexical import LexicalIndex
from index.nearest import Ids
from index.passage import Hit, Passage
from index.view import Columns, View
from index.where import Where

ROLES = tuple(Role)
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Indexes:
    """Everything derived from one generation of the store.

    Attributes:
        dense: ``None`` while the library is empty.
    """

    generation: int
    columns: Columns
    dense: DenseIndex | None
    lexical: LexicalIndex


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
    """A view of the store with the indexes that belong to exactly that state."""

    def __init__(
        self, view: View, indexes: Indexes, read_document: Callable[[View, str], Document]
    ) -> None:
        self._view = view
        self._indexes = indexes
        self._read_document = read_document

    @property
    def generation(self) -> int:
        """The library's generation."""
        return self._indexes.generation

    @property
    def doc_ids(self) -> tuple[str, ...]:
        """The ids of the documents that have passages, sorted."""
        return self._indexes.columns.doc_ids

    @property
    def speakers(self) -> tuple[str, ...]:
        """The names of all speakers, sorted."""
        return self._indexes.columns.names

    @property
    def interviewers(self) -> tuple[str, ...]:
        """The names of those who ask, sorted."""
        columns = self._indexes.columns
        asking = columns.speakers[columns.roles == ROLES.index(Role.INTERVIEWER)]
        return tuple(columns.names[code] for code in np.unique(asking))

    def document(self, doc_id: str) -> Document:
        """Return a document.

        Raises:
            UnknownNameError: If the library does not hold it.
        """
        return self._read_document(self._view, doc_id)

    def find_speaker(self, name: str) -> str:
        """Return the speaker called ``name``, whatever the case.

        Part of a name will do where it is one speaker's alone: "Psaki" finds "MS. PSAKI".

        Raises:
            UnknownNameError: If nobody of that name speaks in the library, or several do.
        """
        wanted, typed = _words(name), name.strip().casefold()
        exact = [speaker for speaker in self.speakers if speaker.casefold() == typed]
        alike = [speaker for speaker in self.speakers if wanted and wanted <= _words(speaker)]
        if exact or len(alike) == 1:
            return (exact or alike)[0]
        raise UnknownNameError("speaker", name, tuple(alike) or self.speakers)

    def check_sources(self, doc_ids: Iterable[str]) -> None:
        """Raise ``UnknownNameError`` for the first id that is not in the library."""
        for doc_id in doc_ids:
            if doc_id not in self.doc_ids:
                raise UnknownNameError("source", doc_id, self.doc_ids)

    def select(self, since: str, until: str, language: str) -> frozenset[str]:
        """Return the ids of the documents of a time and a language; see :meth:`View.select`."""
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
        if self._indexes.dense is None:
            return []
        found = self._indexes.dense.search(query, k, self._allowed(where), self._view.vectors_of)
        return self._hits(found)

    def search_lexical(self, query: str, k: int, where: Where, *, plain: bool = False) -> list[Hit]:
        """Return the ``k`` passages with the highest BM25 score for ``query``, best first.

        ``plain`` counts the exact words of the passages alone; it is there to be compared with.
        """
        return self._hits(self._indexes.lexical.search(query, k, where, plain=plain))

    def _hits(self, found: list[tuple[int, float]]) -> list[Hit]:
        hits = []
        for rank, (passage_id, score) in enumerate(found, start=1):
            doc_id, piece = self._view.piece(passage_id)
            passage = passage_at(self.document(doc_id), passage_id, piece)
            hits.append(Hit(rank, score, passage))
        return hits

    def _allowed(self, where: Where) -> Ids | None:
        """Return the ids of the passages that may be returned; ``None`` for all."""
        columns = self._indexes.columns
        allowed = np.ones(len(columns.passage_ids), dtype=np.bool_)
        for values, keys, wanted in (
            (columns.documents, columns.doc_ids, where.doc_ids),
            (columns.speakers, columns.names, where.speakers),
            (columns.roles, ROLES, where.roles),
        ):
            if wanted is not None:
                codes = [code for code, key in enumerate(keys) if key in wanted]
                allowed &= np.isin(values, codes)
        return None if allowed.all() else columns.passage_ids[allowed]


def _words(name: str) -> frozenset[str]:
    return frozenset(_WORD.findall(name.casefold()))
