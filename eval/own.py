"""Make a set of what the interviewers asked: ``python -m eval.own FOLDER --out FILE``.

A reader often asks what the interviewer did. Each question of an interviewer that ends a turn and
stands alone becomes one of the set, with the reply as its gold: any of its words may be quoted.
A reply that dodges counts as well, since nobody has read it, so not all can be answered.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import click

from corpus.document import Document, Role
from corpus.read import find_sources, read_source
from qa.own_questions import own_questions

CATEGORY = "own"


def questions_of(document: Document) -> Iterator[dict[str, Any]]:
    """Yield one question a line of a set of ours, in the order of the text."""
    asked = set()
    for turn, reply in pairwise(document.turns):
        if reply.role is not Role.INTERVIEWEE:
            continue
        *_, last = ["", *own_questions(document, turn)]
        if last and last not in asked and document.said(turn).rstrip().endswith("?"):
            asked.add(last)
            yield {
                "id": f"{document.doc_id}-own-{len(asked):03}",
                "question": last,
                "answerable": True,
                "category": CATEGORY,
                "source": document.doc_id,
                "gold": [{"doc_id": document.doc_id, "quote": document.said(reply)}],
            }


def documents_in(folder: Path) -> Iterator[Document]:
    """Yield the documents of the files in ``folder``, with the ids that a set beside it has."""
    taken: list[str] = []
    for file in find_sources(folder):
        document = read_source(file, taken)
        taken.append(document.doc_id)
        yield document


def write_set(documents: Iterable[Document], path: Path) -> int:
    """Write the questions of ``documents`` to ``path``; return how many there are."""
    lines = [json.dumps(q, ensure_ascii=False) for d in documents for q in questions_of(d)]
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return len(lines)


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--out", required=True, metavar="FILE", type=click.Path(path_type=Path))
def own(folder: Path, out: Path) -> None:
    """Write what the interviewers of the texts in FOLDER asked as a set to FILE."""
    click.echo(f"{out}: {write_set(documents_in(folder), out)} questions")


if __name__ == "__main__":
    own()
