"""Short sentences are judged with the next."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.sentences import sentence_spans
from qa.statements import SHORT, statement_spans

LONG = "They told the crew at noon on Friday."


@pytest.mark.parametrize(
    ("text", "statements"),
    [
        ("", []),
        ("No.", ["No."]),
        ("Forty-one. Out of fifty-three.", ["Forty-one. Out of fifty-three."]),
        (f"{LONG} {LONG}", [LONG, LONG]),
        (f"No. God, no. {LONG} {LONG}", [f"No. God, no. {LONG}", LONG]),
        (f"{LONG} {LONG} So I left.", [LONG, f"{LONG} So I left."]),
    ],
)
def test_what_is_short_is_said_with_the_next(text: str, statements: list[str]) -> None:
    assert [text[start:end] for start, end in statement_spans(text)] == statements


@given(st.lists(st.sampled_from(["No.", "Why not?", LONG, "I was nine, and it rained."])))
def test_every_sentence_is_in_one_statement(sentences: list[str]) -> None:
    text = " ".join(sentences)
    found = statement_spans(text)
    assert [s for s, _ in found] == sorted({s for s, _ in found})
    within = [[s for s, e in sentence_spans(text) if a <= s and e <= b] for a, b in found]
    assert [s for one in within for s in one] == [s for s, _ in sentence_spans(text)]
    assert len(found) < 2 or all(b - a >= SHORT for a, b in found)
