"""Intervals by resampling."""

import math

import numpy as np
import pytest
from runs import outcome, place
from scipy.stats import bootstrap

from eval.bootstrap import difference, estimate, ratio
from eval.metrics import Columns, auroc, citation1, success

GOLD = place(100)


def answered(right: int, wrong: int, unanswerable: int = 0) -> Columns:
    return Columns.of(
        [outcome(labels=[[GOLD]], hits=[GOLD], citations=[GOLD])] * right
        + [outcome(labels=[[GOLD]])] * wrong
        + [outcome()] * unanswerable
    )


def test_the_interval_of_a_share_is_scipys() -> None:
    columns = answered(30, 70)
    ours = estimate(success(1), columns)
    sample = (columns.rank <= 1).astype(float)
    theirs = bootstrap((sample,), np.mean, method="percentile", n_resamples=5_000, rng=1)
    assert ours.value == 0.3
    assert (ours.low, ours.high) == pytest.approx(tuple(theirs.confidence_interval), abs=0.015)


def test_an_interval_is_the_same_each_time() -> None:
    assert estimate(success(1), answered(3, 4)) == estimate(success(1), answered(3, 4))


def test_resampling_keeps_the_number_of_answerable_questions() -> None:
    # One answerable question that is right: however often it is drawn, the share stays 1.
    certain = estimate(citation1, answered(1, 0, 50))
    assert (certain.value, certain.low, certain.high) == (1.0, 1.0, 1.0)


def test_a_figure_that_cannot_be_had_has_no_interval() -> None:
    missing = estimate(auroc, answered(1, 1))
    assert all(map(math.isnan, (missing.value, missing.low, missing.high)))


def test_a_difference_is_resampled_in_pairs() -> None:
    # The two runs agree on 99 questions and differ on one, however hard the questions are: in
    # pairs the interval is that of 1 in 100, apart it would be some 0.27 wide.
    better, worse = answered(51, 49), answered(50, 50)
    change = difference(success(1), better, worse)
    assert change.value == pytest.approx(0.01)
    assert change.low == 0.0
    assert change.high <= 0.04


def test_runs_of_different_questions_are_not_compared() -> None:
    with pytest.raises(ValueError, match="2 questions against 3"):
        difference(success(1), answered(1, 1), answered(1, 2))


def test_a_ratio_is_resampled_in_pairs() -> None:
    # The same run twice: whatever is drawn, the one is all of the other.
    half = ratio(success(1), answered(5, 5), answered(5, 5))
    assert (half.value, half.low, half.high) == (1.0, 1.0, 1.0)
    assert ratio(success(1), answered(3, 1), answered(4, 0)).value == 0.75
    assert math.isnan(ratio(success(1), answered(1, 0), answered(0, 1)).value)
    with pytest.raises(ValueError, match="1 questions against 2"):
        ratio(success(1), answered(1, 0), answered(1, 1))
