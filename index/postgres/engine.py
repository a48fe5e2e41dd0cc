"""Keeping a library in PostgreSQL and searching it there."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from psycopg import sql
from psycopg.errors import LockNotAvailable

from corpus.errors import LibraryError
from index.embedder import Vectors
from index.engine import Check, Found
from index.place import Database
from index.postgres.change import ANALYZED, PostgresChange, analyzed_by
from index.postgres.connect import Connection, Connections
from index.postgres.dense import GRAPH_FROM, build_graph, has_graph, search_dense
from index.postgres.lexical import search_lexical
from index.postgres.view import PostgresView
from index.postgres.voices import Voices, read_voices
from index.where import Where
from index.words import AUTO

WAIT_FOR_WRITER_SECONDS = 30
SNAPSHOT_ATTEMPTS = 5

# One state for all of a transaction, whatever is committed meanwhile.
READ = sql.SQL("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
# A writer has waited for its turn when it first looks, so it sees what the one before has done.
WRITE = sql.SQL("BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE")


class Postgres:
    """Keeps a library in a database; see :class:`index.engine.Engine`."""

    def __init__(self, place: Database, stemmer: str = AUTO) -> None:
        self.place = place
        self._stemmer = stemmer
        self._connections = Connections(place)
        self._lock = threading.Lock()
        self._voices: Voices | None = None

    def exists(self) -> bool:
        """Return whether the library's tables are there."""
        return self._connections.exists()

    @contextmanager
    def reading(self) -> Iterator[PostgresView]:
        """Open a view of one state of the library, whatever is written meanwhile."""
        with self._connections.begin(READ) as connection:
            yield PostgresView(connection)

    @contextmanager
    def writing(self) -> Iterator[PostgresChange]:
        """Make one change, all of it or nothing; another writer's change is waited for."""
        with self._turn() as connection:
            yield PostgresChange(connection, self._stemmer)

    @contextmanager
    def searching(self, check: Check) -> Iterator[tuple[PostgresView, Searched]]:
        """Hold one state of the library still, to be read and searched."""
        for _ in range(SNAPSHOT_ATTEMPTS):
            with self._connections.begin(READ) as connection:
                view = PostgresView(connection)
                check(view)
                if self._can_search(view):
                    yield view, Searched(connection, view, self._voices_of(connection, view))
                    return
            with self.writing() as change:
                change.analyze()
        raise LibraryError(f"{self.place}: is used with several stemmers: choose one of them")

    def settle(self, check: Check) -> None:
        """Bring indexes and statistics up to date.

        What was removed is gone with the change itself; when its bytes leave the database's
        files is PostgreSQL's affair.
        """
        with self.reading() as view:
            check(view)
            ready = self._can_search(view)
        if not ready:
            with self.writing() as change:
                change.analyze()
        with self._turn() as connection:
            row = connection.execute(
                "SELECT coalesce(sum(passages), 0), (SELECT dim FROM passages LIMIT 1),"
                " (SELECT reltuples FROM pg_class WHERE oid = 'passages'::regclass) FROM voices"
            ).fetchone()
            passages, dim, planned_for = row or (0, None, 0)
            if dim and passages >= GRAPH_FROM and not has_graph(connection, dim):
                build_graph(connection, int(passages), dim)
            if passages > 2 * planned_for:
                connection.execute("ANALYZE documents, turns, voices, passages, terms, postings")

    @contextmanager
    def _turn(self) -> Iterator[Connection]:
        """Open a transaction that may write, once no other does."""
        with self._connections.begin(WRITE) as connection:
            wait = int(1000 * WAIT_FOR_WRITER_SECONDS)
            connection.execute(f"SET LOCAL lock_timeout = '{wait}ms'".encode())
            try:
                connection.execute("SELECT 1 FROM facts WHERE name = 'generation' FOR UPDATE")
            except LockNotAvailable as error:
                raise LibraryError(
                    f"{self.place}: another process has been writing for "
                    f"{WAIT_FOR_WRITER_SECONDS} s: try again when it has finished"
                ) from error
            yield connection

    def _can_search(self, view: PostgresView) -> bool:
        """Return whether the words are in the form that searches ask for, or there are none."""
        return view.fact(ANALYZED) in (None, analyzed_by(self._stemmer))

    def _voices_of(self, connection: Connection, view: PostgresView) -> Voices:
        generation = view.generation()
        with self._lock:
            known = self._voices
        if known is not None and known.generation == generation:
            return known
        voices = read_voices(connection, generation)
        with self._lock:
            self._voices = voices
        return voices


class Searched:
    """What can be searched of the state that a connection shows."""

    def __init__(self, connection: Connection, view: PostgresView, voices: Voices) -> None:
        self._connection = connection
        self._view = view
        self._voices = voices
        self.generation = voices.generation
        self.doc_ids = voices.doc_ids
        self.speakers = voices.speakers
        self.interviewers = voices.interviewers

    def dense(self, query: Vectors, k: int, where: Where) -> list[Found]:
        """Return the ``k`` passages nearest to ``query``, best first; fewer if fewer match."""
        return search_dense(self._connection, self._voices, query, k, where)

    def lexical(self, query: str, k: int, where: Where, *, plain: bool) -> list[Found]:
        """Return the ``k`` passages with the highest BM25 score for ``query``, best first."""
        return search_lexical(self._connection, self._voices, query, k, where, plain=plain)
