"""Tables in documents: a transcript in columns, or anything else laid out in cells."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from corpus.cues import ends_sentence
from corpus.extracted import Kind, LeftOut
from corpus.formats.blocks import Block, Paragraph, Run, written
from corpus.formats.headed import headed
from corpus.formats.wide import people, voices

TIME = r"\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?"
_TIME = re.compile(rf"[\[(]?(?P<time>{TIME})(?:\s*[-–—]+>?\s*{TIME})?[\])]?")
_NAMED = re.compile(r"(?i)(?:speaker|name|who|person|participant|time|timestamp|timecode|start)s?")
_NUMBER = re.compile(r"(?:Q|No)?[.#]? ?\d{1,4}[.):]?", re.IGNORECASE)
LONGEST_NAME = 60

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
        place = f"table {number}"
        left_out += [LeftOut(place, Kind.METADATA, text, why) for text, why in talk.left_out]
    return written(paragraphs), tuple(left_out)


@dataclass(frozen=True, slots=True)
class Talk:
    """What a table says that is a conversation.

    Attributes:
        paragraphs: A turn each, or more, beginning with who speaks.
        left_out: What of it is no part of that, and why.
    """

    paragraphs: tuple[Paragraph, ...]
    left_out: tuple[tuple[str, str], ...] = ()


def talk_of(rows: Sequence[Row]) -> Talk | None:
    """Return what the rows say; ``None`` if they are anything else laid out in cells."""
    if not rows:
        return None
    heads = (" | ".join(map(_plain, rows[0])), "names of columns")
    if (sides := _both_sides(rows)) is not None:
        numbers, paragraphs = sides
        gone = (heads, (numbers, "numbers of rows")) if numbers else (heads,)
        return Talk(paragraphs, gone)
    if _heads(rows) and _speakers(rows[1:], named=True):
        return Talk(tuple(_conversation(rows[1:])), (heads,))
    if (sorted_out := _sorted_out(rows)) is not None:
        turns, beside = sorted_out
        return Talk(tuple(_conversation(turns)), (heads, *beside))
    return Talk(tuple(_conversation(rows))) if _speakers(rows) else None


def _both_sides(rows: Sequence[Row]) -> tuple[str, tuple[Paragraph, ...]] | None:
    """Write what stands beside each other in a row below each other, each after who says it.

    Beside them there may be times, and numbers, which are returned for themselves. Names below
    "Interviewer" and "Interviewee" are no talk: that has sentences.
    """
    body = rows[1:]
    plain = [[*map(_plain, row)] for row in rows]
    speak = voices(plain[0]) or people(plain)
    said = [_plain(cell) for row in body for n, cell in enumerate(row) if n in speak]
    if not any(map(ends_sentence, said)):
        return None
    numbers: list[str] = []
    paragraphs: list[Paragraph] = []
    for row in body:
        beside = [_plain(cell) for n, cell in enumerate(row) if n not in speak]
        times = [found["time"] for cell in beside if (found := _TIME.fullmatch(cell))]
        others = [cell for cell in beside if cell and not _TIME.fullmatch(cell)]
        if not all(map(_NUMBER.fullmatch, others)):
            return None
        numbers += others
        stamp = "".join(f" ({time})" for time in times)
        for column, name in speak.items():
            if column < len(row) and written(row[column]):
                paragraphs += _labelled(f"{name}{stamp}: ", row[column])
                stamp = ""  # the second begins later
    return " ".join(numbers), tuple(paragraphs)


def _sorted_out(rows: Sequence[Row]) -> tuple[list[Row], tuple[tuple[str, str], ...]] | None:
    """Return rows of time, speaker and words, and what stands beside these; by names of columns."""
    plain = [[*map(_plain, row)] for row in rows]
    if (found := headed(plain)) is None:
        return None
    columns = {n: [row[n] for row in plain[1:] if row[n]] for n in found.others}
    timed = [n for n, cells in columns.items() if cells and all(map(_TIME.fullmatch, cells))][:1]
    turns: list[Row] = []
    for cells, row in zip(plain[1:], rows[1:], strict=True):
        name = (Paragraph((Run(cells[found.speaker].strip("*_ ")),)),)
        turns.append((*(row[n] for n in timed), name, row[found.text]))
    beside = tuple(
        ("\n".join(cells), _why(cells)) for n, cells in columns.items() if cells and n not in timed
    )
    return (turns, beside) if _speakers(turns, named=True) else None


def _why(cells: Sequence[str]) -> str:
    return "numbers of rows" if all(map(_NUMBER.fullmatch, cells)) else "not what is said"


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
        (again or (sure and any(map(ends_sentence, said))))
        and all(len(name) <= LONGEST_NAME and "\n" not in name for name in names[0])
        and not any(name[0].isdigit() for name in known)
        and any(known)
        and sum(map(len, said)) > sum(map(len, names[0]))
    )


def _heads(rows: Sequence[Row]) -> bool:
    return bool(rows) and any(_NAMED.fullmatch(_plain(cell)) for cell in rows[0])


def _plain(cell: Cell) -> str:
    return "\n".join(filter(None, (paragraph.plain() for paragraph in cell)))
