"""Text copied from a player: a time stamp, a few words, a time stamp, a few words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from corpus.clock import clock_time
from corpus.cuelabels import label_of
from corpus.cues import Cue, opens_with_sign
from corpus.likely import looks_like_a_name
from corpus.stamps import STAMPED, is_stamp, time_in

_STAMPED_LINE = re.compile(
    rf"[ \t]*(?P<stamp>{STAMPED})(?:[ \t]*[-–—|][ \t]+|[ \t]+|(?<=\]))(?P<said>\S.*)"
)
_APART = re.compile(r"(?P<name>[^\W\d_][\w.' ]{0,40}?) \| (?=\S)")  # Anna | …

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
    if _turns_opened([cue.said for cue in timed]) > (1 - STAMPED_LINES) * len(timed):
        return None
    return cues


def _turns_opened(said: Sequence[str]) -> int:
    """Count the pieces that begin with a dash or with what may be a label."""
    labels = [label_of(one) for one in said]
    apart = [found["name"] for one in said if (found := _APART.match(one))]
    times = Counter([*apart, *(label.name for label in labels if label)])
    opened = sum(
        opens_with_sign(one) and not one.startswith(CHANGE)
        if label is None
        else label.is_name or label.name[0].isupper() or times[label.name] > 1
        for one, label in zip(said, labels, strict=True)
    )
    return opened + sum(times[name] > 1 and looks_like_a_name(name) for name in apart)


def _start(stamp: str) -> int | None:
    """Return the milliseconds of a stamp, or of the time that a range begins with."""
    time = clock_time(stamp.strip().replace("\\", ""))
    return time if time is not None else clock_time(time_in(stamp) or "")


def _cues(text: str) -> Iterator[Cue]:
    time: int | None = None
    said: list[str] = []
    for line in text.split("\n"):
        found = None if is_stamp(line) else _STAMPED_LINE.fullmatch(line)
        if is_stamp(line) or found:
            if said:
                yield Cue("\n".join(said), start=time)
            time = _start(found["stamp"] if found else line)
            said = [found["said"]] if found else []
        elif line.strip():
            said.append(line.strip())
    if said:
        yield Cue("\n".join(said), start=time)
