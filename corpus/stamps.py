"""Time stamps, as transcripts write them, and lines that hold nothing that is said."""

from __future__ import annotations

import re

from corpus.clock import shown

_CLOCK = r"-?\d{1,3}(?::\d{2}){1,3}(?:[.,]\d{1,3})?"
_DATE = r"(?:\d{1,4}[./-]\d{1,2}[./-]\d{1,4},?[ \u00a0]+)?"  # as chats export it
TIME = rf"{_DATE}{_CLOCK}(?:[ \u00a0\u202f]?[AaPp]\.?[Mm]\b\.?)?"
_RANGE = rf"(?:[ ]?(?:--?>|[-–—])[ ]?{_CLOCK})?"
SPAN = rf"{TIME}{_RANGE}"
"""A time, or from when to when, without brackets; not captured."""

_SECONDS = r"\d{1,6}\.\d{1,3}[ ]?s?"
_SECONDS_RANGE = rf"{_SECONDS}[ ]?(?:--?>|[-–—])[ ]?{_SECONDS}"  # as WhisperX writes it
_HOURS = r"(?:hours?|Stunden?|heures?|horas?|ore|ora|час\w{0,2}|saat|godzin\w?)"
_MINUTES = r"(?:min(?:ut\w{0,2}|uten)?|минут\w?|dakika)"
_SECS = r"(?:sec(?:onds?|ondes?|ond[oi])?|Sekunden?|segundos?|секунд\w?|saniye|sekund\w?)"
_IN_WORDS = (  # as Teams writes it, 1 hour 2 minutes 3 seconds
    rf"(?:\d{{1,3}} {_HOURS},? )?(?:\d{{1,3}} {_MINUTES},? )?\d{{1,3}} {_SECS}"
)
_PARTS_IN_WORDS = re.compile(
    rf"(?:(\d{{1,3}}) {_HOURS},? )?(?:(\d{{1,3}}) {_MINUTES},? )?(\d{{1,3}}) {_SECS}"
)
COUNTED = rf"\d{{1,3}} (?:{_HOURS}|{_MINUTES}|{_SECS})\b"
"""A part of a time in words; not captured."""

STAMPED = (
    rf"(?:\\?[\[(<]{{0,1}}(?:{TIME}){_RANGE}\\?[\])>]{{0,1}}"
    rf"|\\?[\[(]{_SECONDS_RANGE}\\?[\])]|{_IN_WORDS})"
)
"""A time with or without brackets, which Markdown may escape; not captured."""

_TIME = re.compile(r"-?\d{1,3}(?::\d{1,2}){1,3}(?:[.,]\d{1,3})?")
_LOOSE = r"-?\d{1,3}(?::\d{1,2}){1,3}(?:[.,]\d{1,3})?"  # as Teams writes it, 0:0:9.5
_FRAMES = r"\d\d;\d\d;\d\d;\d\d"  # as Premiere writes it, of a film with dropped frames
_STAMP_LINE = re.compile(
    rf"\\?[\[(]?(?:{_LOOSE}(?:[ ]?(?:--?>|[-–—])[ ]?{_LOOSE}|[ \u00a0\u202f]?[AP]M)?"
    rf"|{_SECONDS_RANGE}|{_FRAMES}(?:[ ]?-[ ]?{_FRAMES})?|{_IN_WORDS}[ ]?{_LOOSE})\\?[\])]?"
)
_FIRST_FRAMES = re.compile(r"(\d\d);(\d\d);(\d\d);\d\d")
_FIRST_SECONDS = re.compile(r"[\[(]?(?P<start>\d{1,6}\.\d{1,3})[ ]?s?[ ]?(?:--?>|[-–—])")
_RULE_LINE = re.compile(r"([-*_=~#·•])(?:[ \t]*\1){2,}")
_META_LINE = re.compile(r"_[^\W_]\w*(?<!_)[ \t]*:(?!.*_$).*")  # but _Aim: to know_ is in italics
_COMMENT_LINE = re.compile(r"<!--.*-->")


def is_stamp(line: str) -> bool:
    """Tell whether a line holds a time stamp and nothing else."""
    return bool(_STAMP_LINE.fullmatch(line.strip()))


def is_unsaid(line: str) -> bool:
    """Tell whether nobody says a line: a time stamp, a rule, a comment, ``_page : 12``."""
    line = line.strip()
    return any(
        pattern.fullmatch(line) for pattern in (_STAMP_LINE, _RULE_LINE, _META_LINE, _COMMENT_LINE)
    )


def time_in(text: str) -> str | None:
    """Return the first time in ``text``, as it is written."""
    if found := _TIME.search(text):
        return found[0]
    if found := _FIRST_FRAMES.search(text):
        return ":".join(found.groups())
    if found := _FIRST_SECONDS.search(text):
        return shown(float(found["start"]) * 1000)
    if found := _PARTS_IN_WORDS.search(text):
        hours, minutes, seconds = (int(part or 0) for part in found.groups())
        return shown((hours * 3600 + minutes * 60 + seconds) * 1000)
    return None
