"""A document as a page to read, with one span marked."""

from __future__ import annotations

import re
from html import escape

from corpus.document import Document, Turn
from corpus.spans import Span
from qa.links import EXPLAINED, CiteLink, Fate

_BLANK_LINE = re.compile(r"\n[^\S\n]*(?=\n)")
_UNFINISHED_LINE = re.compile(r"[^\s.!?…:;\"”»)\]]$")
_SHOWN_FACTS = ("interviewee", "office", "interviewer", "publisher", "date")

_NOTES = {
    Fate.CHANGED: f'<p class="changed" role="alert" tabindex="-1">{EXPLAINED[Fate.CHANGED]}</p>',
    Fate.MOVED: f'<p class="moved" role="status">{EXPLAINED[Fate.MOVED]}</p>',
}


def transcript_html(document: Document, link: CiteLink | None = None) -> str:
    """Return ``document`` as HTML, with the words that ``link`` names inside a ``<mark>``.

    The text content of the mark is the quote, character for character; white space is laid
    out by the style sheet alone.
    """
    fate, span = link.find(document) if link else (Fate.UNCHANGED, None)
    note = _NOTES.get(fate, "")
    href = link.href if link else ""
    kind = "wrapped" if _is_hard_wrapped(document.text) else "lines"
    turns = "".join(_turn(document, turn, span, href) for turn in document.turns)
    return (
        f'<article class="transcript {kind}" aria-label="Transcript" '
        f'data-doc="{escape(document.doc_id)}">'
        '<button type="button" class="back" data-close>Back to the chat</button>'
        f"<h2>{escape(document.title)}</h2>{_facts(document)}{note}{turns}</article>"
    )


def empty_transcript(message: str) -> str:
    """Return what stands in the reading pane while there is nothing to read."""
    return f'<p class="nothing">{escape(message)}</p>'


def _facts(document: Document) -> str:
    facts = dict.fromkeys(value for key, value in document.metadata if key in _SHOWN_FACTS)
    return f'<p class="facts">{escape(" · ".join(facts))}</p>' if facts else ""


def _turn(document: Document, turn: Turn, span: Span | None, href: str) -> str:
    time = f' <time class="time">{escape(turn.time)}</time>' if turn.time else ""
    role = "" if turn.speaker.casefold() == turn.role else f'<span class="role">{turn.role}</span>'
    return (
        f'<section class="turn {turn.role}">'
        f'<p class="who"><span class="speaker">{escape(turn.speaker)}</span> '
        f"{role}{time}</p>"
        f'<p class="said">{_said(document.text, turn, span, href)}</p></section>'
    )


def _said(text: str, turn: Turn, span: Span | None, href: str) -> str:
    if span is None or not turn.start <= span[0] < span[1] <= turn.end:
        return _text(text[turn.start : turn.end])
    start, end = span
    mark = (
        f'<mark id="hit" tabindex="-1" data-href="{escape(href)}">{_text(text[start:end])}</mark>'
    )
    return f"{_text(text[turn.start : start])}{mark}{_text(text[end : turn.end])}"


def _text(text: str) -> str:
    """Escape ``text``; a blank line gets a break that adds nothing to the text content."""
    return _BLANK_LINE.sub(lambda blank: f"{blank[0]}<br>", escape(text))


def _is_hard_wrapped(text: str) -> bool:
    """Tell lines cut at a width, which should flow, from lines that are paragraphs."""
    lines = [line for line in text.split("\n") if len(line) > 40]
    unfinished = sum(bool(_UNFINISHED_LINE.search(line.rstrip())) for line in lines)
    return len(lines) > 10 and unfinished > len(lines) / 2
