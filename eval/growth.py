"""Whether answers get slower as a library grows: the same questions at two sizes.

The texts are invented, and only the first vectors are embedded: the others are drawn around
them, so that a hundred thousand passages take a minute and not half an hour. What search,
reranking and quoting cost does not depend on what the words mean.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import cycle, islice
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import numpy as np

from corpus.document import Document, Role
from eval.synthetic import synthetic_interviews
from eval.timing import Timing, timing
from index.chunk import cut
from index.embedder import Embedder, Vectors, open_embedder
from index.library import Library
from qa.ask import Answerer
from qa.assemble import open_answerer
from qa.settings import Settings

STAGES = ("total", "embed", "dense", "lexical", "rerank")
SMALL = 1_000
QUESTIONS = 40
QUESTION_WORDS = 9
EMBEDDED = 1_000
SPREAD = 0.05
"""Standard deviation, in each dimension, of the vectors drawn around an embedded one: cosines
to it are then about 0.7, as between passages on one subject."""


class DrawnAround:
    """Embeds the first texts, and draws the vectors of the others around theirs."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._draw = np.random.default_rng(1)
        self._known: Vectors | None = None

    @property
    def fingerprint(self) -> str:
        """The real embedder's, whose queries are to be compared with what is drawn."""
        return self._embedder.fingerprint

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Return one unit-norm row per text, float32, shape ``(len(texts), dim)``."""
        if self._known is None:
            self._known = self._embedder.embed_passages(texts[:EMBEDDED])
        centres = self._known[self._draw.integers(len(self._known), size=len(texts))]
        drawn = centres + SPREAD * self._draw.standard_normal(centres.shape, dtype=np.float32)
        vectors: Vectors = drawn / np.linalg.norm(drawn, axis=1, keepdims=True)
        return vectors

    def embed_query(self, text: str) -> Vectors:
        """Return the real embedder's vector."""
        return self._embedder.embed_query(text)


def measure_growth(settings: Settings, passages: int) -> list[Timing]:
    """Return what answering costs at ``SMALL`` and at ``passages`` passages, stage by stage.

    Two libraries are asked in turn, so that what else the machine does disturbs both alike.
    """
    with TemporaryDirectory(prefix="onrecord-bench-") as folder:
        sizes = (SMALL, passages)
        answerers = [_answerer(settings, Path(folder) / str(size), size) for size in sizes]
        questions = invented_questions(QUESTIONS)
        spent: list[list[list[float]]] = [[[] for _ in STAGES] for _ in sizes]
        for question in questions:
            for answerer, stages in zip(answerers, spent, strict=True):
                timings = answerer.ask(question).timings
                for stage, values in zip(STAGES, stages, strict=True):
                    values.append(getattr(timings, stage))
        few, many = (_size(answerer.library) for answerer in answerers)
    small = [timing(f"{few} passages: {s}", v) for s, v in zip(STAGES, spent[0], strict=True)]
    large = [
        timing(f"{many} passages: {stage}", values, against)
        for stage, values, against in zip(STAGES, spent[1], small, strict=True)
    ]
    return [item for pair in zip(small, large, strict=True) for item in pair]


def fill_drawn(settings: Settings, folder: Path, passages: int) -> None:
    """Make a library of invented interviews in ``folder``, with at least so many passages."""
    embedder = open_embedder(settings.embedder, allow_network=settings.allow_network)
    Library(folder, DrawnAround(embedder)).add(until(passages))


def _answerer(settings: Settings, folder: Path, passages: int) -> Answerer:
    fill_drawn(settings, folder, passages)
    answerer = open_answerer(Settings(folder, embedder=settings.embedder))
    answerer.warm_up()
    answerer.ask("Was it there?")
    return answerer


def until(passages: int) -> Iterator[Document]:
    """Yield interviews until they have so many passages."""
    count = 0
    for document in synthetic_interviews(passages):
        yield document
        count += len(cut(document))
        if count >= passages:
            return


def _size(library: Library) -> int:
    return sum(summary.passages for summary in library.documents())


def invented_questions(count: int, seed: int = 1) -> list[str]:
    """Return questions made of the words of replies that are in libraries of every size.

    No two are the same, as an answer is quicker where its passages have been read before.
    """
    draw = Random(seed)  # noqa: S311  # nothing secret is drawn
    document = next(synthetic_interviews(1))
    replies = (document.said(t) for t in document.turns if t.role is Role.INTERVIEWEE)
    long = [words for words in map(str.split, replies) if len(words) > QUESTION_WORDS]
    return [
        "What about " + " ".join(draw.sample(words, QUESTION_WORDS - 2)) + "?"
        for words in islice(cycle(long), count)
    ]
