"""Where the libraries of tests are kept: each test that asks for a place runs on both engines."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from databases import schema, server

from index.place import Database, Place

Places = Callable[[], AbstractContextManager[Place]]


@pytest.fixture(scope="session", autouse=True)
def own_state(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep what is kept for a user out of the home of whoever runs the tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(tmp_path_factory.mktemp("state")))
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    with server() as address:
        yield address


@pytest.fixture
def database(postgres: str) -> Iterator[Database]:
    with schema(postgres) as place:
        yield place


@pytest.fixture(scope="session", params=["folder", "postgres"])
def new_place(request: pytest.FixtureRequest) -> Places:
    """What makes a place where no library is, and deletes it again."""
    if request.param == "folder":
        return _new_folder
    address = request.getfixturevalue("postgres")
    return lambda: schema(address)


@pytest.fixture
def place(new_place: Places) -> Iterator[Place]:
    with new_place() as made:
        yield made


@contextmanager
def _new_folder() -> Iterator[Path]:
    with TemporaryDirectory() as folder:
        yield Path(folder, "a library")
