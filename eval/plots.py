"""The report's plots, drawn by matplotlib as SVG that takes its colours from the page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from markupsafe import Markup

from eval.metrics import Columns, borne_out, ece, ece_all
from eval.reliability import Bin, reliability
from eval.selective import selective
from eval.svg import ACCENT, INK, QUIET, WARN, drawn

if TYPE_CHECKING:
    from matplotlib.axes import Axes

LATENCY_BINS = 30
LABEL = 0.35
"""Share of the axis that "median 1234 ms" may take."""

COVERAGES = (0.1, 0.25, 0.5, 0.75, 1.0)


@dataclass(frozen=True, slots=True)
class Plot:
    """A plot and the same in figures.

    Attributes:
        title: What is drawn.
        says: What is to be seen, in a sentence or two; also what a screen reader says.
        svg: Ready to stand in a page.
        head: Names of the columns of ``rows``.
        rows: What is drawn, as text.
    """

    title: str
    says: str
    svg: Markup
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def plots(columns: Columns, prefix: str) -> list[Plot]:
    """Return the plots of a run; those of answers are left out if there is no answer.

    Args:
        columns: The run.
        prefix: Begins every id in the SVG; must not be that of another plot of the page.
    """
    made = [_all_reliability(columns, f"{prefix}-all")]
    if columns.answered.any():
        made.append(_answered_reliability(columns, f"{prefix}-answered"))
        made.append(_risk_coverage(columns, f"{prefix}-risk"))
    return [*made, _latency(columns, f"{prefix}-latency")]


def _all_reliability(c: Columns, prefix: str) -> Plot:
    bins = reliability(c.confidence, borne_out(c))
    says = (
        f"All {len(c.confidence)} questions. ECE {ece_all(c):.3f}. On the dashed line, confidence "
        "is the share that is right; above it the system was too modest, below too sure. Right "
        "is an answer whose first citation overlaps gold; a refusal counts as right here if the "
        "question can be answered, since that is what its confidence speaks of."
    )
    return _reliability("Reliability, all questions", says, bins, prefix)


def _answered_reliability(c: Columns, prefix: str) -> Plot:
    bins = reliability(c.confidence[c.answered], c.first_right[c.answered])
    says = (
        f"The {c.answered.sum()} answers alone. ECE {ece(c):.3f}. "
        "Right is an answer whose first citation overlaps gold."
    )
    return _reliability("Reliability, answers only", says, bins, prefix)


def _reliability(title: str, says: str, bins: tuple[Bin, ...], prefix: str) -> Plot:
    def draw(axes: Axes) -> None:
        axes.plot([0, 1], [0, 1], color=QUIET, linewidth=1, linestyle=(0, (4, 3)))
        for b in bins:
            width = b.high - b.low
            axes.bar(b.low, b.share, width, align="edge", color=ACCENT, alpha=0.18)
            axes.vlines(b.confidence, b.share, b.confidence, color=ACCENT, linewidth=1)
            above = max(b.share, b.confidence if abs(b.share - b.confidence) < 0.12 else 0)
            axes.text(b.confidence, above + 0.035, str(b.n), color=QUIET, ha="center", fontsize=9)
        axes.plot([b.confidence for b in bins], [b.share for b in bins], "o", color=ACCENT)
        axes.set(xlim=(0, 1), ylim=(0, 1.12), xlabel="confidence", ylabel="share right")
        axes.set_yticks([0, 0.2, 0.4, 0.6, 0.8, 1])

    rows = [
        (f"{b.low:.1f} to {b.high:.1f}", str(b.n), f"{b.confidence:.3f}", f"{b.share:.3f}")
        for b in bins
    ]
    head = ("confidence", "questions", "mean confidence", "share right")
    return _plot(title, says + " The numbers count questions.", prefix, draw, head, rows)


def _risk_coverage(c: Columns, prefix: str) -> Plot:
    curve = selective(c.confidence, c.answered, c.answerable, c.first_right)
    last, n = curve.answered - 1, len(curve.coverage)

    def draw(axes: Axes) -> None:
        past = slice(last, None)
        axes.fill_between(
            curve.coverage[past], curve.low[past], curve.high[past], color=QUIET, alpha=0.18, lw=0
        )
        given = slice(0, last + 1)
        axes.plot(curve.coverage[given], curve.low[given], color=ACCENT, linewidth=1.8)
        x, y = curve.coverage[last], curve.low[last]
        axes.plot([x], [y], "o", color=WARN, markersize=7)
        axes.annotate(
            f"as run: {x:.0%} answered,\n{y:.0%} of them wrongly",
            (x, y),
            # Where the curve seldom is: a run that answers everything wrongly has other worries.
            (0.04, 0.82),
            textcoords="axes fraction",
            color=INK,
            arrowprops={"arrowstyle": "-", "color": QUIET, "shrinkB": 5},
        )
        axes.set(xlim=(0, 1.02), ylim=(0, 1.02), xlabel="coverage: share of questions answered")
        axes.set_ylabel("risk: share of answers wrong")

    says = (
        f"As run, {curve.answered} of {n} questions are answered and "
        f"{curve.low[last]:.0%} of these answers are wrong; a higher threshold moves to the left "
        "along the line. The grey band is what a lower one could do: from every refused "
        "answerable question being answered rightly to none."
    )
    kept = sorted({*(max(1, round(share * n)) for share in COVERAGES), curve.answered})
    rows = [
        (
            f"{k / n:.0%}" + (" (as run)" if k == curve.answered else ""),
            str(k),
            _risk(curve.low[k - 1], curve.high[k - 1]),
        )
        for k in kept
    ]
    head = ("coverage", "questions", "risk")
    return _plot("Risk and coverage", says, prefix, draw, head, rows)


def _risk(low: float, high: float) -> str:
    return f"{low:.3f}" if low == high else f"{low:.3f} to {high:.3f}"


def _latency(c: Columns, prefix: str) -> Plot:
    median, p95 = (float(v) for v in np.percentile(c.latency, [50, 95]))
    counts, edges = np.histogram(c.latency, bins=LATENCY_BINS)

    def draw(axes: Axes) -> None:
        axes.bar(edges[:-1], counts, np.diff(edges), align="edge", color=ACCENT, alpha=0.55)
        top = counts.max() * 1.22
        span = float(edges[-1] - edges[0])
        left = median - edges[0] > LABEL * span
        for value, name, ends_there in ((median, "median", left), (p95, "p95", False)):
            axes.vlines(value, 0, top * 0.97, color=WARN, linewidth=1.2)
            axes.annotate(
                f"{name} {value:.0f} ms",
                (value, top * (1.0 if name == "median" else 0.89)),
                (-4 if ends_there else 4, -11),
                textcoords="offset points",
                ha="right" if ends_there else "left",
                color=INK,
            )
        axes.set_xlim(float(edges[0]), max(float(edges[-1]), p95 + LABEL * span))
        axes.set(ylim=(0, top), xlabel="milliseconds", ylabel="questions")

    says = f"Wall time of {len(c.latency)} answers: median {median:.0f} ms, p95 {p95:.0f} ms."
    spread = [0, 25, 50, 75, 95, 100]
    names = ("fastest", "25th percentile", "median", "75th percentile", "p95", "slowest")
    values = np.percentile(c.latency, spread)
    rows = [(name, f"{value:.0f} ms") for name, value in zip(names, values, strict=True)]
    return _plot("Latency", says, prefix, draw, ("", "wall time"), rows)


def _plot(
    title: str,
    says: str,
    prefix: str,
    draw: Callable[[Axes], None],
    head: tuple[str, ...],
    rows: Sequence[tuple[str, ...]],
) -> Plot:
    return Plot(title, says, drawn(draw, title, says, prefix), head, tuple(rows))
