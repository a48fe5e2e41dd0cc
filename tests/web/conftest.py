"""The server that the tests of this folder call."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from served import served, tea_answerer

from qa.ask import Answerer


@pytest.fixture(scope="session")
def tea(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("tea")


@pytest.fixture(scope="session")
def answerer(tea: Path) -> Answerer:
    return tea_answerer(tea)


@pytest.fixture(scope="session")
def address(answerer: Answerer, tea: Path) -> Iterator[str]:
    assert answerer.library.folder == tea
    with served(tea) as address:
        yield address


@pytest.fixture(scope="session")
def with_tools(answerer: Answerer, tea: Path) -> Iterator[str]:
    assert answerer.library.folder == tea
    with served(tea, "--mcp") as address:
        yield address
