"""A heading with a colon, such as ``Ground Truth: a talk with Ximena Aldaro``: nobody says it."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from corpus.likely import is_part
from corpus.marks import Mark
from corpus.vocabulary import FIELD_OF, TELLING

LONGEST = 240
"""Characters of a heading; more is an introduction that somebody speaks."""

_ENDED = re.compile(r"[.!?…。！？؟]['\"”’»)\]]*\s*$")
_SPOKEN = re.compile(
    r"(?i)\b(?:i|i'm|we|we're|our|my|us|me|you|your|tonight|welcome|hello|good (?:morning|afternoon"
    r"|evening|day)|thanks?|let's|ich|wir|uns|je|nous|vous|yo|nosotros|hoy|eu|nós|io|noi|я|мы|нас|вас"
    r")\b|[?？؟]"
)


def without_heading(text: str, found: Sequence[Mark], speaking: Collection[str]) -> list[Mark]:
    """Drop a label on the first line of ``text`` that is the beginning of a heading.

    It comes once and is no part such as ``Host`` or ``Man's voice``. Its line has no word by
    which somebody addresses anybody, and either does not end as a sentence does, or names who
    speaks below, or its label is two things, such as ``Transcript 4. Interviewer``.

    Args:
        text: Normalised text.
        found: Labels in text order.
        speaking: Labels that come again and again.
    """
    first = next(iter(found), None)
    if first is None or first.key in speaking:
        return list(found)
    if _is_short_part(first.key):
        return list(found)
    if text[: first.label_start].strip(" \t\n\u00a0#*_"):
        return list(found)
    line = text[first.start : text.find("\n\n", first.start) % (len(text) + 1)].strip()
    is_heading = "\n" not in line and len(line) <= LONGEST and not _SPOKEN.search(line)
    if is_heading and (not _ENDED.search(line) or _tells_of(line, speaking) or _holds_field(first)):
        return [mark for mark in found if mark is not first]
    return list(found)


def _is_short_part(key: str) -> bool:
    return len(key.split()) <= 2 and (is_part(key) or key.casefold() in TELLING)


def _tells_of(line: str, speaking: Collection[str]) -> bool:
    """Tell whether a speaker is named, by a label or by the last word of one."""
    words = set(re.findall(r"\w+", line.casefold()))
    return any(key.casefold().split()[-1] in words for key in speaking if len(key) > 2)


def _holds_field(mark: Mark) -> bool:
    """Tell a label such as ``Transcript 4. Interviewer``, which is two things."""
    *rest, last = mark.key.casefold().split()
    return bool(rest) and last in FIELD_OF and "." in mark.key
