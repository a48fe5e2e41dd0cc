"""Runs as text tables."""

from __future__ import annotations

from collections.abc import Sequence

from eval.bootstrap import difference, ratio
from eval.breakdown import FIGURES, categories
from eval.comparison import compare
from eval.metrics import METRICS, Columns, success
from eval.run import Run

BESIDE = (
    "Success@1",
    "Success@5",
    "Success@1 of documents",
    "MRR",
    "nDCG@10",
    "citations right",
    "gold inside a quote, of answered",
    "characters quoted, of answered",
    "false-answer rate",
    "AUROC",
    "latency median, ms",
)
"""The metrics to which baselines can be held, which neither refuse nor know a probability."""

FOLLOW_UP = "followup"
REWRITTEN = "-rewrite"
"""What the id of a follow-up's stand-alone rewording adds to the follow-up's own."""


def run_table(run: Run) -> str:
    """Return the metrics of ``run`` with their intervals, then a line per category."""
    unanswerable = sum(not outcome.answerable for outcome in run.outcomes)
    n = len(run.outcomes)
    title = f"{run.name}: {n} questions, {n - unanswerable} answerable, {unanswerable} not"
    rows = [
        (name, figure(name, e.value), f"{figure(name, e.low)} to {figure(name, e.high)}")
        for name, e in run.estimates().items()
    ]
    return "\n".join([title, "", *_aligned([("metric", "value", "95 % interval"), *rows])])


def category_table(run: Run) -> str:
    """Return how each category of questions fared."""
    rows: list[tuple[str, ...]] = [("category", "n", *FIGURES)]
    for category in categories(run):
        shown = ("-" if figure != figure else f"{figure:.2f}" for figure in category.figures)
        rows.append((category.name, str(category.n), *shown))
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


def baseline_table(run: Run, baselines: Sequence[Run]) -> str:
    """Return ``run`` beside baselines of the same questions, with what it has over each.

    The differences come with 95 % intervals, the questions resampled in pairs, and a star where
    the interval leaves out 0.
    """
    columns = run.columns
    others = [(other.models[0], other.columns) for other in baselines]
    heads = [cell for name, _ in others for cell in (name, "ours over it")]
    rows = [("metric", "onrecord", *heads)]
    for name in BESIDE:
        metric = METRICS[name]
        if (value := metric(columns)) != value:  # NaN is not itself
            continue
        cells = [figure(name, value)]
        for _, other in others:
            by = difference(metric, columns, other)
            star = "*" if by.low > 0 or by.high < 0 else ""
            interval = f"{figure(name, by.low)} to {figure(name, by.high)}"
            cells += [figure(name, metric(other)), f"{figure(name, by.value)}{star} ({interval})"]
        rows.append((name, *cells))
    return "\n".join([f"{run.name}, beside baselines asked after it", "", *_aligned(rows)])


def comparison_table(run: Run, other: Run) -> str:
    """Return the differences of ``run`` to ``other`` on the questions both have, and who won."""
    found = compare(run, other)
    rows = [("metric", "difference", "95 % interval")]
    for change in found.changes():
        name, by = change.name, change.difference
        low, high = figure(name, by.low), figure(name, by.high)
        star = "*" if change.is_clear else ""
        rows.append((name, f"{figure(name, by.value)}{star}", f"{low} to {high}"))
    won, lost = ([now.question_id for now, _ in pairs] for pairs in (found.won, found.lost))
    return "\n".join(
        [
            f"{run.name}: {run.date} against {other.date}, {len(found.pairs)} questions in common",
            "",
            *_aligned(rows),
            "",
            f"won  {len(won)}: {' '.join(won)}",
            f"lost {len(lost)}: {' '.join(lost)}",
        ]
    )


def figure(name: str, value: float) -> str:
    """Return the value of the metric ``name`` as it is printed."""
    whole = name.endswith("ms") or name.startswith("characters")
    return f"{value:.0f}" if whole else f"{value:.3f}"


def _aligned(rows: Sequence[Sequence[str]]) -> list[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [
        "  ".join(
            cell.ljust(width) if n == 0 else cell.rjust(width)
            for n, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]
