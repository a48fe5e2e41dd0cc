"""Fusion by a convex combination, by hand."""

from __future__ import annotations

import pytest

from corpus.document import Role
from index.passage import Hit, Passage
from qa.fuse import fuse


def hits(**scores: float) -> list[Hit]:
    return [
        Hit(rank, score, Passage(int(key[1:]), "d", 0, 0, 1, "x", "S", Role.NARRATOR, ""))
        for rank, (key, score) in enumerate(scores.items(), start=1)
    ]


def test_fusion_adds_a_tenth_of_the_relative_lexical_score_to_the_cosine() -> None:
    # 1: 0.8 + 0.1 * 4/8; 2: 0.7 + 0.1 * 8/8; 3: 0.6; 4: the farthest, 0.6, + 0.1 * 2/8.
    fused = fuse(hits(p1=0.8, p2=0.7, p3=0.6), hits(p2=8.0, p1=4.0, p4=2.0))
    assert [(hit.rank, hit.passage.passage_id) for hit in fused] == [(1, 1), (2, 2), (3, 4), (4, 3)]
    assert [hit.score for hit in fused] == pytest.approx([0.85, 0.8, 0.625, 0.6])


def test_ties_keep_the_order_of_ids() -> None:
    assert [hit.passage.passage_id for hit in fuse(hits(p9=0.5, p2=0.5), [])] == [2, 9]


def test_words_alone_can_find() -> None:
    fused = fuse([], hits(p5=3.0, p9=1.5))
    assert [(hit.passage.passage_id, hit.score) for hit in fused] == [(5, 0.1), (9, 0.05)]


def test_lexical_scores_of_zero_add_nothing() -> None:
    assert [hit.score for hit in fuse(hits(p1=0.5), hits(p1=0.0))] == [0.5]


def test_fusing_nothing_gives_nothing() -> None:
    assert fuse([], []) == []
