"""Tables in documents: a transcript in columns, or anything else laid out in cells."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from corpus.extracted import Kind, LeftOut
from corpus.formats.blocks import Block, Paragraph, Run, written
from corpus.formats.wide import voices

TIME = r"\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?"
_TIME = re.compile(rf"[\[(]?(?P<time>{TIME})(?:\s*[-–—]+>?\s*{TIME})?[\])]?")
_NAMED = re.compile(r"(?i)(?:speaker|name|who|person|participant|time|timestamp|timecode|start)s?")
LONGEST_NAME = 60
SENTENCE_ENDS = tuple(".?!…。？！؟।\"”»’')")

Cell = tuple[Paragraph, ...]
Row = Sequence[Cell]


def text_of(blocks: Iterable[Block]) -> tuple[str, tuple[LeftOut, ...]]:
    """Return the blocks as text, and the heads of columns that tables of speakers lose."""
    paragraphs: list[Paragraph] = []
    left_out: list[LeftOut] = []
    number = 0
    for block in blocks:
        if isinstance(block, Paragraph):
            paragraphs.append(block)
            continue
        number += 1
        rows = [row for row in block.rows if any(map(written, row))]
        talk = talk_of(rows)
        if talk is None:
            paragraphs += _laid_out(rows)
            continue
        paragraphs += talk.paragraphs
        if talk.heads:
            place = f"table {number}"
            left_out.append(LeftOut(place, Kind.METADATA, talk.heads, "names of columns"))
    return written(paragraphs), tuple(left_out)


@dataclass(frozen=True, slots=True)
class Talk:
    """What a table says that is a conversation.

    Attributes:
        paragraphs: A turn each, or more, beginning with who speaks.
        heads: The names of the columns, which are no part of it; empty if there are none.
    """

    paragraphs: tuple[Paragraph, ...]
    heads: str = ""


def talk_of(rows: Sequence[Row]) -> Talk | None:
    """Return what the rows say; ``None`` if they are anything else laid out in cells."""
    if not rows:
        return None
    names = [_plain(cell) for cell in rows[0]]
    heads = " | ".join(names)
    if len(rows) > 1 and (speak := voices(names)):
        return Talk(tuple(_both_sides(rows[1:], speak)), heads)
    if _heads(rows) and _speakers(rows[1:], named=True):
        return Talk(tuple(_conversation(rows[1:])), heads)
    return Talk(tuple(_conversation(rows))) if _speakers(rows) else None


def _both_sides(rows: Sequence[Row], speak: dict[int, str]) -> Iterator[Paragraph]:
    """Write what stands beside each other in a row below each other, each after who says it."""
    for row in rows:
        for column, cell in enumerate(row):
            if written(cell):
                name = speak.get(column, "")
                yield from _labelled(f"{name}: " if name else "", cell)


def _labelled(label: str, said: Cell) -> Iterator[Paragraph]:
    first, *others = said or (Paragraph(()),)
    yield Paragraph((Run(label), *(Run(run.text) for run in first.runs)))
    yield from others


def _conversation(rows: Sequence[Row]) -> Iterator[Paragraph]:
    """Write a row as ``Anna (0:12): …``."""
    for row in rows:
        *before, said = row
        times = [found["time"] for cell in before if (found := _TIME.fullmatch(_plain(cell)))]
        names = [_plain(cell) for cell in before if not _TIME.fullmatch(_plain(cell))]
        name = " ".join(names).strip().removesuffix(":").rstrip()
        stamp = "".join(f" ({time})" for time in times)
        yield from _labelled(f"{name}{stamp}: " if name else "", said)


def _laid_out(rows: Sequence[Row]) -> Iterator[Paragraph]:
    """Write a row as a line, or the paragraphs of its only cell as they are."""
    for row in rows:
        cells = [cell for cell in row if written(cell)]
        if len(cells) == 1 or any(sum(bool(p.plain()) for p in cell) > 1 for cell in cells):
            yield from (paragraph for cell in cells for paragraph in cell)
            continue
        runs: list[Run] = []
        for cell in cells:
            runs.extend([Run(" | ")] if runs else [])
            runs.extend(
                Run(" ".join(run.text.split("\n")), run.bold) for p in cell for run in p.runs
            )
        yield Paragraph(tuple(runs))


def _speakers(rows: Sequence[Row], *, named: bool = False) -> bool:
    """Whether the last of two or three columns is said by who stands before it.

    Names come again, unless the column is named so or they end in colons.
    """
    if len(rows) < 2 - named or {len(row) for row in rows} not in ({2}, {3}):
        return False
    columns = [[_plain(cell) for cell in column] for column in zip(*rows, strict=True)]
    *before, said = columns
    timed = [column for column in before if all(_TIME.fullmatch(cell) for cell in column if cell)]
    names = [column for column in before if column not in timed]
    if len(names) != 1 or len(timed) != len(before) - 1:
        return False
    known = {name.casefold() for name in names[0] if name}
    again = len(known) <= max(2, len(rows) / 2) < len(rows)
    sure = named or all(name.endswith(":") for name in names[0])
    return (
        # A list of names and what each is, or of facts, holds no sentence.
        (again or (sure and any(cell.endswith(SENTENCE_ENDS) for cell in said)))
        and all(len(name) <= LONGEST_NAME and "\n" not in name for name in names[0])
        and not any(name[0].isdigit() for name in known)
        and any(known)
        and sum(map(len, said)) > sum(map(len, names[0]))
    )


def _heads(rows: Sequence[Row]) -> bool:
    return bool(rows) and any(_NAMED.fullmatch(_plain(cell)) for cell in rows[0])


def _plain(cell: Cell) -> str:
    return "\n".join(filter(None, (paragraph.plain() for paragraph in cell)))
