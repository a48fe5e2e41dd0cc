"""A library in a folder: SQLite for the truth, FAISS and tantivy for searching it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.errors import LibraryError
from index.change import Change
from index.embedder import Vectors
from index.engine import Check, Found
from index.store import Store
from index.view import View
from index.where import Where
from index.words import AUTO

if TYPE_CHECKING:
    from index.indexes import Indexes

SNAPSHOT_ATTEMPTS = 20


class Folder:
    """Keeps a library in a folder; see :class:`index.engine.Engine`."""

    def __init__(self, folder: Path, stemmer: str = AUTO) -> None:
        self.place = folder
        self._stemmer = stemmer
        self._store = Store(folder / "library.sqlite")
        self._lock = threading.Lock()
        self._indexes: Indexes | None = None
        self._unwiped = False

    def exists(self) -> bool:
        """Return whether there is a library's file."""
        try:
            return self._store.path.is_file()
        except OSError as error:
            raise LibraryError(f"{self.place}: cannot be read ({error.strerror})") from error

    def reading(self) -> AbstractContextManager[View]:
        """Open a view of one state of the library, whatever is written meanwhile."""
        return self._store.reading()

    def writing(self) -> AbstractContextManager[Change]:
        """Make one change, all of it or nothing; another writer's change is waited for."""
        return self._store.writing()

    @contextmanager
    def searching(self, check: Check) -> Iterator[tuple[View, Searched]]:
        """Hold one state of the library still, with the indexes of exactly that state."""
        for _ in range(SNAPSHOT_ATTEMPTS):
            with self._store.reading() as view:
                check(view)
                indexes = self._indexes_of(view)
                if indexes is not None:
                    yield view, Searched(view, indexes)
            if indexes is not None:
                self._wipe_if_due()
                return
        raise LibraryError(f"{self.place}: changes faster than it can be read: try again")

    def settle(self, check: Check) -> None:
        """Bring the indexes up to date, and leave no trace of what is gone."""
        self._unwiped = True
        with self.reading() as view:
            anything = view.generation() > 0
        if anything:
            with self.searching(check):
                pass
        if self._unwiped:
            self._unwiped = not self._store.wipe()

    def _indexes_of(self, view: View) -> Indexes | None:
        """Return the indexes of the view's state; ``None`` if a later state has replaced them."""
        generation = view.generation()
        with self._lock:
            known = self._indexes
            if known is not None and known.generation > generation:
                return None
            if known is not None and known.generation == generation:
                return known
            from index.derive import derive  # FAISS and tantivy, which only a search needs

            fingerprint = view.fact("embedder") or ""
            derived = derive(view, self.place / "indexes", fingerprint, self._stemmer, known)
            self._indexes = derived or known
            return derived

    def _wipe_if_due(self) -> None:
        """Empty the log if a reader stood in the way when that was due."""
        if self._unwiped:
            self._unwiped = not self._store.wipe(0)


class Searched:
    """Indexes with the view of the state that they belong to."""

    def __init__(self, view: View, indexes: Indexes) -> None:
        self._view = view
        self._indexes = indexes
        self.generation = indexes.generation
        self.doc_ids = indexes.columns.doc_ids
        self.speakers = indexes.columns.names
        self.interviewers = indexes.interviewers

    def dense(self, query: Vectors, k: int, where: Where) -> list[Found]:
        """Return the ``k`` passages nearest to ``query``, best first; fewer if fewer match."""
        return self._places(self._indexes.search_dense(query, k, where, self._view.vectors_of))

    def lexical(self, query: str, k: int, where: Where, *, plain: bool) -> list[Found]:
        """Return the ``k`` passages with the highest BM25 score for ``query``, best first."""
        return self._places(self._indexes.lexical.search(query, k, where, plain=plain))

    def _places(self, found: list[tuple[int, float]]) -> list[Found]:
        return [Found(passage_id, *self._view.piece(passage_id), s) for passage_id, s in found]
