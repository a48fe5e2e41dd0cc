"""``onrecord eval``."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import click

from eval.dataset import EvalSet, bundled_set, load_set
from index.last_report import last_report
from qa.assemble import fill_if_new, open_answerer
from qa.cli import json_option, library_option
from qa.settings import Settings, load_settings

if TYPE_CHECKING:
    from eval.run import Run


@click.command(name="eval")
@click.argument("sets", nargs=-1, metavar="[SET…]")
@library_option
@json_option
@click.option("--split", metavar="NAME", help="Only questions of this split: dev or test.")
@click.option("--limit", type=click.IntRange(1), help="Only the first questions of each set.")
@click.option("--compare", metavar="JSON", help="An earlier --json output to compare with.")
@click.option(
    "--baselines",
    is_flag=True,
    help="Ask BM25, vectors, both, and a LangChain RAG the same questions.",
)
@click.option("--ablate", is_flag=True, help="Take one idea away at a time, and ask again.")
@click.option(
    "--report",
    metavar="HTML",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write it all on one page, plots included, the worst answers first.",
)
def evaluate(
    sets: tuple[str, ...],
    library: str | None,
    as_json: bool,
    split: str | None,
    limit: int | None,
    compare: str | None,
    baselines: bool,
    ablate: bool,
    report: Path | None,
) -> None:
    """Measure the answers on evaluation sets: ours, SQuAD or BEIR.

    Without SET, the set on the bundled interview is run. Sets that bring documents are run
    against a temporary library. The chat shows the last report made with its library.
    """
    from eval.run import read_runs
    from eval.table import (
        ablation_table,
        baseline_table,
        category_table,
        comparison_table,
        run_table,
    )

    settings = load_settings(library)
    loaded = [load_set(Path(name)) for name in sets] or [load_set(bundled_set())]
    earlier = {run.name: run for run in read_runs(Path(compare))} if compare else {}
    suites = [_suite(_selected(item, split, limit), settings, baselines, ablate) for item in loaded]
    runs = [run for suite in suites for run in (suite.run, *suite.baselines)]
    if as_json:
        printed = runs + [run for suite in suites for run in suite.variants]
        click.echo(json.dumps({"runs": [run.to_json() for run in printed]}, ensure_ascii=False))
    for suite in suites if not as_json else ():
        run = suite.run
        click.echo(f"{run_table(run)}\n\n{category_table(run)}\n")
        if suite.baselines:
            click.echo(f"{baseline_table(run, suite.baselines)}\n")
        if suite.variants:
            full, *others = suite.variants
            click.echo(f"{ablation_table(full, others)}\n")
        if run.name in earlier:
            click.echo(f"{comparison_table(run, earlier[run.name])}\n")
    if report is not None:
        _report(runs, earlier, report, settings)


def _report(runs: list[Run], earlier: dict[str, Run], path: Path, settings: Settings) -> None:
    from eval.command import typed_command
    from eval.comparison import compare
    from eval.report import report_html, write_report

    comparisons = [compare(run, earlier[run.name]) for run in runs if run.name in earlier]
    html = report_html(runs, typed_command(click.get_current_context()), comparisons)
    write_report(html, path, last_report(settings.library))
    click.echo(f"report: {path}", err=True)


def _selected(eval_set: EvalSet, split: str | None, limit: int | None) -> EvalSet:
    questions = [q for q in eval_set.questions if split is None or q.split == split]
    return replace(eval_set, questions=tuple(questions[:limit]))


@dataclass(frozen=True, slots=True)
class _Suite:
    """What was run on one set.

    Attributes:
        baselines: Others on the same questions, if wanted.
        variants: The full system again and what differs from it in one thing, if wanted.
    """

    run: Run
    baselines: Sequence[Run]
    variants: Sequence[Run]


def _suite(eval_set: EvalSet, settings: Settings, baselines: bool, ablate: bool) -> _Suite:
    if not eval_set.documents:
        return _suite_in(eval_set, settings, baselines, ablate)
    with TemporaryDirectory(prefix="onrecord-eval-") as folder:
        return _suite_in(eval_set, replace(settings, library=Path(folder)), baselines, ablate)


def _suite_in(eval_set: EvalSet, settings: Settings, baselines: bool, ablate: bool) -> _Suite:
    from eval.ablate import ablate as run_variants
    from eval.baselines import run_baselines
    from eval.run import run_set

    answerer = open_answerer(settings)
    library = answerer.library
    if eval_set.documents:
        library.add(eval_set.documents)
    else:
        fill_if_new(library, settings)
    run = run_set(eval_set, answerer, (settings.embedder, settings.reranker, settings.aligner))
    documents = [library.document(summary.doc_id) for summary in library.documents()]
    return _Suite(
        run,
        run_baselines(eval_set, library, documents, settings) if baselines else (),
        run_variants(eval_set, documents, settings) if ablate else (),
    )
