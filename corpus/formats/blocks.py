"""Paragraphs and tables of a document with formatting, written down as text.

Of the formatting only what tells who speaks is kept, as Markdown: bold words at the beginning
of a line, headings, and paragraphs in italics where these are what is asked, or stand below
questions in bold, as the writer's notes. Words further on lose their weight but never a character.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import NamedTuple

from corpus.questions import asks

_BEGINS_BOLD = re.compile(r"\*\*(?P<bold>[^*\n]+)\*\*(?P<rest>.*)")
_BOLD_MARKS = re.compile(r"\*\*|__")


ASKED_IN_ITALICS = 0.6
"""Least share of the paragraphs in italics that end as questions, for italics to tell who asks."""


ASKED_IN_BOLD = 0.5
"""The same of those in bold, for what is in italics below them to be a note."""


class Face(NamedTuple):
    """How characters look."""

    bold: bool = False
    italic: bool = False


@dataclass(frozen=True, slots=True)
class Run:
    r"""Characters of one face; ``\n`` breaks the line within the paragraph."""

    text: str
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph.

    Attributes:
        level: 1 to 6 of a heading, 0 of any other.
        item: Whether it begins an item of a list.
        wrapped: Whether its lines end where the page does, so that a bold word may begin one
            by chance.
    """

    runs: tuple[Run, ...]
    level: int = 0
    item: bool = False
    wrapped: bool = False

    def plain(self) -> str:
        """Return the words without any formatting."""
        lines = "".join(run.text for run in self.runs).split("\n")
        return "\n".join(line.rstrip(" \t\u00a0").lstrip(" \t") for line in lines).strip()


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells of paragraphs."""

    rows: tuple[tuple[tuple[Paragraph, ...], ...], ...]


Block = Paragraph | Table


def written(paragraphs: Iterable[Paragraph]) -> str:
    """Return the paragraphs as text, a blank line between them; empty ones are gone.

    Items of a list that follow each other stand on lines of their own.
    """
    text = ""
    after_item = False
    paragraphs = list(paragraphs)
    italics = _ask_in_italics(paragraphs)
    bold = _asked_in_bold(paragraphs)
    for number, paragraph in enumerate(paragraphs):
        italics = italics or number in bold
        if line := _written(paragraph, italics=italics):
            gap = "\n" if after_item and paragraph.item else "\n\n"
            text += (gap if text else "") + line
            after_item = paragraph.item
    return text


def _ask_in_italics(paragraphs: Iterable[Paragraph]) -> bool:
    """Tell whether whole paragraphs are in italics because somebody else speaks them."""
    asked = [asks(paragraph.plain()) for paragraph in paragraphs if _is_italic(paragraph)]
    return len(asked) > 1 and sum(asked) >= ASKED_IN_ITALICS * len(asked)


def _asked_in_bold(paragraphs: Sequence[Paragraph]) -> frozenset[int]:
    """Return which paragraphs are questions in bold, if most that are in bold are."""
    bold = [n for n, paragraph in enumerate(paragraphs) if _is_bold(paragraph)]
    asked = frozenset(n for n in bold if asks(paragraphs[n].plain()))
    few = sum(map(_is_italic, paragraphs)) <= len(asked)  # or the answers are set so
    return asked if few and 1 < len(asked) >= ASKED_IN_BOLD * len(bold) else frozenset()


def _is_bold(paragraph: Paragraph) -> bool:
    said = [run for run in paragraph.runs if any(c.isalnum() for c in run.text)]
    return bool(said) and not paragraph.level and all(run.bold for run in said)


def _is_italic(paragraph: Paragraph) -> bool:
    """Tell whether all words of a plain paragraph are in italics, and none can be taken amiss."""
    said = [run for run in paragraph.runs if any(c.isalnum() for c in run.text)]
    slanted = all(run.italic and not run.bold for run in said)
    return bool(said) and slanted and not paragraph.level and "*" not in paragraph.plain()


def _written(paragraph: Paragraph, *, italics: bool) -> str:
    plain = paragraph.plain()
    if not plain:
        return ""
    if paragraph.level:
        return "#" * paragraph.level + " " + " ".join(plain.split())
    if italics and _is_italic(paragraph):
        return f"*{plain}*"
    shown = [_leading_bold(line) for line in _lines(paragraph.runs)]
    if paragraph.wrapped:
        shown[1:] = [_unless_by_chance(line) for line in shown[1:]]
    lines = "\n".join(shown).strip()
    return ("• " if paragraph.item and not plain.startswith("•") else "") + lines


def _lines(runs: Iterable[Run]) -> Iterator[list[Run]]:
    line: list[Run] = []
    for run in runs:
        first, *others = run.text.split("\n")
        line.append(replace(run, text=first))
        for text in others:
            yield line
            line = [replace(run, text=text)]
    yield line


def _leading_bold(line: list[Run]) -> str:
    """Return a line with ``**`` around the bold words it begins with."""
    # A space has no weight to see, so it never ends what is bold.
    pieces = [(run.text, run.bold if run.text.strip() else None) for run in line if run.text]
    plain = "".join(text for text, _ in pieces).strip()
    end = 0
    heavy = ""
    so_far = ""
    for text, bold in pieces:
        if bold is False:
            break
        so_far += text
        if bold:
            heavy, end = so_far, len(so_far)
    rest = "".join(text for text, _ in pieces)[end:]
    words = heavy.strip()
    # Bold punctuation sets nothing apart, and stars that are there already would be ambiguous.
    if not any(c.isalnum() for c in words) or _BOLD_MARKS.search(words):
        return plain
    gap = heavy[len(heavy.rstrip()) :]
    return f"**{words}**{gap}{rest}".strip()


def _unless_by_chance(line: str) -> str:
    """Take the stars off bold words that are neither a label nor all of a line."""
    found = _BEGINS_BOLD.match(line)
    label = found and (found["bold"].endswith(":") or found["rest"].startswith(":"))
    return line if not found or label or not found["rest"] else found["bold"] + found["rest"]


def joined(runs: Iterable[Run]) -> tuple[Run, ...]:
    """Return the runs with neighbours of one face made one."""
    return tuple(
        Run("".join(run.text for run in same), *face)
        for face, same in groupby(runs, key=lambda run: (run.bold, run.italic))
    )


def flat(blocks: Iterable[Block]) -> Iterator[Paragraph]:
    """Yield the paragraphs of ``blocks``, those in the cells of tables too."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
        else:
            yield from (p for row in block.rows for cell in row for p in cell)
