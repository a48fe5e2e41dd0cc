"""A library's place is a folder or a database, and its password is shown to nobody."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.errors import LibraryError
from index.place import Database, address_of, place_of, without_password


@pytest.mark.parametrize("text", [".onrecord", "a/b", "C:/texts", "postgresql", "a:b"])
def test_what_is_no_address_is_a_folder(text: str) -> None:
    assert place_of(text) == Path(text)


@pytest.mark.parametrize(
    ("text", "place", "shown"),
    [
        ("postgresql://h/db", Database("postgresql://h/db"), "postgresql://h/db"),
        ("postgres://h", Database("postgresql://h"), "postgresql://h"),
        ("postgresql:///db", Database("postgresql:///db"), "postgresql:///db"),
        (
            "postgresql://u:p%40ss@h:5/db?sslmode=require&schema=a",
            Database("postgresql://u:p%40ss@h:5/db?sslmode=require", "a"),
            "postgresql://u@h:5/db?sslmode=require&schema=a",
        ),
        (
            "postgresql://u:@/db?host=%2Ftmp%2Fx",
            Database("postgresql://u:@/db?host=%2Ftmp%2Fx"),
            "postgresql://u@/db?host=%2Ftmp%2Fx",
        ),
    ],
)
def test_an_address_is_read_and_shown(text: str, place: Database, shown: str) -> None:
    assert place_of(text) == place
    assert place_of(address_of(place)) == place
    assert str(place) == shown


@pytest.mark.parametrize(
    "text",
    [
        "postgresql://u:s3cret@h/db",
        "postgresql://u:s3cret@x@h/db",
        "postgresql://u:s3cret/x@h/db",
        "postgresql://h/db?user=u&password=s3cret",
        "postgresql://h/db?sslpassword=s3cret&x=1",
    ],
)
def test_no_password_is_shown(text: str) -> None:
    assert "s3cret" not in without_password(f"see {text} for more")
    assert "s3cret" not in repr(Database(text)) + str(Database(text))


@pytest.mark.parametrize("text", ["mysql://u:s3cret@h/db", "http://h/db", "postgresql:/h/db"])
def test_an_address_of_another_kind_is_refused(text: str) -> None:
    with pytest.raises(LibraryError, match="expected a folder or postgresql://USER@") as caught:
        place_of(text)
    assert "s3cret" not in str(caught.value)


def test_a_schema_needs_a_name() -> None:
    with pytest.raises(LibraryError, match="expected the name of a schema, found none"):
        place_of("postgresql://h/db?schema=")
