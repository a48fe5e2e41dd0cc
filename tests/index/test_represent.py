"""The vector of a passage, by hand."""

from __future__ import annotations

import numpy as np
from fakes import LetterEmbedder

from corpus.document import Role
from index.passage import Passage
from index.represent import passage_vectors


def passage(text: str, asked: str = "") -> Passage:
    return Passage(1, "d", 0, 0, len(text), text, "Bob", Role.INTERVIEWEE, asked)


def test_what_was_asked_turns_the_vector_towards_it_by_half_its_weight() -> None:
    # "a" points along a and "b" along b; a + b / 2 has the length of the square root of 5 / 4.
    alone, replying = passage_vectors([passage("a"), passage("a", "b")], LetterEmbedder())
    assert np.allclose(alone[:3], [1, 0, 0])
    assert np.allclose(replying[:3], np.array([1, 0.5, 0]) / np.sqrt(1.25))


def test_what_was_asked_is_embedded_once_however_long_the_reply() -> None:
    embedder = LetterEmbedder()
    vectors = passage_vectors([passage("a", "b"), passage("c", "b"), passage("d")], embedder)
    assert embedder.calls == [4]
    assert np.allclose(vectors[1][:3], np.array([0, 0.5, 1]) / np.sqrt(1.25))


def test_nothing_has_no_vectors() -> None:
    assert passage_vectors([], LetterEmbedder()).shape == (0, 0)
