"""Outcomes keep the words that a report needs, and no more."""

from __future__ import annotations

from dataclasses import replace

from runs import outcome, place

from corpus.document import Document
from corpus.read import read_text
from eval.dataset import Gold, Question
from eval.excerpt import Excerpt, excerpt
from eval.outcome import LONGEST_PASSAGE, LONGEST_QUOTE, NEAREST, Outcome, judge
from index.passage import Hit, Passage
from qa.answer import Answer, Citation, Reason

TEXT = f"""ANNA: Who buys it?

BEN: Merchants from Odessa buy it. {"They do. " * 200}

ANNA: Why?

BEN: They like it."""


def read() -> Document:
    return read_text(TEXT, "tea")


def hit(rank: int, document: Document) -> Hit:
    turn = document.turns[1]
    said = document.said(turn)
    passage = Passage(
        rank, "tea", 1, turn.start, turn.end, said, turn.speaker, turn.role, "Who buys it?"
    )
    return Hit(rank, 0.5, passage)


def test_an_excerpt_is_the_beginning_of_its_span() -> None:
    document = read()
    start = document.text.index("Merchants")
    whole = excerpt(document, start, start + 9, 600)
    assert whole == Excerpt("tea", document.title, "BEN", start, start + 9, "Merchants")
    assert not whole.is_cut
    cut = excerpt(document, start, start + 9, 4)
    assert (cut.text, cut.end, cut.is_cut) == ("Merc", start + 9, True)
    assert excerpt(document, 0, len(document.text), 4).speaker == ""  # two people's words


def test_an_answer_keeps_gold_and_citations_in_words() -> None:
    document = read()
    turn = document.turns[1]
    citation = Citation(
        number=1,
        doc_id="tea",
        title=document.title,
        speaker=turn.speaker,
        role=turn.role,
        asked="Who buys it?",
        turn=1,
        start=turn.start,
        end=turn.end,
        quote=document.said(turn),
        score=0.9,
        document=document,
    )
    asked = Question("q1", "Who?", (Gold("tea", "Merchants from Odessa buy it."),))
    answer = Answer("Who?", Reason.ANSWERED, 0.9, (citation,), (hit(1, document),))
    found = judge(asked, answer, lambda _: document)
    (gold,), (cited,) = found.gold, found.cited
    assert (gold.text, gold.speaker) == ("Merchants from Odessa buy it.", "BEN")
    assert cited.text == document.said(turn)[:LONGEST_QUOTE]
    assert cited.is_cut
    assert found.nearest == ()
    assert Outcome.from_json(found.to_json()) == found


def test_a_refusal_keeps_the_nearest_passages_in_words() -> None:
    document = read()
    hits = tuple(hit(rank, document) for rank in range(1, 9))
    answer = Answer("What?", Reason.NOT_IN_SOURCES, 0.1, (), hits)
    found = judge(Question("q1", "What?", ()), answer, lambda _: document)
    assert [len(e.text) for e in found.nearest] == [LONGEST_PASSAGE] * NEAREST
    assert (found.gold, found.cited) == ((), ())


def test_an_outcome_of_an_earlier_version_is_read() -> None:
    made = outcome("q1", labels=[[place(1)]], citations=[place(1)])
    data = made.to_json()
    for name in ("gold", "cited", "nearest", "expected", "source"):
        del data[name]
    assert Outcome.from_json(data) == replace(made, gold=(), cited=(), nearest=())


def test_an_outcome_keeps_what_the_set_says_of_its_question() -> None:
    asked = Question("q1", "What?", (), sources=("tea",), reason="asked_but_not_answered")
    found = judge(asked, Answer("What?", Reason.NOT_IN_SOURCES, 0.1), lambda _: read())
    assert (found.expected, found.source) == ("asked_but_not_answered", "tea")
