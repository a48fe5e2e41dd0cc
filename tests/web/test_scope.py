"""What the next questions are put to, as a page tells it."""

from __future__ import annotations

from pathlib import Path

import pytest
from fakes import LetterEmbedder

from corpus.errors import FilterError
from corpus.read import read_text
from index.library import Library
from qa.narrow import Narrowing
from web.scope import ALL, Scope, read_scope, remembered_scope, stated, write_scope


@pytest.fixture
def library(tmp_path: Path) -> Library:
    library = Library(tmp_path, LetterEmbedder())
    for doc_id, date in (("tea", "2019"), ("coffee", "2022-03"), ("cocoa", "")):
        front = f"---\ndate: {date}\n---\n" if date else ""
        library.add([read_text(f"{front}Anna: Why {doc_id}?\n\nBohdan: We like it.", doc_id)])
    return library


@pytest.mark.parametrize(
    ("scope", "words"),
    [
        (ALL, "Asking all 3 sources"),
        (Scope(frozenset({"tea", "gone"})), "Asking 1 of 3 sources"),
        (Scope(frozenset()), "Asking none of 3 sources"),
        (Scope(speaker="Anna"), "Asking all 3 sources, only Anna"),
        (Scope(among=Narrowing("2020")), "Asking 1 of 3 sources, from 2020"),
        (Scope(among=Narrowing("2018", "2022")), "Asking 2 of 3 sources, from 2018, up to 2022"),
        (Scope(frozenset({"tea"}), among=Narrowing("2020")), "Asking none of 3 sources, from 2020"),
    ],
)
def test_it_is_stated_in_a_few_words(library: Library, scope: Scope, words: str) -> None:
    assert stated(scope, library) == words


def test_an_empty_library_and_one_source_are_stated(tmp_path: Path) -> None:
    library = Library(tmp_path, LetterEmbedder())
    assert stated(ALL, library) == "Asking no sources: there are none"
    library.add([read_text("Anna: Why?", "tea")])
    assert stated(ALL, library) == "Asking the one source"


def test_all_means_those_that_come_later_too() -> None:
    told = {"all": True, "chosen": ["tea"], "speaker": " Anna ", "since": "", "until": "2022"}
    assert read_scope(told) == Scope(None, "Anna", Narrowing("", "2022"))


@pytest.mark.parametrize("told", [{}, {"chosen": "tea", "speaker": 7, "since": None, "all": "yes"}])
def test_what_is_not_of_the_expected_kind_chooses_nothing(told: dict[str, object]) -> None:
    assert read_scope(told) == Scope(frozenset())


def test_a_date_that_is_none_is_refused() -> None:
    with pytest.raises(FilterError, match="expected a date such as 2022"):
        read_scope({"all": True, "since": "long ago"})


def test_a_source_just_added_is_asked_too() -> None:
    assert Scope(frozenset({"tea"})).taking_in("coffee") == Scope(frozenset({"tea", "coffee"}))
    assert ALL.taking_in("coffee") == ALL


@pytest.mark.parametrize(
    "scope",
    [
        ALL,
        Scope(frozenset()),
        Scope(frozenset({"tea", "'\"><b>"}), "Анна", Narrowing("2019", "2022-03")),
        Scope(None, "Anna"),
    ],
)
def test_what_is_remembered_comes_back(scope: Scope) -> None:
    assert remembered_scope(write_scope(scope)) == scope


@pytest.mark.parametrize(
    "memory",
    [None, 7, "", "{", "[]", "null", "[" * 100_000, '{"all": true, "since": "soon"}'],
)
def test_a_memory_that_is_none_of_ours_asks_all(memory: object) -> None:
    assert remembered_scope(memory) == ALL
