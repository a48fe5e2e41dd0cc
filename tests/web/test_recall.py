"""A browser remembers places, and the library says what stands there now."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from served import tea_answerer

from corpus.read import read_text
from qa.ask import Answerer
from web.conversation import conversation_html
from web.exchange import Exchange
from web.recall import GONE, recalled, remembered

ASKED = ("Who buys it from Odessa?", "Which football club won?", "green tea")


@pytest.fixture
def own(tmp_path: Path) -> Answerer:
    return tea_answerer(tmp_path)


@pytest.fixture
def exchanges(own: Answerer) -> list[Exchange]:
    answers = [own.ask(question) for question in ASKED]
    dates = [{"tea": "2022-03-04"} if answer.answered else {} for answer in answers]
    return [Exchange(*of, dates=cited) for *of, cited in zip(ASKED, answers, dates, strict=True)]


def memory(exchanges: list[Exchange]) -> str:
    return json.dumps(remembered(exchanges))


def test_what_comes_back_looks_as_it_did(own: Answerer, exchanges: list[Exchange]) -> None:
    back = recalled(memory(exchanges), own.library)
    assert conversation_html(back) == conversation_html(exchanges)
    assert [e.answer.citations for e in back if e.answer] == [
        e.answer.citations for e in exchanges if e.answer
    ]


def test_no_word_of_a_source_is_remembered(exchanges: list[Exchange]) -> None:
    said = json.dumps(remembered(exchanges))
    assert "Merchants" not in said
    assert "hills" not in said


def test_words_that_are_gone_are_not_shown(own: Answerer, exchanges: list[Exchange]) -> None:
    kept = memory(exchanges)
    own.library.add([read_text("— What do you grow?\n— We grow green tea.", "tea")])
    first, _, third = recalled(kept, own.library)
    assert first == Exchange(ASKED[0], note=GONE, failed=True)
    assert third.answer is not None
    assert third.answer.citations[0].quote == "We grow green tea."
    own.library.remove("tea")
    assert [e.note for e in recalled(kept, own.library)] == [GONE] * 3


def test_what_fails_is_not_remembered() -> None:
    assert remembered([Exchange("q", note="broken", failed=True)]) == []


@pytest.mark.parametrize(
    "kept",
    [None, "x", {}, [None], [[]], [{}], [{"question": 1}], [{"question": "q", "citations": 1}]],
)
def test_what_is_not_ours_is_left_out(own: Answerer, kept: object) -> None:
    assert recalled(kept, own.library) == []
    assert recalled(json.dumps(kept), own.library) == []


@pytest.mark.parametrize(
    "changed",
    [
        {"reason": "so"},
        {"question": "why " * 1_000},
        {"question": "\ud800 why?"},
        {"searched": "\ud800 why?"},
        {"reason": "answered", "citations": []},
        {"confidence": 2},
        {"confidence": "much"},
        {"undated": float("inf")},
        {"scope": []},
        {"scope": {"since": "long ago"}},
        {"after": 5},
        {"citations": [["javascript:x", 1]]},
        {"citations": [[5, 1]]},
        {"hits": [["#cite-tea-0-3-00000000", 1]] * 11},
        {"citations": [["#cite-tea-0-3-00000000", 1]] * 11},
        {"citations": [["#cite-tea-0-3-00000000"]]},
    ],
)
def test_a_changed_memory_is_left_out(
    own: Answerer, exchanges: list[Exchange], changed: dict[str, Any]
) -> None:
    kept = remembered(exchanges)[:1]
    assert recalled(json.dumps([kept[0] | changed]), own.library) == []
