"""Tables, one turn a row: comma- or tab-separated (``.csv``, ``.tsv``) and any others."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from corpus.cues import MOST_CUES, Cue, from_cues
from corpus.errors import SourceError
from corpus.extracted import Extracted, Kind, LeftOut
from corpus.formats.columns import HEADER_WITHIN, Columns, Row, find_columns
from corpus.formats.naming import Meaning, names_a_column, role, role_facts, speaker_name
from corpus.formats.timescale import milliseconds
from corpus.formats.wide import unpivoted
from corpus.normalise import decode, normalise

DELIMITERS = "\t|;,"
"""The rarest in prose first: it wins if two cut all rows into as many cells."""

CONSISTENT = 0.6
"""Least share of rows of the same width, for a character to be the delimiter."""

MOST_COLUMNS = 200
_HINT = re.compile(r"sep=(.)\n", re.IGNORECASE)


def read(data: bytes, where: str) -> Extracted:
    """Return what the rows say, in the order of the file.

    Raises:
        SourceError: If the bytes are no text, or no column can be told to hold the words.
    """
    text = normalise(decode(data, where), where).lstrip("\ufeff")
    hint = _HINT.match(text)
    lines = [f"{line}\n" for line in text[hint.end() if hint else 0 :].split("\n")]
    rows, delimiter = _rows(lines, hint[1] if hint else DELIMITERS)
    return from_rows(rows, where, delimiter)


def from_rows(
    rows: Sequence[Row], where: str, delimiter: str = " ", others: Sequence[LeftOut] = ()
) -> Extracted:
    """Return what the rows of a table say.

    Args:
        rows: Cells as text; rows may differ in length.
        where: The file's name, for errors.
        delimiter: What joins the cells of a row that has more than there are columns.
        others: What the file holds besides the table.

    Raises:
        SourceError: If no column can be told to hold the words, or there are too many rows.
    """
    if len(rows) > MOST_CUES + HEADER_WITHIN:
        raise SourceError(
            where, f"expected at most {MOST_CUES:,} rows, found {len(rows):,}: split the file"
        )
    if (width := max(map(len, rows), default=0)) > MOST_COLUMNS:
        raise SourceError(
            where, f"expected at most {MOST_COLUMNS} columns, found {width:,}: remove the others"
        )
    rows = unpivoted(rows)
    columns = find_columns(rows)
    if columns is None:
        found = ", ".join(repr(c.strip()[:40]) for c in _names(rows)[:8] if c.strip()) or "none"
        raise SourceError(
            where,
            f"expected a column of words, found the columns {found}: "
            "name the columns time, speaker and text in the first row",
        )
    body = _whole(rows, columns, delimiter)
    said = [columns.cell(row, Meaning.TEXT) for row in body]
    length = sum(map(len, said))
    times = {
        what: milliseconds([columns.cell(row, what) for row in body], length)
        for what in (Meaning.START, Meaning.END)
    }
    speakers = _carried([speaker_name(columns.cell(row, Meaning.SPEAKER)) for row in body])
    cues = [
        Cue(words, speaker, start, end)
        for words, speaker, start, end in zip(
            said, speakers, times[Meaning.START], times[Meaning.END], strict=True
        )
    ]
    if not any(said):
        raise SourceError(where, "expected words in the column of text, found none: check the file")
    roles = [
        (speaker_name(columns.cell(row, Meaning.SPEAKER)), columns.cell(row, Meaning.ROLE))
        for row in body
        if columns.cell(row, Meaning.ROLE)
    ]
    left_out = (*_above(rows, columns), *_beside(rows, body, columns, times), *others)
    return from_cues(cues, where, facts=role_facts(roles), left_out=left_out)


def _carried(speakers: Sequence[str]) -> Iterator[str]:
    """Yield who speaks in each row; an empty cell means the same as the one above."""
    speaker = ""
    for name in speakers:
        speaker = name or speaker
        yield speaker


def _rows(lines: Sequence[str], delimiters: str) -> tuple[list[list[str]], str]:
    """Return the rows of cells, and the delimiter.

    A character that stands in prose gives rows of every width, one that delimits rows of one.
    """
    best, found = CONSISTENT, ([[line.rstrip("\n")] for line in lines], " ")
    quoted = set[str]()  # delimiters by which quotation marks enclose cells
    for style in STYLES:
        for delimiter in delimiters:
            if style is _bare and delimiter in quoted:
                continue
            try:
                rows = list(style(lines, delimiter))
            except csv.Error:
                continue
            quoted.add(delimiter)
            score = _score(rows)
            if score > best:
                best, found = score, (rows, delimiter)
    return found


def _strict(lines: Sequence[str], delimiter: str) -> Iterator[list[str]]:
    return csv.reader(lines, delimiter=delimiter, strict=True)


def _spaced(lines: Sequence[str], delimiter: str) -> Iterator[list[str]]:
    return csv.reader(lines, delimiter=delimiter, strict=True, skipinitialspace=True)


def _bare(lines: Sequence[str], delimiter: str) -> Iterator[list[str]]:
    return csv.reader(lines, delimiter=delimiter, quoting=csv.QUOTE_NONE)


# Where quotation marks enclose cells, they are closed as they should be; otherwise they are
# part of the words, and to heed them would swallow the rows up to the next one.
STYLES = (_strict, _spaced, _bare)


def _score(rows: Sequence[Row]) -> float:
    widths = Counter(len(row) for row in rows if any(row))
    width, count = widths.most_common(1)[0] if widths else (0, 0)
    named = max(map(_names_columns, rows[:HEADER_WITHIN]), default=0)
    # One known word alone may be prose.
    known = min(named, 3) if named >= 2 else 0
    return count / widths.total() + known if known or width >= 2 else 0


def _names_columns(row: Row) -> int:
    """Return how many cells of a row are names of columns; none if most of them are not."""
    named = sum(map(names_a_column, row))
    return named if 2 * named >= sum(bool(cell.strip()) for cell in row) else 0


def _names(rows: Sequence[Row]) -> Row:
    return next((row for row in rows if any(cell.strip() for cell in row)), ())


def _whole(rows: Sequence[Row], columns: Columns, delimiter: str) -> list[Row]:
    """Return the rows of speech; words cut at an unquoted delimiter are put together again."""
    text = columns.places[Meaning.TEXT]
    if columns.header is None or text != len(rows[columns.header]) - 1:
        return list(rows[columns.first :])
    return [
        [*row[:text], delimiter.join(row[text:])] if len(row) > text + 1 else row
        for row in rows[columns.first :]
    ]


def _above(rows: Sequence[Row], columns: Columns) -> Iterator[LeftOut]:
    for number, row in enumerate(rows[: columns.first]):
        cells = [cell.strip() for cell in row if cell.strip()]
        if cells and number != columns.header:
            yield LeftOut(f"row {number + 1}", Kind.METADATA, " ".join(cells), "above the table")


def _beside(
    rows: Sequence[Row],
    body: Sequence[Row],
    columns: Columns,
    times: dict[Meaning, list[float | None]],
) -> Iterator[LeftOut]:
    """Yield the columns, times and speakers that nothing else tells of."""
    names = rows[columns.header] if columns.header is not None else ()
    used = {place: what for what, place in columns.places.items()}
    for place in range(max(map(len, body), default=0)):
        name = names[place].strip() if place < len(names) else ""
        what = used.get(place)
        cells = [
            cell
            for number, row in enumerate(body)
            if place < len(row)
            and (cell := row[place].strip())
            and not _told(what, cell, columns.cell(row, Meaning.TEXT), times, number)
        ]
        if cells:
            yield LeftOut(
                f"column {name or place + 1}", Kind.METADATA, "\n".join(cells), "not what is said"
            )


def _told(
    what: Meaning | None,
    cell: str,
    words: str,
    times: dict[Meaning, list[float | None]],
    number: int,
) -> bool:
    if what in (Meaning.START, Meaning.END):
        return times[what][number] is not None
    if what is Meaning.ROLE:
        return role(cell) is not None
    return what is Meaning.TEXT or (what is Meaning.SPEAKER and bool(words))
