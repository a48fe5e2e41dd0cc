"""Workbooks (``.xlsx``): the sheet that looks like a transcript."""

from __future__ import annotations

import datetime
import io
import re
import struct
import zipfile
import zlib
from collections.abc import Sequence
from itertools import chain

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum

from corpus.clock import shown
from corpus.errors import SourceError
from corpus.extracted import Extracted, Kind, LeftOut
from corpus.formats.columns import Row, find_columns
from corpus.formats.naming import Meaning
from corpus.formats.tables import from_rows
from corpus.normalise import MAX_BYTES, MAX_CHARACTERS

MOST_FILES = 2_000
MOST_INFLATED = 50_000_000
MOST_CELLS = 2_000_000
_PLACE = re.compile(rb"""\br\s*=\s*["']([A-Za-z]*)(\d*)["']""")

_Value = int | float | str | bool | datetime.time | datetime.date | datetime.timedelta


def read(data: bytes, where: str) -> Extracted:
    """Return what the rows of the workbook's transcript say.

    Raises:
        SourceError: If it is no workbook, too large, or no column can be told to hold the words.
    """
    _check(data, where)
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
            sheets = _sheets(book, where)
    except (CalamineError, OSError, ValueError) as error:
        raise _damaged(where, error) from error
    if not any(any(chain.from_iterable(rows)) for rows in sheets.values()):
        raise SourceError(where, "expected a table, found an empty workbook: check the file")
    best = max(sheets, key=lambda name: _likeness(sheets[name]))
    others = [
        LeftOut(f"sheet {name}", Kind.METADATA, text, "another sheet")
        for name, rows in sheets.items()
        if name != best and (text := "\n".join("\t".join(filter(None, r)) for r in rows).strip())
    ]
    return from_rows(sheets[best], where, others=others)


def _sheets(book: CalamineWorkbook, where: str) -> dict[str, list[list[str]]]:
    """Return the rows of each sheet; all of them together are no longer than one text may be."""
    sheets = {}
    left = MAX_CHARACTERS
    for sheet in book.sheets_metadata:
        if sheet.typ == SheetTypeEnum.WorkSheet:  # and no chart
            rows = _rows(book.get_sheet_by_name(sheet.name), left, where)
            left -= _characters(rows)
            if left < 0:  # a merged cell has made it so
                raise _large(where)
            sheets[sheet.name] = rows
    return sheets


def _characters(rows: Sequence[Row]) -> int:
    return sum(map(len, chain.from_iterable(rows)))


def _likeness(rows: Sequence[Row]) -> tuple[bool, int, int]:
    """Return how much a sheet looks like a transcript, to be compared."""
    columns = find_columns(rows)
    if columns is None:
        return False, 0, _characters(rows)
    said = sum(len(columns.cell(row, Meaning.TEXT)) for row in rows[columns.first :])
    known = {Meaning.SPEAKER, Meaning.START} & columns.places.keys()
    return True, len(known), said


def _rows(sheet: CalamineSheet, most: int, where: str) -> list[list[str]]:
    if sheet.height * sheet.width > MOST_CELLS:
        raise _large(where)
    rows: list[list[str]] = []
    characters = 0
    for values in sheet.iter_rows():
        row = [_text(value) for value in values]
        # A long text may be shared by a million cells.
        characters += sum(map(len, row))
        if characters > most:
            raise _large(where)
        rows.append(row)
    # Of merged cells only the first holds what is written over all of them.
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        if left == right and top < len(rows) and left < len(rows[top]):
            for row in rows[top + 1 : bottom + 1]:
                row[left] = row[left] or rows[top][left]
    return rows


def _text(value: _Value) -> str:
    if isinstance(value, datetime.time | datetime.datetime):
        return f"{value.hour}:{value.minute:02}:{value.second:02}"
    if isinstance(value, datetime.timedelta):
        return shown(value.total_seconds() * 1000) or str(value)
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value)


def _check(data: bytes, where: str) -> None:
    """Refuse what would grow beyond all bounds when it is read.

    Inflated is counted, not believed. A cell far out is refused because the sheet is held as a
    full rectangle: one at XFD1048576 ends the process.
    """
    if len(data) > MAX_BYTES:
        raise SourceError(where, f"expected at most {MAX_BYTES:,} bytes, found more: split it")
    left = MOST_INFLATED
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if len(archive.infolist()) > MOST_FILES:
                raise _large(where)
            for info in archive.infolist():
                with archive.open(info) as part:
                    inflated = part.read(left + 1)
                left -= len(inflated)
                if left < 0:
                    raise _large(where)
                if info.filename.endswith(".xml") and "worksheets/" in info.filename:
                    _check_sheet(inflated, where)
    # What zipfile raises on a damaged archive depends on which byte is damaged.
    except (
        zipfile.BadZipFile,
        zlib.error,
        struct.error,
        EOFError,
        KeyError,
        NotImplementedError,
        OSError,
        OverflowError,
        RuntimeError,
        ValueError,
    ) as error:
        raise _damaged(where, error) from error


def _check_sheet(xml: bytes, where: str) -> None:
    rows = columns = 1
    for letters, digits in _PLACE.findall(xml):
        if len(letters) > 3 or len(digits) > 7:
            raise _large(where)
        rows = max(rows, int(digits or 0))
        column = 0
        for letter in letters.upper():
            column = column * 26 + letter - 64
        columns = max(columns, column)
    if rows * columns > MOST_CELLS or b"\x00" in xml:
        raise _large(where)


def _large(where: str) -> SourceError:
    return SourceError(
        where, f"expected at most {MOST_CELLS:,} cells, found more: save the transcript alone"
    )


def _damaged(where: str, error: Exception) -> SourceError:
    why = " ".join(str(error).split())[:120]
    return SourceError(where, f"expected a workbook, found something else ({why}): save it as CSV")
