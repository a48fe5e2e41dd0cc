"""Time stamps between the words, as f4, f5 and MAXQDA write them: ``#00:01:10-0#``."""

from __future__ import annotations

import re
from dataclasses import replace

from corpus.clock import clock_time, shown
from corpus.extracted import Extracted, Kind, LeftOut

_STAMP = re.compile(r"#(?P<time>\d{1,3}:\d\d:\d\d)(?:[-.,]\d{1,3})?#")
_SPACES = " \t\u00a0"

LEAST_STAMPS = 2


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
