"""Tables in documents whose first row names a column of words and one of who says them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from corpus.formats.naming import Meaning, meaning, names_a_column
from corpus.questions import asks


@dataclass(frozen=True, slots=True)
class Headed:
    """Where in a row of a conversation is what, by the names in its first row.

    Attributes:
        speaker: Column of who speaks.
        text: Column of what is said.
        others: All others, such as numbers, times and notes.
    """

    speaker: int
    text: int
    others: tuple[int, ...]


def headed(rows: Sequence[Sequence[str]]) -> Headed | None:
    """Return where is what in a table of a conversation; ``None`` for any other table.

    Its first row names both columns. Below, somebody asks, and somebody speaks again after
    another: what an inventory or a list of people says of each is a comment. Where a question
    stands beside the words, they answer it, and no row is one turn.

    >>> headed([["Text", "Speaker"], ["Why?", "Jo"], ["So.", "An"], ["Oh.", "Jo"]])
    Headed(speaker=1, text=0, others=())
    """
    head, *body = rows
    places = _named(head)
    if not {Meaning.SPEAKER, Meaning.TEXT} <= places.keys() or {*map(len, rows)} != {len(head)}:
        return None
    speaker, text = places[Meaning.SPEAKER], places[Meaning.TEXT]
    others = tuple(n for n in range(len(head)) if n not in (speaker, text))
    turns = Counter(
        name for name, _ in groupby(filter(None, (row[speaker].casefold() for row in body)))
    )
    again = len(turns) > 1 and max(turns.values()) > 1
    beside = any(asks(row[n]) for row in body for n in others)
    if not again or beside or not any(asks(row[text]) for row in body):
        return None
    return Headed(speaker, text, others)


def _named(head: Sequence[str]) -> dict[Meaning, int]:
    """Return the column of each meaning, by the surest name of each."""
    found = [
        (known, n)
        for n, cell in enumerate(head)
        if names_a_column(cell) and (known := meaning(cell))
    ]
    return {what: n for (what, _), n in sorted(found, key=lambda one: one[0][1], reverse=True)}
