"""``docs/performance.md``: what was measured, in tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from eval.atsize import STAGES, Spread
from eval.performance import Performance, Size

HEAD = """# Performance

This page is written by the command below, from one run; nothing in it is typed by hand.

```
{command}
```

{machine}. {said}
"""

SAID = (
    "The texts are invented interviews from a seeded generator; but for the first thousand "
    "passages of a library, vectors are drawn around embedded ones, since here the size is "
    "measured and not the meaning. Every question is asked once, so that nothing is remembered "
    "from an earlier time. Times are milliseconds unless another unit is given; a ratio is to "
    "the reference named beside it, measured in the same run."
)


def performance_page(found: Performance, command: str, plots: Sequence[str] = ()) -> str:
    """Return the page as Markdown.

    Args:
        found: What was measured.
        command: What was typed.
        plots: Addresses of pictures, relative to the page.
    """
    machine = ", ".join(f"{name} {value}" for name, value in found.machine.items())
    parts = [
        HEAD.format(command=command, machine=machine, said=SAID),
        *_references(found),
        *_cold(found),
        *_answers(found),
        *(f"![{name.rpartition('/')[2].removesuffix('.svg')}]({name})\n" for name in plots[:1]),
        *_sizes(found),
        *_users(found),
        *(f"![{name.rpartition('/')[2].removesuffix('.svg')}]({name})\n" for name in plots[1:]),
        *_adding(found),
    ]
    return "\n".join(parts)


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return a Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(map(str, line)) + " |" for line in lines) + "\n"


def _references(found: Performance) -> list[str]:
    rows = [
        ("numpy copies memory", f"{found.bandwidth:.1f} GB/s"),
        ("the embedder alone, one query", f"{found.encoding.query:.1f} ms"),
        ("the embedder alone, many passages", f"{found.encoding.passages:.0f} passages/s"),
    ]
    return ["## References\n", table(("", ""), rows)]


def _cold(found: Performance) -> list[str]:
    cold = found.cold
    rows = [
        (name, f"{seconds * 1000:.0f}", f"{seconds / against:.2f} x {reference}")
        for name, seconds, against, reference in (
            ("`python -c pass`", cold.empty, cold.empty, "itself"),
            ("import and load the models, no more", cold.loading, cold.loading, "itself"),
            ("`onrecord ask`, cold", cold.ask, cold.loading, "loading"),
            ("`onrecord list`", cold.listing, cold.empty, "`python -c pass`"),
            ("`onrecord serve` to the first page", cold.page, cold.loading, "loading"),
            ("`onrecord serve` to the first answer", cold.first_answer, cold.loading, "loading"),
        )
    ]
    return ["## Cold start\n", table(("", "ms", "ratio"), rows)]


def _answers(found: Performance) -> list[str]:
    rows = [row for size in found.sizes for row in _rows(size)]
    head = ("passages", "", "p50", "p95", "p99", "p50 as a ratio")
    return ["## Warm answers, stage by stage\n", table(head, rows)]


def _rows(size: Size) -> Iterable[Sequence[object]]:
    asked = size.asked
    embed, flat = asked.embed_alone.p50, asked.flat.p50

    def row(name: str, spread: Spread, ratio: str) -> Sequence[object]:
        times = (spread.p50, spread.p95, spread.p99)
        return (asked.passages, name, *(f"{time:.1f}" for time in times), ratio)

    for name in STAGES:
        stage = asked.stages[name]
        against, of = (flat, "bare FAISS flat") if name == "dense" else (embed, "embedder alone")
        title = "answer" if name == "total" else f"… {name}"
        yield row(title, stage, f"{stage.p50 / against:.1f} x {of}")
    fast = asked.fast
    yield row("search, not reranked", fast, f"{fast.p50 / size.langchain.p50:.1f} x LangChain RAG")
    yield row("*LangChain RAG: search alone*", size.langchain, "1")
    yield row("*embedder alone*", asked.embed_alone, "1")
    yield row("*bare FAISS flat*", asked.flat, "1")


def _sizes(found: Performance) -> list[str]:
    rows = []
    for size in found.sizes:
        asked = size.asked
        vectors = asked.passages * 384 * 4 / 1e6
        rows.append(
            (
                asked.passages,
                f"{asked.passages / size.fill_seconds:.0f}",
                f"{asked.open_seconds:.2f}",
                f"{asked.megabytes:.0f}",
                f"{asked.disk:.0f}",
                f"{asked.disk / vectors:.1f} x the bare vectors",
            )
        )
    head = ("passages", "indexed/s, not embedded", "open, s", "memory at most, MB", "disk, MB", "")
    return ["## Memory and disk\n", table(head, rows)]


def _users(found: Performance) -> list[str]:
    rows = [
        (
            load.users,
            load.questions,
            load.failures,
            f"{load.rps:.1f}",
            f"{load.median:.0f}",
            f"{load.p95:.0f}",
            f"{load.p95_ratio:.1f}",
            f"{load.fairness:.3f}",
        )
        for load in found.load
    ]
    head = ("users", "questions", "failures", "answers/s", "p50", "p95", "p95 ratio", "fairness")
    said = (
        f"Over HTTP, against a server that was started for it, among {found.load_passages} "
        "passages; each user asks again once answered. The ratio is to one user's p95: in step "
        "with the users it would be their number. Fairness is Jain's index of the users' mean "
        "waits: 1 if all wait alike.\n"
    )
    return ["## Many users\n", said, table(head, rows)]


def _adding(found: Performance) -> list[str]:
    adding = found.adding
    said = (
        f"`onrecord add` of {adding.interviews} interviews, {adding.passages} passages: "
        f"{adding.passages / adding.add_seconds:.0f} passages/s, {adding.ratio:.2f} of the speed "
        f"of the embedder alone ({adding.cpu_ratio:.2f} by CPU time).\n"
    )
    return ["## Adding\n", said]
