"""Fusing the dense and the lexical ranking into one.

A convex combination of scores keeps what reciprocal ranks throw away: how much better the
first is than the second. Source: Bruch, Gai and Ingber, An Analysis of Fusion Functions for
Hybrid Retrieval (ACM TOIS 2023).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from index.passage import Hit, Passage

LEXICAL_WEIGHT = 0.1
"""What the best lexical hit adds to its cosine; others add in proportion to their score."""

WORDS_FIRST = 0.5
"""The same where the models do not read the script, and cosines mean next to nothing."""

Fuse = Callable[[Sequence[Hit], Sequence[Hit]], list[Hit]]
"""Joins the dense and the lexical ranking, scored like a cosine."""


def fuse(dense: Sequence[Hit], lexical: Sequence[Hit], weight: float = LEXICAL_WEIGHT) -> list[Hit]:
    """Return every passage of both rankings once, best first.

    Args:
        dense: Scored by cosine, best first. A passage that only the other ranking has is taken
            to be as near as the last of these, which it cannot exceed.
        lexical: Scored by BM25, best first; scores are used relative to the best one.
        weight: What the best lexical hit adds to its cosine.

    Returns:
        Hits scored by ``cosine + weight * bm25 / best_bm25``. Ties keep the order of
        passage ids, so that the same question always gets the same answer.
    """
    passages: dict[int, Passage] = {}
    for hit in (*dense, *lexical):
        passages.setdefault(hit.passage.passage_id, hit.passage)
    cosines = {hit.passage.passage_id: hit.score for hit in dense}
    farthest = min(cosines.values(), default=0.0)
    best = max((hit.score for hit in lexical), default=0.0)
    words = {hit.passage.passage_id: hit.score / best for hit in lexical if best > 0}
    scores = {key: cosines.get(key, farthest) + weight * words.get(key, 0.0) for key in passages}
    order = sorted(scores, key=lambda key: (-scores[key], key))
    return [Hit(rank, scores[key], passages[key]) for rank, key in enumerate(order, start=1)]
