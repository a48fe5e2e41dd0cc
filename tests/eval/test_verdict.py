"""What an outcome comes to, in words and in order."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from runs import outcome, place

from eval.metrics import Columns
from eval.outcome import Outcome
from eval.verdict import KINDS, Verdict, badness, in_words, verdict

GOLD, SECOND, ELSEWHERE = place(100), place(300), place(500)
BOTH = [[GOLD], [SECOND]]

FALSE = outcome("false", citations=[ELSEWHERE], confidence=0.8)
WRONG = outcome("wrong", labels=[[GOLD]], hits=[ELSEWHERE, GOLD], citations=[ELSEWHERE])
LOST = outcome("lost", labels=[[GOLD]], hits=[ELSEWHERE], citations=[ELSEWHERE], confidence=0.9)
HALF = outcome("half", labels=BOTH, needs_all=True, hits=[GOLD, SECOND], citations=[GOLD])
UNFOUND = outcome("unfound", labels=[[GOLD]], hits=[ELSEWHERE], confidence=0.3)
HALF_FOUND = outcome("half found", labels=BOTH, needs_all=True, hits=[GOLD], confidence=0.4)
THIRD = outcome("third", labels=[[GOLD]], hits=[ELSEWHERE, ELSEWHERE, GOLD], confidence=0.1)
FIRST = outcome("first", labels=[[GOLD]], hits=[GOLD], confidence=0.1)
SECOND_CITED = outcome("second", labels=[[GOLD]], hits=[GOLD], citations=[ELSEWHERE, GOLD])
RIGHT = outcome("right", labels=[[GOLD]], hits=[GOLD], citations=[GOLD, ELSEWHERE])
REFUSED = outcome("refused", hits=[ELSEWHERE])


@pytest.mark.parametrize(
    ("made", "expected", "words"),
    [
        (FALSE, Verdict.FALSE_ANSWER, "answered, but the sources do not say it"),
        (WRONG, Verdict.WRONG_PASSAGE, "wrong passage cited; the right one was found at rank 2"),
        (
            LOST,
            Verdict.WRONG_PASSAGE,
            "wrong passage cited; the right one was not among the 1 passages found",
        ),
        (HALF, Verdict.INCOMPLETE, "only 1 of 2 needed passages cited"),
        (
            UNFOUND,
            Verdict.REFUSED_NOT_FOUND,
            "refused; the answer was not among the 1 passages found",
        ),
        (
            HALF_FOUND,
            Verdict.REFUSED_NOT_FOUND,
            "refused; all of the answer was not among the 1 passages found",
        ),
        (THIRD, Verdict.REFUSED_FOUND, "refused, although the answer was found at rank 3"),
        (FIRST, Verdict.REFUSED_FOUND, "refused, although the answer was found at rank 1"),
        (SECOND_CITED, Verdict.RIGHT_NOT_FIRST, "right passage cited, but not first"),
        (RIGHT, Verdict.RIGHT_ANSWER, "answered rightly"),
        (REFUSED, Verdict.RIGHT_REFUSAL, "refused rightly"),
    ],
)
def test_each_outcome_has_its_verdict(made: Outcome, expected: Verdict, words: str) -> None:
    assert (verdict(made), in_words(made)) == (expected, words)


def test_confidently_wrong_answers_come_first_and_close_calls_among_the_right_ones() -> None:
    sure = outcome("sure", hits=[ELSEWHERE], confidence=0.01)
    given = [sure, REFUSED, RIGHT, SECOND_CITED, FIRST, THIRD, UNFOUND, HALF_FOUND, HALF, WRONG]
    ordered = sorted([*given, FALSE, LOST], key=badness)
    assert [made.question_id for made in ordered] == [
        "lost",  # .9
        "false",  # .8
        "wrong",  # .5
        "half",
        "unfound",  # refused as surely as .3
        "half found",  # .4
        "third",  # found, but further down than the next
        "first",
        "second",
        "right",
        "refused",  # rightly, at .5
        "sure",  # rightly, at .01
    ]


def test_every_verdict_has_words() -> None:
    assert set(KINDS) == set(Verdict)


_places = st.lists(st.sampled_from([GOLD, SECOND, ELSEWHERE]), max_size=3, unique=True)
_labels = st.lists(st.sampled_from([GOLD, SECOND]).map(lambda p: [p]), max_size=2, unique_by=str)


@given(_labels, _places, _places, st.booleans())
def test_verdicts_and_metrics_agree(labels: list, hits: list, cited: list, both: bool) -> None:
    made = outcome("q", labels=labels, hits=hits, citations=cited, needs_all=both)
    columns, found = Columns.of([made]), verdict(made)
    answered_rightly = found in (Verdict.RIGHT_ANSWER, Verdict.RIGHT_NOT_FIRST)
    assert columns.right[0] == answered_rightly
    assert (found is Verdict.RIGHT_REFUSAL) == (not labels and not cited)
    if answered_rightly:
        assert columns.first_right[0] == (found is Verdict.RIGHT_ANSWER)
