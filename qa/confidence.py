"""How likely it is that a quote answers a question: a logistic model over readable signals.

The weights come from ``eval/calibrate.py``, which fits them on tuning data only and writes
``calibration.json`` with where they come from. Calibration by a logistic model of the scores:
Platt, Probabilistic Outputs for Support Vector Machines (1999).
"""

from __future__ import annotations

import json
import math
from dataclasses import astuple, dataclass, fields
from functools import cache
from importlib.resources import files

from qa.evidence import Evidence


@dataclass(frozen=True, slots=True)
class Signals:
    """What the judgement rests on, each finite and mostly between -1 and 1.

    There were more while the judge knew less: how well the words of the question are met by the
    quote and by its passage, numbers that are nowhere, whether an amount, a time or a name is
    missing, who speaks. A judge that has learnt from near misses does better without them.

    Attributes:
        sentence: The judge's logit of the quote after its question, divided by 10.
        passage: The reranker's logit of the passage, divided by 10.
        nearness: How near the search found the passage, dense and lexical together.
    """

    sentence: float
    passage: float
    nearness: float


def read_signals(evidence: Evidence) -> Signals:
    """Return the signals for quoting ``evidence`` as the answer to what it was read for."""
    return Signals(
        sentence=evidence.sentence_logit / 10,
        passage=evidence.passage_logit / 10,
        nearness=evidence.nearness,
    )


@dataclass(frozen=True, slots=True)
class Calibration:
    """A fitted model.

    Attributes:
        weights: One per signal, in the order of the fields of :class:`Signals`.
        threshold: Probability from which an answer is given.
    """

    weights: tuple[float, ...]
    intercept: float
    threshold: float

    def probability(self, signals: Signals) -> float:
        """Return the estimated probability, from 0 to 1, that the quote answers."""
        logit = self.intercept + sum(
            weight * value for weight, value in zip(self.weights, astuple(signals), strict=True)
        )
        return 1 / (1 + math.exp(-max(-50.0, min(50.0, logit))))


@cache
def load_calibration() -> Calibration:
    """Return the calibration that comes with onrecord."""
    data = json.loads(files("qa").joinpath("calibration.json").read_text(encoding="utf-8"))
    weights = tuple(float(data["weights"][field.name]) for field in fields(Signals))
    return Calibration(weights, float(data["intercept"]), float(data["threshold"]))
