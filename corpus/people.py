"""Whom the metadata names, found by the label that stands for them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from corpus.document import Role
from corpus.frontmatter import FrontMatter

Person = tuple[str, Role]

MOST_WORDS = 8
"""Words of a label up to which it may be a part of a longer name."""

_TITLES = frozenset("mr mrs ms miss dr prof".split())


def title_of(label: str) -> str:
    """Return the title that a label begins with; empty if none."""
    first = label.casefold().split()[0].rstrip(".") if label.strip() else ""
    return first if first in _TITLES else ""


class People:
    """The people in some metadata, each entered under every label that may be theirs.

    A table may name thousands who speak and say of each what they are, so that to hold each
    label against each name would take minutes.
    """

    def __init__(self, facts: FrontMatter) -> None:
        self._owners: dict[tuple[str, ...], tuple[int, Person]] = {}
        self._ends: dict[tuple[str, str], tuple[int, Person]] = {}
        self._begun: defaultdict[tuple[str, ...], list[Person]] = defaultdict(list)
        people = ((name, role) for role in Role for name in facts.all(role))
        for number, (name, role) in enumerate(people):
            self._enter(number, name, role)

    def _enter(self, number: int, name: str, role: Role) -> None:
        whole = name.partition(" (")[0]
        if words := name.casefold().split():
            for some in (words, *(words[-n:] for n in range(1, MOST_WORDS + 1))):
                self._owners.setdefault(tuple(some), (number, (name, role)))
            self._ends.setdefault((words[0], words[-1]), (number, (name, role)))
        words = whole.casefold().split()[1 if title_of(whole) else 0 :]
        for count in {len(words), *range(1, min(len(words), MOST_WORDS) + 1)}:
            begun = self._begun[tuple(words[:count])]
            if len(begun) < 2:
                begun.append((whole, role))

    def owner(self, label: str) -> Person | None:
        """Return the first whose name a label is or, as transcripts shorten them, a part of it."""
        words = label.casefold().split()
        if title_of(label) and len(words) > 1:
            words = words[1:]
        found = [self._owners.get(tuple(words))]
        if len(words) > 1:
            found.append(self._ends.get((words[0], words[-1])))
        first = min((one for one in found if one), default=None)
        return first[1] if first else None

    def begun(self, label: str) -> Person | None:
        """Return the only one whose name begins so, past a title: ``Amy`` of ``Dr. Amy Tran``."""
        found: Sequence[Person] = self._begun.get(tuple(label.casefold().split()), ())
        return found[0] if len(found) == 1 else None
