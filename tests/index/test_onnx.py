"""Running batches side by side changes nothing about what comes out."""

from __future__ import annotations

import numpy as np
import pytest

from index.embedder import open_embedder
from index.models import BGE_SMALL, MS_MARCO
from qa.rerank import CrossEncoder

TEXTS = [" ".join(["We sold the mill when my brother came home."] * (n + 1)) for n in range(11)]


@pytest.mark.models
def test_logits_are_the_same_on_one_thread_and_side_by_side(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    logits = []
    for threads in ("1", "2"):
        monkeypatch.setenv("OMP_NUM_THREADS", threads)
        logits.append(CrossEncoder(MS_MARCO).score("Who sold the mill?", TEXTS).tolist())
    assert logits[0] == logits[1]


@pytest.mark.models
def test_vectors_are_the_same_on_one_thread_and_side_by_side(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    vectors = []
    for threads in ("1", "2"):
        monkeypatch.setenv("OMP_NUM_THREADS", threads)
        vectors.append(open_embedder(BGE_SMALL).embed_passages(TEXTS))
    assert np.array_equal(vectors[0], vectors[1])
