"""What lies within somebody's words and is nobody's: headings, notes, what a page prints."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.closing import closing
from corpus.cues import ends_sentence
from corpus.directions import directions, notes_in_italics
from corpus.furniture import printed_between
from corpus.spans import PARAGRAPH, Span
from corpus.speeches import Speech

_HEADING = re.compile(r"^[ \t]*#{1,6}[ \t]+\S.*$", re.MULTILINE)
_TAPE = re.compile(
    r"(?<=\n\n)[ \t]*\W?(?:(?:the\s+)?(?:end|begin(?:ning)?|start)\s+(?:of\s+)?"
    r"(?:tape|side|reel|cassette|disc)\s+(?:#\s?)?(?:\d{1,2}|one|two|three|four|[A-D])"
    r"|tape\s+(?:#\s?)?\d{1,2})\b(?:[,;]?\s+side\s+\w+)?[.:\])]{0,2}[ \t]*(?=\n\n|\Z)"
    r"|(?<=\n\n)[ \t]*\W?"
    r"(?:(?:first|second|third|fourth|fifth|\d(?:st|nd|rd|th))\s+(?:interview|session)"
    r"|(?:interview|session)\s+(?:#\s?)?(?:\d{1,2}|one|two|three|four|five|I{1,3}|IV|V))\b"
    r"[^.?!\n]{0,50}[.\])]?[ \t]*(?=\n\n|\Z)",
    re.IGNORECASE,
)
_IN_COURT = re.compile(
    # A line that was broken anywhere begins with a small letter or goes on with one.
    r"^[ \t]*(?=(?-i:[A-Z]))"
    r"(?:(?:further\s+)?(?:re-?)?(?:direct|cross|voir\s+dire)?[ -]?)?examination"
    r"(?:\s+by\s.{3,60}|\s+\(?(?:continued|resumed)\)?.{0,40})?[:.]?[ \t]*$"
    r"|^[ \t]*(?-i:(?:Further|FURTHER)[ ])?(?-i:Questions|QUESTIONS)[ ](?:from|by)[ ]"
    r"(?:(?:mr|mrs|ms|miss|dr|sir)\b|(?-i:THE\b|[A-Z]{2})).{2,60}$"
    r"|^[ \t]*[^\W\d_][^\n():]{3,50}\((?:affirmed|sworn|recalled|continued|called)\)[ \t]*$"
    r"|^[ \t]*\(\d{1,2}[.:]\d\d[ ]?[ap]\.?m\.?\)[ \t]*$|^[ \t]*\((?:a|the)[ ][^()\n]{3,40}\)[ \t]*$"
    r"|^[ \t]*(?-i:(?:(?:PREPARED|OPENING)[ ])?STATEMENTS?[ ]OF[ ]).{3,120}$"
    r"|^[ \t]*proceedings[ ](?:suspended|adjourned|resumed)\b.{0,60}$",
    re.IGNORECASE | re.MULTILINE,
)
LEAST_HEADING = 3
"""Words of a heading in capitals between two speeches."""


def unsaid_within(
    text: str, speech: Speech, convention: str, *, told: bool, is_last: bool
) -> list[Span]:
    """Return where a speech holds what its speaker does not say, in order and apart.

    Args:
        text: Normalised text.
        speech: What lies between two marks.
        convention: How the turns were found: beside questions in bold, italics are notes.
        told: Whether the narrator speaks, whose words a page prints itself.
        is_last: Whether nothing but the end of the text follows.
    """
    cuts = [found.span() for found in _HEADING.finditer(text, speech.start, speech.end)]
    for pattern in (_TAPE, _IN_COURT):
        cuts += [found.span() for found in pattern.finditer(text, speech.start + 1, speech.end)]
    cuts += directions(text, speech)
    if not told:
        below = list(PARAGRAPH.finditer(text, speech.start, speech.end))[1:]
        cuts += printed_between(text, below)
    if not told and convention == "bold questions":
        cuts += notes_in_italics(text, speech)
    if not is_last or not told:
        cuts += _headings_in_capitals(text, speech)
    if is_last:
        cuts += closing(text, speech.start, speech.end)
    return _apart(cuts)


def _apart(spans: Sequence[Span]) -> list[Span]:
    """Return the spans in order, without those that overlap one before."""
    apart: list[Span] = []
    for span in sorted(spans):
        if not apart or span[0] >= apart[-1][1]:
            apart.append(span)
    return apart


def _headings_in_capitals(text: str, speech: Speech) -> list[Span]:
    """Return the paragraphs in capitals that stand between a speech and the next one.

    In the midst of it they may be what a sign says, or the name of a ship.
    """
    spans: list[Span] = []
    if _is_loud(text[speech.start : speech.end]):
        return spans
    later = list(PARAGRAPH.finditer(text, speech.start, speech.end))[1:]
    for block in reversed(later):
        above = text[max(speech.start, block.start() - 40) : block.start()].rstrip()
        short = len(block[0].split()) < LEAST_HEADING
        if short or not _is_loud(block[0]) or ends_sentence(block[0]) or not ends_sentence(above):
            break
        spans.append(block.span())
    return spans


def _is_loud(said: str) -> bool:
    """Tell whether all letters are capitals, in a script that has them."""
    if said != said.upper():
        return False
    letters = [letter for letter in said if letter.isalpha()]
    return bool(letters) and all(letter.isupper() for letter in letters)
