"""ZIP archives of XML, as .docx and .odt files are, opened with a limit on everything."""

from __future__ import annotations

import io
import zipfile
import zlib

from lxml import etree

from corpus.errors import SourceError
from corpus.formats.xmlroot import BadXmlError, root_of

MAX_ENTRIES = 2_000
MAX_INFLATED = 20_000_000
_OLE = b"\xd0\xcf\x11\xe0"


class Archive:
    """The parts of one file; what is inflated is counted over all of them.

    Raises:
        SourceError: If ``data`` is no archive, or one with more than is allowed.
    """

    def __init__(self, data: bytes, where: str, what: str) -> None:
        self._where = where
        self._what = what
        self._inflated = 0
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OverflowError) as error:
            raise SourceError(where, f"expected {what}, found {found(data)}") from error
        if len(self._zip.namelist()) > MAX_ENTRIES:
            raise SourceError(
                where, f"expected at most {MAX_ENTRIES:,} parts, found more: save it as plain text"
            )

    def __contains__(self, name: str) -> bool:
        return name in self._zip.NameToInfo

    def names(self) -> list[str]:
        """Return the names of all parts, in file order."""
        return list(dict.fromkeys(self._zip.namelist()))

    def read(self, name: str) -> bytes:
        """Return the bytes of a part; empty if there is no such part."""
        if name not in self:
            return b""
        chunks = []
        try:
            with self._zip.open(name) as part:
                # The sizes in the directory are only what the file says of itself.
                while chunk := part.read(1 << 16):
                    self._inflated += len(chunk)
                    if self._inflated > MAX_INFLATED:
                        raise SourceError(
                            self._where,
                            f"expected at most {MAX_INFLATED:,} bytes of text, found more: "
                            "split it",
                        )
                    chunks.append(chunk)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as e:
            why = "one with a password" if "password" in str(e) else "a damaged one"
            raise self._refusal(f"{why}: open it in a word processor and save it anew") from e
        return b"".join(chunks)

    def tree(self, name: str) -> etree._Element | None:
        """Return the root of an XML part; ``None`` if there is no such part.

        Raises:
            SourceError: If the part is no XML, or declares entities.
        """
        data = self.read(name)
        if not data:
            return None
        try:
            return root_of(data, name)
        except BadXmlError as error:
            raise self._refusal(f"{error}: save it anew") from error

    def _refusal(self, found: str) -> SourceError:
        return SourceError(self._where, f"expected {self._what}, found {found}")


def found(data: bytes) -> str:
    """Say what ``data`` is, and what to do about it, for a file that is not what it is called."""
    start = data[:1024].lstrip()
    if not data.strip():
        return "an empty file: add another"
    if start.startswith(_OLE):
        return "a file with a password or of an old version: save it without one, as .docx"
    if start.startswith(b"PK"):
        return "a damaged or other ZIP archive: open it in the program that made it, save it anew"
    if start.startswith(b"%PDF-"):
        return "a PDF: rename it to end in .pdf"
    if start.startswith(b"{\\rtf"):
        return "rich text: rename it to end in .rtf"
    if start[:200].lower().startswith((b"<!doctype html", b"<html")):
        return "a web page: rename it to end in .html"
    return f"something else, beginning {data[:8]!r}: save it anew, or mend its ending"
