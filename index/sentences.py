"""Where sentences begin and end."""

from __future__ import annotations

import re
from collections.abc import Iterator

import sentencex

from corpus.spans import Span, trimmed

_WIDE_SPACE = re.compile(r"[^\S\n ]")
"""White space other than a plain one: behind an initial, sentencex takes it for one byte."""

LONGEST_WORD = 1_000
"""Characters without white space in a row up to which sentencex sees the text as a whole."""

WINDOW = 4_000
"""Characters it sees together of any other, such as a Japanese turn without a line end.

For each sentence it looks back to the white space before, which takes minutes in a long one.
"""

AHEAD = 1_000
"""Characters behind a sentence that are looked at before its end is believed."""


def sentence_spans(text: str, language: str = "en") -> list[Span]:
    """Return the ``(start, end)`` of each sentence in ``text``, in order.

    Spans are in code points, hold no white space at either end and skip nothing else.
    """
    spans: list[Span] = []
    for start, end in _found(_WIDE_SPACE.sub(" ", text), language):
        start, end = trimmed(text, start, end)
        if spans and start == spans[-1][1] and text[start - 1] == ".":
            # "Caliber.Az": no sentence begins right behind a full stop without a space.
            start = spans.pop()[0]
        if start < end:
            spans.append((start, end))
    return spans


def _found(text: str, language: str) -> Iterator[Span]:
    """Yield what sentencex takes for sentences; of windows, each begins where the last one ends."""
    is_spaced = max(map(len, text.split()), default=0) <= LONGEST_WORD
    start, size = 0, len(text) if is_spaced else WINDOW
    while start < len(text):
        window = text[start : start + size]
        whole = start + size >= len(text)
        found = [
            (start + sentence["start_index"], start + sentence["end_index"])
            for sentence in sentencex.get_sentence_boundaries(language, window)
            if whole or sentence["end_index"] <= size - AHEAD
        ]
        yield from found
        if whole:
            return
        start, size = (found[-1][1], WINDOW) if found else (start, 2 * size)
