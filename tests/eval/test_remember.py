"""Remembered models answer as those behind them and read no text twice."""

from __future__ import annotations

from collections.abc import Sequence

from fakes import WordAligner, WordReranker

from eval.remember import RememberedAligner, RememberedReranker
from qa.align import Alignment
from qa.rerank import Logits


class CountingReranker(WordReranker):
    def __init__(self) -> None:
        self.read: list[tuple[str, str]] = []

    def score(self, question: str, texts: Sequence[str]) -> Logits:
        self.read += [(question, text) for text in texts]
        return super().score(question, texts)


class CountingAligner(WordAligner):
    def __init__(self) -> None:
        self.read: list[str] = []

    def align(self, question: str, texts: Sequence[str]) -> list[Alignment]:
        self.read += texts
        return super().align(question, texts)


def test_a_reranker_reads_a_text_once_for_each_question() -> None:
    counting = CountingReranker()
    remembered = RememberedReranker(counting)
    assert remembered.score("green tea", ["tea", "war", "tea"]).tolist() == [0, -10, 0]
    assert remembered.score("green tea", ["green tea", "tea"]).tolist() == [10, 0]
    assert remembered.score("war", ["tea"]).tolist() == [-10]
    assert remembered.score("war", []).shape == (0,)
    assert counting.read == [
        ("green tea", "tea"),
        ("green tea", "war"),
        ("green tea", "green tea"),
        ("war", "tea"),
    ]
    assert remembered.knows("will")


def test_an_aligner_reads_a_text_once_for_a_question() -> None:
    counting = CountingAligner()
    remembered = RememberedAligner(counting)
    first, again = remembered.align("tea", ["green tea"]), remembered.align("tea", ["green tea"])
    assert first[0] is again[0]
    assert first[0].similarity.tolist() == [[0.0, 1.0]]
    assert counting.read == ["green tea"]
