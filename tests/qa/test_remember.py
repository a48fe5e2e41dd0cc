"""What was read is not read again, and what was forgotten is."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from fakes import LetterEmbedder, WordReranker

from qa.remember import Memory, RememberingEmbedder, RememberingReranker


class Counting(WordReranker):
    """Notes down what it reads."""

    def __init__(self) -> None:
        self.read: list[tuple[str, str]] = []

    def score(self, question: str, texts: Sequence[str]) -> np.ndarray:
        self.read += [(question, text) for text in texts]
        return super().score(question, texts)


def test_only_what_is_not_known_is_looked_for_and_each_once() -> None:
    looked_for: list[list[str]] = []

    def lengths(keys: list[str]) -> list[int]:
        looked_for.append(keys)
        return [len(key) for key in keys]

    memory: Memory[str, int] = Memory(8)
    assert memory.recall(["one", "three", "one"], lengths) == [3, 5, 3]
    assert memory.recall(["three", "seventeen"], lengths) == [5, 9]
    assert memory.recall(["one"], lengths) == [3]
    assert looked_for == [["one", "three"], ["seventeen"]]


def test_what_was_asked_for_last_is_kept() -> None:
    looked_for: list[str] = []

    def same(keys: list[str]) -> list[str]:
        looked_for.extend(keys)
        return keys

    memory: Memory[str, str] = Memory(2)
    for key in ("a", "b", "a", "c", "a", "b"):
        assert memory.recall([key], same) == [key]
    assert looked_for == ["a", "b", "c", "b"]


def test_more_keys_than_are_kept_are_all_answered() -> None:
    memory: Memory[int, int] = Memory(2)
    assert memory.recall(range(5), lambda keys: [-key for key in keys]) == [0, -1, -2, -3, -4]


def test_texts_are_read_together_once_for_each_question() -> None:
    counting = Counting()
    remembering = RememberingReranker(counting)
    first = remembering.score("who won", ["who won", "nobody"])
    first[0] = 0  # a caller's own
    again = remembering.score("who won", ["who won", "nobody"])
    fewer = remembering.score("who won", ["nobody"])
    other = remembering.score("nobody", ["nobody"])
    assert [again.tolist(), fewer.tolist(), other.tolist()] == [[10, -10], [-10], [10]]
    assert counting.read == [
        ("who won", "who won"),
        ("who won", "nobody"),
        ("who won", "nobody"),
        ("nobody", "nobody"),
    ]


def test_nothing_to_read_is_no_logits() -> None:
    assert RememberingReranker(WordReranker()).score("who", []).shape == (0,)


def test_a_remembered_query_is_the_embedders_own() -> None:
    remembering = RememberingEmbedder(LetterEmbedder())
    vectors = [remembering.embed_query("abba") for _ in range(2)]
    expected = LetterEmbedder().embed_query("abba")
    assert [vector.tolist() for vector in vectors] == [expected.tolist()] * 2
