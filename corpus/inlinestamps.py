"""Time stamps between the words: ``#00:01:10-0#`` of f4, f5 and MAXQDA, or ``[00:05:00]``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.clock import clock_time, shown
from corpus.document import Role, Turn
from corpus.extracted import Extracted, Kind, LeftOut

_STAMP = re.compile(r"#(?P<time>\d{1,3}:\d\d:\d\d)(?:[-.,]\d{1,3})?#")
_HOURS = r"\d{1,3}:\d\d:\d\d(?:[.,]\d{1,3})?"
# Behind its stamps Trint writes how long a pause is. What has no hours may be said, and what
# stands in round brackets may be a remark: MARK (2:09:06).
_WITHIN = re.compile(
    rf"(?<![ \t\u00a0])[ \t\u00a0]*+"
    rf"(?:\[(?P<time>{_HOURS})(?:[ ]?(?:--?>|[-–—])[ ]?{_HOURS})?\](?:\[\d{{1,3}}\.\d{{1,3}}\])?"
    rf"|#(?P<signs>{_HOURS})(?:-\d{{1,3}})?#"
    rf"|(?<=\n)(?:\[\d{{1,3}}:\d\d\]|{_HOURS})[ \t]*+(?=\n|\Z))"
)
_SPACES = " \t\u00a0"

LEAST_STAMPS = 2

AT_ENDS = 0.8
"""Least share of turns that end with a stamp, for each to tell when the next begins."""


def without_inline_stamps(extracted: Extracted) -> Extracted:
    """Return ``extracted`` without the stamps in its text, and with their times instead.

    The programs put one at the end of a turn or before it; either way what follows begins
    then. A text with fewer than two of them, or whose turns the file itself gives, stays.
    """
    text = extracted.text
    found = list(_STAMP.finditer(text))
    if extracted.marks is not None or extracted.times or len(found) < LEAST_STAMPS:
        return extracted
    pieces: list[str] = []
    times: list[tuple[int, str]] = []
    place = length = 0
    for stamp in found:
        pieces.append(text[place : stamp.start()].rstrip(_SPACES))
        length += len(pieces[-1])
        place = stamp.end()
        at_line_start = length == 0 or pieces[-1][-1:] == "\n"
        place += at_line_start and text[place : place + 1] in (" ", "\t")
        if (time := shown(clock_time(stamp["time"]))) is not None:
            times.append((length, time))
    pieces.append(text[place:])
    bare = "".join(pieces)
    if not bare.strip():
        return extracted
    stamps = " ".join(stamp[0].strip() for stamp in found)
    gone = LeftOut("between the words", Kind.BOILERPLATE, stamps, "time stamps")
    return replace(extracted, text=bare, times=tuple(times), left_out=(*extracted.left_out, gone))


def without_stamps_within(extracted: Extracted, turns: Sequence[Turn]) -> Extracted:
    """Return ``extracted`` without the stamps inside its turns, where nobody says them.

    Turns get their times if nearly every one ends with a stamp. A text without such stamps, or
    whose turns or times the file itself gives, is returned as it is.
    """
    text = extracted.text
    spoken = [turn for turn in turns if turn.role is not Role.NARRATOR]
    within = [(turn, found) for turn in spoken for found in _stamps_of(text, turn)]
    if extracted.marks is not None or extracted.times or not within:
        return extracted
    at_ends = sum(found.end() == turn.end for turn, found in within) >= AT_ENDS * len(spoken)
    pieces: list[str] = []
    times: list[tuple[int, str]] = []
    place = length = 0
    for _, found in within:
        pieces.append(text[place : found.start()])
        place = _behind(text, found)
        # Words on both sides are still two words.
        before, behind = text[found.start() - 1 : found.start()], text[place : place + 1]
        joins = not before.isspace() and behind.isalnum()
        pieces.append(" " if joins else "")
        length += sum(map(len, pieces[-2:]))
        time = shown(clock_time(found["time"] or found["signs"] or ""))
        if at_ends and time is not None:
            times.append((length, time))
    stamps = " ".join(found[0].strip() for _, found in within)
    gone = LeftOut("between the words", Kind.BOILERPLATE, stamps, "time stamps")
    bare = "".join([*pieces, text[place:]])
    return replace(extracted, text=bare, times=tuple(times), left_out=(*extracted.left_out, gone))


def _stamps_of(text: str, turn: Turn) -> list[re.Match[str]]:
    return [*_WITHIN.finditer(text, turn.start, turn.end)]


def _behind(text: str, stamp: re.Match[str]) -> int:
    """Return where the text goes on: at line starts, behind the space or the line ends.

    Of the line ends on both sides as many stay as the greater side has.
    """
    end = stamp.end()
    above = text[max(0, stamp.start() - 2) : stamp.start()]
    if not above.endswith("\n"):
        return end
    while text[end : end + 1] in (" ", "\t"):
        end += 1
    below = text[end : end + above.count("\n")]
    return end + len(below) - len(below.lstrip("\n"))
