"""The vector of a passage, by hand."""

from __future__ import annotations

import numpy as np
from fakes import LetterEmbedder

from corpus.document import Role
from index.passage import Passage
from index.represent import passage_vectors


def passage(text: str, asked: str = "") -> Passage:
    return Passage(1, "d", 0, 0, len(text), text, "Bob", Role.INTERVIEWEE, asked)


def test_what_was_asked_turns_the_vector_half_way() -> None:
    # "a" points along a; "b a" half-way between a and b, at 45 degrees; the mean is at 22.5.
    alone, replying = passage_vectors([passage("a"), passage("a", "b")], LetterEmbedder())
    assert np.allclose(alone[:3], [1, 0, 0])
    angle = np.radians(22.5)
    assert np.allclose(replying[:3], [np.cos(angle), np.sin(angle), 0])


def test_nothing_has_no_vectors() -> None:
    assert passage_vectors([], LetterEmbedder()).shape == (0, 0)
