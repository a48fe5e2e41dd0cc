"""What becomes of each quotation of a draft: :func:`check`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from rapidfuzz.distance import Levenshtein

from corpus.document import Role
from index.snapshot import Snapshot
from index.where import Where
from qa.answer import passage_link
from qa.check.attribution import attributed_to, is_same_person
from qa.check.matching import Place, Sources
from qa.check.quotations import Quotation, find_quotations
from qa.check.words import words_of

FEWEST_WORDS = 3
"""Words below which anybody may have said it."""

ALIKE = 0.6
"""Share of the words that a changed quotation keeps at least."""

SHOWN = 0.3
"""Similarity from which the nearest words are worth showing."""

NAMELESS = frozenset({"interviewer", "interviewee", "narrator", "unknown speaker"})
"""Speakers whose name the source does not tell, so that no other name is wrong."""

_OMISSION = re.compile(r"\[[^\[\]]*\]|\(\s*(?:…|\.{3})\s*\)|…|\.(?:[ \u00a0]?\.){2,3}")


class Verdict(StrEnum):
    """What a quotation turned out to be."""

    EXACT = "exact"
    EDITED_OPENLY = "edited_openly"
    ALTERED = "altered"
    OTHER_SPEAKER = "other_speaker"
    NOT_FOUND = "not_found"
    TOO_SHORT = "too_short"


EXPLAINED = {
    Verdict.EXACT: "word for word",
    Verdict.EDITED_OPENLY: "word for word, but for what is marked as left out or put in",
    Verdict.ALTERED: "the words were changed",
    Verdict.OTHER_SPEAKER: "somebody else says this",
    Verdict.NOT_FOUND: "not in the sources",
    Verdict.TOO_SHORT: "too short to tell",
}


@dataclass(frozen=True, slots=True)
class Change:
    """Words of the draft that are others in the source; one side may be empty."""

    draft: str
    source: str


@dataclass(frozen=True, slots=True)
class Checked:
    """A quotation held against the sources.

    Attributes:
        attributed: Whom the draft names beside it; empty unless that is clear.
        place: Where its words are, or what is most like them.
        changes: What is altered, in order.
        elsewhere: In how many other turns the same words stand.
    """

    quotation: Quotation
    verdict: Verdict
    attributed: str = ""
    place: Place | None = None
    changes: tuple[Change, ...] = ()
    elsewhere: int = 0


@dataclass(frozen=True, slots=True)
class Report:
    """All quotations of a draft, in order, and where a mark opens that nothing closes."""

    draft: str
    checked: tuple[Checked, ...]
    unclosed: tuple[int, ...]

    @property
    def counts(self) -> dict[str, int]:
        """How many there are of each verdict that occurs."""
        found = Counter(one.verdict for one in self.checked)
        return {str(verdict): found[verdict] for verdict in Verdict if found[verdict]}

    @property
    def is_sound(self) -> bool:
        """Whether nothing in it needs a second look."""
        fine = {Verdict.EXACT, Verdict.EDITED_OPENLY, Verdict.TOO_SHORT}
        return not self.unclosed and all(one.verdict in fine for one in self.checked)

    def position(self, offset: int) -> tuple[int, int]:
        """Return line and column of a character of the draft, each from 1."""
        before = self.draft[:offset]
        return before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1

    def to_json(self) -> dict[str, Any]:
        """Return the report in the form of the command line's JSON."""
        return {
            "quotations": [self._json(n, one) for n, one in enumerate(self.checked, start=1)],
            "unclosed": [
                dict(zip(("line", "column"), self.position(at), strict=True))
                for at in self.unclosed
            ],
            "counts": self.counts,
        }

    def _json(self, number: int, one: Checked) -> dict[str, Any]:
        line, column = self.position(one.quotation.start)
        return {
            "number": number,
            "line": line,
            "column": column,
            "start": one.quotation.start,
            "end": one.quotation.end,
            "quote": one.quotation.text,
            "attributed": one.attributed or None,
            "verdict": str(one.verdict),
            "source": _place_json(one.place) if one.place else None,
            "changes": [{"draft": c.draft, "source": c.source} for c in one.changes],
            "elsewhere": one.elsewhere,
        }


def _place_json(place: Place) -> dict[str, Any]:
    document, turn = place.document, place.document.turns[place.turn]
    return {
        "doc_id": document.doc_id,
        "title": document.title,
        "speaker": turn.speaker,
        "role": str(turn.role),
        "turn": place.turn,
        "start": place.start,
        "end": place.end,
        "quote": place.quote,
        "similarity": round(place.similarity, 4),
        "link": passage_link(document.doc_id, place.start, place.end, place.quote),
    }


def check(draft: str, snapshot: Snapshot, where: Where) -> Report:
    """Hold every quotation in ``draft`` against the sources.

    Args:
        draft: Normalised text.
        snapshot: The state of the library.
        where: Which documents and speakers to look among.
    """
    found = find_quotations(draft)
    sources = Sources(snapshot, where)
    checked = tuple(
        _checked(quotation, attributed_to(draft, quotation), sources)
        for quotation in found.quotations
    )
    return Report(draft, checked, found.unclosed)


def _checked(quotation: Quotation, attributed: str, sources: Sources) -> Checked:
    pieces = list(_pieces(quotation))
    said = [word for piece in pieces for word in piece]
    if len(said) < FEWEST_WORDS:
        return Checked(quotation, Verdict.TOO_SHORT, attributed)
    if places := sources.exact(pieces):
        best = max(places, key=lambda place: _fitness(place, attributed))
        verdict = (
            Verdict.EXACT
            if len(pieces) == 1 and not _edited(quotation)
            else (Verdict.EDITED_OPENLY)
        )
        if not _may_be(attributed, best.speaker):
            verdict = Verdict.OTHER_SPEAKER
        return Checked(quotation, verdict, attributed, best, elsewhere=len(places) - 1)
    near = sources.nearest(said)
    if near is None or near.similarity < SHOWN:
        return Checked(quotation, Verdict.NOT_FOUND, attributed)
    if near.similarity < ALIKE:
        return Checked(quotation, Verdict.NOT_FOUND, attributed, near)
    return Checked(quotation, Verdict.ALTERED, attributed, near, tuple(_changes(said, near.said)))


def _pieces(quotation: Quotation) -> Iterator[list[str]]:
    """Yield the words of what stands between marks of omission and brackets."""
    for piece in _OMISSION.split(quotation.said):
        if words := [word.said for word in words_of(piece)]:
            yield words


def _edited(quotation: Quotation) -> bool:
    return _OMISSION.search(quotation.text.strip(" .…")) is not None


def _fitness(place: Place, attributed: str) -> tuple[bool, bool, bool]:
    role = place.document.turns[place.turn].role
    return (
        bool(attributed) and _may_be(attributed, place.speaker),
        role is Role.INTERVIEWEE,
        role is not Role.NARRATOR,
    )


def _may_be(attributed: str, speaker: str) -> bool:
    if not attributed or speaker.casefold() in NAMELESS:
        return True
    return is_same_person(attributed, speaker)


def _changes(draft: Sequence[str], source: Sequence[str]) -> Iterator[Change]:
    for step in Levenshtein.opcodes(draft, source):
        if step.tag != "equal":
            yield Change(
                " ".join(draft[step.src_start : step.src_end]),
                " ".join(source[step.dest_start : step.dest_end]),
            )
