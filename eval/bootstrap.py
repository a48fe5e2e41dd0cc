"""Confidence intervals by resampling questions.

Source: Efron and Tibshirani, An Introduction to the Bootstrap (1993), percentile intervals;
for comparing two systems on the same questions, Koehn, Statistical Significance Tests for
Machine Translation Evaluation (EMNLP 2004).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from eval.metrics import Columns

RESAMPLES = 1_000
SEED = 20_22


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure with its 95 % interval.

    Attributes:
        low: The 2.5th percentile of the resampled figures; NaN if they cannot be computed.
        high: The 97.5th percentile.
    """

    value: float
    low: float
    high: float

    @property
    def is_clear(self) -> bool:
        """Whether the interval leaves out 0, for a difference."""
        return self.low > 0 or self.high < 0


def estimate(
    metric: Callable[[Columns], float], columns: Columns, resamples: int = RESAMPLES
) -> Estimate:
    """Return ``metric`` over ``columns`` with its interval; the same each time it is called."""
    values = [metric(columns.take(rows)) for rows in _samples(columns.answerable, resamples)]
    return _estimate(metric(columns), values)


def difference(
    metric: Callable[[Columns], float], a: Columns, b: Columns, resamples: int = RESAMPLES
) -> Estimate:
    """Return ``metric(a) - metric(b)`` with its interval, resampling the questions in pairs.

    Raises:
        ValueError: If the two are not runs of the same number of questions.
    """
    if len(a.answerable) != len(b.answerable):
        raise ValueError(f"{len(a.answerable)} questions against {len(b.answerable)}")
    values = [
        metric(a.take(rows)) - metric(b.take(rows)) for rows in _samples(a.answerable, resamples)
    ]
    return _estimate(metric(a) - metric(b), values)


def ratio(
    metric: Callable[[Columns], float], a: Columns, b: Columns, resamples: int = RESAMPLES
) -> Estimate:
    """Return ``metric(a) / metric(b)`` with its interval, resampling the questions in pairs.

    NaN where ``metric(b)`` is 0.

    Raises:
        ValueError: If the two are not runs of the same number of questions.
    """
    if len(a.answerable) != len(b.answerable):
        raise ValueError(f"{len(a.answerable)} questions against {len(b.answerable)}")
    samples = _samples(a.answerable, resamples)
    values = [_share(metric(a.take(rows)), metric(b.take(rows))) for rows in samples]
    return _estimate(_share(metric(a), metric(b)), values)


def _share(part: float, whole: float) -> float:
    return part / whole if whole else float("nan")


def _samples(answerable: npt.NDArray[np.bool_], resamples: int) -> Iterator[npt.NDArray[np.int64]]:
    """Yield rows drawn with replacement, answerable and unanswerable ones apart.

    The two kinds are fixed by the design of the set, so their shares do not vary.
    """
    random = np.random.default_rng(SEED)
    kinds = [rows for rows in map(np.flatnonzero, (answerable, ~answerable)) if len(rows)]
    for _ in range(resamples):
        yield np.concatenate([random.choice(rows, len(rows)) for rows in kinds])


def _estimate(value: float, values: list[float]) -> Estimate:
    known = [v for v in values if not np.isnan(v)]
    if not known:
        return Estimate(value, float("nan"), float("nan"))
    low, high = np.percentile(known, [2.5, 97.5])
    return Estimate(value, float(low), float(high))
