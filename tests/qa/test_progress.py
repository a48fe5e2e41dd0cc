"""How far a question has come, and giving up on it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from served import tea_answerer

from qa.answer import Timings
from qa.progress import AbandonedError, Progress

QUESTION = "Who buys it from Odessa?"


def test_the_closest_passages_are_told_before_they_are_judged(tmp_path: Path) -> None:
    told: list[Progress] = []
    answer = tea_answerer(tmp_path).ask(QUESTION, following=told.append)
    assert told[0] == Progress()
    assert next(progress.hits for progress in told if progress.hits) == answer.hits


def test_who_follows_gets_the_same_answer(tmp_path: Path) -> None:
    answerer = tea_answerer(tmp_path)
    followed = answerer.ask(QUESTION, following=lambda _: None)
    assert replace(followed, timings=Timings()) == replace(
        answerer.ask(QUESTION), timings=Timings()
    )


@pytest.mark.parametrize("stages", range(4))
def test_a_question_is_abandoned_at_the_stage_at_which_nobody_waits(
    tmp_path: Path, stages: int
) -> None:
    told: list[Progress] = []

    def follow(progress: Progress) -> None:
        told.append(progress)
        if len(told) > stages:
            raise AbandonedError

    with pytest.raises(AbandonedError):
        tea_answerer(tmp_path).ask(QUESTION, following=follow)
    assert len(told) == stages + 1
