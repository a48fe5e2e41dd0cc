"""The whole run of ``onrecord bench --sizes``: every figure beside a reference of the same run."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from corpus.document import Role
from eval.adding import Adding, measure_adding
from eval.atsize import AtSize, Spread, measure_in_process, spread
from eval.baselines import FixedChunks
from eval.dataset import Question
from eval.growth import DrawnAround, fill_drawn, invented_questions, until
from eval.load import Load, measure_load
from eval.references import Encoding, bare_encoding, best_of, memory_bandwidth
from eval.server import started
from eval.synthetic import synthetic_interviews
from index.embedder import open_embedder
from index.models import find_model
from index.place import address_of
from qa.settings import Settings

ENCODED = 200
INTERVIEWS_ADDED = 4
ASKED_ALONE = 12
ASKED_BY_EACH = 3
HITS = 5

LOADING = """
import onnxruntime, tokenizers
for folder in {folders!r}:
    tokenizers.Tokenizer.from_file(folder + "/tokenizer.json")
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    onnxruntime.InferenceSession(
        folder + "/model.onnx", options, providers=["CPUExecutionProvider"]
    )
"""
"""What no program that uses these models can do without."""


@dataclass(frozen=True, slots=True)
class Cold:
    """Seconds from an empty process, the quickest of several.

    Attributes:
        empty: ``python -c pass``.
        loading: Importing what runs the models and loading them, and no more.
        ask: ``onrecord ask``, with the answer printed.
        listing: ``onrecord list``.
        page: From ``onrecord serve`` to its first page.
        first_answer: From ``onrecord serve`` to its first answer over HTTP.
    """

    empty: float
    loading: float
    ask: float
    listing: float
    page: float
    first_answer: float

    @property
    def ratio(self) -> float:
        """A cold answer by what loading the models takes anyhow."""
        return self.ask / self.loading


@dataclass(frozen=True, slots=True)
class Size:
    """One size of library.

    Attributes:
        fill_seconds: Reading, cutting, storing and indexing as many passages, with vectors
            that are drawn and not embedded.
        asked: What answers cost.
        langchain: Milliseconds of the twenty-line LangChain RAG on the same texts, with
            the same embedder: search alone, since it judges nothing.
    """

    fill_seconds: float
    asked: AtSize
    langchain: Spread


@dataclass(frozen=True, slots=True)
class Performance:
    """Everything that was measured in one run.

    Attributes:
        bandwidth: Gigabytes a second that numpy copies.
        encoding: The embedder alone.
        load: Users at a time, against the library of ``load_passages``.
    """

    machine: dict[str, str]
    bandwidth: float
    encoding: Encoding
    cold: Cold
    adding: Adding
    sizes: tuple[Size, ...]
    load: tuple[Load, ...]
    load_passages: int


def measure_performance(
    settings: Settings,
    machine: dict[str, str],
    sizes: Sequence[int],
    users: Sequence[int],
    questions: int,
) -> Performance:
    """Measure everything; progress goes to stderr.

    Args:
        settings: Say which models; the library is a temporary one.
        machine: Describes it.
        sizes: Passages, ascending.
        users: How many at a time; they ask the largest library.
        questions: How many are asked at each size.
    """
    with TemporaryDirectory(prefix="onrecord-bench-") as temporary:
        folders = [Path(temporary) / str(size) for size in sizes]
        _say("references")
        embedder = open_embedder(settings.embedder, allow_network=settings.allow_network)
        encoding = bare_encoding(embedder, invented_questions(ENCODED // 4), _passages(ENCODED))
        bandwidth = memory_bandwidth()
        _say("adding")
        adding = measure_adding(settings, INTERVIEWS_ADDED)
        measured = []
        for size, folder in zip(sizes, folders, strict=True):
            _say(f"{size} passages")
            measured.append(_measure_size(settings, folder, size, questions))
        _say("cold start")
        cold = measure_cold(replace(settings, library=folders[0], bundled_texts=False))
        _say("users")
        load = measure_users(replace(settings, library=folders[-1], bundled_texts=False), users)
    return Performance(
        machine,
        bandwidth,
        encoding,
        cold,
        adding,
        tuple(measured),
        tuple(load),
        measured[-1].asked.passages,
    )


def _measure_size(settings: Settings, folder: Path, size: int, questions: int) -> Size:
    began = time.perf_counter()
    fill_drawn(settings, folder, size)
    filled = time.perf_counter() - began
    return Size(
        filled, measure_in_process(folder, questions), _langchain(settings, size, questions)
    )


def _langchain(settings: Settings, size: int, questions: int) -> Spread:
    embedder = open_embedder(settings.embedder, allow_network=settings.allow_network)
    baseline = FixedChunks(list(until(size)), DrawnAround(embedder))
    asked = [
        Question(str(n), text, gold=()) for n, text in enumerate(invented_questions(questions))
    ]
    baseline.rank(asked[0], HITS)
    return spread([1000 * best_of(partial(baseline.rank, q, HITS), 1) for q in asked])


def measure_cold(settings: Settings, times: int = 3) -> Cold:
    """Time whole processes."""
    names = (settings.embedder, settings.reranker, settings.aligner)
    folders = [str(find_model(name).folder) for name in names]
    library = ("--library", address_of(settings.library))

    def run(*arguments: str) -> Callable[[], object]:
        command = [sys.executable, *arguments]
        return lambda: subprocess.run(command, check=True, capture_output=True)  # noqa: S603

    began = time.perf_counter()
    with started(settings) as url:
        page = time.perf_counter() - began
        measure_load(url, ["What was said?"], 1)
        first_answer = time.perf_counter() - began
    return Cold(
        empty=best_of(run("-c", "pass"), times),
        loading=best_of(run("-c", LOADING.format(folders=folders)), times),
        ask=best_of(run("-m", "qa", "ask", "What was said?", *library), times),
        listing=best_of(run("-m", "qa", "list", *library), times),
        page=page,
        first_answer=first_answer,
    )


def measure_users(settings: Settings, users: Sequence[int]) -> list[Load]:
    """Let ``users`` ask at a time, one number after the other, against one server."""
    loads: list[Load] = []
    with started(settings) as url:
        measure_load(url, ["What was said?"], 1)  # until the models are loaded
        for number, many in enumerate(users):
            count = ASKED_ALONE if many == 1 else many * ASKED_BY_EACH
            asked = invented_questions(count, seed=10 + number)
            loads.append(measure_load(url, asked, many, loads[0] if loads else None))
    return loads


def _passages(count: int) -> list[str]:
    said = [
        document.said(turn)
        for document in synthetic_interviews(max(1, count // 50))
        for turn in document.turns
        if turn.role is Role.INTERVIEWEE
    ]
    return said[:count]


def _say(what: str) -> None:
    click.echo(f"measuring: {what}", err=True)
