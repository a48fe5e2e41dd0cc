"""Questions of several parts: where one ends, and how what answers them is put together."""

from __future__ import annotations

import pytest

from qa.answer import Reason
from qa.ask import Answerer
from qa.parts import parts_of, understood


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("Who built it, and what did it cost?", ["Who built it?", "what did it cost?"]),
        ("Who built the pier? And when was it opened?", 2),
        ("When was the pier built and who paid?", 2),
        ("In what year did it sink, and in which harbour was that boat built?", 2),
        ("How many came, and how many people live there?", 2),
        ("Did she buy the boat, and did she sell it?", 2),
        ("Where did he study, what does his wife do, and who has the house now?", 3),
    ],
)
def test_each_question_of_several_is_a_part(question: str, parts: list[str] | int) -> None:
    found = parts_of(question)
    assert len(found) == (parts if isinstance(parts, int) else len(parts))
    assert all(part.endswith("?") for part in found)
    if isinstance(parts, list):
        assert list(found) == parts


@pytest.mark.parametrize(
    "question",
    [
        "",
        "Why?",
        "peace and war",
        "Why did the ship sink and the crew drown?",
        "Who paid and why?",
        "How did he meet Anna and Boris?",
        "What did the man, who could hear nothing, do all day?",
        "When the bridge fell, what did he do?",
        "Does she know who pays and what it costs?",
        "On which day did he fall, and where?",
        "Who was born in Prague and was raised in Vienna?",
        "How many people could read and could not write?",
        "What happened between April and May in the city?",
        "What did Anna and Will Smith say about the house?",
        "What did Anna, who was born in Prague, say and where did she live?",
        "Who is the man who built the house and who was born in Prague?",
        "Do you know who was guilty and why was he sent away?",
        'Why did he shout "who killed the dog and who buried it?"',
        "Wer hat es gebaut, und was hat es gekostet?",
        "What is a, what is b, what is c, what is d, and what is e like in spring?",
    ],
)
def test_one_question_is_left_as_it_is(question: str) -> None:
    assert parts_of(question) == (question,)


@pytest.mark.parametrize(
    ("question", "earlier", "read"),
    [
        ("What is her trade, and where does her sister work?", "", [0, 1]),
        ("When was the bridge opened, and who paid for it?", "", [0, "0 1"]),
        ("Did Anna come to the harbour, and did Boris go?", "", [0, "0 1"]),
        ("When was it opened, and who paid for the new bridge?", "Who built it?", ["e 0", 1]),
    ],
)
def test_a_part_is_read_with_what_it_leans_on(
    question: str, earlier: str, read: list[int | str]
) -> None:
    parts = parts_of(question)
    written = {"0": parts[0], "1": parts[1], "e": earlier}
    wanted = [" ".join(written[one] for one in str(each).split()) for each in read]
    assert understood(parts, [earlier] if earlier else []) == wanted


def test_an_answer_tells_whether_a_part_was_read_with_the_conversation(tea: Answerer) -> None:
    asked = "How do they travel, and do the merchants from Odessa buy tea?"
    assert tea.ask(asked, history=["Who buys it?"]).in_context
    clear = "How do the merchants travel by ship, and what green tea do we grow?"
    assert not tea.ask(clear, history=["Who buys it?"]).in_context


def test_each_part_is_answered_by_quotes_of_its_own(tea: Answerer) -> None:
    answer = tea.ask("What do we grow, and how do merchants travel by ship?")
    assert answer.reason is Reason.ANSWERED
    assert [c.quote for c in answer.citations] == [
        "We grow green tea.",
        "The merchants travel by ship in spring.",
    ]
    assert [c.number for c in answer.citations] == [1, 2]
    assert [hit.rank for hit in answer.hits] == list(range(1, len(answer.hits) + 1))
    assert len({hit.passage.passage_id for hit in answer.hits}) == len(answer.hits)
    scores = [hit.score for hit in answer.hits]
    assert scores == sorted(scores, reverse=True)


def test_it_is_as_sure_as_of_the_part_that_is_least_sure(tea: Answerer) -> None:
    parts = "What do we grow?", "how do merchants from here travel by ship?"
    alone = [tea.ask(part).confidence for part in parts]
    answer = tea.ask("What do we grow, and how do merchants from here travel by ship?")
    assert alone[0] != alone[1]
    assert answer.confidence == min(alone)


def test_where_a_part_has_no_answer_the_question_is_judged_as_a_whole(tea: Answerer) -> None:
    asked = "What do we grow, and which football club won yesterday?"
    answer = tea.ask(asked)
    assert not answer.answered
    assert answer.searched == asked


def test_a_later_part_is_read_with_the_one_before(tea: Answerer) -> None:
    answer = tea.ask("Who are the merchants from Odessa, and how do they travel?")
    assert answer.answered
    assert "travel by ship" in answer.citations[-1].quote


def test_sentences_that_answer_two_parts_are_one_quote(tea: Answerer) -> None:
    answer = tea.ask("Do merchants from Odessa buy it, and who are the merchants from Odessa?")
    assert [c.quote for c in answer.citations] == ["Merchants from Odessa buy it."]
