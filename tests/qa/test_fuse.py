"""Reciprocal rank fusion, by hand."""

from __future__ import annotations

import pytest

from corpus.document import Role
from index.passage import Hit, Passage
from qa.fuse import fuse


def hits(*ids: int) -> list[Hit]:
    return [
        Hit(rank, 1.0 / rank, Passage(i, "d", 0, 0, 1, "x", "S", Role.NARRATOR, ""))
        for rank, i in enumerate(ids, start=1)
    ]


def test_fusion_sums_reciprocal_ranks() -> None:
    # 1: 1/61 + 1/62 = 0.03252; 2: 1/62 + 1/61 = the same, after 1 by id; 3: 1/63; 4: 1/63.
    fused = fuse(hits(1, 2, 3), hits(2, 1, 4))
    assert [(hit.rank, hit.passage.passage_id) for hit in fused] == [(1, 1), (2, 2), (3, 3), (4, 4)]
    assert [hit.score for hit in fused] == pytest.approx(
        [1 / 61 + 1 / 62, 1 / 62 + 1 / 61, 1 / 63, 1 / 63]
    )


def test_what_both_engines_find_beats_what_one_ranks_first() -> None:
    # 9: 1/62 + 1/62 = 0.0323; 1 and 5: 1/61 = 0.0164.
    assert [hit.passage.passage_id for hit in fuse(hits(1, 9), hits(5, 9))] == [9, 1, 5]


def test_fusing_nothing_gives_nothing() -> None:
    assert fuse([], []) == []
