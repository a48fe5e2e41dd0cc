"""Where words that are known only by their length and hash could stand in a text."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from corpus.document import Turn
from corpus.spans import Span

_WORD = re.compile(r"\w")

MOST_HASHED = 100_000_000
"""Characters that are hashed in search of one quote, about half a second's work."""

_HASH_COSTS = 500
"""A hash of nothing takes about as long as so many characters."""


def possible_places(text: str, turns: Sequence[Turn], length: int) -> list[Span]:
    """Return every stretch of a turn that is as long as the quote and bounded as quotes are.

    A quote begins and ends where no two letters of one word meet, and not with white space.

    Returns:
        The stretches in order; none if so many are so long that hashing them takes too long.
    """
    if not turns or not 0 < length <= len(text):
        return []
    edge, blank = _edges(text)
    last = len(text) - length
    fits = edge[: last + 1] & edge[length:] & ~blank[: last + 1] & ~blank[length - 1 :]
    starts = np.flatnonzero(fits)
    turn = np.searchsorted([turn.start for turn in turns], starts, side="right") - 1
    ends = np.array([turn.end for turn in turns])[turn]
    starts = starts[(turn >= 0) & (starts + length <= ends)]
    if len(starts) * (length + _HASH_COSTS) > MOST_HASHED:
        return []
    return [(start, start + length) for start in starts.tolist()]


def _edges(text: str) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    """Return where no word goes on, before each character and at the end; and what is blank."""
    codes = np.frombuffer(text.encode("utf-32-le"), np.uint32)
    alphabet = sorted(set(text))
    kind = np.searchsorted([ord(c) for c in alphabet], codes)
    letter = np.array([bool(_WORD.match(c)) for c in alphabet])[kind]
    edge = np.ones(len(text) + 1, np.bool_)
    edge[1:-1] = ~(letter[:-1] & letter[1:])
    return edge, np.array([c.isspace() for c in alphabet])[kind]
