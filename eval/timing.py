"""Times as a bench reports them."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, slots=True)
class Timing:
    """One thing measured.

    Attributes:
        median: Milliseconds.
        p95: Milliseconds.
        n: How many times it was done.
        baseline: What it is held against: the name of another timing.
        ratio: Median by the baseline's median.
    """

    name: str
    median: float
    p95: float
    n: int
    baseline: str = ""
    ratio: float = 1.0


def timing(name: str, milliseconds: Sequence[float], against: Timing | None = None) -> Timing:
    """Return the median and 95th percentile of ``milliseconds``, as a ratio to another timing."""
    median = statistics.median(milliseconds)
    return Timing(
        name,
        median,
        float(np.percentile(milliseconds, 95)),
        len(milliseconds),
        against.name if against else "",
        median / against.median if against else 1.0,
    )
