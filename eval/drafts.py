"""How well quotations in drafts are judged, and how soon: ``python -m eval.drafts``.

Runs of words are taken from the texts by a seeded draw and put into a draft as they are, or
deformed in one known way. What the check makes of each is held against what was done to it.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import click

from corpus.document import Document
from corpus.normalise import normalise
from eval.dataset import texts_in
from eval.growth import DrawnAround
from eval.synthetic import synthetic_interviews
from index.embedder import open_embedder
from index.library import Library
from index.models import BGE_SMALL
from index.where import Where
from qa.check.people import is_nameless
from qa.check.report import Verdict
from qa.check.verdict import check

TEXTS = Path(__file__).parent / "sets" / "interviews-test" / "texts"
SHORTEST, LONGEST = 6, 30
"""Words of a quotation."""

INVENTED = "The harbour master counted seventeen green lanterns before the orchestra fell asleep"

Deform = Callable[[list[str], Random], tuple[str, Verdict]]


def as_it_is(words: list[str], _: Random) -> tuple[str, Verdict]:
    """Quote the words."""
    return " ".join(words), Verdict.EXACT


def retyped(words: list[str], _: Random) -> tuple[str, Verdict]:
    """Change signs and the capitals alone."""
    said = " ".join(words).replace("—", "-").replace("’", "'").replace("“", "'").replace("”", "'")
    return said[:1].swapcase() + said[1:].rstrip(".,;:") + ",", Verdict.EXACT


def shortened(words: list[str], draw: Random) -> tuple[str, Verdict]:
    """Leave words out and say so."""
    at = draw.randint(2, len(words) - 4)
    return " ".join([*words[:at], "…", *words[at + 2 :]]), Verdict.EDITED_OPENLY


def one_word_other(words: list[str], draw: Random) -> tuple[str, Verdict]:
    """Put another word in the place of one."""
    at = draw.randrange(len(words))
    return " ".join([*words[:at], "lantern", *words[at + 1 :]]), Verdict.ALTERED


def silently_shortened(words: list[str], draw: Random) -> tuple[str, Verdict]:
    """Leave a word out and do not say so."""
    at = draw.randint(1, len(words) - 2)
    return " ".join(words[:at] + words[at + 1 :]), Verdict.ALTERED


def invented(_: list[str], draw: Random) -> tuple[str, Verdict]:
    """Quote what nobody says."""
    words = INVENTED.split()
    draw.shuffle(words)
    return " ".join(words), Verdict.NOT_FOUND


DEFORMATIONS: dict[str, Deform] = {
    "as it is": as_it_is,
    "other signs and capitals": retyped,
    "left out, marked": shortened,
    "one word exchanged": one_word_other,
    "one word left out": silently_shortened,
    "invented": invented,
}


def quotations(
    documents: Sequence[Document], deform: Deform, count: int, draw: Random
) -> list[tuple[str, Verdict]]:
    """Return ``count`` paragraphs with a quotation each, and what should become of it."""
    turns = [
        document.said(turn).split()
        for document in documents
        for turn in document.turns
        if not is_nameless(turn.speaker)
    ]
    long = [words for words in turns if len(words) >= SHORTEST]
    made = []
    for _ in range(count):
        words = draw.choice(long)
        length = draw.randint(SHORTEST, min(LONGEST, len(words)))
        first = draw.randint(0, len(words) - length)
        said, verdict = deform(words[first : first + length], draw)
        # The marks around it must be its only ones.
        made.append((f"«{said.replace('«', '').replace('»', '')}»", verdict))
    return made


def table(library: Library, documents: Sequence[Document], count: int) -> str:
    """Return one line a deformation: how many were judged as what."""
    lines = [f"{'done to it':26}{'n':>4}  judged as"]
    for name, deform in DEFORMATIONS.items():
        made = quotations(documents, deform, count, Random(1))  # noqa: S311
        draft = normalise("\n\n".join(said for said, _ in made), "draft")
        with library.snapshot() as snapshot:
            found = Counter(str(one.verdict) for one in check(draft, snapshot, Where()).checked)
        judged = ", ".join(f"{verdict} {n}" for verdict, n in found.most_common())
        lines.append(f"{name:26}{count:4}  {judged}")
    return "\n".join(lines)


def milliseconds(library: Library, documents: Sequence[Document], count: int) -> float:
    """Return what a quotation takes, over a draft of ``count`` of every kind."""
    draw = Random(2)  # noqa: S311  # nothing secret is drawn
    made = [q for d in DEFORMATIONS.values() for q in quotations(documents, d, count, draw)]
    draft = normalise("\n\n".join(said for said, _ in made), "draft")
    with library.snapshot() as snapshot:
        began = time.perf_counter()
        check(draft, snapshot, Where())
        return (time.perf_counter() - began) * 1000 / len(made)


@click.command()
@click.option("--count", default=100, show_default=True, help="Quotations of each kind.")
@click.option("--interviews", default=1_000, show_default=True, help="Invented, to time it among.")
def drafts(count: int, interviews: int) -> None:
    """Judge quotations that were deformed in known ways, and time it in a large library."""
    embedder = open_embedder(BGE_SMALL)
    documents = texts_in(TEXTS)
    with TemporaryDirectory(prefix="onrecord-drafts-") as folder:
        library = Library(Path(folder) / "real", embedder)
        library.add(documents)
        click.echo(table(library, documents, count))
        many = Library(Path(folder) / "many", DrawnAround(embedder))
        made = list(synthetic_interviews(interviews))
        many.add(made)
        spent = milliseconds(many, made[:50], 10)
        size = sum(len(document.text) for document in made)
        click.echo(
            f"\n{spent:.1f} ms a quotation among {interviews:,} interviews, {size:,} characters"
        )


if __name__ == "__main__":
    drafts()
