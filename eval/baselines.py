"""What a user would build instead, asked the same questions in the same run.

Each baseline ranks stretches of text and quotes the first: none of them knows when to refuse,
so its false-answer rate is 1 and its confidence only an order. A follow-up is read alone.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Protocol

import numpy as np
from tqdm import tqdm

from corpus.document import Document
from eval.dataset import EvalSet, Question
from eval.outcome import Outcome, Place, judge_places
from eval.run import HITS, Run
from eval.scope import scope
from index.dense import DenseIndex, Stored
from index.embedder import Embedder, open_embedder
from index.library import Library
from index.models import MINILM
from index.passage import Hit
from index.snapshot import Snapshot
from index.where import ANSWERING, Where
from qa.fuse import fuse
from qa.retrieve import CANDIDATES
from qa.settings import Settings

Ranked = list[tuple[Place, float]]
"""Places with scores, best first."""


class Baseline(Protocol):
    """Something that ranks places of the documents for a question."""

    @property
    def name(self) -> str:
        """What the tables call it."""
        ...

    def rank(self, question: Question, k: int) -> Ranked:
        """Return the ``k`` best places, best first."""
        ...


class Bm25:
    """BM25 over our passages, by their own words alone."""

    name = "BM25"

    def __init__(self, library: Library) -> None:
        self._library = library

    def rank(self, question: Question, k: int) -> Ranked:
        """Return the ``k`` best places, best first."""
        with self._library.snapshot() as snapshot:
            where = _where(question, snapshot)
            return _places(snapshot.search_lexical(question.text, k, where, plain=True))


class Unread:
    """Our passages as they are found, before the reranker reads them."""

    def __init__(self, library: Library, embedder: Embedder, *, words: bool) -> None:
        self.name = "hybrid" if words else "our vectors"
        self._library = library
        self._embedder = embedder
        self._words = words

    def rank(self, question: Question, k: int) -> Ranked:
        """Return the ``k`` best places, best first."""
        vector = self._embedder.embed_query(question.text)
        with self._library.snapshot() as snapshot:
            where = _where(question, snapshot)
            found = snapshot.search_dense(vector, CANDIDATES, where)
            if self._words:
                found = fuse(found, snapshot.search_lexical(question.text, CANDIDATES, where))
        return _places(found[:k])


class FixedChunks:
    """The retriever of the twenty-line tutorial: fixed chunks that overlap, no turns, one model.

    LangChain's splitter at 1,000 characters with 200 of overlap, and exact search by FAISS. It
    keeps to the sources that a question names, and knows neither speakers nor dates.
    """

    name = "LangChain RAG"

    def __init__(self, documents: Sequence[Document], embedder: Embedder) -> None:
        from langchain_text_splitters import RecursiveCharacterTextSplitter

        splitter = RecursiveCharacterTextSplitter(
            chunk_size=1000, chunk_overlap=200, add_start_index=True
        )
        self._embedder = embedder
        self._places = [
            Place(document.doc_id, start, start + len(chunk.page_content))
            for document in documents
            for chunk in splitter.create_documents([document.text])
            for start in (int(chunk.metadata["start_index"]),)
        ]
        texts = {document.doc_id: document.text for document in documents}
        chunks = [texts[place.doc_id][place.start : place.end] for place in self._places]
        self._index = DenseIndex.build(Stored.of(embedder.embed_passages(chunks)))

    def rank(self, question: Question, k: int) -> Ranked:
        """Return the ``k`` best places, best first."""
        among = [row for row, place in enumerate(self._places) if place.doc_id in question.sources]
        allowed = np.array(among, dtype=np.int64) if question.sources else None
        found = self._index.search(self._embedder.embed_query(question.text), k, allowed)
        return [(self._places[row], score) for row, score in found]


def run_baselines(
    eval_set: EvalSet, library: Library, documents: Sequence[Document], settings: Settings
) -> list[Run]:
    """Ask every question of ``eval_set`` of each baseline, with the embedder of ``library``."""
    embedder = open_embedder(settings.embedder, allow_network=settings.allow_network)
    systems = (
        Bm25(library),
        FixedChunks(documents, open_embedder(MINILM)),
        Unread(library, embedder, words=False),
        Unread(library, embedder, words=True),
    )
    return [run_baseline(eval_set, system, library) for system in systems]


def run_baseline(eval_set: EvalSet, baseline: Baseline, library: Library) -> Run:
    """Ask every question of ``eval_set`` of ``baseline``; the first place is its quote."""
    outcomes: list[Outcome] = []
    for question in tqdm(eval_set.questions, desc=baseline.name, disable=None):
        began = time.perf_counter()
        ranked = baseline.rank(question, HITS)
        spent = (time.perf_counter() - began) * 1000
        outcomes.append(judge_places(question, ranked, spent, library.document))
    date = datetime.now(UTC).isoformat(timespec="seconds")
    return Run(f"{eval_set.name} · {baseline.name}", date, (baseline.name,), tuple(outcomes))


def _where(question: Question, snapshot: Snapshot) -> Where:
    return replace(scope(question, snapshot), roles=ANSWERING)


def _places(hits: Sequence[Hit]) -> Ranked:
    return [(Place(h.passage.doc_id, h.passage.start, h.passage.end), h.score) for h in hits]
