"""Risk against coverage, by hand and by brute force."""

import math
from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.selective import area, selective


def flags(letters: str) -> np.ndarray:
    return np.array([letter == "y" for letter in letters])


def test_the_curve_is_exact_for_answers_and_a_band_past_them() -> None:
    # Surest first: right, wrong | refused and answerable, refused and not.
    curve = selective(np.array([0.2, 0.9, 0.6, 0.4]), flags("nyyn"), flags("nyny"), flags("nynn"))
    assert curve.answered == 2
    assert curve.coverage.tolist() == [0.25, 0.5, 0.75, 1.0]
    assert curve.low.tolist() == pytest.approx([0, 1 / 2, 1 / 3, 2 / 4])
    assert curve.high.tolist() == pytest.approx([0, 1 / 2, 2 / 3, 3 / 4])


def test_an_answer_comes_before_any_refusal_however_unsure() -> None:
    curve = selective(np.array([0.9, 0.1]), flags("ny"), flags("ny"), flags("ny"))
    assert curve.low.tolist() == [0, 1 / 2]


def test_the_area_is_the_mean_risk() -> None:
    assert area(np.array([0.9, 0.8, 0.7]), flags("yny")) == pytest.approx((0 + 1 / 2 + 1 / 3) / 3)
    assert math.isnan(area(np.array([]), flags("")))


@given(st.lists(st.tuples(st.sampled_from([0.2, 0.5, 0.8]), st.booleans()), max_size=6, min_size=1))
def test_ties_count_as_the_mean_of_every_order_they_could_have(
    rows: list[tuple[float, bool]],
) -> None:
    risks = []
    for order in permutations(rows):
        if [c for c, _ in order] == sorted((c for c, _ in order), reverse=True):
            wrong = np.cumsum([not right for _, right in order])
            risks.append(float(np.mean(wrong / np.arange(1, len(order) + 1))))
    confidence, right = zip(*rows, strict=True)
    assert area(np.array(confidence), np.array(right)) == pytest.approx(np.mean(risks))
