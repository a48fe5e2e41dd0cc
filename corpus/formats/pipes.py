"""Tables in Markdown, drawn with pipes, of which each row is a turn.

Source: GitHub Flavored Markdown, "Tables (extension)".
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.extracted import Kind, LeftOut
from corpus.formats.blocks import Paragraph, Run, written
from corpus.formats.doctables import Cell, Row, talk_of

_ROW = re.compile(r" {0,3}\|.*\|[ \t]*")
_RULE = re.compile(r" {0,3}\|(?:[ \t]*:?-+:?[ \t]*\|)+[ \t]*")
_PIPE = re.compile(r"(?<!\\)\|")
_BREAK = re.compile(r"(?i)(?:(?<![ \t])[ \t]++)?<br[ \t]*/?>[ \t]*")
_WEIGHT = re.compile(r"\*\*|__")


def without_pipes(text: str) -> tuple[str, tuple[LeftOut, ...]]:
    """Return ``text`` with the turns in its tables as paragraphs, and the heads that these lose.

    Any other table is left as it is.
    """
    kept: list[str] = []
    left_out: list[LeftOut] = []
    lines = text.split("\n")
    number = 0
    while number < len(lines):
        end = _end(lines, number)
        talk = talk_of(_rows(lines[number:end])) if end > number else None
        if talk is None:
            end = max(end, number + 1)
            kept += lines[number:end]
        else:
            kept += ["", *written(talk.paragraphs).split("\n"), ""]
            place = f"line {number + 1}"
            left_out += [LeftOut(place, Kind.METADATA, gone, why) for gone, why in talk.left_out]
            rule = f"line {number + 2}"
            left_out.append(LeftOut(rule, Kind.METADATA, lines[number + 1], "rule of a table"))
        number = end
    return ("\n".join(kept), tuple(left_out)) if left_out else (text, ())


def _end(lines: Sequence[str], start: int) -> int:
    """Return where the table ends that begins with line ``start``; ``start`` if none does."""
    head, rule = (*lines[start : start + 2], "", "")[:2]
    if not _ROW.fullmatch(head) or not _RULE.fullmatch(rule):
        return start
    end = start + 2
    while end < len(lines) and _ROW.fullmatch(lines[end]):
        end += 1
    return end


def _rows(lines: Sequence[str]) -> list[Row]:
    """Return the rows of a table that hold anything."""
    rows = [_cells(line) for line in (lines[0], *lines[2:])]
    return [row for row in rows if any(map(written, row))]


def _cells(line: str) -> list[Cell]:
    _, *cells, _ = _PIPE.split(line)
    *before, said = [_BREAK.sub("\n", cell.strip()).replace("\\|", "|") for cell in cells]
    # Who speaks is known by the column; the words keep what weight they have.
    texts = [*(_WEIGHT.sub("", cell) for cell in before), said]
    return [(Paragraph((Run(text),)),) for text in texts]
