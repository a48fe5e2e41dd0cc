"""What a reader thinks of an answer is kept, and nothing that a page makes up."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from served import tea_answerer

from app import serve
from corpus.read import read_text
from index.feedback import Feedback, Quoted, Verdict
from index.library import Library
from qa.answer import passage_link
from qa.ask import Answerer
from qa.settings import Settings
from web.exchange import Exchange
from web.feedback import FULL, NO_PLACE, feedback_html, fitting, read_mark
from web.recall import recalled, remembered
from web.scope import Scope
from web.site import Site

ASKED, REFUSED = "Who buys it from Odessa?", "Which football club won?"
SAID = "Merchants from Odessa buy it."
GROWN = "We grow green tea."


@pytest.fixture
def own(tmp_path: Path) -> Answerer:
    return tea_answerer(tmp_path)


@pytest.fixture
def site(own: Answerer) -> Site:
    made = Site(own, lambda: None)
    made.prepare()
    return made


@pytest.fixture
def past(own: Answerer) -> list[Exchange]:
    return [Exchange(asked, own.ask(asked), judgeable=True) for asked in (ASKED, REFUSED)]


def told(number: int, verdict: str, **more: Any) -> dict[str, Any]:
    return {"number": number, "verdict": verdict, "back": False, **more}


def kept(library: Library) -> list[Feedback]:
    """All feedback, without the time and the confidence."""
    return [replace(one, given="", confidence=0.0) for one in library.feedback()]


def test_a_verdict_is_kept_with_what_was_cited(site: Site, past: list[Exchange]) -> None:
    found = site.judge(past, told(0, "good"))
    assert found == [replace(past[0], verdict=Verdict.GOOD), past[1]]
    library = site.answerer.library
    assert kept(library) == [
        Feedback(ASKED, Verdict.GOOD, "answered", 0.0, (Quoted("tea", SAID),)),
    ]
    (one,) = library.feedback()
    assert one.given.endswith("+00:00")
    assert one.confidence > 0.5


def test_the_latest_verdict_counts_and_can_be_taken_back(site: Site, past: list[Exchange]) -> None:
    site.judge(past, told(0, "good"))
    said = site.judge(past, told(1, "should_have_answered"))
    assert isinstance(said, list)
    changed = site.judge(said, told(1, "good"))
    assert isinstance(changed, list)
    library = site.answerer.library
    assert [one.verdict for one in library.feedback()] == [Verdict.GOOD, Verdict.GOOD]
    assert site.judge(changed, told(1, "good", back=True)) == past
    assert [one.question for one in library.feedback()] == [ASKED]


def test_nobody_takes_back_what_they_have_not_said(site: Site, past: list[Exchange]) -> None:
    site.judge(past, told(0, "good"))
    assert site.judge(past, told(0, "good", back=True)) == []
    assert len(site.answerer.library.feedback()) == 1


def test_a_bad_answer_without_its_reason_is_still_bad(site: Site, past: list[Exchange]) -> None:
    said = site.judge(past, told(0, "wrong_passage"))
    assert isinstance(said, list)
    unsaid = site.judge(said, told(0, "wrong_passage", back=True))
    assert unsaid == [replace(past[0], verdict=Verdict.BAD), past[1]]
    assert [one.verdict for one in site.answerer.library.feedback()] == [Verdict.BAD]
    assert site.judge(unsaid, told(0, "bad", back=True)) == past
    assert site.answerer.library.feedback() == []


def test_a_marked_passage_is_the_documents_words(site: Site, past: list[Exchange]) -> None:
    mark = {"doc": "tea", "turn": 1, "start": 0, "end": 19, "words": "We grow green  tea. "}
    found = site.judge(past, told(1, "should_have_answered", **mark))
    assert found == [past[0], replace(past[1], verdict=Verdict.SHOULD_HAVE_ANSWERED, marked=True)]
    (one,) = site.answerer.library.feedback()
    assert one.right == Quoted("tea", GROWN)


def test_a_passage_that_was_opened_can_be_marked_by_its_link(
    site: Site, past: list[Exchange]
) -> None:
    (shown, *_) = own_hits = past[1].answer.hits if past[1].answer else ()
    assert own_hits
    place = shown.passage
    link = passage_link(place.doc_id, place.start, place.end, place.text)
    site.judge(past, told(1, "should_have_answered", link=link))
    (one,) = site.answerer.library.feedback()
    assert one.right == Quoted("tea", place.text)


@pytest.mark.parametrize(
    "mark",
    [
        {"doc": "tea", "turn": 99, "start": 0, "end": 3, "words": GROWN},
        {"doc": "tea", "turn": -1, "start": 0, "end": 3, "words": GROWN},
        {"doc": "tea", "turn": 1, "start": 3, "end": 3, "words": GROWN},
        {"doc": "tea", "turn": 1, "start": 0, "end": 10_000, "words": GROWN},
        {"doc": "tea", "turn": 1, "start": -2, "end": 3, "words": GROWN},
        {"doc": "tea", "turn": "1", "start": 0, "end": 3, "words": GROWN},
        {"doc": "tea", "turn": 1, "start": 18, "end": 19, "words": " "},
        {"doc": "tea", "turn": 1, "start": 1, "end": 19, "words": GROWN},
        {"doc": "tea", "turn": 1, "start": 0, "end": 18},
        {"link": "#cite-tea-0-5-00000000"},
        {"link": "javascript:alert(1)"},
        {"link": ["#cite-tea-0-5-00000000"]},
        {"doc": "<b>", "turn": 1, "start": 0, "end": 3, "words": GROWN},
        {"doc": ["tea"], "turn": 1, "start": 0, "end": 3, "words": GROWN},
    ],
)
def test_a_place_that_is_none_is_not_kept(
    site: Site, past: list[Exchange], mark: dict[str, Any]
) -> None:
    assert read_mark(mark, site.answerer.library) is None
    assert [one.trouble for one in site.judge(past, told(0, "wrong_passage", **mark))] == [
        NO_PLACE,
        "",
    ]
    assert site.answerer.library.feedback() == []


@pytest.mark.parametrize(
    "made_up",
    [
        {},
        told(2, "good"),
        told(-1, "good"),
        told(0, "should_have_answered"),
        told(1, "wrong_passage"),
        told(0, "<script>"),
        {"number": "0", "verdict": "good"},
        {"number": 0, "verdict": ["good"]},
    ],
)
def test_what_a_page_makes_up_is_passed_over(
    site: Site, past: list[Exchange], made_up: dict[str, Any]
) -> None:
    assert site.judge(past, made_up) == []
    assert site.answerer.library.feedback() == []


def test_there_is_an_end_to_what_is_kept(
    site: Site, past: list[Exchange], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.feedback.MOST_KEPT", 1)
    site.judge(past, told(0, "good"))
    assert [one.trouble for one in site.judge(past, told(1, "good"))] == ["", FULL]
    changed = site.judge(past, told(0, "wrong_passage"))  # what is there may change
    assert changed == [replace(past[0], verdict=Verdict.WRONG_PASSAGE), past[1]]
    monkeypatch.setattr("index.feedback.LONGEST", 50)
    assert [one.trouble for one in site.judge(past, told(0, "good"))] == [FULL, ""]


def test_the_scope_and_what_a_follow_up_leant_on_are_kept(site: Site, own: Answerer) -> None:
    first = Exchange("What do you grow?", own.ask("What do you grow?"))
    answer = replace(own.ask(ASKED), in_context=True)
    later = Exchange(ASKED, answer, scope=Scope(frozenset({"tea"}), "Anna"), judgeable=True)
    site.judge([first, later], told(1, "good"))
    (one,) = own.library.feedback()
    assert (one.history, one.sources, one.speaker) == (("What do you grow?",), ("tea",), "Anna")


def test_what_a_link_brought_along_is_kept_with_a_verdict(site: Site, own: Answerer) -> None:
    answer = replace(own.ask(ASKED), in_context=True)
    opened = Exchange(ASKED, answer, after=("What do you grow?",), judgeable=True)
    site.judge([opened], told(0, "good"))
    (one,) = own.library.feedback()
    assert one.history == ("What do you grow?",)


def test_feedback_changes_no_generation(site: Site, past: list[Exchange]) -> None:
    before = site.answerer.library.generation()
    site.judge(past, told(0, "good"))
    assert site.answerer.library.generation() == before


def test_a_verdict_survives_a_reload(site: Site, past: list[Exchange]) -> None:
    found = site.judge(past, told(0, "good"))
    assert isinstance(found, list)
    (first, second) = recalled(json.dumps(remembered(found)), site.answerer.library)
    assert (first.verdict, second.verdict) == (Verdict.GOOD, None)


def test_only_verdicts_that_make_sense_are_offered(past: list[Exchange]) -> None:
    answered, refused = (exchange.answer for exchange in past)
    assert answered is not None
    assert refused is not None
    assert fitting(answered) == (
        Verdict.GOOD,
        Verdict.BAD,
        Verdict.WRONG_PASSAGE,
        Verdict.SHOULD_HAVE_REFUSED,
    )
    assert fitting(refused) == (Verdict.GOOD, Verdict.SHOULD_HAVE_ANSWERED)


def labels(exchange: Exchange) -> list[str]:
    return re.findall(r">([^<>]+)</button>", feedback_html(0, exchange))


def test_reasons_are_asked_for_once_an_answer_is_called_bad(past: list[Exchange]) -> None:
    assert labels(past[0]) == ["Yes", "No"]
    bad = ["Yes", "No", "Wrong passage", "Should have refused"]
    assert labels(replace(past[0], verdict=Verdict.BAD)) == bad
    why = feedback_html(0, replace(past[0], verdict=Verdict.WRONG_PASSAGE))
    assert re.findall(r'data-verdict="(\w+)" aria-pressed="true"', why) == ["bad", "wrong_passage"]
    assert labels(past[1]) == ["Yes", "Should have answered"]


def test_nothing_can_be_judged_while_an_answer_is_on_its_way(past: list[Exchange]) -> None:
    assert feedback_html(0, past[0], waiting=True).count(" disabled>") == 2
    assert feedback_html(0, past[0]).count(" disabled>") == 0
    assert feedback_html(0, Exchange(ASKED, note="Reading…")) == ""


def test_feedback_goes_with_the_words_it_quotes(site: Site, past: list[Exchange]) -> None:
    library = site.answerer.library
    site.judge(past, told(0, "good"))
    site.judge(past, told(1, "good"))
    library.add([read_text("— What do you grow?\n— We grow green tea.", "tea")])
    assert [one.question for one in library.feedback()] == [REFUSED]


def test_what_a_browser_makes_up_of_a_conversation_cannot_be_judged(
    site: Site, past: list[Exchange]
) -> None:
    library = site.answerer.library
    memory = remembered(past)
    for forged in (
        memory[0] | {"question": "Is it wise to invade?"},
        memory[0] | {"seal": ""},
        memory[0] | {"seal": "é"},
        memory[0] | {"seal": None},
        memory[0] | {"verdict": "good"},
        memory[0] | {"confidence": 1},
        {name: value for name, value in memory[0].items() if name != "seal"},
    ):
        (exchange,) = recalled(json.dumps([forged]), library)
        assert not exchange.judgeable
        assert feedback_html(0, exchange) == ""
        assert site.judge([exchange], told(0, "good")) == []
        # Nor does it become so by being remembered once more.
        (again,) = recalled(json.dumps(remembered([exchange])), library)
        assert not again.judgeable
    assert library.feedback() == []


def test_a_server_may_take_no_feedback(own: Answerer) -> None:
    site = Site(own, lambda: None, feedback=False)
    site.prepare()
    exchange = site.exchange(ASKED)
    assert exchange.answer is not None
    assert feedback_html(0, exchange) == ""
    assert site.judge([exchange], told(0, "good")) == []
    assert own.library.feedback() == []


def test_an_answer_from_a_server_that_takes_feedback_is_not_judged_on_one_that_takes_none(
    own: Answerer, past: list[Exchange]
) -> None:
    site = Site(own, lambda: None, feedback=False)
    site.prepare()
    assert site.judge(past, told(0, "good")) == []
    assert own.library.feedback() == []
    memory = json.dumps(remembered(past))
    assert [e.judgeable for e in recalled(memory, own.library)] == [True, True]
    back = recalled(memory, own.library, judgeable=site.feedback)
    assert [e.judgeable for e in back] == [False, False]


def test_the_command_line_and_the_environment_turn_feedback_off(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    served: list[Settings] = []
    monkeypatch.setattr("web.server.run", lambda settings, *_, **__: served.append(settings))
    for options, environment in ([], {}), (["--no-feedback"], {}), ([], {"ONRECORD_FEEDBACK": "0"}):
        library = ["--library", str(tmp_path)]
        ran = CliRunner().invoke(serve, [*options, *library], env=environment)
        assert ran.exit_code == 0, ran.output
    assert [settings.feedback for settings in served] == [True, False, False]


def test_nothing_of_a_hostile_question_reaches_the_controls(past: list[Exchange]) -> None:
    hostile = replace(past[0], question='"><img src=x onerror=alert(1)>', verdict=Verdict.BAD)
    assert "img" not in feedback_html(0, hostile)
