"""The fit, on questions whose answer can be counted."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

import eval.calibrate
from eval.calibrate import Examples, calibrate, fit
from eval.learnt import notes
from index.adapter import save_adapter


def question(right: bool) -> Examples:
    """Two sentences: one with the signal, which may be right, and one without, which is not."""
    return Examples(np.array([[1.0], [0.0]]), np.array([right, False]))


def probability(sets: list[list[Examples]], signal: float) -> float:
    (weight,), intercept = fit(sets)
    return 1 / (1 + math.exp(-(weight * signal + intercept)))


def test_the_best_sentence_gets_the_share_in_which_it_is_right() -> None:
    # Right in three of four questions, whatever the other sentences are.
    found = [question(right) for right in (True, True, True, False)] * 5
    assert probability([found], 1.0) == pytest.approx(0.75, abs=0.01)
    assert probability([found], 0.0) < 0.75


def test_every_set_weighs_the_same_however_many_questions_it_has() -> None:
    # .75 of the small set, .25 of one ten times as large: half.
    small = [question(right) for right in (True, True, True, False)]
    large = [question(right) for right in (True, False, False, False)] * 10
    assert probability([small, large], 1.0) == pytest.approx(0.5, abs=0.01)


def test_a_set_that_a_model_has_learnt_from_is_turned_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = tmp_path / "known.jsonl"
    known.write_text("{}")
    judge = tmp_path / "judge.safetensors"
    save_adapter(judge, {}, notes([known]))
    monkeypatch.setattr(eval.calibrate, "JUDGE", judge)
    found = CliRunner().invoke(calibrate, [str(known), "--out", str(tmp_path / "out.json")])
    assert found.exit_code == 2
    assert "known.jsonl: expected a set that no model has learnt from" in found.output
    assert not (tmp_path / "out.json").exists()
