"""How wrong the answers are when only the surest are given: risk against coverage.

Source: El-Yaniv and Wiener, On the Foundations of Noise-free Selective Classification
(JMLR 2010); the area under the curve: Geifman, Uziel and El-Yaniv, Bias-Reduced Uncertainty
Estimation for Deep Neural Classifiers (ICLR 2019).

Both assume that an answer to every question is known. We know only the answers that were
given: had a refused question been answered, that were wrong if the sources do not answer it,
and right or wrong, nobody knows, if they do. So the curve is exact up to the threshold in
force, and past it there is one for the best case and one for the worst.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Selective:
    """The curve of one run; entry ``k - 1`` is for the ``k`` surest questions.

    Attributes:
        coverage: Share of all questions that would be answered, shape ``(n,)``.
        low: Share of wrong ones among them if every refused answerable question had been
            answered rightly, shape ``(n,)``.
        high: The same if it had been answered wrongly.
        answered: How many questions were answered; so many entries are exact.
    """

    coverage: Floats
    low: Floats
    high: Floats
    answered: int


def selective(confidence: Floats, answered: Flags, answerable: Flags, right: Flags) -> Selective:
    """Return risk against coverage, with answered questions before refused ones.

    Args:
        confidence: Shape ``(n,)``.
        answered: Shape ``(n,)``.
        answerable: Shape ``(n,)``.
        right: Shape ``(n,)``; whether the answer is right, where there is one.
    """
    wrong = np.where(answered, ~right, ~answerable)
    doubtful = ~answered & answerable
    n = len(confidence)
    counts = np.arange(1, n + 1)
    return Selective(
        counts / max(n, 1),
        _accumulated(confidence, answered, wrong) / counts,
        _accumulated(confidence, answered, wrong | doubtful) / counts,
        int(answered.sum()),
    )


def area(confidence: Floats, right: Flags) -> float:
    """Return the mean risk over all coverages of the answers given; NaN if there are none."""
    if not len(confidence):
        return float("nan")
    given = np.ones(len(confidence), dtype=np.bool_)
    return float(selective(confidence, given, given, right).low.mean())


def _accumulated(confidence: Floats, answered: Flags, wrong: Flags) -> Floats:
    """Return the wrong ones among the first ``k``, surest first, as expected where confidences tie.

    Questions that are as sure as each other have no order: each counts as their mean.
    """
    keys = np.stack([~answered, -confidence], axis=1)
    _, group, sizes = np.unique(keys, axis=0, return_inverse=True, return_counts=True)
    mean = np.bincount(group.ravel(), weights=wrong, minlength=len(sizes)) / sizes
    return np.cumsum(np.repeat(mean, sizes))
