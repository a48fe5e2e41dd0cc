"""The order of hits once sentences of the first were read."""

from __future__ import annotations

import numpy as np

from corpus.document import Role
from index.passage import Hit, Passage
from qa.align import Alignment
from qa.evidence import Evidence
from qa.find import judged_first


def hit(rank: int, score: float) -> Hit:
    return Hit(rank, score, Passage(rank, "d", rank, 0, 4, "Yes.", "Anna", Role.INTERVIEWEE, ""))


def read(hit: Hit, logit: float) -> Evidence:
    nothing = Alignment((), (), np.zeros((0, 0), dtype=np.float32))
    return Evidence(hit.passage, 0, 4, logit, 0.0, 0.5, nothing)


HITS = [hit(n, 10.0 - n) for n in range(1, 7)]


def order(evidence: list[Evidence], weight: float = 1.0) -> list[int]:
    found = judged_first(HITS, evidence, weight)
    assert [one.rank for one in found] == [1, 2, 3, 4, 5, 6]
    assert [one.score for one in found] == [one.score for one in HITS]
    return [one.passage.passage_id for one in found]


def test_the_passage_with_the_better_sentence_comes_first() -> None:
    assert order([read(HITS[0], -4.0), read(HITS[2], 3.0)]) == [3, 1, 2, 4, 5, 6]


def test_the_best_sentence_of_a_passage_counts_and_a_small_lead_is_kept() -> None:
    evidence = [read(HITS[0], -4.0), read(HITS[0], 2.0), read(HITS[1], 2.5)]
    assert order(evidence) == [1, 2, 3, 4, 5, 6]


def test_what_nobody_read_and_what_stands_further_down_do_not_rise() -> None:
    assert order([read(HITS[4], 9.0), read(HITS[0], 0.0)]) == [1, 2, 3, 4, 5, 6]
    assert order([]) == [1, 2, 3, 4, 5, 6]


def test_without_a_weight_the_order_is_that_of_the_search() -> None:
    assert order([read(HITS[0], -4.0), read(HITS[2], 3.0)], 0.0) == [1, 2, 3, 4, 5, 6]
