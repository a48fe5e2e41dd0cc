"""Thread counts of the numeric libraries, set once and before any of them is imported.

Torch, onnxruntime, FAISS, OpenMP and the tokenizers each start a pool as large as the
machine when left alone, and then wait for each other.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")

ENVIRONMENT = {
    "OMP_NUM_THREADS": "2",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "2",
    "RAYON_NUM_THREADS": "2",
    "TOKENIZERS_PARALLELISM": "false",
    "OMP_WAIT_POLICY": "PASSIVE",
}


def limit_threads() -> None:
    """Set the thread counts in the environment, keeping those the user has set."""
    for name, value in ENVIRONMENT.items():
        os.environ.setdefault(name, value)


def thread_count() -> int:
    """Return how many threads the models of this process may use together."""
    # OpenMP takes a list, too: one number for each level of threads within threads.
    told = os.environ.get("OMP_NUM_THREADS", "").split(",")[0].strip()
    return max(1, int(told if told.isdigit() else ENVIRONMENT["OMP_NUM_THREADS"]))


def side_by_side(work: Callable[[T], R], items: Iterable[T]) -> Iterator[R]:
    """Yield ``work(item)`` for every item, in order, by as many threads as there may be.

    The threads are shared by all models and all who ask, so that ten questions at a time use
    no more of them than one; whoever comes first is served first. ``work`` must not call this.
    """
    given = list(items)
    if len(given) < 2 or thread_count() == 1:
        return map(work, given)
    return _pool(thread_count()).map(work, given)


@cache
def _pool(threads: int) -> ThreadPoolExecutor:
    return ThreadPoolExecutor(threads, thread_name_prefix="model")
