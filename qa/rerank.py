"""Judging how well a text answers a question, by reading the two together."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Protocol

import numpy as np
import numpy.typing as npt

from corpus.errors import ModelError
from index.device import ANY, Device
from index.onnx import OnnxEncoder
from qa.scripts import script_of, scripts_read

Logits = npt.NDArray[np.float32]


WORD_START = "▁"
"""What SentencePiece writes before a piece that begins a word."""


def logits_of(outputs: Sequence[Logits], model: str) -> Logits:
    """Return one logit for each row of what a cross-encoder of one label or two puts out.

    Raises:
        ModelError: If it has more labels.
    """
    if not outputs:
        return np.zeros(0, dtype=np.float32)
    rows: Logits = np.asarray(outputs, dtype=np.float32).reshape(len(outputs), -1)
    if rows.shape[1] > 2:  # the labels
        raise ModelError(
            f"model {model}: expected a cross-encoder with one label or two, found "
            f"{rows.shape[1]}: name a model made for reranking"
        )
    # Of two labels, the difference is the logit of their softmax.
    return rows[:, 0] if rows.shape[1] == 1 else rows[:, 1] - rows[:, 0]


class Reranker(Protocol):
    """Scores texts against a question; higher is better, and 0 is even odds."""

    def score(self, question: str, texts: Sequence[str]) -> Logits:
        """Return one logit per text, in the order given, float32, shape ``(len(texts),)``."""
        ...

    def knows(self, word: str) -> bool:
        """Return whether ``word``, in lower case, is a word of the model's language."""
        ...

    def reads(self, text: str) -> bool:
        """Return whether the model was made for the script of ``text``."""
        ...


class CrossEncoder:
    """A cross-encoder in ONNX form, loaded at the first question; see :class:`OnnxEncoder`."""

    def __init__(
        self,
        name: str,
        *,
        adapter: Path | None = None,
        allow_network: bool = False,
        device: Device = ANY,
    ) -> None:
        self._name = name
        self._encoder = OnnxEncoder(
            name, adapter=adapter, allow_network=allow_network, device=device
        )

    def score(self, question: str, texts: Sequence[str]) -> Logits:
        """Return one logit per text, in the order given, float32, shape ``(len(texts),)``."""
        pairs = [(question, text) for text in texts]
        outputs = {place: output for place, _, output in self._encoder.run(pairs)}
        return logits_of([outputs[place] for place in range(len(texts))], self._name)

    def knows(self, word: str) -> bool:
        """Return whether ``word`` is common enough to be one piece of the model's vocabulary."""
        pieces = (word, WORD_START + word)
        return any(self._encoder.tokenizer.token_to_id(piece) is not None for piece in pieces)

    def reads(self, text: str) -> bool:
        """Return whether the model was made for the script of ``text``."""
        return script_of(text) in self._scripts

    @cached_property
    def _scripts(self) -> frozenset[str]:
        return scripts_read(self._encoder.tokenizer.get_vocab())


class BesideContext:
    """Scores a follow-up read in its context, and read alone: the better reading counts.

    What asks little by itself is answered by a sentence that says little by itself.
    """

    def __init__(self, reranker: Reranker, alone: str) -> None:
        self._reranker = reranker
        self._alone = alone

    def score(self, question: str, texts: Sequence[str]) -> Logits:
        """Return the higher logit of both readings; ``question`` is the one in context."""
        context = self._reranker.score(question, texts)
        alone = self._reranker.score(self._alone, texts)
        return np.maximum(context, alone)

    def knows(self, word: str) -> bool:
        """Return whether the reranker knows the word."""
        return self._reranker.knows(word)

    def reads(self, text: str) -> bool:
        """Return whether the reranker reads the script."""
        return self._reranker.reads(text)
