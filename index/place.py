"""Where a library is kept: in a folder, or in a PostgreSQL database."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urlsplit, urlunsplit

from corpus.errors import LibraryError

SCHEMES = ("postgresql", "postgres")
SCHEMA = "onrecord"
_IS_ADDRESS = re.compile(r"\w{2,}:/+", re.ASCII)
# To the last "@", because a password that was not encoded may hold anything.
_PASSWORD = re.compile(r"(?<=//)([^:/@?#\s]*):\S*@|((?:^|[?&])\w*password=)[^&\s]*")


@dataclass(frozen=True, slots=True)
class Database:
    """The address of a library in PostgreSQL; shown without its password.

    Attributes:
        url: As libpq reads it, password included if one was given.
        schema: The schema that holds the library's tables.
    """

    url: str = field(repr=False)
    schema: str = SCHEMA

    def __str__(self) -> str:
        return _with_schema(without_password(self.url), self.schema)


Place = Path | Database


def expanded(text: str) -> Path:
    """Return ``text`` as a path, with ``~`` as the home of its user, if there is such a one."""
    try:
        return Path(text).expanduser()
    except RuntimeError:
        return Path(text)


def place_of(text: str) -> Place:
    """Return the place that ``text`` names: the address of a database, or else a folder.

    ``schema`` among the parameters of an address is ours; the others are libpq's.

    Raises:
        LibraryError: If ``text`` is an address of another kind.
    """
    if not _IS_ADDRESS.match(text):
        return expanded(text)
    try:
        parts = urlsplit(text)
        given = parse_qs(parts.query, keep_blank_values=True, strict_parsing=bool(parts.query))
    except ValueError as error:
        raise _not_an_address(text) from error
    if parts.scheme not in SCHEMES or not text.startswith(f"{parts.scheme}://"):
        raise _not_an_address(text)
    schema = given.pop("schema", [SCHEMA])[-1]
    if not schema:
        raise LibraryError(f"{without_password(text)}: expected the name of a schema, found none")
    query = urlencode({name: values[-1] for name, values in given.items()})
    # Put together by hand, because urlunsplit leaves out the slashes of an empty host.
    rest = urlunsplit(("", "", parts.path, query, ""))
    return Database(f"postgresql://{parts.netloc}{rest}", schema)


def address_of(place: Place) -> str:
    """Return the text that :func:`place_of` reads as ``place``, with its password: show it not."""
    if isinstance(place, Path):
        return str(place)
    return _with_schema(place.url, place.schema)


def without_password(text: str) -> str:
    """Return ``text`` with the password of every address in it left out."""
    return _PASSWORD.sub(lambda found: found[2] or f"{found[1]}@", text)


def _with_schema(url: str, schema: str) -> str:
    if schema == SCHEMA:
        return url
    return f"{url}{'&' if '?' in url else '?'}{urlencode({'schema': schema})}"


def _not_an_address(text: str) -> LibraryError:
    return LibraryError(
        f"{without_password(text)}: expected a folder or postgresql://USER@HOST/DATABASE"
    )
