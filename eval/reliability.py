"""Whether a confidence of 0.8 is right in 8 of 10 cases: bins, and the error over them.

Source: Naeini, Cooper and Hauskrecht, Obtaining Well Calibrated Probabilities Using Bayesian
Binning (AAAI 2015); the diagram over the same bins is that of Niculescu-Mizil and Caruana,
Predicting Good Probabilities With Supervised Learning (ICML 2005).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

BINS = 10


@dataclass(frozen=True, slots=True)
class Bin:
    """The questions whose confidence falls into one of the bins of equal width.

    Attributes:
        low: Where the bin begins; it holds this value.
        high: Where it ends; held by the last bin only.
        n: Questions in it, at least 1.
        confidence: Their mean confidence.
        share: Share of them for which the event came true.
    """

    low: float
    high: float
    n: int
    confidence: float
    share: float


def reliability(
    confidence: npt.NDArray[np.float64], happened: npt.NDArray[np.bool_], bins: int = BINS
) -> tuple[Bin, ...]:
    """Return the bins that hold any question, lowest first.

    Args:
        confidence: Shape ``(n,)``, from 0 to 1.
        happened: Shape ``(n,)``; whether what the confidence speaks of is the case.
        bins: How many parts of equal width 0 to 1 is cut into.
    """
    number = np.minimum((confidence * bins).astype(np.int64), bins - 1)
    return tuple(
        Bin(
            low=float(b) / bins,
            high=float(b + 1) / bins,
            n=int((number == b).sum()),
            confidence=float(confidence[number == b].mean()),
            share=float(happened[number == b].mean()),
        )
        for b in np.unique(number)
    )


def calibration_error(bins: tuple[Bin, ...]) -> float:
    """Return the expected calibration error: the mean gap, bins weighing what they hold.

    NaN if there is no question in any bin.
    """
    n = sum(b.n for b in bins)
    if not n:
        return float("nan")
    return sum(b.n * abs(b.share - b.confidence) for b in bins) / n
