"""Times as files write them, in milliseconds; and as they are shown, H:MM:SS."""

from __future__ import annotations

import math
import re

LATEST = 1_000 * 3_600_000
"""A time of a thousand hours is a date or a mistake."""

# Every repetition is bounded, or a line of digits takes quadratic time. Translating a file by
# machine puts spaces into its times.
PATTERN = (
    r"(?:(?P<h{n}>\d{{1,4}})\s?:\s?)?(?P<m{n}>\d{{1,4}})\s?:\s?(?P<s{n}>\d{{1,2}})"
    r"(?:\s?[.,:;]\s?(?P<f{n}>\d{{1,9}}))?"
)
"""A time by the clock, hours and fraction optional; to be formatted with a number ``n``."""

_DATE = r"\d{4}-\d\d-\d\d[T ]"
_ZONE = r"Z|[+-]\d\d:?\d\d"
_CLOCK = re.compile(
    rf"(?:{_DATE})?[\[(]?\s?{PATTERN.format(n=0)}\s?[\])]?(?:{_ZONE})?(?P<half>\s?[ap]\.?m\.?)?",
    re.IGNORECASE,
)
_SPAN = re.compile(
    rf"[\[(]?\s?{PATTERN.format(n=0)}\s?(?:-->|[-–—])\s?{PATTERN.format(n=1)}\s?[\])]?"
)
_DURATION = re.compile(
    r"PT(?:(?P<h0>\d{1,4})H)?(?:(?P<m0>\d{1,4})M)?(?:(?P<s0>\d{1,5})(?:\.(?P<f0>\d{1,9}))?S)?"
)
_NUMBER = re.compile(r"[+-]?\d{1,15}(?:\.\d{1,25})?(?:e[+-]?\d{1,2})?", re.IGNORECASE)


def from_match(found: re.Match[str], n: int = 0) -> int | None:
    """Return the milliseconds of the time numbered ``n`` in a match of :data:`PATTERN`."""
    hours, minutes, seconds, fraction = (found[f"{part}{n}"] or "" for part in "hmsf")
    if not (minutes or seconds):
        return None
    whole = int(hours or 0) * 3600 + int(minutes or 0) * 60 + int(seconds or 0)
    return whole * 1000 + int(fraction.ljust(3, "0")[:3] or 0)


def clock_time(text: str) -> int | None:
    """Return the milliseconds of ``0:22``, ``[00:01:57]`` or ``00:01:57,250``, else ``None``.

    So are ``PT1M57S`` and ``2:05 PM``.

    Of a date only the time of day is told.
    """
    text = text.strip()
    if len(text) > 40:
        return None
    if found := _DURATION.fullmatch(text):
        return from_match(found)
    if not (found := _CLOCK.fullmatch(text)):
        return None
    time = from_match(found)
    half = (found["half"] or "").strip().casefold()
    if time is None or not half or time >= 13 * 3_600_000:
        return time
    # "10:30 am" has hours and minutes, where "10:30" has minutes and seconds.
    time = time if found["h0"] else time * 60
    return time % (12 * 3_600_000) + (12 * 3_600_000 if half.startswith("p") else 0)


def span_start(text: str) -> int | None:
    """Return the milliseconds at which ``0:22.5 - 0:31.0`` begins; ``None`` for anything else."""
    found = _SPAN.fullmatch(text.strip()) if len(text) <= 60 else None
    return from_match(found) if found else None


def number(text: str) -> float | None:
    """Return the number that ``text`` is, whatever it counts; ``None`` if it is none."""
    text = text.strip()
    return float(text) if _NUMBER.fullmatch(text) else None


def shown(milliseconds: float | None) -> str | None:
    """Return a time as H:MM:SS; ``None`` for none and for what cannot be one.

    >>> shown(62_900)
    '0:01:02'
    """
    if milliseconds is None or not math.isfinite(milliseconds):
        return None
    if not 0 <= milliseconds < LATEST:
        return None
    seconds = int(milliseconds // 1000)
    return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"
