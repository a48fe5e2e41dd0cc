"""Plain text and Markdown, with or without front matter."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.cues import ends_sentence, from_cues
from corpus.errors import SourceError
from corpus.extracted import Extracted
from corpus.formats import subtitles, tables
from corpus.formats.pasted import is_subtitles
from corpus.formats.pipes import without_pipes
from corpus.formats.stamped import stamped_cues
from corpus.frontmatter import read_front_matter
from corpus.normalise import decode, normalise
from corpus.numbering import without_numbers
from corpus.pages import without_pages

_ROW = re.compile(r"\d[\d:.,]*\t(?:[^\t\n]*\t)+[^\t\n]+")
_EXACT = re.compile(r"\d{2}:\d{2}:\d{2}[.,]\d{3}")  # who plans a day writes 9:00
LEAST_ROWS = 4

BEGIN_AND_END = 2
"""Columns of times in what a program exports; who types a transcript writes one."""


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
    if is_subtitles(body):
        pasted = subtitles.read(body.encode(), where)
        return replace(pasted, facts=(*facts.pairs, *pasted.facts))
    bare, numbers = without_numbers(body)
    if not bare.strip():
        return Extracted(body, facts=facts.pairs)  # a list of numbers is what it says
    if (table := _table(bare, where)) is not None:
        known = (*facts.pairs, *table.facts)
        return replace(table, facts=known, left_out=(*numbers, *table.left_out))
    if (cues := stamped_cues(bare)) is not None:
        return from_cues(cues, where, facts=facts.pairs, left_out=numbers)
    spoken, heads = without_pipes(bare)
    talk, pages = without_pages(spoken)
    return Extracted(talk, facts=facts.pairs, left_out=(*numbers, *heads, *pages))


def _table(text: str, where: str) -> Extracted | None:
    """Return what a table says whose columns are set apart by tabs, as programs export labels.

    Audacity and Praat begin every line but the first with a time, and ELAN writes two in each
    somewhere. Rows without a column of words are text.
    """
    rows = [line for line in text.split("\n") if line.strip()]
    if len(rows) < LEAST_ROWS:
        return None
    in_front = all(_ROW.fullmatch(row) for row in rows[1:])
    if not in_front and len(_timed(rows[1:])) < BEGIN_AND_END:
        return None
    try:
        found = tables.read(text.encode(), where)
    except SourceError:
        return None
    return found if in_front or not _loses_words(found) else None


def _timed(rows: Sequence[str]) -> set[int]:
    """Return the columns behind tabs that hold a time of a program in every row."""
    return set.intersection(
        *({n for n, cell in enumerate(row.split("\t")) if _EXACT.fullmatch(cell)} for row in rows)
    )


def _loses_words(table: Extracted) -> bool:
    """Tell whether no two are known to speak, or sentences are left out or taken for a name."""
    beside = [line for left in table.left_out for line in left.text.split("\n")]
    names = {mark.key for mark in table.marks or ()}  # one alone may be called "default"
    return len(names) < 2 or any(map(ends_sentence, (*beside, *names)))
