"""The tables of a library in PostgreSQL.

The document's id is the first part of every primary key but those of the small tables that
concern the whole library, so that the tables can be spread over machines by document.
"""

from __future__ import annotations

from typing import Any

import psycopg
from psycopg import sql

from corpus.errors import LibraryError
from index.place import Database

SCHEMA_VERSION = "1"
SCHEMA = """
CREATE TABLE facts (name text COLLATE "C" PRIMARY KEY, value text NOT NULL);
CREATE TABLE documents (
    doc_id text COLLATE "C" PRIMARY KEY, title text NOT NULL, text text NOT NULL,
    sha256 text NOT NULL, metadata text NOT NULL, generation bigint NOT NULL,
    origin text NOT NULL, added text NOT NULL,
    first_day text COLLATE "C", last_day text COLLATE "C", language text COLLATE "C",
    stemmer text COLLATE "C" NOT NULL
);
CREATE TABLE turns (
    doc_id text COLLATE "C" REFERENCES documents ON DELETE CASCADE, number integer,
    speaker text NOT NULL, role text NOT NULL,
    label_start integer NOT NULL, start integer NOT NULL, stop integer NOT NULL, time text,
    PRIMARY KEY (doc_id, number)
);
-- Who speaks in a document, in which role, and how much of it: all that filters need.
CREATE TABLE voices (
    doc_id text COLLATE "C" REFERENCES documents ON DELETE CASCADE, voice smallint,
    speaker text COLLATE "C" NOT NULL, role text COLLATE "C" NOT NULL,
    passages integer NOT NULL, text_terms bigint NOT NULL, asked_terms bigint NOT NULL,
    first_passage bigint NOT NULL, -- the id of the document's first; they follow each other
    PRIMARY KEY (doc_id, voice)
);
CREATE TABLE passages (
    doc_id text COLLATE "C" REFERENCES documents ON DELETE CASCADE, number integer,
    passage_id bigint NOT NULL, speaker text COLLATE "C" NOT NULL, role text COLLATE "C" NOT NULL,
    turn integer NOT NULL, start integer NOT NULL, stop integer NOT NULL, asked_turn integer,
    dim smallint NOT NULL, vector vector NOT NULL,
    PRIMARY KEY (doc_id, number)
);
-- The vocabulary, and in how many passages each term stands, by field.
CREATE TABLE terms (
    term_id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    term text COLLATE "C" NOT NULL UNIQUE,
    in_text integer NOT NULL DEFAULT 0, in_asked integer NOT NULL DEFAULT 0
) WITH (fillfactor = 70);
-- One row says in which passages of a document a term stands in one voice, and how often there.
CREATE TABLE postings (
    doc_id text COLLATE "C" REFERENCES documents ON DELETE CASCADE, term_id integer,
    field smallint, voice smallint, numbers integer[] NOT NULL, counts integer[] NOT NULL,
    PRIMARY KEY (doc_id, term_id, field, voice)
);
CREATE INDEX postings_of_term ON postings (term_id, field);
CREATE TABLE removals (doc_id text COLLATE "C" PRIMARY KEY, generation bigint NOT NULL);
CREATE TABLE feedback (
    key text COLLATE "C" PRIMARY KEY, given text COLLATE "C" NOT NULL, content text NOT NULL
);
INSERT INTO facts VALUES ('generation', '0'), ('passages_made', '0');
"""
VERSION_FACT = "schema"


def is_there(connection: psycopg.Connection[tuple[Any, ...]], schema: str) -> bool:
    """Return whether ``schema`` holds a library's tables."""
    row = connection.execute(
        "SELECT 1 FROM pg_tables WHERE schemaname = %s AND tablename = 'facts'", (schema,)
    ).fetchone()
    return row is not None


def bring_up_to_date(connection: psycopg.Connection[tuple[Any, ...]], place: Database) -> None:
    """Make the tables in an empty schema; of several processes one does it.

    Raises:
        LibraryError: If the tables are of another release, or pgvector is missing.
    """
    if not is_there(connection, place.schema):
        with connection.transaction():
            # Held to the end of the transaction. Two may want to make the extension, too.
            connection.execute("SELECT pg_advisory_xact_lock(hashtext('onrecord'))")
            if not is_there(connection, place.schema):
                _create(connection, place)
    row = connection.execute("SELECT value FROM facts WHERE name = %s", (VERSION_FACT,)).fetchone()
    found = row[0] if row else "none"
    if found != SCHEMA_VERSION:
        raise LibraryError(
            f"{place}: expected a library of version {SCHEMA_VERSION}, found {found}: "
            "use the release of onrecord that made it, or choose another --library"
        )


def _create(connection: psycopg.Connection[tuple[Any, ...]], place: Database) -> None:
    try:
        connection.execute("CREATE EXTENSION IF NOT EXISTS vector")
    except (psycopg.NotSupportedError, psycopg.errors.InsufficientPrivilege) as error:
        raise LibraryError(
            f"{place}: expected the extension pgvector: install it on the server, and have an "
            "administrator run `CREATE EXTENSION vector` in this database"
        ) from error
    schema = sql.Identifier(place.schema)
    connection.execute(sql.SQL("CREATE SCHEMA IF NOT EXISTS {}").format(schema))
    connection.execute(SCHEMA)
    connection.execute("INSERT INTO facts VALUES (%s, %s)", (VERSION_FACT, SCHEMA_VERSION))
