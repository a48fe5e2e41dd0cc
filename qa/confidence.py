"""How likely it is that a quote answers a question: a logistic model over readable signals.

The weights come from ``eval/calibrate.py``, which fits them on tuning data only and writes
``calibration.json`` with where they come from. Calibration by a logistic model of the scores:
Platt, Probabilistic Outputs for Support Vector Machines (1999).
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Sequence
from dataclasses import astuple, dataclass, fields
from functools import cache
from importlib.resources import files

from corpus.document import Role
from qa.evidence import Evidence

_NAME = re.compile(r"(?<=[\w,;:] )[A-ZÀ-ÖØ-ÞА-ЯЁІЇЄҐ]\w+")
_AMOUNT = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|dozens?|hundreds?|thousands?|"
    r"millions?|billions?|half|first|second|third|several|many|few)\b",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"\d|\b(?:day|week|month|year|decade|century|today|yesterday|tomorrow|ago|now|soon|"
    r"morning|night|monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february|"
    r"march|april|may|june|july|august|september|october|november|december)",
    re.IGNORECASE,
)
_ASKS_AMOUNT = re.compile(
    r"\bhow (?:many|much|old|long|far|large|big|often)\b|\bpercent|\bwhat number"
)
_ASKS_TIME = re.compile(r"\bwhen\b|\b(?:what|which) (?:year|date|day|month|century|decade|time)\b")
_ASKS_NAME = re.compile(r"\bwho(?:m|se)?\b|\bwhere\b")


@dataclass(frozen=True, slots=True)
class Signals:
    """What the judgement rests on, each finite and mostly between 0 and 1.

    What was tried and did not help on tuning data is not here: the share of the question's
    words in the passage, the mean of how well they are met, the length of the question, how
    far the next best is behind, words that evade, and numbers that are nowhere.

    Attributes:
        sentence: The reranker's logit of the quote after its question, divided by 10.
        passage: Its logit of the passage, divided by 10.
        nearness: How near the search found the passage, dense and lexical together.
        least_met: How close a word of the quote comes to that word of the question to which
            none comes close, so that one foreign name or fact shows.
        least_met_in_context: The same against the whole passage with what was asked.
        type_missing: 1 if the question asks for an amount, time or name and the quote has none.
        spoken: 1 if somebody says it, 0 if it is narrated. Speech answers in words that are
            farther from the question than those of an article.
    """

    sentence: float
    passage: float
    nearness: float
    least_met: float
    least_met_in_context: float
    type_missing: float
    spoken: float


def read_signals(question: str, evidence: Evidence) -> Signals:
    """Return the signals for quoting ``evidence`` as the answer to ``question``."""
    words = evidence.alignment.words
    return Signals(
        sentence=evidence.sentence_logit / 10,
        passage=evidence.passage_logit / 10,
        nearness=evidence.nearness,
        least_met=_least(words, evidence.met),
        least_met_in_context=_least(words, evidence.met_in_context),
        type_missing=float(_type_missing(question, evidence.quote)),
        spoken=float(evidence.passage.role is not Role.NARRATOR),
    )


def _least(words: Sequence[str], met: Sequence[float]) -> float:
    kept = [value for word, value in zip(words, met, strict=True) if len(word) > 1]
    return min(kept, default=1.0)


def _type_missing(question: str, quote: str) -> bool:
    wanted = question.casefold()
    if _ASKS_AMOUNT.search(wanted):
        return _AMOUNT.search(quote) is None
    if _ASKS_TIME.search(wanted):
        return _TIME.search(quote) is None
    if _ASKS_NAME.search(wanted):
        return not any(name.casefold() not in wanted for name in _NAME.findall(quote))
    return False


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
