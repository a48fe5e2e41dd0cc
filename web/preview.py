"""The words around a quote, to see before its transcript is opened."""

from __future__ import annotations

from html import escape

from corpus.document import Document
from index.chunk import asked_turns
from index.library import Library
from qa.excerpt import beginning, cut_after, cut_before
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
    shown = cut_after(said["quote"], LONGEST_QUOTE)
    return (
        f'<p class="who"><bdi class="speaker">{escape(said["speaker"])}</bdi> '
        f'<span class="role">{said["role"]}</span> '
        f'<bdi class="title">{escape(said["title"])}</bdi></p>'
        f'<p class="said" dir="auto">{escape(cut_before(said["before"], AROUND))}'
        f"<mark>{escape(shown)}</mark>{escape(cut_after(said['after'], AROUND))}</p>"
    )


def _asked(document: Document, start: int) -> str:
    asked = list(asked_turns(document))[document.turn_at(start)]
    if asked is None:
        return ""
    words = beginning(document.said(document.turns[asked]), LONGEST_ASKED)
    return f'<p class="put" dir="auto">{escape(words)}</p>'


def _note(words: str) -> str:
    return f'<p class="note">{escape(words)}</p>'
