"""Plain text and Markdown, with or without front matter."""

from __future__ import annotations

import re
from dataclasses import replace

from corpus.cues import from_cues
from corpus.errors import SourceError
from corpus.extracted import Extracted
from corpus.formats import tables
from corpus.formats.pipes import without_pipes
from corpus.formats.stamped import stamped_cues
from corpus.frontmatter import read_front_matter
from corpus.normalise import decode, normalise
from corpus.numbering import without_numbers

_ROW = re.compile(r"\d[\d:.,]*\t(?:[^\t\n]*\t)+[^\t\n]+")
LEAST_ROWS = 4


def read(data: bytes, where: str) -> Extracted:
    """Return the text in ``data``.

    Raises:
        SourceError: If the bytes are not text, or hold nothing but front matter.
    """
    return from_text(decode(data, where), where)


def from_text(text: str, where: str) -> Extracted:
    """Return what ``text`` holds, its front matter apart.

    Raises:
        SourceError: If there is nothing behind the front matter.
    """
    whole = normalise(text, where)
    facts = read_front_matter(whole, where)
    body = whole[facts.body_start :]
    if not body.strip():
        raise SourceError(where, "expected a text behind the front matter, found none")
    bare, numbers = without_numbers(body)
    if not bare.strip():
        return Extracted(body, facts=facts.pairs)  # a list of numbers is what it says
    if (table := _table(bare, where)) is not None:
        known = (*facts.pairs, *table.facts)
        return replace(table, facts=known, left_out=(*numbers, *table.left_out))
    if (cues := stamped_cues(bare)) is not None:
        return from_cues(cues, where, facts=facts.pairs, left_out=numbers)
    spoken, heads = without_pipes(bare)
    return Extracted(spoken, facts=facts.pairs, left_out=(*numbers, *heads))


def _table(text: str, where: str) -> Extracted | None:
    """Return what a table says of which every line but the first is a time and more behind tabs.

    So Audacity, ELAN and Praat export their labels. Rows without a column of words are text.
    """
    rows = [line for line in text.split("\n") if line.strip()]
    if len(rows) < LEAST_ROWS or not all(_ROW.fullmatch(row) for row in rows[1:]):
        return None
    try:
        return tables.read(text.encode(), where)
    except SourceError:
        return None
