"""Make a set of what the interviewers asked: ``python -m eval.own FOLDER --out FILE``.

A reader often asks what the interviewer did. Of each turn that ends with a question, the last one
that stands alone becomes one of the set, with the reply as its gold. That is a draft: somebody must
read the replies, leave of the gold what answers, and mark what dodges as not answerable. The sets
in ``eval/sets`` have been read.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, pairwise
from pathlib import Path
from typing import Any

import click

from corpus.document import Document, Role, Turn
from corpus.questions import asks
from eval.dataset import texts_in, write_lines
from qa.own_questions import own_questions

CATEGORY, DODGED = "own", "own_dodged"
"""What has an answer, and what was found to have none when the reply was read."""


def questions_of(document: Document) -> Iterator[dict[str, Any]]:
    """Yield one question a line of a set of ours, in the order of the text."""
    replies: dict[str, Turn] = {}
    for turn, reply in pairwise(document.turns):
        if reply.role is Role.INTERVIEWEE and asks(document.said(turn)):
            for question in list(own_questions(document, turn))[-1:]:
                replies.setdefault(question, reply)
    for number, (question, reply) in enumerate(replies.items(), start=1):
        yield {
            "id": f"{document.doc_id}-own-{number:03}",
            "question": question,
            "answerable": True,
            "category": CATEGORY,
            "source": document.doc_id,
            "gold": [{"doc_id": document.doc_id, "quote": document.said(reply)}],
        }


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--out", required=True, metavar="FILE", type=click.Path(path_type=Path))
def own(folder: Path, out: Path) -> None:
    """Write what the interviewers of the texts in FOLDER asked as a set to FILE."""
    asked = chain.from_iterable(map(questions_of, texts_in(folder)))
    click.echo(f"{out}: {write_lines(out, asked)} questions")


if __name__ == "__main__":
    own()
