"""Transcripts that number their lines, as courts and archives do."""

from __future__ import annotations

import re
from itertools import pairwise

from corpus.extracted import Kind, LeftOut

_NUMBERED = re.compile(r"^[ \t]{0,40}(?P<number>\d{1,5})(?:[ \t]+|$)")

LEAST_LINES = 10
COUNTED = 0.8
"""Least share of the lines that are numbered, and of the numbers that count on or start anew."""


def without_numbers(text: str) -> tuple[str, tuple[LeftOut, ...]]:
    """Return ``text`` without the numbers of its lines, and those; as it is if it has none.

    Lines are numbered if nearly all of them, blank ones apart, begin with a number that is
    one more than the one before, or begins to count again as it does on a new page.
    """
    lines = text.split("\n")
    found = [_NUMBERED.match(line) for line in lines]
    numbers = [int(match["number"]) for match in found if match]
    written = sum(bool(line.strip()) for line in lines)
    if len(numbers) < LEAST_LINES or len(numbers) < COUNTED * written:
        return text, ()
    counted = sum(b == a + 1 or b <= 1 for a, b in pairwise(numbers))
    if counted < COUNTED * (len(numbers) - 1):
        return text, ()
    left_out = LeftOut(
        f"lines 1-{len(lines)}",
        Kind.BOILERPLATE,
        " ".join(match["number"] for match in found if match),
        "line numbers",
    )
    bare = (line[m.end() :] if m else line for line, m in zip(lines, found, strict=True))
    return "\n".join(bare), (left_out,)
