"""Captions that show a sentence again with every word of it, told once.

Programs that hear words write a cue for each: either the whole sentence with the word set
apart, ``Where <u>was</u> it?``, or what has been said of it so far, ``Where was``.
"""

from __future__ import annotations

import html
from collections.abc import Sequence
from itertools import pairwise

from corpus.cues import glue
from corpus.formats.captions import TAG, plain

SHARE = 0.5
"""Least share of cues that repeat the one before, for all cues to do so on purpose."""

LEAST = 3
"""Fewest cues that grow, since a song may say one word, then two, then three."""

MOST_LINES = 8

Lines = Sequence[str]


def without_highlights(cues: Sequence[Lines]) -> tuple[list[list[str]], list[str]]:
    """Return the lines that each cue adds, and those that only set apart another word.

    Who says the same again is heard again: of two cues with the same words, the second is left
    out only if a word further on is set apart in it.
    """
    again = _set_apart_again(cues)
    if sum(again) < 2 or sum(again) < SHARE * (len(cues) - 1):
        return [list(lines) for lines in cues], []
    kept = [[] if repeats else list(lines) for lines, repeats in zip(cues, again, strict=True)]
    return kept, [_joined(_said(c)) for c, repeats in zip(cues, again, strict=True) if repeats]


def without_beginnings(cues: Sequence[Lines]) -> tuple[list[list[str]], list[str]]:
    """Return the words that each cue adds where cues grow, and those it shows again."""
    grown = [0, *(_grown(a, b) for a, b in pairwise(map(_said, cues)))]
    if sum(map(bool, grown)) < max(LEAST, SHARE * (len(cues) - 1)):
        return [list(lines) for lines in cues], []
    kept: list[list[str]] = []
    shown: list[str] = []
    for lines, length in zip(cues, grown, strict=True):
        said = _joined(_said(lines))
        # What is plain already is read as markup once more.
        kept.append([html.escape(said[length:], quote=False)] if length else list(lines))
        shown += [said[:length]] if length else []
    return kept, shown


def _said(lines: Lines) -> list[str]:
    return [said for line in lines if (said := plain(line))]


def _joined(lines: Lines) -> str:
    joined = [glue(before, line) + line for before, line in pairwise(lines)]
    return "".join([*lines[:1], *joined])


def _set_apart_again(cues: Sequence[Lines]) -> list[bool]:
    """Tell of each cue whether it only sets apart a word further on than the one before."""
    again: list[bool] = []
    words: list[str] = []
    place = -1
    for lines in cues:
        said = _said(lines)
        now = _place(lines)
        repeats = bool(said) and said == words and (now is None or now > place) and bool(again)
        # Between two words a cue may set nothing apart.
        repeats = repeats and (now is not None or place >= 0)
        again.append(repeats)
        words = said
        if now is not None:
            place = now
        elif not repeats:
            place = -1
    return again


def _place(lines: Lines) -> int | None:
    """Return how many characters stand before the words that a cue sets apart, if some are."""
    text = "\n".join(line for line in lines if line.strip())
    tags = [*TAG.finditer(text)]
    if not tags:
        return None
    before = len(plain(text[: tags[0].start()]))
    return before if before or plain(text[tags[-1].end() :]) else None


def _grown(before: Lines, after: Lines) -> int:
    """Return with how many characters ``after`` begins that ``before`` ends with, growing."""
    said = _joined(after)
    for number in range(min(len(before), MOST_LINES), 0, -1):
        beginning = _joined(before[-number:])
        if said.startswith(beginning) and len(said) > len(beginning):
            rest = said[len(beginning) :]
            if rest[0].isspace() or not glue(beginning, rest):
                return len(beginning)
    return 0
