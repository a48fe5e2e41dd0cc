"""How far each word of a question is met by the words of a text, read in context.

Late interaction: question and text are encoded apart, token by token, and every token of the
question is held against every token of the text. Source: Khattab and Zaharia, ColBERT:
Efficient and Effective Passage Search via Contextualized Late Interaction over BERT (SIGIR
2020). A question that differs from an answered one in a single name or fact keeps a high
relevance, but leaves a word unmet, which is what gives it away.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

from corpus.spans import Span
from index.onnx import OnnxEncoder

Matrix = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Alignment:
    """A question held against one text.

    Attributes:
        words: The question's tokens, specials left out.
        spans: Where each token of the text stands in it, in code points.
        similarity: Cosine of each pair, shape ``(len(words), len(spans))``.
    """

    words: tuple[str, ...]
    spans: tuple[Span, ...]
    similarity: Matrix

    def met(self, start: int, end: int) -> Matrix:
        """Return for each word how close the nearest token of ``text[start:end]`` comes.

        Shape ``(len(words),)``; zeros where no token of the text lies in that stretch.
        """
        inside = [n for n, (a, b) in enumerate(self.spans) if start <= a and b <= end]
        if not inside or not self.words:
            return np.zeros(len(self.words), dtype=np.float32)
        nearest: Matrix = self.similarity[:, inside].max(axis=1)
        return nearest


class Aligner(Protocol):
    """Holds questions against texts, word by word."""

    def align(self, question: str, texts: Sequence[str]) -> list[Alignment]:
        """Return one alignment per text, in the order given."""
        ...


class LateInteraction:
    """An encoder in ONNX form with one vector a token, loaded at the first question."""

    def __init__(self, name: str, *, allow_network: bool = False) -> None:
        self._encoder = OnnxEncoder(name, allow_network=allow_network)

    def align(self, question: str, texts: Sequence[str]) -> list[Alignment]:
        """Return one alignment per text, in the order given."""
        words, _, asked = self._tokens([question])[0]
        return [
            Alignment(words, spans, asked @ vectors.T) for _, spans, vectors in self._tokens(texts)
        ]

    def _tokens(
        self, texts: Sequence[str]
    ) -> list[tuple[tuple[str, ...], tuple[Span, ...], Matrix]]:
        """Return the tokens of each text, their places, and a unit-norm vector for each."""
        found: dict[int, tuple[tuple[str, ...], tuple[Span, ...], Matrix]] = {}
        for place, encoding, vectors in self._encoder.run(texts):
            # The specials that open and close a text are no words and have no place in it.
            kept = [n for n, (a, b) in enumerate(encoding.offsets) if a < b]
            rows = vectors[kept]
            found[place] = (
                tuple(encoding.tokens[n] for n in kept),
                tuple(encoding.offsets[n] for n in kept),
                rows / np.linalg.norm(rows, axis=1, keepdims=True),
            )
        return [found[place] for place in range(len(texts))]
