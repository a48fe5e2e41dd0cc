"""The four laws, on interviews that nobody wrote."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
from fakes import BY_WORDS, LetterEmbedder, WordAligner, WordReranker
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from interviews import Interview, interviews

from corpus.document import Role
from corpus.errors import UnknownNameError
from corpus.read import read_text
from index.library import Library
from index.place import Place
from qa.answer import Answer, Reason
from qa.ask import Answerer
from qa.confidence import Calibration

Places = Callable[[], AbstractContextManager[Place]]
FEW = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def answerer(place: Place, *texts: str, calibration: Calibration = BY_WORDS) -> Answerer:
    library = Library(place, LetterEmbedder())
    library.add([read_text(text, f"text-{n}") for n, text in enumerate(texts)])
    return Answerer(library, LetterEmbedder(), WordReranker(), WordAligner(), calibration)


@contextmanager
def fresh(new_place: Places, *texts: str) -> Iterator[Answerer]:
    with new_place() as place:
        yield answerer(place, *texts)


TEA = """— What do you grow?
— We grow green tea. The hills are steep. It rains in spring.
— Who buys it?
— Merchants from Odessa buy it."""


DODGE = (
    "There are good days and bad days in this office, and what counts is the work that my "
    "colleagues do every morning for everybody in this country of ours."
)


@pytest.fixture
def tea(place: Place) -> Answerer:
    return answerer(place, TEA)


def quotes(answer: Answer) -> list[str]:
    return [citation.quote for citation in answer.citations]


@FEW
@given(interview=interviews(), data=st.data())
def test_laws_1_and_2_every_quote_is_exact_and_one_speakers(
    new_place: Places, interview: Interview, data: st.DataObject
) -> None:
    text = interview.dashed()
    with fresh(new_place, text) as asked:
        document = asked.library.document("text-0")
        question = data.draw(st.sampled_from([document.said(t) for t in document.turns]))
        answer = asked.ask(question, k=10)
        for citation in answer.citations:
            turn = document.turns[citation.turn]
            assert document.text[citation.start : citation.end] == citation.quote
            assert turn.start <= citation.start < citation.end <= turn.end
            assert (citation.speaker, citation.role) == (turn.speaker, turn.role)
            assert citation.role is not Role.INTERVIEWER
        for hit in answer.hits:
            passage = hit.passage
            assert document.text[passage.start : passage.end] == passage.text


def test_law_2_the_interviewer_is_quoted_only_on_what_was_asked(tea: Answerer) -> None:
    asked = tea.ask("What did the interviewer ask: who buys it?")
    assert [(c.quote, c.role) for c in asked.citations] == [("Who buys it?", Role.INTERVIEWER)]
    assert quotes(tea.ask("who buys it")) != ["Who buys it?"]


@FEW
@given(interview=interviews(), question=st.text(max_size=60))
def test_law_3_nothing_under_the_threshold_is_cited(
    new_place: Places, interview: Interview, question: str
) -> None:
    with fresh(new_place, interview.dashed()) as asked:
        answer = asked.ask(question)
    assert answer.answered == bool(answer.citations)
    assert all(citation.score >= BY_WORDS.threshold for citation in answer.citations)
    if not answer.answered:
        assert answer.confidence < BY_WORDS.threshold


def test_law_3_a_refusal_shows_the_nearest_passages_and_no_citation(tea: Answerer) -> None:
    answer = tea.ask("Which football club won yesterday?")
    assert (answer.reason, answer.citations) == (Reason.NOT_IN_SOURCES, ())
    assert answer.hits[0].rank == 1
    assert answer.confidence < 0.5


def test_law_4_the_same_answers_after_the_indexes_are_lost(tea: Answerer) -> None:
    before = tea.ask("merchants buy").to_json() | {"timings_ms": None}
    if isinstance(tea.library.place, Path):
        shutil.rmtree(tea.library.place / "indexes")
    again = Answerer(
        Library(tea.library.place, LetterEmbedder()),
        LetterEmbedder(),
        WordReranker(),
        WordAligner(),
        BY_WORDS,
    )
    assert again.ask("merchants buy").to_json() | {"timings_ms": None} == before


def test_the_answer_is_the_sentence_and_not_its_passage(tea: Answerer) -> None:
    answer = tea.ask("green tea grow")
    assert quotes(answer) == ["We grow green tea."]
    assert answer.citations[0].asked == "What do you grow?"


def test_a_narrator_is_quoted_only_where_nobody_else_says_it(place: Place) -> None:
    asked = answerer(place, "Anna grows green tea\n" + TEA)
    assert [c.role for c in asked.ask("green tea").citations] == [Role.INTERVIEWEE]
    assert [(c.quote, c.role) for c in asked.ask("Anna grows").citations] == [
        ("Anna grows green tea", Role.NARRATOR)
    ]


def test_sources_and_speakers_restrict_who_is_quoted(place: Place) -> None:
    first = "Ada: Do you grow tea?\n\nBob: Green tea grows here.\n\nAda: Still?\n\nBob: Yes.\n"
    second = first.replace("Bob", "Cem").replace("here", "there")
    asked = answerer(place, first, second)
    assert {c.doc_id for c in asked.ask("green tea grows").citations} == {"text-0", "text-1"}
    only = asked.ask("green tea grows", sources=["text-1"])
    assert quotes(only) == ["Green tea grows there."]
    assert {hit.passage.doc_id for hit in only.hits} == {"text-1"}
    assert quotes(asked.ask("green tea grows", speaker="bob")) == ["Green tea grows here."]


def test_what_somebody_else_says_is_refused_with_that_reason(place: Place) -> None:
    text = "Ada: Is it cold?\n\nBob: No.\n\nAda: And you?\n\nCem: Green tea grows here.\n\n"
    asked = answerer(place, text + "Ada: Thanks?\n\nBob: Bye.\n\nCem: Bye.\n")
    assert asked.ask("green tea grows here", speaker="Bob").reason is Reason.SAID_BY_SOMEONE_ELSE
    assert asked.ask("football", speaker="Bob").reason is Reason.NOT_IN_SOURCES


def test_what_was_asked_but_not_answered_is_refused_with_that_reason(place: Place) -> None:
    text = f"— Will you resign?\n— {DODGE}\n— Why?\n— Enough."
    # The question is the interviewer's to the letter, but no word of it is in the reply.
    by_met = Calibration((0, 0, 0, 10, 0, 0, 0), intercept=-5, threshold=0.5)
    asked = answerer(place, text, calibration=by_met)
    answer = asked.ask("will you resign")
    assert (answer.reason, answer.citations) == (Reason.ASKED_BUT_NOT_ANSWERED, ())


@pytest.mark.parametrize(
    ("prompt", "reason"),
    [
        ("So tell us, will you resign.", Reason.ASKED_BUT_NOT_ANSWERED),
        ("You said you will resign.", Reason.NOT_IN_SOURCES),
    ],
)
def test_an_interviewer_who_only_states_a_thing_has_not_asked_it(
    place: Place, prompt: str, reason: Reason
) -> None:
    text = f"Ada: Is it cold?\n\nBob: No.\n\nAda: {prompt}\n\nBob: {DODGE}\n\nAda: Why?\n\nBob: So."
    by_met = Calibration((0, 0, 0, 10, 0, 0, 0), intercept=-5, threshold=0.5)
    assert answerer(place, text, calibration=by_met).ask("will you resign").reason is reason


@pytest.mark.parametrize(
    "typed", ["", " \n", "\x00\x01", "?", "x" * 1_000_000, "e" + "\u0301" * 9999]
)
def test_what_is_no_question_is_refused_at_once(tea: Answerer, typed: str) -> None:
    answer = tea.ask(typed)
    assert (answer.reason, answer.confidence, answer.hits) == (Reason.UNCLEAR_QUESTION, 0.0, ())


def test_an_empty_library_says_that_it_is_empty(place: Place) -> None:
    assert answerer(place).ask("Why?").reason is Reason.NO_SOURCES


def test_an_unknown_source_or_speaker_is_an_error_naming_the_known_ones(tea: Answerer) -> None:
    with pytest.raises(UnknownNameError, match="unknown source 'x': expected one of text-0"):
        tea.ask("tea", sources=["text-0", "x"])
    with pytest.raises(UnknownNameError, match="unknown speaker 'Zoe': expected one of Interview"):
        tea.ask("tea", speaker="Zoe")


def test_k_hits_are_returned_best_first(tea: Answerer) -> None:
    answer = tea.ask("green tea merchants", k=1)
    assert len(answer.hits) == 1
    scores = [hit.score for hit in tea.ask("green tea merchants", k=5).hits]
    assert scores == sorted(scores, reverse=True)
    with pytest.raises(ValueError, match="k must be at least 1"):
        tea.ask("tea", k=0)
