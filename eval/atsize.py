"""What answers cost in a library of some size, in a process of its own: its memory is theirs.

``python -m eval.atsize FOLDER QUESTIONS`` prints an ``AtSize`` as JSON.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np

from eval.growth import invented_questions
from eval.references import flat_search
from index.embedder import Embedder
from index.library import Library
from qa.assemble import open_answerer, open_models
from qa.settings import load_settings

STAGES = ("total", "embed", "dense", "lexical", "rerank")
K = 10


@dataclass(frozen=True, slots=True)
class Spread:
    """Milliseconds that something took, over all questions."""

    p50: float
    p95: float
    p99: float


@dataclass(frozen=True, slots=True)
class AtSize:
    """What a library of some size costs whoever asks it.

    Attributes:
        passages: How many it has.
        open_seconds: From an open process with its models loaded to the first snapshot.
        stages: Of a whole answer, by name; ``"total"`` is all of it.
        fast: Search without the reranker.
        embed_alone: The embedder alone on the same questions.
        flat: Bare FAISS comparing the same queries with as many vectors.
        megabytes: The most memory the process had, before the references were measured.
        disk: Megabytes of the library's folder.
    """

    passages: int
    questions: int
    open_seconds: float
    stages: dict[str, Spread]
    fast: Spread
    embed_alone: Spread
    flat: Spread
    megabytes: float
    disk: float


def spread(milliseconds: Sequence[float]) -> Spread:
    """Return the percentiles of ``milliseconds``."""
    return Spread(*(float(v) for v in np.percentile(milliseconds, [50, 95, 99])))


def measure_in_process(folder: Path, questions: int) -> AtSize:
    """Measure the library in ``folder`` in a new process."""
    command = [sys.executable, "-m", "eval.atsize", str(folder), str(questions)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)  # noqa: S603
    return read_at_size(json.loads(done.stdout))


def read_at_size(data: dict[str, Any]) -> AtSize:
    """Return what :func:`dataclasses.asdict` has taken apart."""
    stages = {name: Spread(**stage) for name, stage in data["stages"].items()}
    spreads = {name: Spread(**data[name]) for name in ("fast", "embed_alone", "flat")}
    return AtSize(**{**data, **spreads, "stages": stages})


def measure_at_size(folder: Path, questions: int) -> AtSize:
    """Measure the library in ``folder`` with so many questions, each asked once."""
    settings = load_settings(folder)
    models = open_models(settings)
    answerer = open_answerer(settings, models=models)
    answerer.warm_up()
    began = time.perf_counter()
    with answerer.library.snapshot():
        opened = time.perf_counter() - began
    answerer.ask("Was it there?")
    asked = invented_questions(questions)
    answers = [answerer.ask(question).timings for question in asked]
    # Other words: those asked above are known by now.
    others = invented_questions(2 * questions)[questions:]
    fast = [answerer.search(question, fast=True).timings.total for question in others]
    peak = peak_megabytes()
    count = _count(answerer.library)
    return AtSize(
        passages=count,
        questions=questions,
        open_seconds=opened,
        stages={name: spread([getattr(t, name) for t in answers]) for name in STAGES},
        fast=spread(fast),
        embed_alone=spread(_embedding(models.embedder, invented_questions(questions, seed=2))),
        flat=spread(_flat(models.embedder, count, asked)),
        megabytes=peak,
        disk=sum(f.stat().st_size for f in folder.rglob("*") if f.is_file()) / 1e6,
    )


def peak_megabytes() -> float:
    """Return the most memory this process has had."""
    # Linux counts in KiB, macOS in bytes.
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6


def _count(library: Library) -> int:
    return sum(summary.passages for summary in library.documents())


def _embedding(embedder: Embedder, questions: Sequence[str]) -> list[float]:
    spent = []
    for question in questions:
        began = time.perf_counter()
        embedder.embed_query(question)
        spent.append((time.perf_counter() - began) * 1000)
    return spent


def _flat(embedder: Embedder, count: int, questions: Sequence[str]) -> list[float]:
    queries = np.stack([embedder.embed_query(question) for question in questions])
    # What is compared does not change how long comparing takes.
    drawn = np.random.default_rng(1).standard_normal((count, queries.shape[1]), dtype=np.float32)
    return flat_search(drawn, queries, K)


if __name__ == "__main__":
    from index.threads import limit_threads

    limit_threads()
    measured = measure_at_size(Path(sys.argv[1]), int(sys.argv[2]))
    print(json.dumps(asdict(measured)))  # noqa: T201
