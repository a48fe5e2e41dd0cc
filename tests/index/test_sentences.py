"""Sentences of any text, whatever white space it is written with."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.sentences import sentence_spans

PARTS = [
    "Z",
    "z",
    "Mr",
    "é",
    "ж",
    "👩\u200d🔬",
    ".",
    "…",
    "!",
    "”",
    "(",
    "1",
    *" \n\t\xa0\u2003\u3000",
]


@given(
    text=st.lists(st.sampled_from(PARTS), max_size=14).map("".join),
    language=st.sampled_from(["en", "uk", "fr", "ar", "ja"]),
)
def test_every_character_but_space_is_in_exactly_one_sentence(text: str, language: str) -> None:
    spans = sentence_spans(text, language)
    covered = [place for start, end in spans for place in range(start, end)]
    assert covered == sorted(set(covered))
    assert {place for place, sign in enumerate(text) if not sign.isspace()} <= set(covered)


@pytest.mark.parametrize("space", ["\xa0", "\u2003", "\u3000", "\u202f"])
def test_a_wide_space_behind_an_initial_is_a_space(space: str) -> None:
    text = f"I met J.{space}Z{space}. Bach. He played."
    assert [text[slice(*span)] for span in sentence_spans(text)] == [
        f"I met J.{space}Z{space}. Bach.",
        "He played.",
    ]


def test_a_text_without_spaces_is_cut_where_its_sentences_end_however_long_it_is() -> None:
    sentence = "それは本当に大変な時期だったと思います。"
    began = time.process_time()
    spans = sentence_spans(sentence * 10_000, "ja")
    assert time.process_time() - began < 15  # 1 s on a laptop; looked at as a whole, minutes
    length = len(sentence)
    assert spans == [(n * length, (n + 1) * length) for n in range(10_000)]


def test_a_word_longer_than_a_window_is_one_sentence() -> None:
    assert sentence_spans("a" * 50_000 + ". B.") == [(0, 50_001), (50_002, 50_004)]
