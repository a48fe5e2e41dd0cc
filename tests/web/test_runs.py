"""Questions on their way."""

from __future__ import annotations

import pytest

from corpus.document import Role
from index.passage import Hit, Passage
from qa.progress import AbandonedError, Progress
from web.runs import Run, Runs, Step

HIT = Hit(1, 0.5, Passage(1, "a", 1, 0, 4, "Yes.", "Anna", Role.INTERVIEWEE, asked=""))
OTHER = Hit(1, 0.4, Passage(2, "a", 3, 5, 8, "No.", "Anna", Role.INTERVIEWEE, asked=""))


def test_each_step_is_told_once_and_what_was_found_first_stays() -> None:
    steps: list[Step] = []
    run = Run(steps.append)
    run.ahead(2)
    run.ahead(2)
    run.ahead(1)
    for hits in ((), (), (HIT,), (), (OTHER,)):
        run.follow(Progress(hits))
    assert steps == [Step(2), Step(1), Step(), Step(hits=(HIT,))]


def test_a_run_that_is_over_ends_whatever_works_on_it() -> None:
    ended: list[bool] = []
    run = Run(lambda _: None, ended.append)
    run.end(quietly=True)
    assert (run.is_over, ended) == (True, [True])
    with pytest.raises(AbandonedError):
        run.follow(Progress())
    with pytest.raises(AbandonedError):
        run.ahead(1)


def test_a_page_has_one_question_on_its_way() -> None:
    runs, first, second = Runs(), Run(lambda _: None), Run(lambda _: None)
    assert (runs.begin("page", first), runs.begin("page", second)) == (True, False)
    assert runs.begin("other", second)
    runs.end("page", second)  # not that page's
    assert runs.of("page") is first
    runs.end("page")
    assert (first.is_over, second.is_over, runs.of("page")) == (True, False, None)
    runs.end("page")


def test_an_exchanged_run_is_given_up() -> None:
    runs, first, second = Runs(), Run(lambda _: None), Run(lambda _: None)
    runs.exchange("page", first)
    runs.exchange("page", second)
    assert (first.is_over, second.is_over, runs.of("page")) == (True, False, second)
