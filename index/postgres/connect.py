"""Connections to a library's database: opened when needed, kept, and opened anew when lost."""

from __future__ import annotations

import threading
import weakref
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

import pgvector.psycopg
import psycopg
from psycopg import sql

from corpus.errors import LibraryError
from index.place import Database, without_password
from index.postgres.schema import bring_up_to_date, is_there
from index.stored import DamagedError

CONNECT_SECONDS = 10
UNREACHABLE = ("08", "28", "3D", "57")
"""Classes of errors: no connection, no rights, no such database, shut down."""

IDLE_KEPT = 8
"""Connections kept open between questions; a burst opens more and closes them again."""

Connection = psycopg.Connection[tuple[Any, ...]]


class Connections:
    """Connections to one database. May be shared by threads; each is used by one at a time."""

    def __init__(self, place: Database) -> None:
        self.place = place
        self._idle: list[Connection] = []
        self._lock = threading.Lock()
        # Libraries are not closed by anybody: what they keep open goes when they do.
        weakref.finalize(self, _close, self._idle)

    @contextmanager
    def begin(self, how: sql.SQL) -> Iterator[Connection]:
        """Open a transaction with the statement ``how``; commit it, or roll back what fails.

        Raises:
            LibraryError: If the database cannot be reached, or reports an error.
        """
        try:
            connection = self._begun(how)
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                with suppress(psycopg.Error):  # of a connection that is lost
                    connection.execute("ROLLBACK")
                raise
            finally:
                self._give_back(connection)
        except (psycopg.Error, UnicodeEncodeError, DamagedError) as error:
            raise self.failure(error) from error

    def exists(self) -> bool:
        """Return whether the library's tables are there; makes nothing."""
        try:
            with self._open() as connection:
                return is_there(connection, self.place.schema)
        except psycopg.Error as error:
            raise self.failure(error) from error

    def failure(self, error: Exception) -> LibraryError:
        """Return ``error`` as one line that names the database and what to do."""
        if isinstance(error, DamagedError):
            return LibraryError(f"{self.place}: the library is damaged ({error}): {error.remedy}")
        said = without_password(" ".join(str(error).split("\n")[0].split()))
        state = getattr(error, "sqlstate", None)
        lost = state is None or state[:2] in UNREACHABLE
        if isinstance(error, psycopg.OperationalError) and lost:
            return LibraryError(
                f"{self.place}: cannot be reached ({said}): check the address, and that "
                "PostgreSQL is running"
            )
        return LibraryError(f"{self.place}: PostgreSQL reports an error ({said})")

    def _begun(self, how: sql.SQL) -> Connection:
        """Return a connection in a transaction: one that was kept, unless it is lost by now."""
        while (kept := self._take()) is not None:
            try:
                kept.execute(how)
            except psycopg.OperationalError:
                kept.close()
            else:
                return kept
        opened = self._open()
        try:
            bring_up_to_date(opened, self.place)
            pgvector.psycopg.register_vector(opened)
            opened.execute(how)
        except BaseException:
            opened.close()
            raise
        return opened

    def _open(self) -> Connection:
        connection = psycopg.connect(
            self.place.url, autocommit=True, connect_timeout=CONNECT_SECONDS
        )
        # Compiling a statement takes longer than any of ours runs, and a plan for any filter is
        # a bad one for each.
        connection.execute(
            "SELECT set_config('jit', 'off', false),"
            " set_config('plan_cache_mode', 'force_custom_plan', false),"
            " set_config('work_mem', '64MB', false), set_config('search_path',"
            " quote_ident(%s) || ', ' || current_setting('search_path'), false)",
            (self.place.schema,),
        )
        return connection

    def _take(self) -> Connection | None:
        with self._lock:
            return self._idle.pop() if self._idle else None

    def _give_back(self, connection: Connection) -> None:
        with self._lock:
            if not connection.closed and len(self._idle) < IDLE_KEPT:
                self._idle.append(connection)
                return
        connection.close()


def _close(connections: list[Connection]) -> None:
    while connections:
        connections.pop().close()
