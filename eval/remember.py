"""Models that read no text twice, for variants of the system that are asked the same questions.

They answer as the models behind them did the first time, so that variants differ by nothing but
what they vary; times taken with them mean nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

import numpy as np

from qa.align import Aligner, Alignment
from qa.rerank import Logits, Reranker

T = TypeVar("T")


class Memory(Generic[T]):
    """What a model made of each text, by the question it was read for."""

    def __init__(self, read: Callable[[str, Sequence[str]], Sequence[T]]) -> None:
        self._read = read
        self._known: dict[tuple[str, str], T] = {}

    def of(self, question: str, texts: Sequence[str]) -> list[T]:
        """Return one value per text, in the order given."""
        new = [text for text in dict.fromkeys(texts) if (question, text) not in self._known]
        values = self._read(question, new) if new else ()
        self._known |= {(question, text): v for text, v in zip(new, values, strict=True)}
        return [self._known[question, text] for text in texts]


class RememberedReranker:
    """A reranker that reads each text once for a question."""

    def __init__(self, reranker: Reranker) -> None:
        self._logits: Memory[np.float32] = Memory(lambda q, texts: [*reranker.score(q, texts)])
        self.knows = reranker.knows
        self.reads = reranker.reads

    def score(self, question: str, texts: Sequence[str]) -> Logits:
        """Return one logit per text, in the order given, float32, shape ``(len(texts),)``."""
        return np.array(self._logits.of(question, texts), dtype=np.float32)


class RememberedAligner:
    """An aligner that reads each text once for a question."""

    def __init__(self, aligner: Aligner) -> None:
        self._alignments: Memory[Alignment] = Memory(aligner.align)

    def align(self, question: str, texts: Sequence[str]) -> list[Alignment]:
        """Return one alignment per text, in the order given."""
        return self._alignments.of(question, texts)
