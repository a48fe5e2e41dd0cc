"""Models that can be computed in the head, so that tests need neither weights nor seconds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import fields

import numpy as np

from index.embedder import Vectors
from qa.align import Alignment
from qa.confidence import Calibration, Signals
from qa.rerank import Logits

ENGLISH = frozenset(
    "which football club won yesterday who buys it lost will you resign why".split()
)

LETTERS = "abcdefghijklmnopqrstuvwxyz"


# Sentence and passage logits count alike: all words of the question give 2, none give -2.
BY_WORDS = Calibration(
    (1.0, 1.0, *[0.0] * (len(fields(Signals)) - 2)), intercept=0.0, threshold=0.5
)


class LetterEmbedder:
    """Counts the letters a to z, one dimension each, and scales to length 1."""

    def __init__(self, fingerprint: str = "letters@1") -> None:
        self.fingerprint = fingerprint
        self.calls: list[int] = []

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        self.calls.append(len(texts))
        return np.stack([self.embed_query(text) for text in texts])

    def embed_query(self, text: str) -> Vectors:
        counts = np.array([text.lower().count(letter) for letter in LETTERS], dtype=np.float32)
        # Text without a Latin letter points in the direction of "a" alone.
        counts[0] += 0 if counts.any() else 1
        return counts / np.linalg.norm(counts)


class WordReranker:
    """Gives 10 when the text has all words of the question, -10 when it has none."""

    def score(self, question: str, texts: Sequence[str]) -> Logits:
        asked = _words(question)
        shares = [len(asked & _words(text)) / max(1, len(asked)) for text in texts]
        return np.array([20 * share - 10 for share in shares], dtype=np.float32)

    def knows(self, word: str) -> bool:
        return word in ENGLISH

    def reads(self, text: str) -> bool:
        return "Щ" not in text


class WordAligner:
    """Gives 1 to the same word and 0 to any other, in any case."""

    def align(self, question: str, texts: Sequence[str]) -> list[Alignment]:
        asked = tuple(re.findall(r"\w+", question.lower()))
        return [self._align(asked, text) for text in texts]

    def _align(self, asked: tuple[str, ...], text: str) -> Alignment:
        found = list(re.finditer(r"\w+", text.lower()))
        same = [[float(word == other[0]) for other in found] for word in asked]
        spans = tuple(other.span() for other in found)
        shape = (len(asked), len(found))
        return Alignment(asked, spans, np.array(same, dtype=np.float32).reshape(shape))


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.lower()))
