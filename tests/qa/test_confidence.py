"""Signals and the probability made of them, by hand."""

from __future__ import annotations

import json
from dataclasses import astuple, fields
from importlib.resources import files

import pytest
from fakes import WordAligner

from corpus.document import Role
from index.passage import Passage
from qa.confidence import Calibration, Signals, load_calibration, read_signals
from qa.evidence import Evidence

SAID = "Three planes came to Lviv on 5 May."
PASSAGE = Passage(1, "d", 1, 0, len(SAID), SAID, "Bob", Role.INTERVIEWEE, "What help came?")


def test_signals_are_tenths_of_the_logits_and_the_nearness() -> None:
    alignment = WordAligner().align("What came?", [PASSAGE.findable_text])[0]
    evidence = Evidence(PASSAGE, 0, len(SAID), 4.0, -2.0, 0.7, alignment)
    assert astuple(read_signals(evidence)) == pytest.approx((0.4, -0.2, 0.7))


def test_a_probability_is_the_logistic_of_the_weighted_signals() -> None:
    calibration = Calibration((1.0, 2.0, -1.0), intercept=0.2, threshold=0.5)
    # 0.2 + 1 * 0.4 + 2 * (-0.2) - 1 * 0.7 = -0.5, and 1 / (1 + e^0.5) = 0.3775.
    assert calibration.probability(Signals(0.4, -0.2, 0.7)) == pytest.approx(0.3775, abs=1e-4)


def test_no_logit_is_too_large_for_a_probability() -> None:
    calibration = Calibration((1e9, 0, 0), intercept=0.0, threshold=0.5)
    assert 0 <= calibration.probability(Signals(-1.0, 0, 0)) < 1e-9
    assert 1 - 1e-9 < calibration.probability(Signals(1.0, 0, 0)) <= 1


def test_the_bundled_calibration_has_a_weight_per_signal_and_says_where_it_is_from() -> None:
    data = json.loads(files("qa").joinpath("calibration.json").read_text(encoding="utf-8"))
    assert list(data["weights"]) == [field.name for field in fields(Signals)]
    assert data["provenance"]["sets"]
    assert 0 < load_calibration().threshold < 1
