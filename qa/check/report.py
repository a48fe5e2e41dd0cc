"""What is found out about the quotations of a draft, and its JSON."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from qa.answer import passage_link
from qa.check.matching import Place
from qa.check.quotations import Quotation
from qa.check.written import Written


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

ONLY = {Written.NUMBER: "how numbers are written", Written.SPELLING: "their spelling"}


@dataclass(frozen=True, slots=True)
class Change:
    """Words of the draft that are others in the source; one side may be empty.

    Attributes:
        only: In what alone they differ, if they are the same words written otherwise.
    """

    draft: str
    source: str
    only: Written | None = None


@dataclass(frozen=True, slots=True)
class Checked:
    """A quotation held against the sources.

    Attributes:
        attributed: Whom the draft names beside it; empty unless that is clear.
        place: Where its words are, or what is most like them.
        changes: What is altered, in order.
        is_anothers: Whether somebody else says what is there, exactly or nearly, than is named.
        denied: A "not" that stands before the words in the source, and what follows it; empty if
            there is none, or the draft itself denies.
        elsewhere: In how many other turns the same words stand, of those that were compared.
    """

    quotation: Quotation
    verdict: Verdict
    attributed: str = ""
    place: Place | None = None
    changes: tuple[Change, ...] = ()
    elsewhere: int = 0
    is_anothers: bool = False
    denied: str = ""

    @property
    def explained(self) -> str:
        """What the verdict means."""
        told = EXPLAINED[self.verdict]
        if self.verdict is not Verdict.ALTERED:
            return told
        only = {change.only for change in self.changes}
        if only and None not in only:
            how = " and ".join(words for kind, words in ONLY.items() if kind in only)
            told = f"the same words but for {how}"
        return told + (", and somebody else says them" if self.is_anothers else "")


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
            "changes": [
                {"draft": c.draft, "source": c.source, "only": c.only} for c in one.changes
            ],
            "elsewhere": one.elsewhere,
            "other_speaker": one.is_anothers,
            "denied": one.denied or None,
            "explained": one.explained,
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
