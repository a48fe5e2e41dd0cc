"""Prompts: the model's own, or those its family is known to want."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import numpy as np
import pytest

from index.embedder import SentenceTransformerEmbedder


class Recorder(SimpleNamespace):
    """Stands for a loaded model and notes down what is put before a text."""

    def encode_document(self, texts: list[str], *, prompt: str | None, **_: Any) -> Any:
        self.seen.append(prompt)
        return np.ones((len(texts), 1))

    def encode_query(self, text: str, *, prompt: str | None, **_: Any) -> Any:
        self.seen.append(prompt)
        return np.ones(len(text[:1]))


@pytest.mark.parametrize(
    ("name", "prompts", "seen"),
    [
        ("intfloat/multilingual-e5-small", {}, ["passage: ", "query: "]),
        ("/models/e5-base-v2", {"query": "", "document": ""}, ["passage: ", "query: "]),
        ("intfloat/e5-base", {"query": "q: ", "passage": "p: "}, [None, None]),
        ("intfloat/multilingual-e5-large-instruct", {}, [None, None]),
        ("BAAI/bge-m3", {}, [None, None]),
    ],
)
def test_e5_gets_its_prompts_unless_the_model_brings_some(
    name: str, prompts: dict[str, str], seen: list[str | None]
) -> None:
    embedder = SentenceTransformerEmbedder(name)
    model = Recorder(prompts=prompts, seen=[])
    embedder._model = cast(Any, model)
    embedder.embed_passages(["a"])
    embedder.embed_query("b")
    assert model.seen == seen
