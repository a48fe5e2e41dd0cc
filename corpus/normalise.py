"""From bytes to the text that is shown, quoted and hashed."""

from __future__ import annotations

import codecs
import logging
import re
import unicodedata

from charset_normalizer import from_bytes

from corpus.errors import SourceError

MAX_BYTES = 20_000_000
MAX_CHARACTERS = 5_000_000
MAX_COMBINING_RUN = 16
"""Normalisation is quadratic in a run of combining marks; no writing system needs more."""

LEGACY_ENCODINGS = ["cp1252", "cp1251", "koi8-r", "cp866"]
"""Guessing among all encodings there are turns Arabic into Korean, so only these are tried."""

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_NOT_TEXT = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff]")
_BINARY = "it looks binary, convert it to plain text"

log = logging.getLogger(__name__)


def decode(data: bytes, where: str) -> str:
    """Return the text that ``data`` encodes: by its byte order mark, as UTF-8, or by its look.

    Args:
        data: The bytes of a source file.
        where: The file's name, for errors.

    Raises:
        SourceError: If the bytes are too many or are not text.
    """
    if len(data) > MAX_BYTES:
        raise SourceError(where, f"expected at most {MAX_BYTES:,} bytes, found more: split it")
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _strictly(data, encoding, where)
    if b"\x00" in data:
        raise SourceError(where, f"expected a text, found NUL bytes: {_BINARY}")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _guessed(data, where)


def normalise(text: str, where: str) -> str:
    r"""Return ``text`` in Unicode's form NFC and with ``\n`` as the only line end.

    Nothing else is changed: quotes are exact on what this returns.

    Raises:
        SourceError: If the text is empty, too long or holds what no text holds.
    """
    if len(text) > MAX_CHARACTERS:
        raise SourceError(
            where, f"expected at most {MAX_CHARACTERS:,} characters, found {len(text):,}: split it"
        )
    if not text.strip():
        raise SourceError(where, "expected a text, found none: the file is empty")
    if foreign := foreign_in(text):
        line = text.count("\n", 0, foreign.start()) + 1
        raise SourceError(
            f"{where}:{line}",
            f"expected a text, found the character {code_of(foreign)}: {_BINARY}",
        )
    if _longest_combining_run(text) > MAX_COMBINING_RUN:
        raise SourceError(
            where,
            f"expected at most {MAX_COMBINING_RUN} combining marks in a row, found more: "
            "remove them",
        )
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))


def foreign_in(text: str) -> re.Match[str] | None:
    """Return the first character in ``text`` that no text holds; ``None`` without any."""
    return _NOT_TEXT.search(text)


def code_of(character: re.Match[str]) -> str:
    """Return the name that Unicode's tables have for a character, such as ``U+001B``."""
    return f"U+{ord(character[0]):04X}"


def _strictly(data: bytes, encoding: str, where: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise SourceError(
            where,
            f"expected {encoding}, as its first bytes say, found other bytes at {error.start}: "
            "save the file as UTF-8",
        ) from error


def _guessed(data: bytes, where: str) -> str:
    best = from_bytes(data, cp_isolation=LEGACY_ENCODINGS).best()
    if best is None:
        raise SourceError(
            where, "expected a text, found bytes of no known encoding: save the file as UTF-8"
        )
    log.warning("%s: not UTF-8, read as %s: check the text", where, best.encoding)
    return str(best)


def _longest_combining_run(text: str) -> int:
    longest = run = 0
    for mark in map(unicodedata.combining, "" if text.isascii() else text):
        run = run + 1 if mark else 0
        longest = max(longest, run)
    return longest
