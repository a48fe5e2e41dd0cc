"""Follow-ups: which questions lean on the conversation, and what they are read as."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fakes import WordReranker

from index.where import Where
from qa.answer import Answer, Reason, Timings
from qa.ask import Answerer
from qa.conversation import LONGEST_CONTEXT, in_context, is_bare, leans
from qa.question import Question
from qa.rerank import BesideContext
from qa.stopwatch import Stopwatch


def test_a_question_leans_on_none_that_says_nothing() -> None:
    assert in_context("Who buys it?", ["Who?"]) == "Who buys it?"
    assert in_context("Why?", ["Who?", "Who buys tea?", "When?"]) == "Who buys tea? When? Why?"


def untimed(answer: Answer) -> Answer:
    return replace(answer, timings=Timings())


@pytest.mark.parametrize(
    "question",
    [
        "Why?",
        "How so?",
        "why not",
        "By how much?",
        "And when did it arrive?",
        "What about the EU?",
        "And France?",
        "Who decided?",
        "Was anyone hurt?",
        "Which one sells best?",
        "So what happened next?",
        "What did she say?",
        "Did they pay him?",
        "Did Novak repair them?",
        "What happened that year?",
        "And the other one?",
        "Which is the latter?",
        "Did you go there?",
        "How many have closed since then?",
        "What do you think about that?",
        "Was that a mistake?",
        "How long does it take?",
        "Who built it?",
        "Which company owned it?",
        "What year did it open?",
    ],
)
def test_a_question_that_names_no_subject_leans(question: str) -> None:
    assert leans(question)


@pytest.mark.parametrize(
    "question",
    [
        "Did the captain say she regretted it?",
        "What did she say about the barrel?",
        "Does he mention Selwyn?",
        "What was he asked about Russia?",
        "Who won the race?",
        "Did Olena say that she would come back?",
        "Why did the company move its office?",
        "How do farmers sell their wheat?",
        "Who lost his boat in the storm?",
        "Who is it that owns Norrholt?",
        "What do Anna and Boris think of their teacher?",
        "How long does it take to learn the violin properly?",
        "Is it true that NATO promised aircraft?",
        "Is there a risk of flooding?",
        "What is the reform that cost so much?",
        "What was on the table?",
        "Who won the competition for the bridge?",
        "And what did the minister say about grain exports?",
        "What about the treaty is most disputed?",
        "How did she learn navigation at the nautical college?",
        "What was decided this year?",
        "Where is Kyiv?",
        "чому він пішов",
    ],
)
def test_a_question_that_says_what_it_is_about_stands_alone(question: str) -> None:
    assert not leans(question)
    assert in_context(question, ["Who founded the museum?"]) == question


def test_a_follow_up_is_read_with_the_questions_it_leans_on_and_no_further() -> None:
    history = ["Who runs the port?", "What ship was Anders on?", "What happened to him?"]
    read = in_context("And his uncle?", history)
    assert read == "What ship was Anders on? What happened to him? And his uncle?"
    assert in_context("Why?", []) == "Why?"


@pytest.mark.parametrize("follow_up", ["And Spain?", "What about Spain?", "but Spain"])
def test_a_name_that_is_put_forward_takes_the_place_of_the_one_before(follow_up: str) -> None:
    assert in_context(follow_up, ["How did France vote?"]) == "How did Spain vote?"
    # With two names, nobody can tell which of them is meant.
    two = "How did France and Italy vote?"
    assert in_context("And Spain?", [two]) == f"{two} And Spain?"


def test_a_long_conversation_is_cut_from_the_front() -> None:
    history = ["Who is the mayor?", "x" * LONGEST_CONTEXT + " harbour?"]
    read = in_context("Why?", history)
    assert read == history[1][-LONGEST_CONTEXT:] + " Why?"


@pytest.mark.parametrize(
    ("question", "bare"),
    [("Why?", True), ("And how so?", True), ("Why tea?", False), ("為何", False)],
)
def test_a_bare_question_word_asks_nothing(question: str, bare: bool) -> None:
    assert is_bare(question) is bare


def test_a_question_about_the_asking_stays_one_in_context() -> None:
    asked = Question("What did the host ask about it?", about_asking=True, topic="it?")
    within = asked.within("Who grows tea? What did the host ask about it?")
    assert within.topic == "Who grows tea? it?"
    assert within.about_asking


def test_a_follow_up_is_scored_by_the_reading_that_is_answered_better() -> None:
    # In context 1 of 2 words, that is 0, 2 of 2, 10, and 0 of 2; alone 1 of 1, 1 of 1 and 0 of 1.
    reranker = BesideContext(WordReranker(), "tea")
    texts = ["tea", "green tea", "ship", "green"]
    assert reranker.score("green tea", texts).tolist() == [10.0, 10.0, -10.0, 0.0]
    assert reranker.knows("who")


def test_only_what_is_asked_now_is_to_be_met_word_by_word(tea: Answerer) -> None:
    question = Question("And in spring?", about_asking=False, topic="And in spring?")
    within = question.within("Merchants travel by ship? And in spring?")
    assert (within.own, question.within(question.text)) == ("And in spring?", question)
    with tea.library.snapshot() as snapshot:
        finding = tea.finder.first_that_answers(snapshot, within, Where(), 5, Stopwatch())
    assert (finding.query, finding.asked) == (within.text, "And in spring?")
    assert {tuple(e.alignment.words) for e in finding.evidence} == {("and", "in", "spring")}


def test_a_follow_up_finds_what_its_words_alone_do_not(tea: Answerer) -> None:
    answer = tea.ask("And when?", history=["Merchants travel by ship?"])
    assert answer.question == "And when?"
    assert answer.searched == "Merchants travel by ship? And when?"
    assert answer.in_context
    assert answer.hits[0].passage.text == "The merchants travel by ship in spring."
    assert answer.to_json()["searched"] == answer.searched


def test_a_question_that_stands_alone_is_answered_as_if_nothing_had_been_asked(
    tea: Answerer,
) -> None:
    question = "Who are the merchants from Odessa?"
    with_history = tea.ask(question, history=["We grow green tea?", "Why?"])
    assert untimed(with_history) == untimed(tea.ask(question))
    assert with_history.searched == question


def test_why_alone_is_unclear_without_a_readable_history(tea: Answerer) -> None:
    for history in ((), ("", "\x00")):
        answer = tea.ask("Why?", history=history)
        assert untimed(answer) == Answer("Why?", Reason.UNCLEAR_QUESTION, 0.0)
    assert tea.ask("Why?", history=["Who buys it?"]).reason is not Reason.UNCLEAR_QUESTION


def test_why_is_not_answered_by_the_words_that_answered_before(tea: Answerer) -> None:
    asked = "Who buys it from Odessa?"
    told = tea.ask(asked)
    again = tea.ask("Why?", history=[asked])
    assert told.answered
    spans = {(c.start, c.end) for c in told.citations}
    assert spans.isdisjoint((c.start, c.end) for c in again.citations)
    assert again.searched == f"{asked} Why?"
