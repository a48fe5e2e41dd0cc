"""Reciprocal rank fusion.

Source: Cormack, Clarke and Büttcher, Reciprocal Rank Fusion outperforms Condorcet and
individual Rank Learning Methods (SIGIR 2009), which also measured the constant 60.
"""

from __future__ import annotations

from collections.abc import Sequence

from index.passage import Hit, Passage

CONSTANT = 60


def fuse(*rankings: Sequence[Hit]) -> list[Hit]:
    """Return every passage of ``rankings`` once, best first, scored by ``sum(1 / (60 + rank))``.

    Ranks compare across engines where scores do not. Ties keep the order of passage ids, so
    that the same question always gets the same answer.
    """
    scores: dict[int, float] = {}
    passages: dict[int, Passage] = {}
    for hit in (hit for ranking in rankings for hit in ranking):
        key = hit.passage.passage_id
        passages[key] = hit.passage
        scores[key] = scores.get(key, 0.0) + 1 / (CONSTANT + hit.rank)
    best = sorted(scores, key=lambda key: (-scores[key], key))
    return [Hit(rank, scores[key], passages[key]) for rank, key in enumerate(best, start=1)]
