"""Thread counts of the numeric libraries, set once and before any of them is imported.

Torch, onnxruntime, FAISS, OpenMP and the tokenizers each start a pool as large as the
machine when left alone, and then wait for each other.
"""

from __future__ import annotations

import os

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
    """Return how many threads one model may use for one request."""
    return max(1, int(os.environ.get("OMP_NUM_THREADS", ENVIRONMENT["OMP_NUM_THREADS"])))
