"""From text to vectors."""

from __future__ import annotations

import os
import re
import threading
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np
import numpy.typing as npt

from index.device import ANY, Device, torch_device
from index.models import BGE_SMALL, ModelFiles, find_model
from index.onnx import OnnxEncoder
from index.threads import thread_count

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

Vectors = npt.NDArray[np.float32]

BATCH = 32
"""Passages that PyTorch embeds at a time, unless the settings say otherwise."""


class Embedder(Protocol):
    """Turns passages and queries into vectors; models may prompt the two differently.

    Attributes:
        fingerprint: Names the model and its weights; vectors of different fingerprints
            are never compared.
    """

    @property
    def fingerprint(self) -> str:
        """The model's name and the digest of its weights."""
        ...

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Return one unit-norm row per text, float32, shape ``(len(texts), dim)``."""
        ...

    def embed_query(self, text: str) -> Vectors:
        """Return one unit-norm vector, float32, shape ``(dim,)``."""
        ...


QUERY_PROMPTS = {BGE_SMALL: "Represent this sentence for searching relevant passages: "}
"""The embedders that run on onnxruntime, with what each wants before a query.

Source: Xiao et al., C-Pack: Packed Resources for General Chinese Embeddings (SIGIR 2024).
"""


_E5 = re.compile(r"(?:multilingual-)?e5-(?:small|base|large)(?:-v2)?")
_E5_PROMPTS = ("query: ", "passage: ")
"""What the E5 models want before a query and a passage, and do not say in their files.

Source: Wang et al., Text Embeddings by Weakly-Supervised Contrastive Pre-training (2022).
"""


def open_embedder(name: str, *, allow_network: bool = False, device: Device = ANY) -> Embedder:
    """Return the embedder called ``name``; its weights are read when the first text arrives."""
    if name in QUERY_PROMPTS:
        return OnnxEmbedder(name, QUERY_PROMPTS[name])
    return SentenceTransformerEmbedder(name, allow_network=allow_network, device=device)


class OnnxEmbedder:
    """An embedder in ONNX form whose first token stands for the text."""

    def __init__(self, name: str, query_prompt: str = "") -> None:
        self._encoder = OnnxEncoder(name)
        self._query_prompt = query_prompt

    @property
    def fingerprint(self) -> str:
        """The model's name and the digest of its weights; known without loading them."""
        return self._encoder.files.fingerprint

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Return one unit-norm row per text, float32, shape ``(len(texts), dim)``."""
        rows: list[tuple[int, Vectors]] = [
            (place, output[0]) for place, _, output in self._encoder.run(texts)
        ]
        vectors = np.stack([row for _, row in sorted(rows, key=lambda pair: pair[0])])
        return _float32(vectors / np.linalg.norm(vectors, axis=1, keepdims=True))

    def embed_query(self, text: str) -> Vectors:
        """Return one unit-norm vector, float32, shape ``(dim,)``."""
        vector: Vectors = self.embed_passages([self._query_prompt + text])[0]
        return vector


class SentenceTransformerEmbedder:
    """Any model that sentence-transformers loads.

    The library is imported and the model loaded when the first text arrives: both cost
    seconds, and listing or showing a text needs neither.
    """

    def __init__(self, name: str, *, allow_network: bool = False, device: Device = ANY) -> None:
        self._name = name
        self._allow_network = allow_network
        self._device = device
        self._lock = threading.Lock()
        self._model: SentenceTransformer | None = None

    @cached_property
    def _files(self) -> ModelFiles:
        return find_model(self._name, allow_network=self._allow_network)

    @property
    def fingerprint(self) -> str:
        """The model's name and the digest of its weights; known without loading them."""
        return self._files.fingerprint

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Return one unit-norm row per text, float32, shape ``(len(texts), dim)``."""
        model = self._load()
        # encode_document applies the model's own passage prompt where it has one.
        return _float32(
            model.encode_document(
                list(texts),
                prompt=self._prompt(model, "document", "passage"),
                batch_size=self._device.batch or BATCH,
                normalize_embeddings=True,
                show_progress_bar=False,
            )
        )

    def embed_query(self, text: str) -> Vectors:
        """Return one unit-norm vector, float32, shape ``(dim,)``."""
        model = self._load()
        return _float32(
            model.encode_query(
                text,
                prompt=self._prompt(model, "query"),
                normalize_embeddings=True,
                show_progress_bar=False,
            )
        )

    def _prompt(self, model: SentenceTransformer, *keys: str) -> str | None:
        """Return the prompt of a model whose files have none; ``None`` leaves it to the model."""
        if any(model.prompts.get(key) for key in keys):
            return None
        if _E5.fullmatch(Path(self._name).name.lower()) is None:
            return None
        return _E5_PROMPTS["query" not in keys]

    def _load(self) -> SentenceTransformer:
        with self._lock:
            if self._model is None:
                folder = str(self._files.folder)
                os.environ.setdefault("HF_HUB_OFFLINE", "0" if self._allow_network else "1")
                import torch
                from sentence_transformers import SentenceTransformer
                from transformers.utils import logging

                logging.disable_progress_bar()  # type: ignore[no-untyped-call]
                torch.set_num_threads(thread_count())
                self._model = SentenceTransformer(folder, device=torch_device(self._device.name))
            return self._model


def _float32(vectors: object) -> Vectors:
    return np.ascontiguousarray(vectors, dtype=np.float32)
