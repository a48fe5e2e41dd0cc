"""Text copied from a player: a time stamp, a few words, a time stamp, a few words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.clock import clock_time
from corpus.cues import Cue, may_open
from corpus.stamps import STAMPED, is_stamp

_STAMPED_LINE = re.compile(
    rf"[ \t]*(?P<stamp>{STAMPED})(?:[ \t]*[-–—|][ \t]+|[ \t]+)(?P<said>\S.*)"
)

LEAST_STAMPS = 5
STAMPED_LINES = 0.8
"""Least share of the lines of words that have a time of their own."""

CHANGE = ">>"
"""How captions write that somebody else speaks; no other text has times and these."""

LONGEST_PIECE = 150
"""Mean characters of a piece beyond which pieces are paragraphs, not words on a screen."""


def stamped_cues(text: str) -> list[Cue] | None:
    """Return the pieces of ``text`` with their times; ``None`` if it is not written so.

    What stands before the first time is a piece without one. Pieces that begin with a label
    or a dash are somebody's turns, which are found in another way; with the signs of captions they
    are captions.
    """
    cues = list(_cues(text))
    timed = [cue for cue in cues if cue.start is not None]
    lines = sum(bool(line.strip()) and not is_stamp(line) for line in text.split("\n"))
    if len(timed) < LEAST_STAMPS or len(timed) < STAMPED_LINES * lines:
        return None
    if sum(len(cue.said) for cue in timed) > LONGEST_PIECE * len(timed):
        return None
    opening = [cue for cue in timed if may_open(cue.said) and not cue.said.startswith(CHANGE)]
    if len(opening) > (1 - STAMPED_LINES) * len(timed):
        return None
    return cues


def _cues(text: str) -> Iterator[Cue]:
    time: int | None = None
    said: list[str] = []
    for line in text.split("\n"):
        found = None if is_stamp(line) else _STAMPED_LINE.fullmatch(line)
        if is_stamp(line) or found:
            if said:
                yield Cue("\n".join(said), start=time)
            time = clock_time((found["stamp"] if found else line).strip().replace("\\", ""))
            said = [found["said"]] if found else []
        elif line.strip():
            said.append(line.strip())
    if said:
        yield Cue("\n".join(said), start=time)
