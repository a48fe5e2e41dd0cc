"""Where the pieces of a quotation stand in a line of words, one behind the other."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from qa.check.words import Line

MOST_LOOKED_FOR = 200
"""How often a piece is looked for in one line, to compare stretches for the shortest."""


def shortest(line: Line, pieces: Sequence[Sequence[str]]) -> list[int] | None:
    """Return where each of ``pieces`` begins in the shortest stretch that has all, in order.

    "We … claim" is meant to stand for "We do not claim", not for all since another "we".
    """
    best: list[int] | None = None
    start = 0
    tried = max(1, MOST_LOOKED_FOR // len(pieces)) if len(pieces) > 1 else 1
    for _ in range(tried):
        last = start
        for piece in pieces:
            at = line.find(piece, last)
            if at is None:
                return best
            last = at + len(piece)
        places = list(_from_behind(line, pieces, last))[::-1]
        if not best or last - places[0] < best[-1] + len(pieces[-1]) - best[0]:
            best = places
        start = places[0] + 1
    return best


def _from_behind(line: Line, pieces: Sequence[Sequence[str]], end: int) -> Iterator[int]:
    for piece in reversed(pieces):
        at = line.find_last(piece, end)
        if at is None:  # pragma: no cover - they were found from the front
            return
        yield at
        end = at


def runs(line: Line, pieces: Sequence[Sequence[str]], fewest: int, most_lost: int) -> list[range]:
    """Return the words of ``pieces``, counted through, that stand together in ``line``, in order.

    Args:
        line: What is searched.
        pieces: Words between marks of omission, which no run goes over.
        fewest: Words of a run at least, but for one that is a whole piece.
        most_lost: Words outside of runs from which on nothing is returned.
    """
    found: list[range] = []
    last = begin = lost = 0
    for piece in pieces:
        place = 0
        while place < len(piece):
            size = _longest(line, piece[place:], last, min(fewest, len(piece)))
            if size:
                at = line.find(piece[place : place + size], last) or 0
                found.append(range(begin + place, begin + place + size))
                last = at + size
            elif (lost := lost + 1) > most_lost:
                return []
            place += size or 1
        begin += len(piece)
    return found


def _longest(line: Line, said: Sequence[str], first: int, fewest: int) -> int:
    """Return how many words of ``said`` stand together from ``first`` on; 0 if fewer than that."""
    high = fewest
    if len(said) < fewest:
        return 0
    while line.find(said[:high], first) is not None:
        if high == len(said):
            return high
        high = min(2 * high, len(said))
    low = high // 2 if high > fewest else 0
    # Found up to low, not with high.
    sizes = range(low + 1, high)
    return low and low + bisect_left(
        sizes, True, key=lambda size: line.find(said[:size], first) is None
    )
