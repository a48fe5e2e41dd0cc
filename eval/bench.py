"""``onrecord bench``: how long a user waits, each figure beside a baseline of the same run."""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from eval.adding import measure_adding
from eval.command import typed_command
from eval.dataset import bundled_set, load_set
from eval.growth import measure_growth
from eval.performance import measure_performance
from eval.performance_page import performance_page
from eval.performance_plots import write_plots
from eval.server import started
from eval.sizes import measure_sizes, table
from eval.timing import Timing, timing
from index.place import address_of
from qa.assemble import fill_if_new, open_answerer
from qa.cli import json_option, library_option
from qa.settings import Settings, load_settings

STAGES = ("embed", "dense", "lexical", "rerank")


def measure(action: Callable[[], object], times: int) -> list[float]:
    """Return the milliseconds that each of ``times`` calls took, after one that is not counted."""
    action()
    spent = []
    for _ in range(times):
        began = time.perf_counter()
        action()
        spent.append((time.perf_counter() - began) * 1000)
    return spent


def warm_answers(settings: Settings, rounds: int) -> list[Timing]:
    """Time whole answers to the bundled questions, and their stages, once the models are loaded."""
    answerer = open_answerer(settings)
    fill_if_new(answerer.library, settings)
    answerer.warm_up()
    questions = [question.text for question in load_set(bundled_set()).questions]
    answers = [answerer.ask(text).timings for _ in range(rounds) for text in questions]
    stages = [timing(f"  {stage}", [getattr(t, stage) for t in answers]) for stage in STAGES]
    bare = stages[0]
    return [
        timing("answer, models loaded", [t.total for t in answers], bare),
        *(timing(s.name, [getattr(t, s.name.strip()) for t in answers], bare) for s in stages),
    ]


def commands(settings: Settings, times: int) -> list[Timing]:
    """Time whole processes: an empty one, ``list``, ``show``, and ``ask`` from cold."""
    library = address_of(settings.library)
    (first, *_) = open_answerer(settings).library.documents()

    def run(*arguments: str) -> Callable[[], object]:
        command = [sys.executable, *arguments]
        return lambda: subprocess.run(command, check=True, capture_output=True)  # noqa: S603

    onrecord = ("-m", "qa")
    bare = timing("python -c pass", measure(run("-c", "pass"), times))
    loaded = timing(
        "import sentence_transformers",
        measure(run("-c", "import sentence_transformers"), max(1, times // 4)),
    )
    return [
        bare,
        timing("onrecord list", measure(run(*onrecord, "list", "--library", library), times), bare),
        timing(
            "onrecord show",
            measure(run(*onrecord, "show", first.doc_id, "--library", library), times),
            bare,
        ),
        loaded,
        timing(
            "onrecord ask, cold",
            measure(
                run(*onrecord, "ask", "What was said?", "--library", library), max(1, times // 4)
            ),
            loaded,
        ),
    ]


def page_visible(settings: Settings) -> Timing:
    """Time from starting the web chat to the first page it serves."""
    began = time.perf_counter()
    with started(settings):
        spent = (time.perf_counter() - began) * 1000
    return timing("page visible after start", [spent])


def numbers(text: str) -> list[int]:
    """Return the whole numbers of a list such as ``1000,10000``, ascending, each once.

    Raises:
        click.BadParameter: If it is not one.
    """
    parts = [part.strip().replace("_", "") for part in text.split(",")]
    if not all(part.isdecimal() and int(part) > 0 for part in parts):
        raise click.BadParameter(f"expected numbers such as 1000,10000, found {text!r}")
    return sorted({int(part) for part in parts})


def machine() -> dict[str, str]:
    """Describe what the figures were measured on."""
    models = [
        line.split(":", 1)[1].strip()
        for line in _lines(Path("/proc/cpuinfo"))
        if line.startswith("model name")
    ]
    return {
        "processor": models[0] if models else platform.processor(),
        "cores": str(os.cpu_count()),
        "system": platform.platform(),
        "python": platform.python_version(),
        # What else ran: figures of a busy machine are to be known as such.
        "load before": f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "unknown",
    }


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8").splitlines()
    except OSError:
        return []


@click.command()
@click.option("--rounds", default=3, show_default=True, type=click.IntRange(1), help="Of answers.")
@click.option("--times", default=9, show_default=True, type=click.IntRange(1), help="Of processes.")
@click.option(
    "--adding",
    metavar="N",
    type=click.IntRange(1),
    help="Instead, add N invented interviews of 50 kB to a library that is thrown away.",
)
@click.option(
    "--passages",
    metavar="N",
    type=click.IntRange(1_000),
    help="Instead, time answers among 1,000 and among N passages of invented interviews.",
)
@click.option(
    "--index-sizes",
    metavar="N,N…",
    callback=lambda _context, _option, value: numbers(value) if value else [],
    help="Instead, build and search every kind of dense index of N drawn vectors each.",
)
@click.option(
    "--sizes",
    metavar="N,N…",
    help="Instead, measure everything, in libraries of so many passages; see docs/performance.md.",
)
@click.option(
    "--users", default="1,8,32", show_default=True, metavar="N,N…", help="At a time, for --sizes."
)
@click.option(
    "--questions", default=60, show_default=True, type=click.IntRange(2), help="At each size."
)
@click.option(
    "--markdown",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write what --sizes finds as a page.",
)
@click.option(
    "--plots",
    metavar="DIR",
    type=click.Path(file_okay=False, path_type=Path),
    help="Write what --sizes finds as plots.",
)
@library_option
@json_option
def bench(
    rounds: int,
    times: int,
    adding: int | None,
    passages: int | None,
    index_sizes: list[int],
    sizes: str | None,
    users: str,
    questions: int,
    markdown: Path | None,
    plots: Path | None,
    library: str | None,
    as_json: bool,
) -> None:
    """Measure how long answers, commands and the page take, beside baselines."""
    if adding is not None:
        measured = measure_adding(load_settings(library), adding)
        if as_json:
            click.echo(json.dumps({"machine": machine(), "adding": asdict(measured)}))
        else:
            click.echo("\n".join(measured.lines()))
        return
    if index_sizes:
        kinds = list(measure_sizes(index_sizes))
        value = {"machine": machine(), "index_sizes": list(map(asdict, kinds))}
        click.echo(json.dumps(value) if as_json else table(kinds))
        return
    if sizes is not None:
        found = measure_performance(
            load_settings(library), machine(), numbers(sizes), numbers(users), questions
        )
        pictures = write_plots(found, plots) if plots is not None else ()
        page = performance_page(
            found,
            typed_command(click.get_current_context()),
            [os.path.relpath(p, markdown.parent) for p in pictures] if markdown else [],
        )
        if markdown is not None:
            markdown.write_text(page, encoding="utf-8")
        click.echo(json.dumps(asdict(found), ensure_ascii=False) if as_json else page)
        return
    with TemporaryDirectory(prefix="onrecord-bench-") as folder:
        settings = load_settings(library)
        if library is None:
            settings = replace(settings, library=Path(folder))
        timings = (
            measure_growth(settings, passages)
            if passages is not None
            else [
                *warm_answers(settings, rounds),
                *commands(settings, times),
                page_visible(settings),
            ]
        )
    if as_json:
        value = {"machine": machine(), "timings": [asdict(item) for item in timings]}
        click.echo(json.dumps(value, ensure_ascii=False))
        return
    click.echo(", ".join(f"{key} {value}" for key, value in machine().items()))
    click.echo(f"{'':32}{'median ms':>10}{'p95 ms':>10}{'n':>6}  ratio")
    for item in timings:
        ratio = f"  {item.ratio:.1f} x {item.baseline.strip()}" if item.baseline else ""
        click.echo(f"{item.name:32}{item.median:10.1f}{item.p95:10.1f}{item.n:6}{ratio}")
