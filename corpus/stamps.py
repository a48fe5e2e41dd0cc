"""Time stamps, as transcripts write them, and lines that hold nothing that is said."""

from __future__ import annotations

import re

_CLOCK = r"-?\d{1,3}(?::\d{2}){1,3}(?:[.,]\d{1,3})?"
_DATE = r"(?:\d{1,4}[./-]\d{1,2}[./-]\d{1,4},?[ \u00a0]+)?"  # as chats export it
TIME = rf"{_DATE}{_CLOCK}(?:[ \u00a0\u202f]?[AaPp]\.?[Mm]\b\.?)?"
_RANGE = rf"(?:[ ]?(?:-->|[-–—])[ ]?{_CLOCK})?"
STAMPED = rf"\\?[\[(<]{{0,1}}(?:{TIME}){_RANGE}\\?[\])>]{{0,1}}"
"""A time with or without brackets, which Markdown may escape; not captured."""

_TIME = re.compile(r"-?\d{1,3}(?::\d{1,2}){1,3}(?:[.,]\d{1,3})?")
_LOOSE = r"-?\d{1,3}(?::\d{1,2}){1,3}(?:[.,]\d{1,3})?"  # as Teams writes it, 0:0:9.5
_STAMP_LINE = re.compile(rf"\\?[\[(]?{_LOOSE}(?:[ ]?(?:-->|[-–—])[ ]?{_LOOSE})?\\?[\])]?")
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
    found = _TIME.search(text)
    return found[0] if found else None
