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
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{' '.join(f'{6 + 2 * n} 0 R' for n in range(len(pages)))}] "
        f"/Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Even /FirstChar 0 /LastChar 255 "
        f"/Widths [{'500 ' * 256}] /ToUnicode 4 0 R >>",
        f"<< /Length {len(cmap)} >>\nstream\n{cmap}\nendstream",
        "<<  >>",
    ]
    for number, page in enumerate(pages):
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] "
            f"/Contents {7 + 2 * number} 0 R /Resources << /Font << /R 3 0 R >> >> >>"
        )
        stream = "\n".join(
            f"BT /R 10 Tf {x} {y} Td <{''.join(f'{code[c]:02x}' for c in text)}> Tj ET"
            for x, y, text in page
        )
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    return _file(objects)


def pdf(*pages: Sequence[Placed], info: str = "", size: int = 10) -> bytes:
    """Return a PDF with these lines on its pages."""
    kids = " ".join(f"{6 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>",
        f"<< {info} >>",
    ]
    for number, lines in enumerate(pages):
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] "
            f"/Contents {7 + 2 * number} 0 R /Resources << /Font << /R 3 0 R /B 4 0 R >> >> >>"
        )
        stream = "\n".join(_shown(*line, size) for line in lines)
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    return _file(objects)


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
