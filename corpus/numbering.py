"""Transcripts that number their lines, as courts and archives do."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from corpus.extracted import Kind, LeftOut

_NUMBERED = re.compile(r"^[ \t]{0,40}(?P<number>\d{1,5})(?:[ \t]+|$)")
_PAGE = re.compile(
    r"(?:\W*(?:page|seite|p\.)\s*)?\W{0,3}\d{1,5}\W{0,3}(?:of\s+\d+)?", re.IGNORECASE
)

LEAST_LINES = 10
COUNTED = 0.8
"""Least share of the lines that are numbered, and of the numbers that count on or start anew."""


def without_numbers(text: str) -> tuple[str, tuple[LeftOut, ...]]:
    """Return ``text`` without the numbers of its lines, and those; as it is if it has none.

    Lines are numbered if nearly all of them, blank ones and what stands on every page apart,
    begin with a number that is one more than the one before, or begins to count again as it
    does on a new page. What stands on every page, between two counts, goes as well.
    """
    lines = text.split("\n")
    found = [_NUMBERED.match(line) for line in lines]
    numbers = [int(match["number"]) for match in found if match]
    on_pages = _on_pages(lines, found)
    written = sum(bool(line.strip()) for line in lines) - len(on_pages)
    if len(numbers) < LEAST_LINES or len(numbers) < COUNTED * written:
        return text, ()
    counted = sum(b == a + 1 or b <= 1 for a, b in pairwise(numbers))
    if counted < COUNTED * (len(numbers) - 1):
        return text, ()
    left_out = [
        LeftOut(
            f"lines 1-{len(lines)}",
            Kind.BOILERPLATE,
            " ".join(match["number"] for match in found if match),
            "line numbers",
        )
    ]
    left_out += [
        LeftOut(f"line {place + 1}", Kind.BOILERPLATE, lines[place].strip(), "stands on every page")
        for place in on_pages
    ]
    bare = (
        "" if place in on_pages else line[match.end() :] if match else line
        for place, (line, match) in enumerate(zip(lines, found, strict=True))
    )
    return "\n".join(bare), tuple(left_out)


def _on_pages(lines: Sequence[str], found: Sequence[re.Match[str] | None]) -> dict[int, None]:
    """Return the lines between two counts that are page numbers or that come again, in order."""
    between: list[int] = []
    run: list[int] = []
    for place, match in enumerate(found):
        if match is None:
            run += [place] if lines[place].strip() else []
            continue
        if int(match["number"]) <= 1:
            between += run
        run = []
    between += run
    shapes = Counter(_shape(lines[place]) for place in between)
    return {
        place: None
        for place in between
        if _PAGE.fullmatch(lines[place].strip()) or shapes[_shape(lines[place])] > 1
    }


def _shape(line: str) -> str:
    """Return a line with its numbers alike, as ``Page 1`` and ``Page 2`` are on two pages."""
    return re.sub(r"\d+", "0", " ".join(line.split()).casefold())
