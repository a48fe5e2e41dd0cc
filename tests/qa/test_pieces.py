"""Pieces of a quotation are found among the words of a turn."""

from __future__ import annotations

import re
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from qa.check.pieces import runs, shortest
from qa.check.words import Line, words_of

LETTERS = st.lists(st.sampled_from("abc"), min_size=1, max_size=12)


@given(LETTERS, st.lists(LETTERS.map(lambda piece: piece[:2]), min_size=1, max_size=3))
def test_marks_of_omission_stand_for_as_little_as_they_can(
    words: list[str], pieces: list[list[str]]
) -> None:
    where = [
        [at for at in range(len(words)) if words[at : at + len(piece)] == piece] for piece in pieces
    ]
    spans = [
        places[-1] + len(pieces[-1]) - places[0]
        for places in product(*where)
        if all(at + len(piece) <= n for at, n, piece in zip(places, places[1:], pieces))  # noqa: B905
    ]
    found = shortest(Line(words_of(" ".join(words))), pieces)
    assert (found and found[-1] + len(pieces[-1]) - found[0]) == min(spans, default=None)


@given(LETTERS, LETTERS)
def test_runs_are_the_longest_that_stand_together(words: list[str], said: list[str]) -> None:
    found = runs(Line(words_of(" ".join(words))), [said], 3, len(said))
    texts = [" ".join(said[run.start : run.stop]) for run in found]
    assert re.search(".*".join(texts), " ".join(words))
    assert all(len(run) >= min(3, len(said)) for run in found)
