"""Make a set of open questions about subjects: ``python -m eval.topics FOLDER --out FILE``.

"What did she say about Murska?" is what a reader with an archive asks first. A subject is a name
or a noun that those who answer use in one of the texts; its gold is every sentence of theirs that
has it, and every reply to a question that has it. As many subjects are of other texts and have no
word in this one, so that nothing is said about them.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import click

from corpus.document import Document, Role
from eval.dataset import texts_in, write_lines
from index.sentences import sentence_spans
from qa.subjects import bare, subjects_of

CATEGORY, FOREIGN = "topic", "foreign_topic"
MOST = 4
"""Subjects of a text that are asked for, and as many of others."""

FORMS = (
    "What does {who} say about {subject}?",
    "What did {who} say about {subject}?",
    "What is said about {subject}?",
    "What about {subject}?",
    "Tell me about {subject}.",
    "Does {who} mention {subject}?",
    "Is there anything about {subject}?",
    "What do we learn about {subject}?",
    "{subject}?",
)


def questions_of(documents: Sequence[Document], seed: int = 0) -> Iterator[dict[str, Any]]:
    """Yield one question a line of a set of ours, in the order of ``documents``.

    Args:
        documents: Their subjects are asked for.
        seed: The same draws the same subjects and forms of the same documents.
    """
    drawn = random.Random(seed)  # noqa: S311  # no secret
    subjects = {d.doc_id: list(subjects_of(d, d.turns)) for d in documents}
    everything = sorted({subject for some in subjects.values() for subject in some})
    for document in documents:
        own = subjects[document.doc_id]
        said = document.text.casefold()
        foreign = [s for s in everything if not any(w in said for w in bare(s).casefold().split())]
        chosen = [(s, True) for s in drawn.sample(own, min(MOST, len(own)))]
        chosen += [(s, False) for s in drawn.sample(foreign, min(len(chosen), len(foreign)))]
        who = sorted({t.speaker for t in document.turns if t.role is Role.INTERVIEWEE})
        who += ["she", "he"]
        for number, (subject, is_said) in enumerate(chosen, start=1):
            asked = drawn.choice(FORMS).format(who=drawn.choice(who), subject=subject)
            yield {
                "id": f"{document.doc_id}-topic-{number:03}",
                "question": asked[0].upper() + asked[1:],
                "answerable": is_said,
                "category": CATEGORY if is_said else FOREIGN,
                "source": document.doc_id,
                "gold": [
                    {"doc_id": document.doc_id, "quote": quote}
                    for quote in (said_about(document, subject) if is_said else ())
                ],
            }


def said_about(document: Document, subject: str) -> Iterator[str]:
    """Yield what those who answer say of ``subject``: sentences, or the reply to a question."""
    speaks = re.compile(rf"\b{re.escape(bare(subject))}\b")
    for before, turn in zip([None, *document.turns], document.turns, strict=False):
        if turn.role is not Role.INTERVIEWEE:
            continue
        said = document.said(turn)
        if before and before.role is Role.INTERVIEWER and speaks.search(document.said(before)):
            yield said
            continue
        for start, end in sentence_spans(said, document.language):
            if speaks.search(said[start:end]):
                yield said[start:end]


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--out", required=True, metavar="FILE", type=click.Path(path_type=Path))
def topics(folder: Path, out: Path) -> None:
    """Write questions about the subjects of the texts in FOLDER as a set to FILE."""
    click.echo(f"{out}: {write_lines(out, questions_of(texts_in(folder)))} questions")


if __name__ == "__main__":
    topics()
