"""One module for each kind of file; each turns bytes into an ``Extracted`` text."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from corpus.extracted import Extracted
from corpus.formats import chat, disguised, moresubtitles, subtitles, tables, transcripts_json
from corpus.formats.disguised import read_rich_text, read_xml
from corpus.formats.pagetext import read_page
from corpus.sandbox import sandboxed

Reader = Callable[[bytes, str], Extracted]
"""Takes a file's bytes and its name for errors; raises ``SourceError``."""

READERS: Mapping[str, Reader] = {
    ".txt": disguised.read,
    ".text": disguised.read,
    ".md": disguised.read,
    ".markdown": disguised.read,
    ".html": read_page,
    ".htm": read_page,
    ".pdf": sandboxed("corpus.formats.pdf"),
    ".docx": sandboxed("corpus.formats.docx"),
    ".odt": sandboxed("corpus.formats.odt"),
    ".rtf": read_rich_text,
    ".srt": subtitles.read,
    ".vtt": subtitles.read,
    ".sbv": moresubtitles.read_sbv,
    ".lrc": moresubtitles.read_lrc,
    ".ttml": read_xml,
    ".dfxp": read_xml,
    ".srv3": read_xml,
    ".csv": tables.read,
    ".tsv": tables.read,
    ".xlsx": sandboxed("corpus.formats.xlsx"),
    ".json": transcripts_json.read,
    ".jsonl": transcripts_json.read,
    ".otr": transcripts_json.read,
    ".xml": read_xml,
    ".cha": chat.read,
    ".eml": sandboxed("corpus.formats.email_body"),
}
"""By the ending of the file's name, in lower case."""
