"""Stretches of a text, as half-open pairs of code point offsets."""

from __future__ import annotations

Span = tuple[int, int]


def trimmed(text: str, start: int, end: int) -> Span:
    """Return the span ``start:end`` of ``text`` without the white space at its ends."""
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip())
