"""PDF files of a few lines, written by hand."""

from __future__ import annotations

from collections.abc import Sequence

Placed = tuple[float, float, str]
"""x and y from the foot of a page 800 points high, and a line; bold if it begins with ``*``."""


def pdf_of_any_letters(*pages: Sequence[Placed]) -> bytes:
    """Return a PDF as :func:`pdf` does, with up to 255 letters of any script.

    They are shown from left to right as they are given, whatever their direction, each 5 points
    wide.
    """
    letters = sorted({c for page in pages for _, _, text in page for c in text})
    code = {letter: number for number, letter in enumerate(letters, start=1)}
    mapped = "\n".join(f"<{code[c]:02x}> <{ord(c):04x}>" for c in letters)
    cmap = (
        "begincmap 1 begincodespacerange <00> <ff> endcodespacerange\n"
        f"{len(letters)} beginbfchar\n{mapped}\nendbfchar endcmap"
    )
    font = (
        "<< /Type /Font /Subtype /Type1 /BaseFont /Even /FirstChar 0 /LastChar 255 "
        f"/Widths [{'500 ' * 256}] /ToUnicode 4 0 R >>"
    )
    streams = [
        "\n".join(
            f"BT /R 10 Tf {x} {y} Td <{''.join(f'{code[c]:02x}' for c in text)}> Tj ET"
            for x, y, text in page
        )
        for page in pages
    ]
    return _document(streams, "/R 3 0 R", font, _stream(cmap), "")


def pdf(*pages: Sequence[Placed], info: str = "", size: int = 10) -> bytes:
    """Return a PDF with these lines on its pages."""
    streams = ["\n".join(_shown(*line, size) for line in lines) for lines in pages]
    regular, bold = (
        f"<< /Type /Font /Subtype /Type1 /BaseFont /{name} /Encoding /WinAnsiEncoding >>"
        for name in ("Helvetica", "Helvetica-Bold")
    )
    return _document(streams, "/R 3 0 R /B 4 0 R", regular, bold, info)


def _document(streams: Sequence[str], fonts: str, third: str, fourth: str, info: str) -> bytes:
    """Return a file with a page for each stream; ``fonts`` are in its third and fourth object."""
    kids = " ".join(f"{6 + 2 * number} 0 R" for number in range(len(streams)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(streams)} >>",
        third,
        fourth,
        f"<< {info} >>",
    ]
    for number, stream in enumerate(streams):
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] "
            f"/Contents {7 + 2 * number} 0 R /Resources << /Font << {fonts} >> >> >>"
        )
        objects.append(_stream(stream))
    return _file(objects)


def _stream(content: str) -> str:
    return f"<< /Length {len(content)} >>\nstream\n{content}\nendstream"


def _shown(x: float, y: float, text: str, size: int) -> str:
    font = "B" if text.startswith("*") else "R"
    escaped = text.removeprefix("*").replace("(", r"\(").replace(")", r"\)")
    return f"BT /{font} {size} Tf {x} {y} Td ({escaped}) Tj ET"


def _file(objects: Sequence[str]) -> bytes:
    data = b"%PDF-1.4\n"
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(len(data))
        data += f"{number} 0 obj\n{content}\nendobj\n".encode("cp1252")
    start = len(data)
    rows = "".join(f"{place:010} 00000 n \n" for place in places)
    count = len(objects) + 1
    data += f"xref\n0 {count}\n0000000000 65535 f \n{rows}".encode()
    data += (
        f"trailer\n<< /Size {count} /Root 1 0 R /Info 5 0 R >>\nstartxref\n{start}\n%%EOF".encode()
    )
    return data
