"""Runs as text tables."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from eval.bootstrap import Estimate, difference, ratio
from eval.metrics import METRICS, Columns, answered_share, citations_right, refusal_recall, success
from eval.run import Run

FOLLOW_UP = "followup"
REWRITTEN = "-rewrite"
"""What the id of a follow-up's stand-alone rewording adds to the follow-up's own."""


def run_table(run: Run) -> str:
    """Return the metrics of ``run`` with their intervals, then a line per category."""
    unanswerable = sum(not outcome.answerable for outcome in run.outcomes)
    n = len(run.outcomes)
    title = f"{run.name}: {n} questions, {n - unanswerable} answerable, {unanswerable} not"
    rows = [
        (name, _figure(name, e.value), f"{_figure(name, e.low)} to {_figure(name, e.high)}")
        for name, e in run.estimates().items()
    ]
    return "\n".join([title, "", *_aligned([("metric", "value", "95 % interval"), *rows])])


def category_table(run: Run) -> str:
    """Return how each category of questions fared."""
    rows: list[tuple[str, ...]] = [
        ("category", "n", "Success@1", "Success@5", "citations right", "answered", "refused")
    ]
    for category in dict.fromkeys(outcome.category for outcome in run.outcomes):
        columns = Columns.of([o for o in run.outcomes if o.category == category])
        figures = [m(columns) for m in (success(1), success(5), citations_right, answered_share)]
        figures.append(refusal_recall(columns))
        shown = ("-" if figure != figure else f"{figure:.2f}" for figure in figures)
        rows.append((category or "(none)", str(len(columns.answerable)), *shown))
    return "\n".join([*_aligned(rows), *_follow_up_line(run)])


def _follow_up_line(run: Run) -> list[str]:
    """Say how much of what its stand-alone rewording finds a follow-up finds, if both are there."""
    found = {o.question_id: o for o in run.outcomes}
    asked = [o for o in run.outcomes if o.category == FOLLOW_UP and o.answerable]
    pairs = [(o, found[key]) for o in asked if (key := o.question_id + REWRITTEN) in found]
    if not pairs:
        return []
    ours, theirs = (Columns.of(side) for side in zip(*pairs, strict=True))
    share = ratio(success(1), ours, theirs)
    interval = f"{share.low:.2f} to {share.high:.2f}"
    return [
        "",
        f"followup / rewrite, Success@1: {share.value:.2f} ({interval}), {len(pairs)} pairs",
    ]


def comparison_table(run: Run, other: Run) -> str:
    """Return the differences of ``run`` to ``other`` on the questions both have, and who won."""
    theirs = {outcome.question_id: outcome for outcome in other.outcomes}
    pairs = [(o, theirs[o.question_id]) for o in run.outcomes if o.question_id in theirs]
    mine, old = Columns.of([a for a, _ in pairs]), Columns.of([b for _, b in pairs])
    rows = [("metric", "difference", "95 % interval")]
    for name, metric in METRICS.items():
        change = difference(metric, mine, old)
        if change.value == change.value:
            low, high = _figure(name, change.low), _figure(name, change.high)
            rows.append((name, f"{_figure(name, change.value)}{_mark(change)}", f"{low} to {high}"))
    ids = np.array([outcome.question_id for outcome, _ in pairs])
    won, lost = ids[mine.right & ~old.right], ids[~mine.right & old.right]
    return "\n".join(
        [
            f"{run.name}: {run.date} against {other.date}, {len(pairs)} questions in common",
            "",
            *_aligned(rows),
            "",
            f"won  {len(won)}: {' '.join(won)}",
            f"lost {len(lost)}: {' '.join(lost)}",
        ]
    )


def _mark(change: Estimate) -> str:
    """Star a difference whose interval leaves out 0."""
    return "*" if change.low > 0 or change.high < 0 else ""


def _figure(name: str, value: float) -> str:
    return f"{value:.0f}" if name.endswith("ms") else f"{value:.3f}"


def _aligned(rows: Sequence[Sequence[str]]) -> list[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [
        "  ".join(
            cell.ljust(width) if n == 0 else cell.rjust(width)
            for n, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]
