"""The words around a quote, to see before its transcript is opened."""

from __future__ import annotations

from html import escape

from corpus.document import Document
from index.chunk import asked_turns
from index.library import Library
from qa.links import EXPLAINED, Fate, Place, follow, parse_link

LONGEST_QUOTE = 500
"""Characters of a quote that are shown; what is beyond is in the transcript."""
LONGEST_ASKED = 200
AROUND = 120
"""Characters before and after it. All of it fits on most screens without scrolling."""


def preview_html(library: Library, href: str) -> str:
    """Return the quote ``href`` leads to in its turn, with who said it and what was asked.

    Raises:
        OnrecordError: If the library cannot be read.
    """
    link = parse_link(href)
    if link is None:
        return _note(EXPLAINED[Fate.UNKNOWN])
    place = follow(library, link)
    if place.document is None or place.span is None:
        return _note(EXPLAINED[place.fate])
    moved = _note(EXPLAINED[place.fate]) if place.fate is Fate.MOVED else ""
    return f"{moved}{_asked(place.document, place.span[0])}{_said(place)}"


def _said(place: Place) -> str:
    said = place.to_json()
    quote = str(said["quote"])
    shown = quote if len(quote) <= LONGEST_QUOTE else f"{quote[:LONGEST_QUOTE].rstrip()} …"
    return (
        f'<p class="who"><bdi class="speaker">{escape(said["speaker"])}</bdi> '
        f'<span class="role">{said["role"]}</span> '
        f'<bdi class="title">{escape(said["title"])}</bdi></p>'
        f'<p class="said" dir="auto">{_cut_before(said["before"])}'
        f"<mark>{escape(shown)}</mark>{_cut_after(said['after'])}</p>"
    )


def _asked(document: Document, start: int) -> str:
    asked = list(asked_turns(document))[document.turn_at(start)]
    if asked is None:
        return ""
    words = " ".join(document.said(document.turns[asked]).split())
    shown = words if len(words) <= LONGEST_ASKED else f"{words[:LONGEST_ASKED].rstrip()} …"
    return f'<p class="put" dir="auto">{escape(shown)}</p>'


def _cut_before(words: str) -> str:
    """Begin at a whole word where the turn began earlier; a turn's own beginning stays."""
    if len(words) <= AROUND:
        return escape(words)
    return f"… {escape(words[-AROUND:].partition(' ')[2])}"


def _cut_after(words: str) -> str:
    if len(words) <= AROUND:
        return escape(words)
    return f"{escape(words[:AROUND].rpartition(' ')[0])} …"


def _note(words: str) -> str:
    return f'<p class="note">{escape(words)}</p>'
