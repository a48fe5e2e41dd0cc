"""Finding passages: dense and lexical search, fused, then reranked."""

from __future__ import annotations

from index.embedder import Embedder
from index.passage import Hit
from index.snapshot import Snapshot
from index.where import Where
from qa.fuse import fuse
from qa.rerank import Reranker
from qa.respell import respelt
from qa.stopwatch import Stopwatch

CANDIDATES = 30
"""How many passages each engine proposes."""

RERANKED = 10
"""How many of the fused candidates the reranker reads, unless more hits are wanted."""


class Retriever:
    """Ranks the passages of a snapshot for a query."""

    def __init__(self, embedder: Embedder, reranker: Reranker) -> None:
        self._embedder = embedder
        self._reranker = reranker

    def retrieve(
        self, snapshot: Snapshot, query: str, k: int, where: Where, watch: Stopwatch
    ) -> tuple[str, list[Hit]]:
        """Return the query as it was judged, respelt, and up to ``max(k, RERANKED)`` hits.

        The hits come best first, scored by the reranker's logit.
        """
        with watch.stage("embed"):
            vector = self._embedder.embed_query(query)
        with watch.stage("dense"):
            dense = snapshot.search_dense(vector, max(k, CANDIDATES), where)
        with watch.stage("lexical"):
            lexical = snapshot.search_lexical(query, max(k, CANDIDATES), where)
        with watch.stage("rerank"):
            candidates = fuse(dense, lexical)[: max(k, RERANKED)]
            texts = [hit.passage.findable_text for hit in candidates]
            judged = respelt(query, texts, self._reranker.knows)
            return judged, self._rerank(judged, candidates)

    def _rerank(self, query: str, hits: list[Hit]) -> list[Hit]:
        if not hits:
            return []
        logits = self._reranker.score(query, [hit.passage.judged_text for hit in hits])
        ranked = sorted(
            zip(hits, logits.tolist(), strict=True), key=lambda pair: (-pair[1], pair[0].rank)
        )
        return [Hit(n, logit, hit.passage) for n, (hit, logit) in enumerate(ranked, start=1)]
