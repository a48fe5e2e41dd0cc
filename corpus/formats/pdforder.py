"""The order in which lines are read, where some of it runs from right to left.

A PDF places pieces of a line where they stand. Each piece holds letters of one direction, in the
order in which they are read; what has neither, such as a comma between two pieces, belongs to
the direction of the line. The reverse of: Unicode Standard Annex #9, rules L2 and L4.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.formats.blocks import Run

_LEFTWARDS = frozenset({"R", "AL"})
_LETTERS = frozenset({"L"})
_RIGHTWARDS = frozenset({"L", "EN", "AN"})
_NUMBER = re.compile(r"[#$€£₪+-]?\d+(?:[.,:/-]\d+)*[%٪$€£]?")
_OTHER_NUMBER = re.compile(
    r"[\u0660-\u0669\u06f0-\u06f9]+(?:[.,:/\u066b\u066c][\u0660-\u0669\u06f0-\u06f9]+)*"
)
_BRACKETS, _MIRRORED_BRACKETS = "()[]{}<>«»‹›", ")(][}{><»«›‹"
_MIRRORED = str.maketrans(_BRACKETS, _MIRRORED_BRACKETS)
_OPENS_FIRST = re.compile(r"[(\[{][^()\[\]{}]*[)\]}]")
_CLOSES_FIRST = re.compile(r"[)\]}][^()\[\]{}]*[(\[{]")
_UNSURE = re.compile(r"[\0-/:-@\u0660-\u066d\u06f0-\u06f9\u2000-\u206f\u20a0-\u21ff]*")
"""What pypdf turns round or not, as it did with the letters before."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters of one face, and where they stand: ``x`` of their left end, in points."""

    x: float
    run: Run


class AsPlaced:
    """Gives the characters of pieces, in the order of the file, as pypdf ought to."""

    def __init__(self) -> None:
        self._turned = False

    def __call__(self, text: str) -> str:
        """Return letters in the order in which they are read, all else from left to right."""
        if _UNSURE.fullmatch(text):
            return text[::-1] if self._turned else text
        self._turned = any(_kind(c) in _LEFTWARDS for c in text)
        # These numbers were turned round with the letters.
        return _OTHER_NUMBER.sub(lambda m: m[0][::-1], text) if self._turned else text


def in_order(lines: Sequence[Sequence[Piece]]) -> list[list[Run]]:
    """Return the runs of each line of a page in the order in which they are read.

    The page runs as most of its letters do; words that run the other way are turned round.
    """
    kinds = [_kind(c) for line in lines for piece in line for c in piece.run.text]
    if sum(kind in _LEFTWARDS for kind in kinds) > kinds.count("L"):
        return _mirrored([list(_ordered(line)) for line in lines])
    return [[part for piece in line for part in _led(piece.run)] for line in lines]


def _led(run: Run) -> Iterator[Run]:
    """Yield the parts of a run in a rightward line: what leads it there stands behind it."""
    strong = [n for n, c in enumerate(run.text) if _kind(c) in _LEFTWARDS]
    start = strong[0] if strong else 0
    yield replace(run, text=run.text[start:])
    yield replace(run, text=run.text[:start][::-1])


def _mirrored(lines: list[list[Run]]) -> list[list[Run]]:
    """Turn brackets round, if they close before they open.

    Most files say how brackets look, some what they mean; all lines of the page together tell.
    """
    said = ["".join(run.text for run in line if not _is_rightward(run)) for line in lines]
    turned = sum(len(_CLOSES_FIRST.findall(text)) for text in said)
    if turned <= sum(len(_OPENS_FIRST.findall(text)) for text in said):
        return lines
    return [
        [
            run if _is_rightward(run) else replace(run, text=run.text.translate(_MIRRORED))
            for run in line
        ]
        for line in lines
    ]


def _ordered(line: Sequence[Piece]) -> Iterator[Run]:
    """Yield the runs from the right end; stretches of the other direction from their left end."""
    placed = [p.run for _, p in sorted(enumerate(line), key=lambda item: (-item[1].x, -item[0]))]
    stretch: list[Run] = []
    waiting: list[Run] = []  # what may lie within the stretch, if it goes on
    for run in (part for whole in placed for part in _cut(whole)):
        if _holds(run, _LEFTWARDS) or (_is_rightward(run) and not _holds(run, _LETTERS)):
            # A number begins a stretch, but belongs to the words before it: "Boeing 747".
            yield from (*stretch, *waiting)
            stretch, waiting = ([run], []) if _is_rightward(run) else ([], [])
            if not stretch:
                yield run
        elif _is_rightward(run):
            stretch, waiting = [run, *waiting[::-1], *stretch], []
        elif stretch:
            waiting.append(run)
        else:
            yield run
    yield from (*stretch, *waiting)


def _cut(run: Run) -> Iterator[Run]:
    """Yield the parts of ``run`` in the order in which they are read in a leftward line.

    What has no direction stands with the line at both ends of words, and between numbers.
    """
    text = run.text
    if _holds(run, _LEFTWARDS):
        yield run
        return
    if _holds(run, _LETTERS):
        strong = [n for n, c in enumerate(text) if _kind(c) in _RIGHTWARDS]
        kept = [(strong[0], strong[-1] + 1)]
    else:
        kept = [found.span() for found in _NUMBER.finditer(text)]
    end = len(text)
    for start, stop in reversed(kept):
        yield replace(run, text=text[stop:end][::-1])
        yield replace(run, text=text[start:stop])
        end = start
    yield replace(run, text=text[:end][::-1])


def _holds(run: Run, kinds: frozenset[str]) -> bool:
    return any(_kind(c) in kinds for c in run.text)


def _is_rightward(run: Run) -> bool:
    return _holds(run, _RIGHTWARDS) and not _holds(run, _LEFTWARDS)


def _kind(character: str) -> str:
    return unicodedata.bidirectional(character)
