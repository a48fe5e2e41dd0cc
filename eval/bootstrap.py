"""Confidence intervals by resampling questions.

Source: Efron and Tibshirani, An Introduction to the Bootstrap (1993), percentile intervals;
for comparing two systems on the same questions, Koehn, Statistical Significance Tests for
Machine Translation Evaluation (EMNLP 2004).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
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


Metric = Callable[[Columns], float]


def estimates(
    metrics: Mapping[str, Metric], columns: Columns, resamples: int = RESAMPLES
) -> dict[str, Estimate]:
    """Return each metric over ``columns`` with its interval; the same each time it is called."""
    return _resampled(metrics, (columns,), resamples)


def estimate(metric: Metric, columns: Columns, resamples: int = RESAMPLES) -> Estimate:
    """Return ``metric`` over ``columns`` with its interval; the same each time it is called."""
    return estimates({"": metric}, columns, resamples)[""]


def differences(
    metrics: Mapping[str, Metric], a: Columns, b: Columns, resamples: int = RESAMPLES
) -> dict[str, Estimate]:
    """Return ``metric(a) - metric(b)`` for each, resampling the questions in pairs.

    Raises:
        ValueError: If the two are not runs of the same number of questions.
    """

    def gain(metric: Metric) -> Callable[[Columns, Columns], float]:
        return lambda x, y: metric(x) - metric(y)

    return _resampled({name: gain(metric) for name, metric in metrics.items()}, (a, b), resamples)


def difference(metric: Metric, a: Columns, b: Columns, resamples: int = RESAMPLES) -> Estimate:
    """Return ``metric(a) - metric(b)`` with its interval; see :func:`differences`."""
    return differences({"": metric}, a, b, resamples)[""]


def ratio(metric: Metric, a: Columns, b: Columns, resamples: int = RESAMPLES) -> Estimate:
    """Return ``metric(a) / metric(b)`` with its interval, resampling the questions in pairs.

    NaN where ``metric(b)`` is 0.

    Raises:
        ValueError: If the two are not runs of the same number of questions.
    """
    return _resampled({"": lambda x, y: _share(metric(x), metric(y))}, (a, b), resamples)[""]


def _resampled(
    figures: Mapping[str, Callable[..., float]], runs: Sequence[Columns], resamples: int
) -> dict[str, Estimate]:
    """Return each figure of ``runs`` with its interval; a sample is drawn once for all of them."""
    first = runs[0].answerable
    for run in runs:
        if len(run.answerable) != len(first):
            raise ValueError(f"{len(first)} questions against {len(run.answerable)}")
    values: dict[str, list[float]] = {name: [] for name in figures}
    for rows in _samples(first, resamples):
        samples = [run.take(rows) for run in runs]
        for name, figure in figures.items():
            values[name].append(figure(*samples))
    return {name: _estimate(figure(*runs), values[name]) for name, figure in figures.items()}


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
