"""What the machine and the bare libraries can do, measured in the run they are held against."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import numpy as np

from index.embedder import Embedder, Vectors

COPIED = 256_000_000
"""Bytes; many times what the processor's caches hold."""

REPEATS = 5


@dataclass(frozen=True, slots=True)
class Encoding:
    """What the embedder alone costs.

    Attributes:
        query: Milliseconds for one query, median.
        passages: Passages a second, all at once.
    """

    query: float
    passages: float


def best_of(action: Callable[[], object], repeats: int = REPEATS) -> float:
    """Return the seconds of the quickest of ``repeats`` calls."""
    spent = []
    for _ in range(repeats):
        began = time.perf_counter()
        action()
        spent.append(time.perf_counter() - began)
    return min(spent)


def memory_bandwidth(size: int = COPIED) -> float:
    """Return the gigabytes a second that numpy reads and writes when it copies an array."""
    source = np.ones(size // 8)
    target = np.empty_like(source)
    return 2 * size / best_of(lambda: np.copyto(target, source)) / 1e9


def flat_search(vectors: Vectors, queries: Vectors, k: int) -> list[float]:
    """Return the milliseconds of bare FAISS comparing each query with all of ``vectors``."""
    import faiss

    index = faiss.IndexFlatIP(vectors.shape[1])
    index.add(vectors)
    return [best_of(partial(index.search, q[None], k), 1) * 1000 for q in queries]


def bare_encoding(embedder: Embedder, queries: list[str], passages: list[str]) -> Encoding:
    """Time the embedder alone on texts it has not seen."""
    embedder.embed_query("ready?")
    each = [best_of(partial(embedder.embed_query, q), 1) * 1000 for q in queries]
    return Encoding(
        float(np.median(each)),
        len(passages) / best_of(lambda: embedder.embed_passages(passages), 1),
    )
