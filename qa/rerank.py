"""Judging how well a text answers a question, by reading the two together."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

import numpy as np
import numpy.typing as npt

from corpus.errors import ModelError
from index.models import find_model
from index.threads import thread_count

if TYPE_CHECKING:
    import onnxruntime
    from tokenizers import Encoding, Tokenizer

Logits = npt.NDArray[np.float32]

MAX_TOKENS = 512
BATCH = 4
"""Pairs a run: with pairs sorted by length, larger batches pay more for padding than they win."""


class Reranker(Protocol):
    """Scores texts against a question; higher is better, and 0 is even odds."""

    def score(self, question: str, texts: Sequence[str]) -> Logits:
        """Return one logit per text, in the order given, float32, shape ``(len(texts),)``."""
        ...

    def knows(self, word: str) -> bool:
        """Return whether ``word``, in lower case, is a word of the model's language."""
        ...


class CrossEncoder:
    """A cross-encoder in ONNX form, run by onnxruntime and loaded at the first question."""

    def __init__(self, name: str, *, allow_network: bool = False) -> None:
        self._name = name
        self._allow_network = allow_network
        self._lock = threading.Lock()
        self._loaded: tuple[Tokenizer, onnxruntime.InferenceSession] | None = None

    def score(self, question: str, texts: Sequence[str]) -> Logits:
        """Return one logit per text, in the order given, float32, shape ``(len(texts),)``."""
        if not texts:
            return np.zeros(0, dtype=np.float32)
        tokenizer, session = self._load()
        pairs = tokenizer.encode_batch([(question, text) for text in texts])
        by_length = sorted(range(len(pairs)), key=lambda i: len(pairs[i].ids))
        logits = np.zeros(len(pairs), dtype=np.float32)
        for first in range(0, len(by_length), BATCH):
            batch = by_length[first : first + BATCH]
            outputs = session.run(["logits"], _padded([pairs[i] for i in batch]))
            logits[batch] = outputs[0][:, 0]
        return logits

    def knows(self, word: str) -> bool:
        """Return whether ``word`` is common enough to be one piece of the model's vocabulary."""
        return self._load()[0].token_to_id(word) is not None

    def _load(self) -> tuple[Tokenizer, onnxruntime.InferenceSession]:
        with self._lock:
            if self._loaded is None:
                self._loaded = self._open()
            return self._loaded

    def _open(self) -> tuple[Tokenizer, onnxruntime.InferenceSession]:
        folder = find_model(self._name, allow_network=self._allow_network).folder
        for name in ("model.onnx", "tokenizer.json"):
            if not (folder / name).is_file():
                raise ModelError(
                    f"model {self._name}: expected {name} in {folder}, found none: "
                    "name a cross-encoder in ONNX form"
                )
        import onnxruntime
        from tokenizers import Tokenizer

        tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        # The file asks for padding to 512 tokens, which costs ten times the work.
        tokenizer.no_padding()
        tokenizer.enable_truncation(MAX_TOKENS)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = thread_count()
        options.inter_op_num_threads = 1
        # A spinning pool would take the other core from whoever asks next.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        session = onnxruntime.InferenceSession(
            str(folder / "model.onnx"), options, providers=["CPUExecutionProvider"]
        )
        return tokenizer, session


def _padded(pairs: Sequence[Encoding]) -> dict[str, npt.NDArray[np.int64]]:
    shape = (len(pairs), max(len(pair.ids) for pair in pairs))
    ids, mask, types = (np.zeros(shape, dtype=np.int64) for _ in range(3))
    for row, pair in enumerate(pairs):
        length = len(pair.ids)
        ids[row, :length] = pair.ids
        types[row, :length] = pair.type_ids
        mask[row, :length] = 1
    return {"input_ids": ids, "attention_mask": mask, "token_type_ids": types}
