"""Where sentences begin and end."""

from __future__ import annotations

import sentencex

Span = tuple[int, int]


def sentence_spans(text: str, language: str = "en") -> list[Span]:
    """Return the ``(start, end)`` of each sentence in ``text``, in order.

    Spans are in code points, hold no white space at either end and skip nothing else.
    """
    spans = []
    for sentence in sentencex.get_sentence_boundaries(language, text):
        start, end = trimmed(text, sentence["start_index"], sentence["end_index"])
        if start < end:
            spans.append((start, end))
    return spans


def trimmed(text: str, start: int, end: int) -> Span:
    """Return the span ``start:end`` of ``text`` without the white space at its ends."""
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip())
