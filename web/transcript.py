"""A document as a page to read, and the place in it that a link leads to."""

from __future__ import annotations

import re
from html import escape

from corpus.document import Document, Turn
from qa.answer import quote_hash
from qa.links import EXPLAINED, CiteLink, Fate

_BLANK_LINE = re.compile(r"\n[^\S\n]*(?=\n)")
_UNFINISHED_LINE = re.compile(r"[^\s.!?…:;\"”»)\]]$")
_SHOWN_FACTS = ("interviewee", "office", "interviewer", "publisher", "date")

_NOTES = {
    Fate.CHANGED: f'<p class="changed" role="alert" tabindex="-1">{EXPLAINED[Fate.CHANGED]}</p>',
    Fate.MOVED: f'<p class="moved" role="status">{EXPLAINED[Fate.MOVED]}</p>',
}


def transcript_html(document: Document) -> str:
    """Return ``document`` as HTML to read; ``view.js`` marks the words of a link in it.

    The text content of each ``.said`` is the turn, character for character, which begins at the
    code point ``data-start`` of the document; white space is laid out by the style sheet alone.
    """
    kind = "wrapped" if _is_hard_wrapped(document.text) else "lines"
    turns = "".join(_turn(document, turn) for turn in document.turns)
    return (
        f'<article class="transcript {kind}" aria-label="Transcript" '
        f'data-doc="{escape(document.doc_id)}" data-version="{version(document)}">'
        f'<h2 dir="auto">{escape(document.title)}</h2>{_facts(document)}{turns}</article>'
    )


def place_html(document: Document, link: CiteLink | None = None, asked: int = 0) -> str:
    """Return which text to show and what to mark in it, for ``view.js`` to read.

    Args:
        document: The text.
        link: Whose words are to be marked; ``None`` for none.
        asked: The number the page gave to its question, so that it can tell answers apart.
    """
    names = {"doc": document.doc_id, "version": version(document), "asked": str(asked or "")}
    fate, span = link.find(document) if link else (Fate.UNCHANGED, None)
    if link:
        names["href"] = link.href
    if span:
        start, end = span
        names |= {"start": str(start), "quote": document.text[start:end]}
    data = "".join(f' data-{name}="{escape(value)}"' for name, value in names.items())
    return f'<div class="place"{data}>{_NOTES.get(fate, "")}</div>'


def version(document: Document) -> str:
    """Return what tells whether a page shows ``document`` as it is now."""
    voices = (f"{turn.start} {turn.speaker} {turn.role} {turn.time}" for turn in document.turns)
    return quote_hash("\n".join((document.title, document.text, *voices)))


def empty_transcript(message: str) -> str:
    """Return what stands in the reading pane while there is nothing to read."""
    return f'<p class="nothing">{escape(message)}</p>'


def _facts(document: Document) -> str:
    facts = dict.fromkeys(value for key, value in document.metadata if key in _SHOWN_FACTS)
    return f'<p class="facts">{escape(" · ".join(facts))}</p>' if facts else ""


def _turn(document: Document, turn: Turn) -> str:
    time = f' <time class="time">{escape(turn.time)}</time>' if turn.time else ""
    role = "" if turn.speaker.casefold() == turn.role else f'<span class="role">{turn.role}</span>'
    return (
        f'<section class="turn {turn.role}">'
        f'<p class="who"><bdi class="speaker">{escape(turn.speaker)}</bdi> '
        f"{role}{time}</p>"
        f'<p class="said" dir="auto" data-start="{turn.start}">{_text(document.said(turn))}</p>'
        "</section>"
    )


def _text(text: str) -> str:
    """Escape ``text``; a blank line gets a break that adds nothing to the text content."""
    return _BLANK_LINE.sub(lambda blank: f"{blank[0]}<br>", escape(text))


def _is_hard_wrapped(text: str) -> bool:
    """Tell lines cut at a width, which should flow, from lines that are paragraphs."""
    lines = [line for line in text.split("\n") if len(line) > 40]
    unfinished = sum(bool(_UNFINISHED_LINE.search(line.rstrip())) for line in lines)
    return len(lines) > 10 and unfinished > len(lines) / 2
