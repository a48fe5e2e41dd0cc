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
from index.device import ANY, Device
from index.onnx import OnnxEncoder
from qa.remember import Memory

Matrix = npt.NDArray[np.float32]

_Tokens = tuple[tuple[str, ...], tuple[Span, ...], Matrix]
"""The tokens of a text, their places in it, and a unit-norm vector for each."""

READINGS_KEPT = 128
"""Each of four passages of usual length or of a question: at most about 40 MB."""


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

    def __init__(self, name: str, *, allow_network: bool = False, device: Device = ANY) -> None:
        self._encoder = OnnxEncoder(name, allow_network=allow_network, device=device)
        self._read: Memory[tuple[str, ...], list[_Tokens]] = Memory(READINGS_KEPT)

    def align(self, question: str, texts: Sequence[str]) -> list[Alignment]:
        """Return one alignment per text, in the order given."""
        # Those read together are remembered together: int8 models look at all of a batch.
        [(words, _, asked)], read = self._read.recall(
            [(question,), tuple(texts)], lambda missing: list(map(self._tokens, missing))
        )
        return [Alignment(words, spans, asked @ vectors.T) for _, spans, vectors in read]

    def _tokens(self, texts: Sequence[str]) -> list[_Tokens]:
        found: dict[int, _Tokens] = {}
        for place, encoding, vectors in self._encoder.run(texts):
            # The specials that open and close a text are no words and have no place in it.
            # Each of these makes a new list: asked for token by token, they cost more than search.
            tokens, offsets = encoding.tokens, encoding.offsets
            kept = [n for n, (a, b) in enumerate(offsets) if a < b]
            rows = vectors[kept]
            found[place] = (
                tuple(tokens[n] for n in kept),
                tuple(offsets[n] for n in kept),
                rows / np.linalg.norm(rows, axis=1, keepdims=True),
            )
        return [found[place] for place in range(len(texts))]
