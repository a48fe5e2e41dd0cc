"""What is handed to the fit; that itself is tested in test_adapt.py."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from click.testing import CliRunner

import eval.tune
from eval.learnt import LEARNT_FROM, digest_of
from eval.tune import JUDGE_EPOCHS, tune
from index.adapter import Thin, save_adapter

Fit = tuple[Path, dict[str, Any]]


@pytest.fixture
def fits(monkeypatch: pytest.MonkeyPatch) -> list[Fit]:
    """Record what is to be fitted, and find nothing to learn from."""
    asked: list[Fit] = []
    monkeypatch.setattr(
        eval.tune, "fit", lambda _model, _reads, path, **told: asked.append((path, told))
    )
    for name in ("label", "propose"):
        monkeypatch.setattr(eval.tune, name, lambda *_: [])
    return asked


def asked_to(tmp_path: Path, *options: str) -> tuple[Path, Path, Path]:
    """Run the command with one set; return it, the ranking and the judge."""
    known = tmp_path / "known.jsonl"
    known.write_text("{}", encoding="utf-8")
    ranking, judge = tmp_path / "ranking.safetensors", tmp_path / "judge.safetensors"
    given = [str(known), "--ranking", str(ranking), "--judge", str(judge), *options]
    found = CliRunner().invoke(tune, given)
    assert found.exit_code == 0, found.output
    return known, ranking, judge


def test_the_ranking_is_learnt_first_and_then_the_judge(tmp_path: Path, fits: list[Fit]) -> None:
    known, ranking, judge = asked_to(tmp_path)
    assert [path for path, _ in fits] == [ranking, judge]
    (_, of_ranking), (_, of_judge) = fits
    assert of_ranking["compares"]
    assert (of_judge["epochs"], of_judge["start"]) == (JUDGE_EPOCHS, None)
    assert of_judge["notes"] == {LEARNT_FROM: digest_of(known)}


@pytest.mark.parametrize("which", ["ranking", "judge"])
def test_going_further_keeps_what_was_learnt_and_the_other_model(
    which: str, tmp_path: Path, fits: list[Fit]
) -> None:
    layer = Thin(np.ones((2, 1), np.float16), np.ones((1, 2), np.float16))
    file = tmp_path / f"{which}.safetensors"
    save_adapter(file, {"layer": layer}, {LEARNT_FROM: "f00d"})
    known, _, _ = asked_to(tmp_path, "--further", which, "--halfway")
    ((path, told),) = fits
    assert told["halfway"]
    assert (path, told["epochs"], list(told["start"])) == (file, 1, ["layer"])
    assert told["notes"] == {LEARNT_FROM: f"{digest_of(known)} f00d"}


def test_there_is_nothing_to_keep_half_of_at_first(tmp_path: Path, fits: list[Fit]) -> None:
    found = CliRunner().invoke(tune, [str(tmp_path), "--halfway"])
    assert (found.exit_code, fits) == (2, [])
    assert "--halfway needs --further" in found.output
