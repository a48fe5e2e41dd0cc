"""What is indexed and found: passages, and hits on them."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.document import Role
from corpus.language import DEFAULT


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of one turn, small enough to rank and to read.

    Attributes:
        passage_id: Unique in a library and never used again, so ids survive removals.
        doc_id: The document it is cut from.
        turn: Position of its turn in the document, from 0.
        start: First character, in code points of the document's text.
        end: One past the last character.
        text: The document's text at that span.
        speaker: Who says it.
        role: The speaker's role.
        asked: The interviewer's question this passage answers; empty if there is none.
        language: Code of the document's language.
    """

    passage_id: int
    doc_id: str
    turn: int
    start: int
    end: int
    text: str
    speaker: str
    role: Role
    asked: str
    language: str = DEFAULT

    @property
    def findable_text(self) -> str:
        """The words after what was asked, of which only ``text`` is ever quoted."""
        return f"{self.asked}\n{self.text}" if self.asked else self.text


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage at a rank for some query.

    Attributes:
        rank: From 1, best first.
        score: Higher is better; comparable only within one list of hits.
    """

    rank: int
    score: float
    passage: Passage
