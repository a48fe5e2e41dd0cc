"""Dates as people write them: the days they may mean."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime

from dateutil import parser

LONGEST = 40
_ISO = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[T ]\d\d:\d\d.*)?)?)?")
# Of two whole dates: 1978-1980, 2022-05-01/2022-05-03, 4 March 2022 to 6 March 2022.
_RANGE = re.compile(r"(.*\b\d{4}\b.*?)(?:\s*[/–]\s*|\s+to\s+|(?<=\d{4})-(?=\d{4}$))(.*\b\d{4}\b.*)")
_YEAR = re.compile(r"\b\d{4}\b")
# Two days that share neither year, month nor day: what differs in the result was not written.
_DEFAULTS = (datetime(1904, 1, 1), datetime(1908, 12, 31))  # a day has no zone


@dataclass(frozen=True, slots=True)
class Days:
    """The days a date may mean: one, or all of a month, a year or a range.

    Attributes:
        first: The earliest.
        last: The latest; not before ``first``.
    """

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"the last day {self.last} is before the first, {self.first}")


def read_days(text: str) -> Days | None:
    """Return the days that ``text`` means; ``None`` if it has no place in time.

    ISO dates are read first (``2022``, ``2022-03``, ``2022-03-04``, ``2022-03/2022-05``), then
    the usual English forms. ``3/4/2022`` is March or April, so all it says is the year.
    """
    text = " ".join(text.split())
    if not _YEAR.search(text) or len(text) > 2 * LONGEST:
        return None
    try:
        return _range(text) if _RANGE.fullmatch(text) else _one(text)
    except (ValueError, OverflowError):
        return None


def _range(text: str) -> Days | None:
    found = _RANGE.fullmatch(text)
    first, last = (_one(part) for part in found.groups()) if found else (None, None)
    return Days(first.first, last.last) if first and last else None


def _one(text: str) -> Days | None:
    found = _ISO.fullmatch(text)
    if found is not None:
        year, month, day = (int(part) if part else None for part in found.groups())
        return _days(year or 0, month, day)
    if len(text) > LONGEST or not _YEAR.search(text):
        return None
    try:
        read = [
            parser.parse(text, default=default, dayfirst=dayfirst, ignoretz=True)
            for default in _DEFAULTS
            for dayfirst in (False, True)
        ]
    except (ValueError, OverflowError):
        return None
    if len({moment.year for moment in read}) > 1:
        return None
    month = read[0].month if len({moment.month for moment in read}) == 1 else None
    day = read[0].day if len({moment.day for moment in read}) == 1 else None
    return _days(read[0].year, month, day)


def _days(year: int, month: int | None, day: int | None) -> Days:
    if month is None:
        return Days(date(year, 1, 1), date(year, 12, 31))
    if day is None:
        return Days(date(year, month, 1), date(year, month, monthrange(year, month)[1]))
    return Days(date(year, month, day), date(year, month, day))
