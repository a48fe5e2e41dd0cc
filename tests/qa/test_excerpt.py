"""Excerpts: whole words where there are spaces, and never nothing where there are none."""

from __future__ import annotations

import pytest

from corpus.document import Role
from index.passage import Hit, Passage
from qa.answer import Answer, Reason
from qa.excerpt import cut_after, cut_before
from qa.shown import shown


@pytest.mark.parametrize(
    ("words", "most", "first", "last"),
    [
        ("the ferry is late", 17, "the ferry is late", "the ferry is late"),
        ("the ferry is late", 9, "the ferry …", "… is late"),
        ("the ferry is late", 10, "the ferry …", "… is late"),
        ("渡船每天早上从码头出发", 4, "渡船每天 …", "… 码头出发"),
    ],
)
def test_what_is_too_long_is_cut_between_words_if_there_are_any(
    words: str, most: int, first: str, last: str
) -> None:
    assert (cut_after(words, most), cut_before(words, most)) == (first, last)


def test_the_closest_passages_are_shown_where_words_have_no_spaces() -> None:
    said = "渡船每天早上从码头出发" * 20
    passage = Passage(1, "d", 0, 0, len(said), said, "Lin", Role.INTERVIEWEE, "")
    told = shown(Answer("?", Reason.NOT_IN_SOURCES, 0.1, (), (Hit(1, 0.5, passage),)))
    assert f"  Lin: {said[:60]}" in told
