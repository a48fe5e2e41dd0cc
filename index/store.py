"""The library's one file of truth, in SQLite: opening it to read or to write."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from corpus.errors import LibraryError
from index.change import Change
from index.schema import bring_up_to_date
from index.stored import AGAIN, DamagedError
from index.view import View

WAIT_FOR_WRITER_SECONDS = 30
WAIT_FOR_READERS_SECONDS = 1


class Store:
    """A library's SQLite file. Each operation opens its own connection, so threads may share it."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @contextmanager
    def reading(self) -> Iterator[View]:
        """Open a view of one state of the library, whatever is written meanwhile."""
        with self._connection() as connection:
            connection.execute("BEGIN")
            yield View(connection)
            connection.execute("ROLLBACK")

    @contextmanager
    def writing(self) -> Iterator[Change]:
        """Make one change, all of it or nothing; another writer's change is waited for."""
        with self._connection() as connection:
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield Change(connection)
            except BaseException:
                connection.execute("ROLLBACK")
                raise
            connection.execute("COMMIT")

    def wipe(self, wait_seconds: float = WAIT_FOR_READERS_SECONDS) -> bool:
        """Empty the log beside the file, which still holds what has just been removed.

        Returns:
            Whether nothing of it is left. A reader of an earlier state, waited for as long as
            ``wait_seconds``, needs the log; SQLite deletes it when the last one has finished.
        """
        with self._connection() as connection:
            connection.execute(f"PRAGMA busy_timeout = {int(1000 * wait_seconds)}")
            (busy, _, _) = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        return not busy

    @contextmanager
    def _connection(self) -> Iterator[sqlite3.Connection]:
        try:
            connection = self._open()
        except (sqlite3.Error, OSError, DamagedError) as error:
            raise self._failure(error) from error
        try:
            yield connection
        except (sqlite3.Error, UnicodeEncodeError, DamagedError) as error:
            raise self._failure(error) from error
        finally:
            connection.close()

    def _open(self) -> sqlite3.Connection:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(
            self.path, timeout=WAIT_FOR_WRITER_SECONDS, isolation_level=None
        )
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = FULL")
        # What is removed is overwritten, not merely forgotten.
        connection.execute("PRAGMA secure_delete = ON")
        try:
            bring_up_to_date(connection, str(self.path))
        except BaseException:
            connection.close()
            raise
        return connection

    def _failure(self, error: Exception) -> LibraryError:
        if isinstance(error, sqlite3.OperationalError) and "locked" in str(error):
            return LibraryError(
                f"{self.path}: another process has been writing for {WAIT_FOR_WRITER_SECONDS} s: "
                "try again when it has finished"
            )
        if isinstance(error, UnicodeEncodeError):
            return LibraryError(f"{error.object[:80]!a}: expected text in UTF-8, found other bytes")
        if isinstance(error, DamagedError):
            return LibraryError(f"{self.path}: the library is damaged ({error}): {error.remedy}")
        if isinstance(error, sqlite3.DatabaseError) and not isinstance(
            error, sqlite3.OperationalError
        ):
            return LibraryError(f"{self.path}: the library is damaged ({error}): {AGAIN}")
        return LibraryError(f"{self.path}: cannot be used ({error}): check the path and its rights")
