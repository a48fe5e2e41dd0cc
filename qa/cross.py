"""Any cross-encoder that sentence-transformers loads, as a reranker."""

from __future__ import annotations

import os
import threading
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from corpus.errors import ModelError
from index.device import ANY, Device, torch_device
from index.models import MS_MARCO, WHEELS, ModelFiles, find_model
from index.threads import thread_count
from qa.rerank import WORD_START, CrossEncoder, Logits, Reranker, logits_of
from qa.scripts import script_of, scripts_read

if TYPE_CHECKING:
    import sentence_transformers

BATCH = 8
RANKING = Path(__file__).with_name("ranking.safetensors")
JUDGE = Path(__file__).with_name("judge.safetensors")


def open_reranker(
    name: str,
    *,
    adapter: Path | None = RANKING,
    allow_network: bool = False,
    device: Device = ANY,
) -> Reranker:
    """Return the reranker called ``name``; its weights are read when it is first asked.

    A folder with ``model.onnx`` runs on onnxruntime, anything else on sentence-transformers.

    Args:
        name: A hub name or folder.
        adapter: The changes to its weights that fit it to interviews, from ``python -m
            eval.tune``; only the reranker that they were learnt for takes them.
        allow_network: Whether it may be downloaded.
        device: What it runs on.
    """
    if name in WHEELS or (Path(name).expanduser() / "model.onnx").is_file():
        changes = adapter if name == MS_MARCO else None
        return CrossEncoder(name, adapter=changes, allow_network=allow_network, device=device)
    return TorchCrossEncoder(name, allow_network=allow_network, device=device)


def open_judge(reranker: str, *, adapter: Path = JUDGE, device: Device = ANY) -> Reranker | None:
    """Return the reranker fitted to tell whether a sentence answers; none if there is none for it.

    Args:
        reranker: The reranker's name.
        adapter: The changes to its weights that fit it, from ``python -m eval.tune``.
        device: What it runs on.
    """
    return CrossEncoder(reranker, adapter=adapter, device=device) if reranker == MS_MARCO else None


class TorchCrossEncoder:
    """A cross-encoder with one label, or with two of which the second is "relevant"."""

    def __init__(self, name: str, *, allow_network: bool = False, device: Device = ANY) -> None:
        self._name = name
        self._allow_network = allow_network
        self._device = device
        self._lock = threading.Lock()
        self._model: sentence_transformers.CrossEncoder | None = None

    @cached_property
    def _files(self) -> ModelFiles:
        return find_model(self._name, allow_network=self._allow_network)

    def score(self, question: str, texts: Sequence[str]) -> Logits:
        """Return one logit per text, in the order given, float32, shape ``(len(texts),)``."""
        if not texts:
            return np.zeros(0, dtype=np.float32)
        from torch.nn import Identity

        scores = self._load().predict(
            [(question, text) for text in texts],
            batch_size=self._device.batch or BATCH,
            # Left to itself, it may return probabilities, which are no logits.
            activation_fn=Identity(),
            show_progress_bar=False,
        )
        return logits_of(list(scores), self._name)

    def knows(self, word: str) -> bool:
        """Return whether ``word`` is common enough to be one piece of the model's vocabulary."""
        tokenizer = self._load().tokenizer
        pieces = tokenizer.convert_tokens_to_ids([word, WORD_START + word])
        return any(piece not in (None, tokenizer.unk_token_id) for piece in pieces)

    def reads(self, text: str) -> bool:
        """Return whether the model was made for the script of ``text``."""
        return script_of(text) in self._scripts

    @cached_property
    def _scripts(self) -> frozenset[str]:
        return scripts_read(self._load().tokenizer.get_vocab())

    def _load(self) -> sentence_transformers.CrossEncoder:
        with self._lock:
            if self._model is None:
                folder = str(self._files.folder)
                os.environ.setdefault("HF_HUB_OFFLINE", "0" if self._allow_network else "1")
                import sentence_transformers
                import torch
                from transformers.utils import logging

                logging.disable_progress_bar()  # type: ignore[no-untyped-call]
                torch.set_num_threads(thread_count())
                model = sentence_transformers.CrossEncoder(
                    folder, device=torch_device(self._device.name)
                )
                if model.num_labels not in (1, 2):
                    raise ModelError(
                        f"model {self._name}: expected a cross-encoder with one label or two, "
                        f"found {model.num_labels}: name a model made for reranking"
                    )
                self._model = model
            return self._model
