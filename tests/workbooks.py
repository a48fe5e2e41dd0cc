"""Workbooks written by hand, as small as a reader accepts them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def cell(place: str, value: str | float, style: int = 0) -> str:
    """Return a cell of text, or of a number in one of the styles: 0 plain, 1 a time."""
    if isinstance(value, str):
        escaped = value.replace("&", "&amp;").replace("<", "&lt;")
        return f'<c r="{place}" t="inlineStr"><is><t>{escaped}</t></is></c>'
    return f'<c r="{place}" s="{style}"><v>{value}</v></c>'


def table(rows: list[list[str | float]], style: int = 0) -> str:
    """Return the rows of a sheet."""
    return "".join(
        f'<row r="{n}">{"".join(_row(row, n, style))}</row>' for n, row in enumerate(rows, start=1)
    )


def _row(row: list[str | float], number: int, style: int) -> Iterator[str]:
    for column, value in zip("ABCDEF", row, strict=False):
        if value != "":
            yield cell(f"{column}{number}", value, style)


def workbook(*sheets: str, merged: str = "") -> bytes:
    """Return a workbook of sheets S1, S2, …, each given as its rows."""
    numbers = range(1, len(sheets) + 1)
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r1" '
        f'Type="{_DOCUMENT}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_DOCUMENT}"><sheets>'
        + "".join(f'<sheet name="S{n}" sheetId="{n}" r:id="r{n}"/>' for n in numbers)
        + "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
        + "".join(
            f'<Relationship Id="r{n}" Type="{_DOCUMENT}/worksheet" '
            f'Target="worksheets/sheet{n}.xml"/>'
            for n in numbers
        )
        + f'<Relationship Id="s" Type="{_DOCUMENT}/styles" Target="styles.xml"/></Relationships>',
        "xl/styles.xml": f'<styleSheet xmlns="{_MAIN}"><cellXfs><xf numFmtId="0"/>'
        '<xf numFmtId="21"/></cellXfs></styleSheet>',
    }
    merge = f'<mergeCells><mergeCell ref="{merged}"/></mergeCells>' if merged else ""
    for n, rows in zip(numbers, sheets, strict=True):
        parts[f"xl/worksheets/sheet{n}.xml"] = (
            f'<worksheet xmlns="{_MAIN}"><sheetData>{rows}</sheetData>{merge}</worksheet>'
        )
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, xml in parts.items():
            archive.writestr(name, f'<?xml version="1.0" encoding="UTF-8"?>{xml}')
    return file.getvalue()
