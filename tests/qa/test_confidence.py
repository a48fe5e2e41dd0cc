"""Signals and the probability made of them, by hand."""

from __future__ import annotations

import json
from dataclasses import astuple, fields, replace
from importlib.resources import files

import pytest
from fakes import WordAligner

from corpus.document import Role
from index.passage import Passage
from qa.confidence import Calibration, Signals, load_calibration, read_signals
from qa.evidence import Evidence

SAID = "Three planes came to Lviv on 5 May."
PASSAGE = Passage(1, "d", 1, 0, len(SAID), SAID, "Bob", Role.INTERVIEWEE, "What help came?")


def evidence(question: str, passage: Passage = PASSAGE) -> Evidence:
    alignment = WordAligner().align(question, [passage.findable_text])[0]
    return Evidence(passage, 0, len(passage.text), 4.0, -2.0, 0.7, alignment)


def test_signals_by_hand() -> None:
    # "Odessa" and "2021" are met by no word; three is a number.
    question = "How many planes came to Odessa in 2021?"
    signals = read_signals(question, evidence(question))
    assert astuple(signals) == pytest.approx((0.4, -0.2, 0.7, 0.0, 0.0, 0.0, 1.0))


def test_a_question_whose_every_word_is_there_is_met_in_quote_and_context() -> None:
    question = "planes came to Lviv"
    told = replace(PASSAGE, asked="", role=Role.NARRATOR)
    signals = read_signals(question, evidence(question, told))
    assert (signals.least_met, signals.least_met_in_context, signals.spoken) == (1.0, 1.0, 0.0)


def test_a_word_that_only_the_interviewer_says_is_met_in_context_alone() -> None:
    signals = read_signals("help came", evidence("help came"))
    assert (signals.least_met, signals.least_met_in_context) == (0.0, 1.0)


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
    assert read_signals(question, evidence(question, passage)).type_missing == missing


def test_a_probability_is_the_logistic_of_the_weighted_signals() -> None:
    calibration = Calibration((1.0, 2.0, 0, 0, 0, -1.0, 0), intercept=0.5, threshold=0.5)
    # 0.5 + 1 * 0.4 + 2 * (-0.2) - 1 * 1 = -0.5, and 1 / (1 + e^0.5) = 0.3775.
    signals = Signals(0.4, -0.2, 0.7, 0.0, 0.0, 1.0, 0.0)
    assert calibration.probability(signals) == pytest.approx(0.3775, abs=1e-4)


def test_no_logit_is_too_large_for_a_probability() -> None:
    calibration = Calibration((1e9, 0, 0, 0, 0, 0, 0), intercept=0.0, threshold=0.5)
    assert 0 <= calibration.probability(Signals(-1.0, 0, 0, 0, 0, 0, 0)) < 1e-9
    assert 1 - 1e-9 < calibration.probability(Signals(1.0, 0, 0, 0, 0, 0, 0)) <= 1


def test_the_bundled_calibration_has_a_weight_per_signal_and_says_where_it_is_from() -> None:
    data = json.loads(files("qa").joinpath("calibration.json").read_text(encoding="utf-8"))
    assert list(data["weights"]) == [field.name for field in fields(Signals)]
    assert data["provenance"]["sets"]
    assert 0 < load_calibration().threshold < 1
