"""Fit the judge of sentences on tuning sets: ``python -m eval.tune SET… --left-out DIR``.

The judge is the reranker with small changes to its weights, learnt from the sentences that are
read for tuning questions: it was made to order pages of a web search, and is to tell whether a
sentence of an interview answers. Besides the judge that is used, fitted on all sets, the sets are
dealt into folds and a judge is fitted without each fold: on those the confidence is fitted. Sets
that are reported on must not be among them.
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

import click

from eval.adapt import Read, fit
from eval.labelled import Labelled, label
from qa.cross import JUDGE
from qa.evidence import judged_text
from qa.settings import load_settings


def without(left_out: Path, judges: Path) -> Path:
    """Return where in ``judges`` the judge is that was fitted without the set ``left_out``."""
    return judges / f"without-{left_out.stem}.safetensors"


def dealt(sets: Sequence[Path], folds: int) -> list[Sequence[Path]]:
    """Return the sets in at most ``folds`` folds, none empty, one after the other to the next."""
    return [sets[n::folds] for n in range(min(folds, len(sets)))]


def reads(labelled: Sequence[Labelled]) -> list[Read]:
    """Return what there is to learn from."""
    return [Read(one.query, tuple(map(judged_text, one.evidence)), one.right) for one in labelled]


@click.command()
@click.argument("sets", nargs=-1, required=True, metavar="SET…")
@click.option("--library", metavar="DIR", help="Holds the documents of sets that bring none.")
@click.option("--out", default=str(JUDGE), metavar="FILE", help="The judge that is used.")
@click.option("--left-out", required=True, metavar="DIR", help="For those fitted without a fold.")
@click.option("--folds", type=click.IntRange(min=2), default=3, show_default=True, metavar="N")
def tune(sets: tuple[str, ...], library: str | None, out: str, left_out: str, folds: int) -> None:
    """Fit the judge on tuning SETs and write it to FILE.

    The sets are dealt into N folds in the order given, and a judge is fitted without each.
    """
    if len({Path(name).stem for name in sets}) < len(sets):
        raise click.UsageError(
            "expected sets with different file names: judges are named after them"
        )
    settings = load_settings(library)
    found = {Path(name): reads(label(Path(name), settings, None)) for name in sets}
    Path(left_out).mkdir(parents=True, exist_ok=True)
    for fold in dealt(list(found), folds):
        others = [one for path, read in found.items() if path not in fold for one in read]
        first, *further = (without(path, Path(left_out)) for path in fold)
        fit(settings.reranker, others, first)
        for judge in further:
            shutil.copyfile(first, judge)
    fit(settings.reranker, [one for read in found.values() for one in read], Path(out))


if __name__ == "__main__":
    tune()
