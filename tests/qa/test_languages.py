"""Interviews in many languages, with the real models, which were made for English.

What must hold in every language: turns, words and exact quotes. What the models cannot read is
refused, for they are sure of everything there.
"""

from __future__ import annotations

import pytest
from languages import INTERVIEWS

from corpus.document import Role
from corpus.read import read_text
from index.where import ANSWERING, Where
from qa.answer import Answer, Reason
from qa.ask import Answerer
from qa.assemble import open_answerer
from qa.settings import Settings

pytestmark = pytest.mark.models

LATIN = ("de", "es", "tr")
"""Languages whose letters the models know; docs/languages.md has how well they do."""


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> Answerer:
    made = open_answerer(Settings(library=tmp_path_factory.mktemp("library")))
    made.library.add([read_text(said.text, code) for code, said in INTERVIEWS.items()])
    return made


def check_laws(answerer: Answerer, answer: Answer) -> None:
    assert answer.answered == bool(answer.citations)
    for citation in answer.citations:
        document = answerer.library.document(citation.doc_id)
        turn = document.turns[citation.turn]
        assert document.text[citation.start : citation.end] == citation.quote
        assert turn.start <= citation.start < citation.end <= turn.end
        assert (citation.speaker, citation.role) == (turn.speaker, Role.INTERVIEWEE)


@pytest.mark.parametrize("language", INTERVIEWS)
def test_turns_and_language_are_found(answerer: Answerer, language: str) -> None:
    document = answerer.library.document(language)
    assert document.language == language
    assert [document.said(turn) for turn in document.turns] == list(INTERVIEWS[language].turns)
    assert [turn.role for turn in document.turns] == [Role.INTERVIEWER, Role.INTERVIEWEE] * 4


@pytest.mark.parametrize("language", INTERVIEWS)
def test_a_rare_word_finds_the_reply_first_among_all_languages(
    answerer: Answerer, language: str
) -> None:
    said = INTERVIEWS[language]
    with answerer.library.snapshot() as snapshot:
        best, *_ = snapshot.search_lexical(said.question, 5, Where(roles=ANSWERING))
    assert (best.passage.doc_id, best.passage.turn) == (language, said.reply)
    answer = answerer.ask(said.question)
    check_laws(answerer, answer)
    first = answer.hits[0].passage
    assert (first.doc_id, first.turn) == (language, said.reply)


@pytest.mark.parametrize("language", INTERVIEWS)
def test_what_nobody_says_is_refused(answerer: Answerer, language: str) -> None:
    answer = answerer.ask(INTERVIEWS[language].elsewhere)
    check_laws(answerer, answer)
    expected = Reason.NOT_IN_SOURCES if language in LATIN else Reason.LANGUAGE_NOT_READ
    assert (answer.reason, answer.citations) == (expected, ())
    assert answer.hits


@pytest.mark.parametrize("language", [code for code in INTERVIEWS if code not in LATIN])
def test_what_the_models_cannot_read_is_not_judged(answerer: Answerer, language: str) -> None:
    answer = answerer.ask(INTERVIEWS[language].question)
    assert (answer.reason, answer.confidence) == (Reason.LANGUAGE_NOT_READ, 0.0)


def test_an_english_question_is_answered_beside_other_languages(answerer: Answerer) -> None:
    english = "— Where did you grow up?\n— I grew up in Bergen, by the sea.\n"
    answerer.library.add([read_text(english, "en")])
    answer = answerer.ask("Where did you grow up?")
    check_laws(answerer, answer)
    assert [c.quote for c in answer.citations] == ["I grew up in Bergen, by the sea."]
