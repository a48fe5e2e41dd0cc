"""Citation links, read back: ``#cite-<doc_id>-<start>-<end>-<hash>``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import unquote

from corpus.document import Document
from qa.answer import passage_link

_LINK = re.compile(
    r"#?cite-(?P<doc>.{1,500})-(?P<start>\d{1,9})-(?P<end>\d{1,9})-(?P<hash>[0-9a-f]{8})"
)


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
        quote = document.text[self.start : self.end]
        return passage_link(document.doc_id, self.start, self.end, quote) == self.href


def parse_link(href: str) -> CiteLink | None:
    """Return the link that ``href`` is; ``None`` if it is none."""
    found = _LINK.fullmatch(href)
    if found is None:
        return None
    doc_id = unquote(found["doc"])
    canonical = href if href.startswith("#") else f"#{href}"
    return CiteLink(doc_id, int(found["start"]), int(found["end"]), canonical)
