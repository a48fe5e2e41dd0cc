"""Stretches of a text, as half-open pairs of code point offsets."""

from __future__ import annotations

import re

Span = tuple[int, int]

PARAGRAPH = re.compile(r"\S.*?(?=\n[^\S\n]*\n|\Z)", re.DOTALL)
"""A stretch of lines between blank ones."""


def trimmed(text: str, start: int, end: int) -> Span:
    """Return the span ``start:end`` of ``text`` without the white space at its ends."""
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip())
