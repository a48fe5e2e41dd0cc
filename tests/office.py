"""Office documents of a few lines, packed by hand."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def packed(parts: Mapping[str, str | bytes]) -> bytes:
    """Return a ZIP archive of ``parts``."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def docx(body: str, **parts: str) -> bytes:
    """Return a Word document; ``parts`` are further ones in word/, as ``footnotes="…"``."""
    document = f"<w:document {W}><w:body>{body}</w:body></w:document>"
    others = {f"word/{name}.xml": content for name, content in parts.items()}
    return packed({"word/document.xml": document, **others})


def p(*runs: str, style: str = "") -> str:
    """Return a Word paragraph; a run that begins with ``*`` is bold."""
    look = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{look}{''.join(map(r, runs))}</w:p>"


def r(text: str) -> str:
    """Return a Word run, unless ``text`` is XML already."""
    if text.startswith("<"):
        return text
    bold = "<w:rPr><w:b/></w:rPr>" if text.startswith("*") else ""
    return f'<w:r>{bold}<w:t xml:space="preserve">{text.removeprefix("*")}</w:t></w:r>'


def table(*rows: tuple[str, ...]) -> str:
    """Return a Word table of plain cells."""
    return "<w:tbl>" + "".join(map(_row, rows)) + "</w:tbl>"


def _row(cells: tuple[str, ...]) -> str:
    return "<w:tr>" + "".join(f"<w:tc>{p(cell)}</w:tc>" for cell in cells) + "</w:tr>"
