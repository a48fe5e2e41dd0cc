"""One run against another."""

from runs import outcome, place

from eval.comparison import compare
from eval.outcome import Outcome
from eval.run import Run

GOLD = place(100)
FOUND = outcome("a", labels=[[GOLD]], citations=[GOLD])
MISSED = outcome("a", labels=[[GOLD]])
REFUSED = outcome("b")
INVENTED = outcome("b", citations=[GOLD])


def made(*outcomes: Outcome) -> Run:
    return Run("set", "2026-01-01T00:00:00+00:00", (), outcomes)


def test_wins_and_losses_are_pairs_of_now_and_then() -> None:
    found = compare(made(FOUND, INVENTED), made(REFUSED, MISSED))
    assert found.pairs == ((FOUND, MISSED), (INVENTED, REFUSED))
    assert found.won == ((FOUND, MISSED),)
    assert found.lost == ((INVENTED, REFUSED),)  # a refusal that was right is one to lose


def test_a_change_gives_both_figures_and_their_difference() -> None:
    changes = {c.name: c for c in compare(made(FOUND, REFUSED), made(MISSED, REFUSED)).changes()}
    change = changes["citations right"]
    assert (change.former, change.now, change.difference.value) == (0.0, 1.0, 1.0)
    assert change.difference.is_clear
    assert not changes["refusal recall"].difference.is_clear
    assert "ECE, of answered" not in changes  # the former run answered nothing


def test_runs_without_a_common_question_have_no_changes() -> None:
    found = compare(made(FOUND), made(REFUSED))
    assert (found.pairs, found.changes()) == ((), [])
