"""What stands on the page around a question: stages, reasons, controls, copies, keys."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from served import TEA, tea_answerer

from corpus.document import Role
from index.passage import Hit, Passage
from qa.answer import Answer, Reason
from web.asklink import START
from web.conversation import conversation_html
from web.copying import copied
from web.exchange import Exchange
from web.keys import ASKING, keys_html
from web.keys import READING as READING_KEYS
from web.now_html import LOADING, READING, SEARCHING, next_html, now_html
from web.refusing import EXPLAINED
from web.runs import Step
from web.scope import Scope

HOSTILE = "<img src=x onerror=alert(1)>\"' & {{1}}"
HIT = Hit(1, 0.5, Passage(1, "a", 1, 0, 4, HOSTILE, HOSTILE, Role.INTERVIEWEE, asked=""))
REFUSALS = [reason for reason in Reason if reason is not Reason.ANSWERED]


def test_a_stage_says_what_happens() -> None:
    shown = [now_html("why", step) for step in (Step(ahead=1), Step(ahead=2), Step())]
    assert "Waiting: 1 question is before yours." in shown[0]
    assert "Waiting: 2 questions are before yours." in shown[1]
    assert SEARCHING in shown[2]
    assert READING in now_html("why", Step(hits=(HIT,)))
    assert LOADING in now_html("why", Step(), loaded=False)


def test_nothing_around_a_question_becomes_markup() -> None:
    shown = now_html(HOSTILE, Step(hits=(HIT,))) + next_html("Next", [HOSTILE])
    shown += conversation_html(
        [Exchange(HOSTILE, Answer(HOSTILE, Reason.NOT_IN_SOURCES, 0.1, (), (HIT,)))]
    )
    assert "<img" not in shown
    assert 'onerror="' not in shown


@pytest.mark.parametrize("reason", REFUSALS)
def test_every_refusal_says_more_than_no(reason: Reason) -> None:
    hits = () if reason in (Reason.NO_SOURCES, Reason.UNCLEAR_QUESTION) else (HIT,)
    shown = conversation_html([Exchange("why", Answer("why", reason, 0.1, (), hits))])
    assert EXPLAINED[reason] in shown
    assert ("Closest passages, not an answer" in shown) == bool(hits)
    assert set(EXPLAINED) == set(REFUSALS)


def test_a_refusal_leads_on_where_it_can() -> None:
    def refused(reason: Reason, scope: Scope) -> str:
        return conversation_html([Exchange("why", Answer("why", reason, 0.1), scope=scope)])

    narrow = Scope(frozenset({"a"}), "Anna")
    assert 'data-widen="0">Ask what the others say<' in refused(Reason.SAID_BY_SOMEONE_ELSE, narrow)
    assert 'data-widen="0">Ask all sources' in refused(Reason.NOT_IN_SOURCES, narrow)
    assert "data-widen" not in refused(Reason.NOT_IN_SOURCES, Scope())
    assert "data-widen" not in refused(Reason.UNCLEAR_QUESTION, narrow)
    assert "data-sources" in refused(Reason.NO_SOURCES, Scope())


def test_an_answer_is_copied_with_speaker_source_date_and_link(tmp_path: Path) -> None:
    answer = tea_answerer(tmp_path).ask("Who buys it from Odessa?")
    exchange = Exchange("Who buys it\nfrom Odessa?", answer, dates={"tea": "2022-03-04"})
    (citation,) = answer.citations
    assert json.loads(copied(exchange)) == [
        "Who buys it from Odessa?\n\n“Merchants from Odessa buy it.”\n"
        f"— {citation.speaker} (interviewee), Tea & hills, 2022-03-04, "
        f"characters {citation.start}–{citation.end}\n",
        citation.link,
    ]
    assert "Tea & hills" in TEA


def test_a_refusal_is_copied_as_one() -> None:
    refused = Exchange("why", Answer("why", Reason.NOT_IN_SOURCES, 0.1))
    assert json.loads(copied(refused)) == ["why\n\nThe sources do not answer this."]
    assert json.loads(copied(Exchange("why", note="stopped"))) == []


def test_only_the_last_question_is_asked_again_and_only_an_answer_is_sent() -> None:
    refused = Exchange("one", Answer("one", Reason.NOT_IN_SOURCES, 0.1))
    shown = conversation_html([refused, Exchange("two", note="You stopped this question.")])
    assert shown.count("data-again=") == 1
    assert 'data-again="1"' in shown
    assert shown.count(f'data-link="{START}q=one') == 1
    assert shown.count("data-edit=") == 2


def test_every_key_is_in_the_help() -> None:
    for key in (*ASKING, *READING_KEYS):
        assert key.does in keys_html()


def test_the_page_on_asking_lists_the_same_keys() -> None:
    page = (Path(__file__).parents[2] / "docs" / "asking.md").read_text(encoding="utf-8")
    listed = [row.strip("| ").split(" | ") for row in page.split("\n") if row.startswith("| ")]
    assert listed[1:] == [["+".join(key.keys), key.does] for key in ASKING]
