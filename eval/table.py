"""Runs as text tables."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import starmap

from eval.bootstrap import Estimate, differences, ratio
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

VARIED = (
    "Success@1",
    "Success@5",
    "MRR",
    "citations right",
    "false-answer rate",
    "AUROC",
)
"""The metrics of variants; not of their speed, as each remembers what others have read."""

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
    columns, others = run.columns, [other.columns for other in baselines]
    beside = {name: METRICS[name] for name in BESIDE}
    gains = [differences(beside, columns, other) for other in others]
    heads = [cell for other in baselines for cell in (other.models[0], "ours over it")]
    rows = [("metric", "onrecord", *heads)]
    for name, metric in beside.items():
        if (value := metric(columns)) != value:  # NaN is not itself
            continue
        cells = [figure(name, value)]
        for other, gain in zip(others, gains, strict=True):
            by, interval = _by(name, gain[name])
            cells += [figure(name, metric(other)), f"{by} ({interval})"]
        rows.append((name, *cells))
    return "\n".join([f"{run.name}, beside baselines asked after it", "", *_aligned(rows)])


def ablation_table(full: Run, variants: Sequence[Run]) -> str:
    """Return the figures of ``full``, then for each variant what it has over them.

    The differences come as in :func:`baseline_table`.
    """
    columns = full.columns
    names = [name for name in VARIED if (value := METRICS[name](columns)) == value]  # no NaN
    rows = [("", *names), ("full system", *(figure(n, METRICS[n](columns)) for n in names))]
    for variant in variants:
        changes = differences({n: METRICS[n] for n in names}, variant.columns, columns)
        cells = (f"{by} ({interval})" for by, interval in starmap(_by, changes.items()))
        rows.append((variant.name.rpartition(" · ")[2], *cells))
    return "\n".join([f"{full.name}, and variants with one thing changed", "", *_aligned(rows)])


def comparison_table(run: Run, other: Run) -> str:
    """Return the differences of ``run`` to ``other`` on the questions both have, and who won."""
    found = compare(run, other)
    rows = [("metric", "difference", "95 % interval")]
    for change in found.changes():
        rows.append((change.name, *_by(change.name, change.difference)))
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


def _by(name: str, by: Estimate) -> tuple[str, str]:
    """Return a difference as it is printed, with a star if it is clear, and its interval."""
    star = "*" if by.is_clear else ""
    return f"{figure(name, by.value)}{star}", f"{figure(name, by.low)} to {figure(name, by.high)}"


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
