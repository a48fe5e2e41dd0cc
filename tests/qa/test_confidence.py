"""Signals and the probability made of them, by hand."""

from __future__ import annotations

import json
import math
from dataclasses import astuple, fields, replace
from importlib.resources import files

import pytest

from corpus.document import Role
from index.passage import Passage
from qa.confidence import Calibration, Signals, load_calibration, read_signals
from qa.evidence import Evidence

SAID = "Three planes came to Lviv on 5 May."
PASSAGE = Passage(1, "d", 1, 0, len(SAID), SAID, "Bob", Role.INTERVIEWEE, "What help came?")
EVIDENCE = Evidence(PASSAGE, 0, len(SAID), sentence_logit=4.0, passage_logit=-2.0)


def test_signals_by_hand() -> None:
    # Of how, many, planes, came, odessa and 2021, planes and came are there.
    signals = read_signals("How many planes came to Odessa in 2021?", EVIDENCE)
    assert astuple(signals) == pytest.approx((0.4, -0.2, 2 / 6, 1.0, 1.0, 0.0, math.log(7)))


@pytest.mark.parametrize(
    ("question", "quote", "missing"),
    [
        ("How many planes came?", "Planes came.", 1.0),
        ("How many planes came?", "Three planes came.", 0.0),
        ("When did they come?", "They came slowly.", 1.0),
        ("When did they come?", "They came in May.", 0.0),
        ("Who sent the planes?", "They were sent late.", 1.0),
        ("Who sent the planes?", "They were sent by Anna.", 0.0),
        ("Why did they come?", "They came.", 0.0),
    ],
)
def test_a_quote_without_what_was_asked_for_is_known(
    question: str, quote: str, missing: float
) -> None:
    passage = replace(PASSAGE, text=quote, end=len(quote))
    evidence = Evidence(passage, 0, len(quote), 0.0, 0.0)
    assert read_signals(question, evidence).type_missing == missing


def test_a_probability_is_the_logistic_of_the_weighted_signals() -> None:
    calibration = Calibration((1.0, 2.0, 0.0, 0.0, -1.0, 0.0, 0.0), intercept=0.5, threshold=0.5)
    # 0.5 + 1 * 0.4 + 2 * (-0.2) - 1 * 1 = -0.5, and 1 / (1 + e^0.5) = 0.3775.
    signals = Signals(0.4, -0.2, 0.7, 0.0, 1.0, 0.0, 2.0)
    assert calibration.probability(signals) == pytest.approx(0.3775, abs=1e-4)


def test_no_logit_is_too_large_for_a_probability() -> None:
    calibration = Calibration((1e9, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0), intercept=0.0, threshold=0.5)
    assert 0 <= calibration.probability(Signals(-1.0, 0, 0, 0, 0, 0, 0)) < 1e-9
    assert 1 - 1e-9 < calibration.probability(Signals(1.0, 0, 0, 0, 0, 0, 0)) <= 1


def test_the_bundled_calibration_has_a_weight_per_signal_and_says_where_it_is_from() -> None:
    data = json.loads(files("qa").joinpath("calibration.json").read_text(encoding="utf-8"))
    assert list(data["weights"]) == [field.name for field in fields(Signals)]
    assert data["provenance"]["sets"]
    assert 0 < load_calibration().threshold < 1
