"""One module for each kind of file; each turns bytes into an ``Extracted`` text."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from corpus.extracted import Extracted
from corpus.formats import chat, moresubtitles, plain, subtitles, tables, transcripts_json
from corpus.sandbox import sandboxed

Reader = Callable[[bytes, str], Extracted]
"""Takes a file's bytes and its name for errors; raises ``SourceError``."""

READERS: Mapping[str, Reader] = {
    ".txt": plain.read,
    ".text": plain.read,
    ".md": plain.read,
    ".markdown": plain.read,
    ".html": sandboxed("corpus.formats.webpage", largest=5_000_000),
    ".htm": sandboxed("corpus.formats.webpage", largest=5_000_000),
    ".pdf": sandboxed("corpus.formats.pdf"),
    ".docx": sandboxed("corpus.formats.docx"),
    ".odt": sandboxed("corpus.formats.odt"),
    ".rtf": sandboxed("corpus.formats.rtf"),
    ".srt": subtitles.read,
    ".vtt": subtitles.read,
    ".sbv": moresubtitles.read_sbv,
    ".lrc": moresubtitles.read_lrc,
    ".ttml": sandboxed("corpus.formats.xml_talk"),
    ".dfxp": sandboxed("corpus.formats.xml_talk"),
    ".srv3": sandboxed("corpus.formats.xml_talk"),
    ".xml": sandboxed("corpus.formats.xml_talk"),
    ".csv": tables.read,
    ".tsv": tables.read,
    ".xlsx": sandboxed("corpus.formats.xlsx"),
    ".json": transcripts_json.read,
    ".jsonl": transcripts_json.read,
    ".cha": chat.read,
    ".eml": sandboxed("corpus.formats.email_body"),
}
"""By the ending of the file's name, in lower case."""
