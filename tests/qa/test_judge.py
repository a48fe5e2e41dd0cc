"""The judge that comes with onrecord, and the confidence that was fitted to it."""

from __future__ import annotations

import hashlib
import json
from importlib.resources import files

import pytest

from index.models import MS_MARCO
from qa.cross import JUDGE, open_judge


def test_the_confidence_was_fitted_with_this_very_judge() -> None:
    provenance = json.loads(files("qa").joinpath("calibration.json").read_text())["provenance"]
    assert provenance["judge"] == hashlib.sha256(JUDGE.read_bytes()).hexdigest()


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
