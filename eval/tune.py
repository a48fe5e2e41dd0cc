"""Fit what reads passages and sentences on tuning sets: ``python -m eval.tune SET…``.

The reranker was made to order pages of a web search. Small changes to its weights make of it one
that orders passages of interviews, learnt from what the search finds for tuning questions; and
others make of it the judge that tells whether a sentence answers, learnt from the sentences that
are read when passages are ordered so. Sets that are reported on must not be among them, nor those
that the confidence is fitted on: a judge knows its own questions too well.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import click

from eval.adapt import Read, fit
from eval.labelled import Labelled, Proposed, Unjudged, label, propose
from eval.learnt import learnt_from, notes
from index.adapter import load_adapter
from qa.assemble import open_models
from qa.cross import JUDGE, RANKING, open_reranker
from qa.evidence import judged_text
from qa.settings import Settings, load_settings

PASSAGES_TOGETHER, SENTENCES_TOGETHER = 6, 4
"""Questions a step."""

RANKING_EPOCHS, JUDGE_EPOCHS = 1, 3
"""How often each question is learnt from."""

PASSAGES = 12
"""How many of the passages found a right one is compared with."""


def passages(proposed: Sequence[Proposed]) -> list[Read]:
    """Return what there is to learn about passages: the nearest, and those that answer.

    A question that none of those found answers tells nothing about their order.
    """
    reads = []
    for one in proposed:
        if not any(one.right) or all(one.right):
            continue
        kept = [n for n, is_right in enumerate(one.right) if n < PASSAGES or is_right]
        texts = tuple(one.passages[n].findable_text for n in kept)
        reads.append(Read(one.query, texts, tuple(one.right[n] for n in kept)))
    return reads


def sentences(labelled: Sequence[Labelled]) -> list[Read]:
    """Return what there is to learn about sentences: those read, and one that answers."""
    reads = []
    for one in labelled:
        texts, right = [judged_text(e.passage, e.quote) for e in one.evidence], [*one.right]
        if one.unread:
            texts.append(one.unread)
            right.append(True)
        reads.append(Read(one.query, tuple(texts), tuple(right)))
    return reads


@click.command()
@click.argument("sets", nargs=-1, required=True, metavar="SET…")
@click.option(
    "--replies",
    multiple=True,
    metavar="SET",
    help="A set whose gold is whole replies, which tells of passages, but of no sentence.",
)
@click.option("--library", metavar="DIR", help="Holds the documents of sets that bring none.")
@click.option("--ranking", default=str(RANKING), metavar="FILE", help="What orders passages.")
@click.option("--judge", default=str(JUDGE), metavar="FILE", help="What judges sentences.")
@click.option(
    "--further",
    type=click.Choice(["ranking", "judge"]),
    help="Let this one go on from what it has learnt, in one slower pass; the other is kept.",
)
@click.option("--halfway", is_flag=True, help="Keep only half of what --further changes.")
def tune(
    sets: tuple[str, ...],
    replies: tuple[str, ...],
    library: str | None,
    ranking: str,
    judge: str,
    further: str | None,
    *,
    halfway: bool,
) -> None:
    """Fit the order of passages and the judge of sentences on tuning SETs."""
    if halfway and further is None:
        raise click.UsageError("--halfway needs --further")
    settings = load_settings(library)
    paths = [Path(name) for name in sets]
    if further != "judge":
        asked = [*paths, *map(Path, replies)]
        _rank(settings, asked, Path(ranking), further=further is not None, halfway=halfway)
    if further != "ranking":
        files = Path(ranking), Path(judge)
        _judge(settings, paths, *files, further=further is not None, halfway=halfway)


def _rank(
    settings: Settings, asked: Sequence[Path], path: Path, *, further: bool, halfway: bool
) -> None:
    models = replace(open_models(settings), reranker=open_reranker(settings.reranker, adapter=None))
    fit(
        settings.reranker,
        [read for one in asked for read in passages(propose(one, settings, models))],
        path,
        epochs=RANKING_EPOCHS,
        together=PASSAGES_TOGETHER,
        compares=True,
        start=load_adapter(path) if further else None,
        halfway=halfway,
        notes=notes(asked, learnt_from(path) if further else ()),
    )


def _judge(
    settings: Settings,
    asked: Sequence[Path],
    ranking: Path,
    path: Path,
    *,
    further: bool,
    halfway: bool,
) -> None:
    reranker = open_reranker(settings.reranker, adapter=ranking)
    models = replace(open_models(settings), reranker=reranker, judge=Unjudged())
    fit(
        settings.reranker,
        [read for one in asked for read in sentences(label(one, settings, models))],
        path,
        epochs=1 if further else JUDGE_EPOCHS,
        together=SENTENCES_TOGETHER,
        start=load_adapter(path) if further else None,
        halfway=halfway,
        notes=notes(asked, learnt_from(path) if further else ()),
    )


if __name__ == "__main__":
    tune()
