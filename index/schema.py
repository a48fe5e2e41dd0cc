"""The tables of a library's file, and bringing an older file to them."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

from corpus.errors import LibraryError
from corpus.facts import Pairs, facts_of, primary_language
from index.stored import pairs_of

SCHEMA_VERSION = 3
SCHEMA = """
CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE documents (
    doc_id TEXT PRIMARY KEY, title TEXT NOT NULL, text TEXT NOT NULL, sha256 TEXT NOT NULL,
    metadata TEXT NOT NULL, generation INTEGER NOT NULL,
    origin TEXT NOT NULL DEFAULT '', added TEXT NOT NULL DEFAULT '',
    first_day TEXT, last_day TEXT, language TEXT
);
CREATE TABLE turns (
    doc_id TEXT NOT NULL REFERENCES documents ON DELETE CASCADE, number INTEGER NOT NULL,
    speaker TEXT NOT NULL, role TEXT NOT NULL,
    label_start INTEGER NOT NULL, start INTEGER NOT NULL, stop INTEGER NOT NULL, time TEXT,
    PRIMARY KEY (doc_id, number)
) WITHOUT ROWID;
CREATE TABLE passages (
    passage_id INTEGER PRIMARY KEY AUTOINCREMENT,
    doc_id TEXT NOT NULL REFERENCES documents ON DELETE CASCADE, turn INTEGER NOT NULL,
    start INTEGER NOT NULL, stop INTEGER NOT NULL, asked_turn INTEGER, vector BLOB NOT NULL
);
CREATE INDEX passages_of_document ON passages (doc_id);
CREATE TABLE removals (doc_id TEXT PRIMARY KEY, generation INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE feedback (key TEXT PRIMARY KEY, given TEXT NOT NULL, content TEXT NOT NULL);
INSERT INTO facts VALUES ('generation', '0');
"""

_NEW_IN_2 = (
    "origin TEXT NOT NULL DEFAULT ''",
    "added TEXT NOT NULL DEFAULT ''",
    "first_day TEXT",
    "last_day TEXT",
    "language TEXT",
)


def bring_up_to_date(connection: sqlite3.Connection, where: str) -> None:
    """Make the tables in an empty file, or those of an older release into today's.

    It is one transaction, so that a crash leaves the old tables or the new ones.

    Raises:
        LibraryError: If the file is of a later release.
    """
    version = _version(connection)
    if version == SCHEMA_VERSION:
        return
    if version == 0:
        connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("BEGIN IMMEDIATE")
    try:
        # Another process may have been quicker.
        while (version := _version(connection)) in _STEPS:
            _STEPS[version](connection)
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")
    if version != SCHEMA_VERSION:
        raise LibraryError(
            f"{where}: expected a library of version {SCHEMA_VERSION}, found {version}: "
            "use the release of onrecord that made it, or choose another --library"
        )


def findable(metadata: Pairs) -> tuple[str | None, str | None, str | None]:
    """Return first day, last day and language as the columns of a document hold them."""
    facts = facts_of(metadata)
    language = primary_language(facts.language) if facts.language else None
    if facts.days is None:
        return None, None, language
    return facts.days.first.isoformat(), facts.days.last.isoformat(), language


def _create(connection: sqlite3.Connection) -> None:
    for statement in SCHEMA.split(";"):
        connection.execute(statement)
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")


def _from_1_to_2(connection: sqlite3.Connection) -> None:
    """Remember where a source came from and when, and what it can be filtered by."""
    for column in _NEW_IN_2:
        connection.execute(f"ALTER TABLE documents ADD COLUMN {column}")
    rows = connection.execute("SELECT doc_id, metadata FROM documents").fetchall()
    for doc_id, metadata in rows:
        pairs = pairs_of(doc_id, metadata)
        connection.execute(
            "UPDATE documents SET first_day = ?, last_day = ?, language = ? WHERE doc_id = ?",
            (*findable(pairs), doc_id),
        )
    connection.execute("PRAGMA user_version = 2")


def _from_2_to_3(connection: sqlite3.Connection) -> None:
    """Keep what readers say of answers."""
    connection.execute(
        "CREATE TABLE feedback (key TEXT PRIMARY KEY, given TEXT NOT NULL, content TEXT NOT NULL)"
    )
    connection.execute("PRAGMA user_version = 3")


_STEPS: dict[int, Callable[[sqlite3.Connection], None]] = {
    0: _create,
    1: _from_1_to_2,
    2: _from_2_to_3,
}


def _version(connection: sqlite3.Connection) -> int:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    return int(version)
