"""Words of a document, kept with an outcome so that a report can be read without the library."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.document import Document


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A span of a document with the beginning of its words.

    Attributes:
        title: The document's.
        speaker: Who says it; empty if the span is not within one turn.
        start: First character of the span, in code points of the document's text.
        end: One past its last character.
        text: The document's text from ``start``: all of the span, or as much as was kept.
    """

    doc_id: str
    title: str
    speaker: str
    start: int
    end: int
    text: str

    @property
    def is_cut(self) -> bool:
        """Whether the span goes on after ``text``."""
        return len(self.text) < self.end - self.start


def excerpt(document: Document, start: int, end: int, longest: int) -> Excerpt:
    """Return the span of ``document`` with at most ``longest`` characters of its text."""
    speaker = next((t.speaker for t in document.turns if t.start <= start and end <= t.end), "")
    text = document.text[start : min(end, start + longest)]
    return Excerpt(document.doc_id, document.title, speaker, start, end, text)
