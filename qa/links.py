"""Citation links, read back: ``#cite-<doc_id>-<start>-<end>-<hash>``, and where they lead now."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from urllib.parse import unquote

from corpus.document import Document
from corpus.errors import FilterError, UnknownNameError
from corpus.spans import Span
from index.library import Library
from qa.answer import passage_link, quote_hash
from qa.moved import possible_places

CONTEXT = 200
"""How many characters before and after a quote are shown with it, within its turn."""

LONGEST_MOVED = 5_000
"""Characters of a quote that is looked for elsewhere: each place that it may begin is hashed."""

_LINK = re.compile(
    r"(?:[^#\s]{0,500}#|#?)cite-(?P<doc>.{1,3000})"
    r"-(?P<start>\d{1,9})-(?P<end>\d{1,9})-(?P<hash>[0-9a-f]{8})"
)


class Fate(StrEnum):
    """What has become of the words a link was made for."""

    UNCHANGED = "unchanged"
    MOVED = "moved"
    CHANGED = "changed"
    REMOVED = "removed"
    UNKNOWN = "unknown"


EXPLAINED = {
    Fate.UNCHANGED: "The words stand where they stood.",
    Fate.MOVED: "The text has changed since this link was made; its words now stand here.",
    Fate.CHANGED: "The text has changed since this link was made, so nothing is marked.",
    Fate.REMOVED: "The text this link leads to has been removed from the library.",
    Fate.UNKNOWN: "The library does not hold the text this link leads to.",
}


@dataclass(frozen=True, slots=True)
class CiteLink:
    """A link to a span, as a browser hands it over: nothing in it is to be trusted.

    Attributes:
        start: First character, in code points of the document's text.
        end: One past the last character.
        href: The link itself.
    """

    doc_id: str
    start: int
    end: int
    href: str

    def fits(self, document: Document) -> bool:
        """Return whether the span is one turn's and its text still the one that was linked to."""
        if not any(turn.start <= self.start < self.end <= turn.end for turn in document.turns):
            return False
        return self._is_hash_of(document.text[self.start : self.end])

    def find(self, document: Document) -> tuple[Fate, Span | None]:
        """Return what has become of the words, and where in ``document`` they are now.

        They have moved if exactly one stretch of a turn, from one edge of a word to another and
        as long as the quote, has the link's hash. Words that stand there twice could be either;
        in a text of millions of characters a long quote is not looked for.
        """
        if document.doc_id != self.doc_id:
            return Fate.CHANGED, None
        if self.fits(document):
            return Fate.UNCHANGED, (self.start, self.end)
        found = self._places(document)
        return (Fate.MOVED, found[0]) if len(found) == 1 else (Fate.CHANGED, None)

    def _places(self, document: Document) -> list[Span]:
        length = self.end - self.start
        if length > LONGEST_MOVED:
            return []
        text = document.text
        possible = possible_places(text, document.turns, length)
        return [(start, end) for start, end in possible if self._is_hash_of(text[start:end])]

    def _is_hash_of(self, quote: str) -> bool:
        return quote_hash(quote) == self.href.rpartition("-")[2]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a link leads today.

    Attributes:
        document: ``None`` if the library does not hold it.
        span: Where the words are; ``None`` if they are nowhere, or in more than one place.
    """

    link: CiteLink
    fate: Fate
    document: Document | None = None
    span: Span | None = None

    def to_json(self) -> dict[str, Any]:
        """Return the place as ``onrecord show LINK --json`` prints it."""
        result: dict[str, Any] = {
            "link": self.link.href,
            "doc_id": self.link.doc_id,
            "state": str(self.fate),
            "title": self.document.title if self.document else None,
        }
        names = ("speaker", "role", "turn", "start", "end", "before", "quote", "after")
        if self.document is None or self.span is None:
            return result | dict.fromkeys((*names, "current_link"))
        start, end = self.span
        number = self.document.turn_at(start)
        turn = self.document.turns[number]
        text = self.document.text
        quote = text[start:end]
        before = text[max(turn.start, start - CONTEXT) : start]
        after = text[end : min(turn.end, end + CONTEXT)]
        values = (turn.speaker, str(turn.role), number, start, end, before, quote, after)
        current = passage_link(self.document.doc_id, start, end, quote)
        return result | dict(zip(names, values, strict=True)) | {"current_link": current}

    def shown(self) -> str:
        """Return the place as a terminal shows it."""
        said = self.to_json()
        if said["quote"] is None:
            title = f"{said['title']}: " if said["title"] else ""
            return f"{self.link.doc_id}: {title}{EXPLAINED[self.fate]}"
        quote = f"{said['before']}“{said['quote']}”{said['after']}"
        who = f"{said['speaker']} ({said['role']}), {said['title']}"
        return f"{quote.strip()}\n    {who}\n    {said['current_link']}\n{EXPLAINED[self.fate]}"


def parse_link(href: str) -> CiteLink | None:
    """Return the link that ``href`` is, alone or at the end of an address; ``None`` if none."""
    found = _LINK.fullmatch(href)
    if found is None:
        return None
    doc_id = unquote(found["doc"])
    canonical = href[found.start("doc") - len("cite-") :]
    return CiteLink(doc_id, int(found["start"]), int(found["end"]), f"#{canonical}")


def find_named(library: Library, name: str) -> Document | Place:
    """Return the document whose id ``name`` is, or the place if it is a citation's link.

    Raises:
        FilterError: If it is a part of a link.
        UnknownNameError: If it is neither.
    """
    link = parse_link(name)
    if link is None and "#cite-" in name:
        raise FilterError(
            f"{name[:100]}: expected #cite-ID-START-END-HASH, found a part of it: copy all of the "
            "link, and put it in quotes"
        )
    if link is not None and ("#" in name or not library.holds(name)):
        return follow(library, link)
    return library.document(name)


def follow(library: Library, link: CiteLink) -> Place:
    """Return where ``link`` leads in ``library``."""
    try:
        document = library.document(link.doc_id)
    except UnknownNameError:
        removed = library.was_removed(link.doc_id)
        return Place(link, Fate.REMOVED if removed else Fate.UNKNOWN)
    fate, span = link.find(document)
    return Place(link, fate, document, span)
