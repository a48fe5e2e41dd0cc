"""Text files, and what is no plain text but was saved under such an ending."""

from __future__ import annotations

import json
import re

from corpus.extracted import Extracted
from corpus.formats import chat, plain, transcripts_json
from corpus.formats.pagetext import is_markup, read_page
from corpus.normalise import decode
from corpus.sandbox import sandboxed

read_rich_text = sandboxed("corpus.formats.rtf")
read_xml = sandboxed("corpus.formats.xml_talk")

_PAGE = re.compile(r"(?:<\?xml[^<>]{0,200}>\s*)?<(?:!doctype\s+)?html[\s>]", re.IGNORECASE)
_XML = re.compile(r"<\?xml\s|<(?:TEI|teiCorpus|tt|timedtext)[\s>]|<ROOT\s+xmlns")


def read(data: bytes, where: str) -> Extracted:
    """Return the text in ``data``, read as what it is.

    Whole files of JSON, XML, HTML, rich text and CHAT are recognised; a text in which some
    brackets stand is a text.

    Raises:
        SourceError: If the bytes are not text, or not one of its kind.
    """
    text = decode(data, where)
    start = text[:1_000].lstrip("\ufeff \t\r\n")
    if start.startswith("{\\rtf"):
        return read_rich_text(data[data.find(b"{") :], where)
    if _PAGE.match(start) or is_markup(text):
        return read_page(data, where)
    if _XML.match(start):
        return read_xml(data, where)
    if chat.STARTS.match(start):
        return chat.read(data, where)
    if start.startswith(("{", "[")) and _is_json(text):
        return transcripts_json.read(data, where)
    return plain.from_text(text, where)


def _is_json(text: str) -> bool:
    """Tell whether it is one object, a list with objects, or an object on every line."""
    body = text.strip("\ufeff \t\r\n")
    if body[-1] not in "}]":
        return False
    return _holds_objects(body) or all(
        _holds_objects(line) for line in body.split("\n") if line.strip()
    )


def _holds_objects(text: str) -> bool:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return False
    items = value if isinstance(value, list) else [value]
    return any(isinstance(item, dict) and item for item in items)
