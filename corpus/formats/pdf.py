"""PDF documents with a text layer."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterator

from pypdf import PageObject, PdfReader
from pypdf.errors import DependencyError, PyPdfError
from pypdf.generic import DictionaryObject

from corpus.errors import SourceError
from corpus.extracted import Extracted, Kind, LeftOut
from corpus.formats.archive import found
from corpus.formats.blocks import written
from corpus.formats.facts import facts_of
from corpus.formats.pdflayout import paragraphs, without_margins
from corpus.formats.pdflines import Line, lines_of
from corpus.normalise import normalise

MAX_PAGES = 500
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


def read(data: bytes, where: str) -> Extracted:
    """Return the text of a PDF as its lines were set; page numbers and the like are left out.

    Lines stay wrapped as on the page, hyphens at their ends included: whether a hyphen belongs
    to the word cannot be known.

    Raises:
        SourceError: If ``data`` is no PDF, needs a password, or holds images of text only.
    """
    if b"%PDF-" not in data[:1024]:
        raise SourceError(where, f"expected a PDF, found {found(data)}")
    logging.getLogger("pypdf").setLevel(logging.ERROR)
    reader = _opened(data, where)
    pages = len(reader.pages)
    if pages > MAX_PAGES:
        raise SourceError(where, f"expected at most {MAX_PAGES} pages, found {pages:,}: split it")
    lines: list[Line] = []
    left_out: list[LeftOut] = []
    facts, about = _facts(reader)
    for number, page in enumerate(reader.pages, start=1):
        of_page = lines_of(page, number)
        lines += of_page
        left_out += _comments(page, number)
        if not of_page:
            left_out.append(LeftOut(f"page {number}", Kind.BOILERPLATE, "", "page without text"))
    body, margins = without_margins(lines)
    if not any(c.isalnum() for line in body for c in line.plain()):
        raise SourceError(
            where,
            "expected a PDF with text, found scanned images without text: "
            "run OCR first, e.g. ocrmypdf",
        )
    text = _CONTROLS.sub("\ufffd", written(paragraphs(body)))
    left_out = sorted([*margins, *left_out], key=lambda left: int(left.place.split()[1]))
    return Extracted(normalise(text, where), facts=facts, left_out=(*about, *left_out))


def _opened(data: bytes, where: str) -> PdfReader:
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise SourceError(
                where, "expected a PDF without a password, found one with: save it without"
            )
        _ = len(reader.pages)
    except DependencyError:
        raise SourceError(
            where, "expected a PDF without a password, found an encrypted one: print it to PDF anew"
        ) from None
    except PyPdfError as error:
        why = " ".join(str(error).split())
        raise SourceError(
            where, f"expected a PDF, found a damaged one ({why}): print it to PDF anew"
        ) from error
    return reader


def _facts(reader: PdfReader) -> tuple[tuple[tuple[str, str], ...], tuple[LeftOut, ...]]:
    said = {str(key).lstrip("/"): str(value) for key, value in (reader.metadata or {}).items()}
    language = reader.root_object.get("/Lang")
    facts = facts_of(
        [
            ("title", said.get("Title")),
            ("author", said.get("Author")),
            ("language", str(language) if isinstance(language, str) else None),
        ]
    )
    # When a file was made is not when the interview was held, so it must not look like its date.
    left = tuple(
        LeftOut("properties", Kind.METADATA, value, key)
        for key, value in said.items()
        if value.strip() and key.lower() not in dict(facts)
    )
    return facts, left


def _comments(page: PageObject, number: int) -> Iterator[LeftOut]:
    for annotation in page.annotations or ():
        note: object = annotation.get_object()
        if not isinstance(note, DictionaryObject):
            continue
        said = note.get("/Contents") if note.get("/Subtype") == "/Text" else None
        if isinstance(said, str) and said.strip():
            yield LeftOut(f"page {number}", Kind.BOILERPLATE, said, "comment")
