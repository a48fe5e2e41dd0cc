"""Laws 1 and 2 at their root: a citation that is not exact cannot be made."""

from __future__ import annotations

from typing import Any

import pytest

from corpus.document import Document, Role, Turn
from index.passage import Hit, Passage
from qa.answer import Answer, Citation, Reason, Timings, passage_link

TEXT = "— Tea?\n— Yes, green. Always 😀."
ASKED = Turn("Ada", Role.INTERVIEWER, 2, 6, 0)
SAID = Turn("Bob", Role.INTERVIEWEE, 9, 30, 7)
DOCUMENT = Document("tea", "On tea", TEXT, (ASKED, SAID))


def citation(**changes: Any) -> Citation:
    fields: dict[str, Any] = {
        "number": 1,
        "doc_id": "tea",
        "title": "On tea",
        "speaker": "Bob",
        "role": Role.INTERVIEWEE,
        "asked": "Tea?",
        "turn": 1,
        "start": 9,
        "end": 20,
        "quote": "Yes, green.",
        "score": 0.9,
    }
    return Citation(**{**fields, **changes}, document=DOCUMENT)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"quote": "Yes, Green."}, "the quote is not the text at its span"),
        ({"start": 10}, "the quote is not the text at its span"),
        ({"doc_id": "coffee"}, "the quote is not the text at its span"),
        ({"start": 2, "end": 6, "quote": "Tea?"}, "leaves turn 1"),
        ({"start": 4, "end": 20, "quote": TEXT[4:20]}, "leaves turn 1"),
        ({"speaker": "Ada"}, "turn 1 is by Bob"),
        ({"role": Role.INTERVIEWER}, "turn 1 is by Bob"),
    ],
)
def test_a_citation_that_is_not_exact_cannot_be_made(changes: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        citation(**changes)


def test_an_answer_in_json_is_the_promised_object() -> None:
    passage = Passage(7, "tea", 1, 9, 30, TEXT[9:30], "Bob", Role.INTERVIEWEE, "Tea?")
    answer = Answer(
        question="Which tea?",
        reason=Reason.ANSWERED,
        confidence=0.91234,
        citations=(citation(),),
        hits=(Hit(1, 0.5, passage),),
        timings=Timings(1, 2, 3, 4, 10.04),
        question_id="q1",
    )
    link = passage_link("tea", 9, 20, "Yes, green.")
    assert answer.to_json() == {
        "id": "q1",
        "question": "Which tea?",
        "answered": True,
        "confidence": 0.9123,
        "reason": "answered",
        "detail": None,
        "answer": "“Yes, green.” — Bob [1]",
        "citations": [
            {
                "number": 1,
                "doc_id": "tea",
                "title": "On tea",
                "speaker": "Bob",
                "role": "interviewee",
                "asked": "Tea?",
                "turn": 1,
                "start": 9,
                "end": 20,
                "quote": "Yes, green.",
                "score": 0.9,
                "link": link,
            }
        ],
        "hits": [
            {
                "rank": 1,
                "doc_id": "tea",
                "start": 9,
                "end": 30,
                "score": 0.5,
                "text": "Yes, green. Always 😀.",
                "speaker": "Bob",
                "role": "interviewee",
                "link": passage_link("tea", 9, 30, "Yes, green. Always 😀."),
            }
        ],
        "timings_ms": {"embed": 1, "dense": 2, "lexical": 3, "rerank": 4, "total": 10.0},
        "searched": "",
        "undated": 0,
    }


def test_a_link_names_document_span_and_text() -> None:
    # sha256("Yes, green.") begins with 8b57c940.
    link = passage_link("tea & cake", 9, 20, "Yes, green.")
    assert link == "#cite-tea%20%26%20cake-9-20-8b57c940"


@pytest.mark.parametrize("reason", Reason)
def test_only_an_answer_has_citations(reason: Reason) -> None:
    citations = () if reason is Reason.ANSWERED else (citation(),)
    with pytest.raises(ValueError, match=f"{reason} with {len(citations)} citations"):
        Answer("?", reason, 0.5, citations)


@pytest.mark.parametrize("confidence", [-0.1, 1.1])
def test_a_confidence_is_a_probability(confidence: float) -> None:
    with pytest.raises(ValueError, match="confidence is a probability"):
        Answer("?", Reason.NOT_IN_SOURCES, confidence)


@pytest.mark.parametrize("reason", [reason for reason in Reason if reason != Reason.ANSWERED])
def test_every_refusal_says_why_in_words(reason: Reason) -> None:
    assert Answer("?", reason, 0.0).text.endswith(".")


def test_a_language_nobody_reads_is_an_unclear_question_to_programs() -> None:
    told = Answer("Где?", Reason.LANGUAGE_NOT_READ, 0.0).to_json()
    assert (told["reason"], told["detail"]) == ("unclear_question", "language_not_read")
    assert told["answer"].startswith("The models in use do not understand this language")
