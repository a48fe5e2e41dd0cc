"""Opening whatever keeps a library, by its place."""

from __future__ import annotations

from pathlib import Path

from corpus.errors import LibraryError
from index.engine import Engine
from index.folder import Folder
from index.place import Place
from index.words import AUTO


def engine_at(place: Place, stemmer: str = AUTO) -> Engine:
    """Return what keeps and searches the library at ``place``; creates nothing.

    Args:
        place: A folder or a database.
        stemmer: One of :data:`index.words.STEMMER_CHOICES`.

    Raises:
        LibraryError: If ``place`` is a database and what connects to it is not installed.
    """
    if isinstance(place, Path):
        return Folder(place, stemmer)
    # Imported here: only who keeps a library in a database needs the extra that this needs.
    try:
        from index.postgres.engine import Postgres
    except ModuleNotFoundError as error:
        if error.name not in ("psycopg", "pgvector"):
            raise
        raise LibraryError(
            f"{place}: needs the package {error.name}, which is not installed: "
            "run `pip install '.[postgres]'`"
        ) from error
    return Postgres(place, stemmer)


def library_facts(place: Place) -> dict[str, str]:
    """Return the facts of the library at ``place``; none if there is no library yet."""
    engine = engine_at(place)
    if not engine.exists():
        return {}
    with engine.reading() as view:
        return view.facts()
