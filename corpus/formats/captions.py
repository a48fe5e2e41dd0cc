"""What one cue of subtitles says: who speaks and the words, without the markup."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from corpus.cuelabels import label_of
from corpus.cues import ends_sentence, glue, opens_with_sign

# Only known tags go: "<laughs>" and "a < b" are what somebody wrote.
TAG = re.compile(
    r"</?(?:[biuscpv]|em|strong|font|ruby|rt|lang|span)(?:[.\s][^<>]*)?/?>"
    r"|<\d{1,4}:\d\d[\d:.]*>"  # when the next word is heard
    r"|\{\\[^{}]*\}",  # {\an8}: where it is shown
    re.IGNORECASE,
)
_BREAK = re.compile(r"<br\s?/?>|\\N", re.IGNORECASE)
_VOICE = re.compile(r"<v(?:\.[^\s<>]*)?(?:\s([^<>]*))?>|</v>", re.IGNORECASE)
_DASH = re.compile(r"\s*(?:[-–—―‒]|>>+)\s*")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|[a-zA-Z]\w{1,30});")

ROLLS = 0.5
"""Least share of cues that begin with the last lines of the one before, for captions to roll."""


def voices(lines: Sequence[str], names: frozenset[str] = frozenset()) -> Iterator[tuple[str, str]]:
    """Yield (speaker, words) of a cue; more than once if several speak in it.

    A line that begins with a dash, ``>>`` or a label is a piece of its own.

    Args:
        lines: The lines of the cue, with their markup.
        names: What :func:`corpus.cuelabels.opening_names` finds in the file.
    """
    payload = _BREAK.sub("\n", "\n".join(lines))
    speaker, end = "", 0
    for found in _VOICE.finditer(payload):
        before = payload[end : found.start()]
        # A dash in front of a voice only says that it is another one.
        yield from _pieces(speaker, "" if _DASH.fullmatch(before) else before, names)
        speaker, end = plain(found[1] or ""), found.end()
    yield from _pieces(speaker, payload[end:], names)


def _pieces(speaker: str, payload: str, names: frozenset[str]) -> Iterator[tuple[str, str]]:
    piece: list[str] = []
    for line in filter(None, map(plain, payload.split("\n"))):
        if piece and not speaker and _is_other(line, piece, names):
            yield speaker, "".join(piece)
            piece = []
        piece += [glue(piece[-1], line), line] if piece else [line]
    if piece:
        yield speaker, "".join(piece)


def _is_other(line: str, piece: Sequence[str], names: frozenset[str]) -> bool:
    """Tell whether somebody else may speak from ``line`` on, which stands below ``piece``."""
    if opens_with_sign(line):
        return True
    label = label_of(line)
    if label is None or ((above := label_of(piece[0])) and above.end >= len("".join(piece))):
        return False  # what follows a label alone on its line is said, whatever it begins with
    said_all = label.is_name and ends_sentence(piece[-1])
    return label.name in names or label.name.isupper() or said_all


def plain(markup: str) -> str:
    """Return the text of a line; white space that an entity stands for is white space."""
    text = _ENTITY.sub(lambda found: html.unescape(found[0]), TAG.sub("", markup))
    return " ".join(text.split("\n")).strip()


def unrolled(cues: Sequence[Sequence[str]]) -> tuple[list[list[str]], list[str]]:
    """Return the lines that each cue adds, and the lines that only repeat the cue before.

    Live captions roll: each cue shows the last line again and a new one below it. Whether they
    do is judged by the whole file, because people say the same thing twice, too.
    """
    words = [[said for line in cue if (said := plain(line))] for cue in cues]
    overlaps = [0, *(_overlap(a, b) for a, b in pairwise(words))]
    rolling = sum(0 < n < len(lines) for n, lines in zip(overlaps, words, strict=True))
    if rolling < 2 or sum(map(bool, overlaps)) < ROLLS * (len(words) - 1):
        return [list(cue) for cue in cues], []
    shown = [[line for line in cue if plain(line)] for cue in cues]
    added = [lines[n:] for n, lines in zip(overlaps, shown, strict=True)]
    return added, [line for n, lines in zip(overlaps, words, strict=True) for line in lines[:n]]


def _overlap(before: Sequence[str], after: Sequence[str]) -> int:
    """Return how many lines ``after`` begins with that ``before`` ends with."""
    # No screen shows more; and without a bound two long cues take quadratic time.
    most = min(len(before), len(after), 8)
    return next((n for n in range(most, 0, -1) if before[-n:] == after[:n]), 0)
