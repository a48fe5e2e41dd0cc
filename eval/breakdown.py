"""How each category of questions fared."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from eval.metrics import Columns, answered_share, citations_right, refusal_recall, success
from eval.run import Run

FIGURES: dict[str, Callable[[Columns], float]] = {
    "Success@1": success(1),
    "Success@5": success(5),
    "citations right": citations_right,
    "answered": answered_share,
    "refused": refusal_recall,
}
"""What is said of a category; the last is over its unanswerable questions."""


@dataclass(frozen=True, slots=True)
class Category:
    """The questions of one category.

    Attributes:
        figures: One per entry of ``FIGURES``; NaN where no question of the kind is in it.
    """

    name: str
    n: int
    figures: tuple[float, ...]


def categories(run: Run) -> list[Category]:
    """Return the categories of ``run`` in order of first appearance."""
    found = []
    for name in dict.fromkeys(outcome.category for outcome in run.outcomes):
        columns = Columns.of([o for o in run.outcomes if o.category == name])
        figures = tuple(metric(columns) for metric in FIGURES.values())
        found.append(Category(name or "(none)", len(columns.answerable), figures))
    return found
