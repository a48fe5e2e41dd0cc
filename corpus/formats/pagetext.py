"""Texts that are the markup of a page, whatever file holds them."""

from __future__ import annotations

import re

from corpus.sandbox import sandboxed

read_page = sandboxed("corpus.formats.webpage", largest=5_000_000)
"""Reads a page in a process of its own."""

_OPENS = re.compile(
    r"<(?:p|div|span|ul|ol|table|h[1-6]|section|article|body|blockquote)[\s>]", re.I
)
_CLOSES = re.compile(r"</[a-z][a-z0-9]{0,20}>", re.I)
MARKED = 0.5
"""Least share of lines that begin with a tag."""


def is_markup(text: str) -> bool:
    """Tell whether ``text`` is a piece of a page from its first character to its last.

    A text with a tag here and there, as Markdown may have, is none.
    """
    body = text.strip("\ufeff \t\r\n")
    if not _OPENS.match(body) or not _CLOSES.match(body[body.rfind("<") :]) or body[-1] != ">":
        return False
    lines = [line for line in body.split("\n") if line.strip()]
    return sum(line.lstrip().startswith("<") for line in lines) >= MARKED * len(lines)
