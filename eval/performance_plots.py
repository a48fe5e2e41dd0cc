"""The two plots of the performance page, as SVG files that stand by themselves."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from eval.performance import Performance
from eval.svg import ACCENT, QUIET, WARN, drawn

if TYPE_CHECKING:
    from matplotlib.axes import Axes

STYLE = """<style>
svg { font-family: system-ui, sans-serif; background: #fffdf8 }
.fill-ink { fill: #1d1b16 } .stroke-ink { stroke: #1d1b16 }
.fill-quiet { fill: #5f5a4e } .stroke-quiet { stroke: #5f5a4e }
.fill-accent { fill: #8a2d1c } .stroke-accent { stroke: #8a2d1c }
.fill-warn { fill: #1c5a8a } .stroke-warn { stroke: #1c5a8a }
</style>"""
"""A file has no page to take its colours from."""


def write_plots(found: Performance, folder: Path) -> tuple[Path, ...]:
    """Write ``latency.svg`` and ``users.svg`` to ``folder``; return where they are."""
    folder.mkdir(parents=True, exist_ok=True)
    return (
        _write(
            folder / "latency.svg",
            _latency(found),
            "Latency by size",
            "Median and 95th percentile of an answer, and medians of search without the "
            "reranker, the LangChain RAG and bare FAISS, by passages; both axes logarithmic.",
        ),
        _write(
            folder / "users.svg",
            _users(found),
            "Latency by users",
            "95th percentile of an answer over HTTP by users at a time; the dashed line is "
            "growth in step with the users.",
        ),
    )


def _latency(found: Performance) -> Callable[[Axes], None]:
    def draw(axes: Axes) -> None:
        passages = [size.asked.passages for size in found.sizes]
        lines = (
            ("answer, p95", [s.asked.stages["total"].p95 for s in found.sizes], WARN, "s-"),
            ("answer, p50", [s.asked.stages["total"].p50 for s in found.sizes], ACCENT, "o-"),
            ("search, not reranked", [s.asked.fast.p50 for s in found.sizes], ACCENT, "o--"),
            ("LangChain RAG", [s.langchain.p50 for s in found.sizes], QUIET, "^--"),
            ("bare FAISS", [s.asked.flat.p50 for s in found.sizes], QUIET, "v:"),
        )
        for name, values, colour, form in lines:
            axes.plot(passages, values, form, color=colour, label=name, linewidth=1.4)
        axes.set(xscale="log", yscale="log", xlabel="passages", ylabel="milliseconds")
        axes.legend(frameon=False, fontsize=8, loc="best")

    return draw


def _users(found: Performance) -> Callable[[Axes], None]:
    def draw(axes: Axes) -> None:
        users = [load.users for load in found.load]
        first = found.load[0]
        axes.plot(users, [load.p95 for load in found.load], "o-", color=ACCENT)
        linear = [first.p95 * many / first.users for many in users]
        axes.plot(users, linear, "--", color=QUIET, linewidth=1)
        axes.set(xlabel="users at a time", ylabel="p95, milliseconds", ylim=(0, None))

    return draw


def _write(path: Path, draw: Callable[[Axes], None], title: str, says: str) -> Path:
    svg = str(drawn(draw, title, says, path.stem))
    end = svg.index(">") + 1
    path.write_text(svg[:end] + STYLE + svg[end:], encoding="utf-8")
    return path
