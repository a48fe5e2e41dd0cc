"""What is derived from one generation of a folder's store, and searching it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from corpus.document import Role
from index.dense import DenseIndex, ReadVectors
from index.embedder import Vectors
from index.lexical import LexicalIndex
from index.nearest import Ids
from index.view import Columns
from index.where import Where

ROLES = tuple(Role)


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

    @property
    def interviewers(self) -> tuple[str, ...]:
        """The names of those who ask, sorted."""
        asking = self.columns.speakers[self.columns.roles == ROLES.index(Role.INTERVIEWER)]
        return tuple(self.columns.names[code] for code in np.unique(asking))

    def search_dense(
        self, query: Vectors, k: int, where: Where, vectors_of: ReadVectors
    ) -> list[tuple[int, float]]:
        """Return ``(passage_id, similarity)`` of the ``k`` nearest passages, best first."""
        if self.dense is None:
            return []
        return self.dense.search(query, k, self._allowed(where), vectors_of)

    def _allowed(self, where: Where) -> Ids | None:
        """Return the ids of the passages that may be returned; ``None`` for all."""
        columns = self.columns
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
