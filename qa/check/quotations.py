"""The quotations in a draft: what stands between quotation marks, and block quotes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.spans import PARAGRAPH, trimmed

_BLOCK = re.compile(r"^[ \t]*>[ \t]?", re.MULTILINE)
CLOSING = {
    "“": "”",
    "”": "”",  # as Swedish and Finnish print them
    "„": "“”",
    "«": "»",
    "»": "«",  # as German prints them
    "‹": "›",
    "「": "」",
    "『": "』",
    "‘": "’",
    '"': '"',
    "'": "'",
}
_SIGNED = re.compile(r"\n[ \t]*>[ \t]*[—–-]{1,2}[ \t]?[^\W\d_][^\n]{0,80}\Z")
"""The last line of a block that says whose words it holds."""
_APOSTROPHES = "‘'"
_OPENING_ANEW = '“«"'
"""Marks that are closed nowhere if they come again before: the next one may still be closed."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words that a draft gives as somebody's.

    Attributes:
        start: First character between the marks, in code points of the draft.
        end: One past the last.
        text: The draft at that span; of a block quote, with its signs.
        is_block: Whether it is set apart as a block instead of by marks.
    """

    start: int
    end: int
    text: str
    is_block: bool = False

    @property
    def said(self) -> str:
        """The words that are quoted, without the signs of a block."""
        return _BLOCK.sub("", self.text) if self.is_block else self.text


@dataclass(frozen=True, slots=True)
class Found:
    """The quotations of a draft, in order.

    Attributes:
        unclosed: Where a mark opens that nothing closes.
    """

    quotations: tuple[Quotation, ...]
    unclosed: tuple[int, ...]


def find_quotations(draft: str) -> Found:
    """Return the outermost quotations in ``draft``.

    One that goes on over paragraphs, each of which opens anew, is one quotation a paragraph.
    """
    quotations: list[Quotation] = []
    unclosed: list[int] = []
    blocks = [trimmed(draft, *block.span()) for block in PARAGRAPH.finditer(draft)]
    for number, (start, end) in enumerate(blocks):
        if _is_block(draft[start:end]):
            signed = _SIGNED.search(draft[start:end])
            last = start + signed.start() if signed else end
            quotations.append(Quotation(start, last, draft[start:last], is_block=True))
            continue
        for opens, closes in _spans(draft, start, end):
            after = blocks[number + 1][0] if number + 1 < len(blocks) else len(draft)
            goes_on = closes is None and draft[after : after + 1] == draft[opens]
            if closes == opens or (closes is None and not goes_on):
                unclosed.append(opens)
            else:
                last = end if closes is None else closes
                quotations.append(Quotation(opens + 1, last, draft[opens + 1 : last]))
    said = tuple(q for q in quotations if any(c.isalnum() for c in q.text))
    return Found(said, tuple(unclosed))


def _is_block(paragraph: str) -> bool:
    """Tell whether every line is set apart, with nothing between marks in it."""
    lines = paragraph.split("\n")
    return all(_BLOCK.match(line) for line in lines) and not any(
        mark in paragraph for mark in '“„«「"'
    )


def _spans(draft: str, start: int, end: int) -> Iterator[tuple[int, int | None]]:
    """Yield where each outermost mark opens and is closed.

    It is closed nowhere if the paragraph ends before (``None``), or where it opens if the same
    mark opens once more.
    """
    place = start
    nowhere: set[str] = set()  # what closes none here closes none further on
    while place < end:
        mark = draft[place]
        is_apostrophe = mark in _APOSTROPHES and mark in nowhere
        if mark not in CLOSING or is_apostrophe or not _opens(draft, place, start):
            place += 1
            continue
        closes = None if mark in nowhere else _closing(draft, place, end)
        if closes is None and mark not in _OPENING_ANEW:
            nowhere.add(mark)
            if mark in _APOSTROPHES:
                continue
        again = draft.find(mark, place + 1, end) if closes is None else -1
        yield place, place if again >= 0 else closes
        if closes is None and again < 0:
            return
        place = again if closes is None else closes + 1


def _opens(draft: str, place: int, start: int) -> bool:
    before = draft[place - 1] if place > start else " "
    behind = draft[place + 1 : place + 2]
    if draft[place] in "\"'‘»”":
        return not before.isalnum() and behind.isprintable() and bool(behind.strip())
    return draft[place] != "«" or before.isspace() or not before.isprintable() or before in "([—–"


def _closing(draft: str, opens: int, end: int) -> int | None:
    mark = draft[opens]
    for place in range(opens + 1, end):
        char = draft[place]
        if char in CLOSING[mark]:
            behind = draft[place + 1 : place + 2]
            if mark in _APOSTROPHES and (behind.isalnum() or draft[place - 1].isspace()):
                continue  # don’t
            if mark == '"' and draft[place - 1].isspace() and behind.isalnum():
                return None  # another opens
            return place
        if mark in "“«" and char == mark:
            return None
    return None
