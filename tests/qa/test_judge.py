"""The ranking and the judge that come with onrecord, and the confidence fitted to them."""

from __future__ import annotations

import hashlib
import json
from importlib.resources import files

import pytest

from eval.learnt import learnt_from
from index.models import MS_MARCO
from qa.cross import JUDGE, RANKING, open_judge


def test_the_confidence_was_fitted_with_these_very_changes() -> None:
    provenance = json.loads(files("qa").joinpath("calibration.json").read_text())["provenance"]
    assert provenance["ranking"] == hashlib.sha256(RANKING.read_bytes()).hexdigest()
    assert provenance["judge"] == hashlib.sha256(JUDGE.read_bytes()).hexdigest()


def test_no_model_has_learnt_from_what_the_confidence_was_fitted_on() -> None:
    provenance = json.loads(files("qa").joinpath("calibration.json").read_text())["provenance"]
    fitted_on = {one["sha256"] for one in provenance["sets"]}
    assert len(fitted_on) > 1
    for adapter in (RANKING, JUDGE):
        assert learnt_from(adapter)
        assert not learnt_from(adapter) & fitted_on


def test_only_the_reranker_it_was_learnt_from_has_a_judge() -> None:
    assert open_judge(MS_MARCO) is not None
    assert open_judge("BAAI/bge-reranker-v2-m3") is None


@pytest.mark.models
def test_the_judge_reads_an_answer_higher_than_talk_about_the_same() -> None:
    judge = open_judge(MS_MARCO)
    assert judge is not None
    answer, near = judge.score(
        "Why did the bakery close?",
        ["We closed because the rent had doubled.", "The bakery had two ovens and a bell."],
    )
    assert answer > near
