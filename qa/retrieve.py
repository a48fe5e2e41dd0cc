"""Finding passages: dense and lexical search, fused, then read by the reranker."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.language import DEFAULT
from index.embedder import Embedder
from index.passage import Hit, Passage
from index.snapshot import Snapshot
from index.where import Where
from qa.fuse import WORDS_FIRST, Fuse, fuse
from qa.rerank import Reranker
from qa.respell import respelt
from qa.stopwatch import Stopwatch

CANDIDATES = 30
"""How many passages each engine proposes."""

RERANKED = 8
"""How many of the fused candidates the reranker reads; the others follow in their order."""

NEARNESS = 30.0
"""What a cosine of 1 counts against the reranker's logits. It was trained on short searches,
and of long questions in conversation the vectors know more; docs/evaluation.md."""


@dataclass(frozen=True, slots=True)
class Ranking:
    """What passages are ranked by; ``onrecord eval --ablate`` takes parts of it away.

    Attributes:
        fuse: Joins what both engines find, and so chooses what the reranker reads.
        logit: What the reranker's logit counts.
        nearness: What the fused score counts.
        reads_question: Whether the reranker reads a reply after what was asked.
        sentence: What the logit of its best sentence counts among the first hits of an answer.
    """

    fuse: Fuse = fuse
    logit: float = 1.0
    nearness: float = NEARNESS
    reads_question: bool = True
    sentence: float = 1.0

    def score(self, found: Found) -> float:
        """Return what ``found`` is ranked by; higher is better."""
        return self.logit * found.logit + self.nearness * found.nearness


FITTED = Ranking()
"""The ranking that the confidence was fitted to."""


@dataclass(frozen=True, slots=True)
class Found:
    """A passage that the reranker has read.

    Attributes:
        logit: The reranker's judgement of its words after what was asked.
        nearness: The fused score of the search.
    """

    passage: Passage
    logit: float
    nearness: float


@dataclass(frozen=True, slots=True)
class Retrieved:
    """What a search came to.

    Attributes:
        query: What was judged: the question, respelt with the words of the texts.
        read: The passages that were read, best first.
        hits: The nearest passages, best first: those read, and then others.
    """

    query: str
    read: tuple[Found, ...]
    hits: tuple[Hit, ...]


class Retriever:
    """Ranks the passages of a snapshot for a query."""

    def __init__(self, embedder: Embedder, reranker: Reranker, ranking: Ranking = FITTED) -> None:
        self._embedder = embedder
        self._reranker = reranker
        self._ranking = ranking

    def retrieve(
        self, snapshot: Snapshot, query: str, k: int, where: Where, watch: Stopwatch
    ) -> Retrieved:
        """Return what is found for ``query``: at least ``k`` hits, if there are so many."""
        judged, candidates = self.candidates(snapshot, query, k, where, watch)
        with watch.stage("rerank"):
            read = self._read(judged, candidates[:RERANKED])
        return Retrieved(judged, tuple(read), _hits(read, candidates[RERANKED:], self._ranking))

    def propose(
        self, snapshot: Snapshot, query: str, k: int, where: Where, watch: Stopwatch
    ) -> Retrieved:
        """Return what :meth:`retrieve` would read, in the order it was found; nothing is read."""
        judged, candidates = self.candidates(snapshot, query, k, where, watch)
        return Retrieved(judged, (), _hits([], candidates, self._ranking))

    def candidates(
        self, snapshot: Snapshot, query: str, k: int, where: Where, watch: Stopwatch
    ) -> tuple[str, Sequence[Hit]]:
        """Return the query, respelt, and the passages that either index proposes, best first."""
        with watch.stage("embed"):
            vector = self._embedder.embed_query(query)
        with watch.stage("dense"):
            dense = snapshot.search_dense(vector, max(k, CANDIDATES), where)
        with watch.stage("lexical"):
            lexical = snapshot.search_lexical(query, max(k, CANDIDATES), where)
        with watch.stage("rerank"):
            # Where the models cannot read, cosines mean next to nothing.
            reads = self._reranker.reads(query)
            fused = self._ranking.fuse(dense, lexical)
            candidates = fused if reads else fuse(dense, lexical, WORDS_FIRST)
            texts = [
                hit.passage.findable_text
                for hit in candidates[:CANDIDATES]
                # A model that knows English words would take a German one for a misspelt one.
                if hit.passage.language == DEFAULT
            ]
            return respelt(query, texts, self._reranker.knows), candidates

    def _read(self, query: str, hits: Sequence[Hit]) -> list[Found]:
        """Return the hits judged by their words after what was asked."""
        asking = self._ranking.reads_question
        texts = [hit.passage.findable_text if asking else hit.passage.text for hit in hits]
        # What a model cannot read, it cannot rank; the search has to do.
        reads = self._reranker.reads(query)
        logits = self._reranker.score(query, texts).tolist() if reads else [0.0] * len(texts)
        found = [
            Found(hit.passage, logit, hit.score) for hit, logit in zip(hits, logits, strict=True)
        ]
        return sorted(found, key=lambda item: -self._ranking.score(item))


def _hits(read: Sequence[Found], rest: Sequence[Hit], ranking: Ranking) -> tuple[Hit, ...]:
    """Return hits with ranks; a second passage of the same turn waits until every turn had one.

    Five hits then come from five places, not from one long reply.
    """
    scored = [(ranking.score(item), item.passage) for item in read]
    best = max((hit.score for hit in rest), default=0.0)
    # What was not read cannot rank above what was.
    floor = min((score for score, _ in scored), default=ranking.nearness * best)
    scored += [(floor - ranking.nearness * (best - hit.score), hit.passage) for hit in rest]
    seen: set[tuple[str, int]] = set()
    first: list[tuple[float, Passage]] = []
    further: list[tuple[float, Passage]] = []
    for score, passage in scored:
        place = (passage.doc_id, passage.turn)
        (further if place in seen else first).append((score, passage))
        seen.add(place)
    # What waits must not show a higher score than what it waits for.
    lowered = max(0.0, further[0][0] - first[-1][0]) if further else 0.0
    first += [(score - lowered, passage) for score, passage in further]
    return tuple(Hit(rank, score, passage) for rank, (score, passage) in enumerate(first, start=1))
