"""Quotes: joined where they touch and widened where they lean."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fakes import WordAligner

from corpus.document import Document, Role, Turn
from index.passage import Passage
from qa.evidence import Evidence
from qa.quotes import LONGEST_QUOTE, merged, standing_alone

SAID = "We grew tea. This made us rich. Then came the war."
DOCUMENT = Document("d", "D", SAID, (Turn("Bob", Role.INTERVIEWEE, 0, len(SAID), 0),))
PASSAGE = Passage(1, "d", 0, 0, len(SAID), SAID, "Bob", Role.INTERVIEWEE, "")
ALIGNMENT = WordAligner().align("", [SAID])[0]


def at(passage: Passage, start: int, end: int, probability: float = 0.0) -> Evidence:
    return Evidence(passage, start, end, 0.0, 0.0, 0.0, ALIGNMENT, probability)


def evidence(quote: str, probability: float = 0.0) -> Evidence:
    start = SAID.index(quote)
    return at(PASSAGE, start, start + len(quote), probability)


def words(item: Evidence) -> str:
    return SAID[item.start : item.end]


def test_neighbouring_sentences_become_one_quote_with_the_better_judgement() -> None:
    joined = merged([evidence("This made us rich.", 0.9), evidence("We grew tea.", 0.8)])
    assert [(words(e), e.probability) for e in joined] == [("We grew tea. This made us rich.", 0.9)]


def test_sentences_apart_stay_two_quotes() -> None:
    apart = [evidence("We grew tea.", 0.9), evidence("Then came the war.", 0.8)]
    assert merged(apart) == apart


def test_the_same_sentence_twice_is_one_quote() -> None:
    assert len(merged([evidence("We grew tea."), evidence("We grew tea.")])) == 1


@pytest.mark.parametrize(
    "quotes",
    [
        ["We grew tea.", "Then came the war.", "This made us rich."],
        ["We grew tea.", "Then came the war.", "This made us rich. Then came the war."],
    ],
)
def test_what_joins_two_quotes_makes_one_of_them(quotes: list[str]) -> None:
    parts = [evidence(quote, share) for quote, share in zip(quotes, (0.7, 0.9, 0.6), strict=True)]
    assert [(words(e), e.probability) for e in merged(parts)] == [(SAID, 0.9)]


@pytest.mark.parametrize(
    ("quote", "wide"),
    [
        ("This made us rich.", "We grew tea. This made us rich."),
        ("Then came the war.", "Then came the war."),
        ("We grew tea.", "We grew tea."),
    ],
)
def test_a_sentence_that_leans_takes_the_one_before_it(quote: str, wide: str) -> None:
    assert words(standing_alone(evidence(quote), DOCUMENT)) == wide


@pytest.mark.parametrize(
    ("said", "quote", "wide"),
    [
        (
            "We race in May. On the twelfth. No, wait, the nineteenth. Come!",
            "On the twelfth.",
            "On the twelfth. No, wait, the nineteenth.",
        ),
        (
            "We loved him. But never his dog. It bit.",
            "We loved him.",
            "We loved him. But never his dog.",
        ),
        ("We loved him. Butter was dear.", "We loved him.", "We loved him."),
        ("We loved him. I mean", "We loved him.", "We loved him. I mean"),
        ("He was loved. We said so.", "He was loved.", "He was loved."),
        (f"{'Very ' * 99}loved. But.", f"{'Very ' * 99}loved.", f"{'Very ' * 99}loved."),
    ],
)
def test_what_is_taken_back_is_quoted_with_how_it_was(said: str, quote: str, wide: str) -> None:
    document = Document("d", "D", said, (Turn("Bob", Role.INTERVIEWEE, 0, len(said), 0),))
    passage = Passage(1, "d", 0, 0, len(said), said, "Bob", Role.INTERVIEWEE, "")
    start = said.index(quote)
    alone = standing_alone(at(passage, start, start + len(quote)), document)
    assert said[alone.start : alone.end] == wide


def test_what_the_next_voice_says_takes_nothing_back() -> None:
    text = "On the twelfth. No, wait, the nineteenth."
    turns = (
        Turn("Bob", Role.INTERVIEWEE, 0, 15, 0),
        Turn("Ada", Role.INTERVIEWER, 16, len(text), 16),
    )
    document = Document("d", "D", text, turns)
    passage = Passage(1, "d", 0, 0, 15, text[:15], "Bob", Role.INTERVIEWEE, "")
    assert standing_alone(at(passage, 0, 15), document) == at(passage, 0, 15)


def test_a_sentence_never_takes_what_would_make_it_too_long_or_leave_its_turn() -> None:
    long = f"{'Very ' * LONGEST_QUOTE}long. This is it."
    text = f"This too. {long}"
    turns = (
        Turn("Ada", Role.INTERVIEWER, 0, 9, 0),
        Turn("Bob", Role.INTERVIEWEE, 10, len(text), 10),
    )
    document = Document("d", "D", text, turns)
    passage = Passage(1, "d", 1, 10, len(text), long, "Bob", Role.INTERVIEWEE, "")
    last = at(passage, text.rindex("This"), len(text))
    first = at(passage, 10, 14)
    assert standing_alone(last, document) == last
    assert standing_alone(first, document) == first


def test_what_was_asked_is_quoted_whole() -> None:
    turn = Turn("Ada", Role.INTERVIEWER, 0, len(SAID), 0)
    asked = replace(PASSAGE, speaker="Ada", role=Role.INTERVIEWER)
    document = Document("d", "D", SAID, (turn,))
    assert words(standing_alone(at(asked, 13, 31), document)) == SAID
