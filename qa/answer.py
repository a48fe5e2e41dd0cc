"""What the system says: citations that are exact, and the answer or refusal that carries them."""

from __future__ import annotations

import hashlib
from dataclasses import InitVar, dataclass
from enum import StrEnum
from typing import Any
from urllib.parse import quote as percent_encode

from corpus.document import Document, Role
from index.passage import Hit


class Reason(StrEnum):
    """Why the answer is an answer or a refusal."""

    ANSWERED = "answered"
    NOT_IN_SOURCES = "not_in_sources"
    ASKED_BUT_NOT_ANSWERED = "asked_but_not_answered"
    SAID_BY_SOMEONE_ELSE = "said_by_someone_else"
    NO_SOURCES = "no_sources"
    UNCLEAR_QUESTION = "unclear_question"
    LANGUAGE_NOT_READ = "language_not_read"


WIDER = {Reason.LANGUAGE_NOT_READ: Reason.UNCLEAR_QUESTION}
"""What programs that know only the reasons of the JSON contract are told; they get the reason
itself as ``detail``."""


def passage_link(doc_id: str, start: int, end: int, quote: str) -> str:
    """Return a link that opens the app at a span and can tell whether the text has changed.

    The form is ``#cite-<doc_id>-<start>-<end>-<hash>``: the id percent-encoded, offsets in
    code points, the hash being the first 8 hex digits of the quote's SHA-256 in UTF-8.
    """
    return f"#cite-{percent_encode(doc_id, safe='')}-{start}-{end}-{quote_hash(quote)}"


def quote_hash(quote: str) -> str:
    """Return the part of a link that tells whether the words are still the same."""
    return hashlib.sha256(quote.encode()).hexdigest()[:8]


@dataclass(frozen=True, slots=True)
class Citation:
    """A quote and where it stands.

    Attributes:
        number: From 1, as shown in the answer.
        asked: The interviewer's question the quote replies to; empty if there is none.
        turn: Position of the quote's turn in the document, from 0.
        start: First character, in code points of the document's text.
        end: One past the last character.
        quote: The text at that span, character for character.
        score: Probability that this quote answers the question.

    Raises:
        ValueError: If ``quote`` is not the document's text at the span, or the span leaves
            its turn, or the speaker is not the turn's. Such a quote is a bug.
    """

    number: int
    doc_id: str
    title: str
    speaker: str
    role: Role
    asked: str
    turn: int
    start: int
    end: int
    quote: str
    score: float
    document: InitVar[Document]

    def __post_init__(self, document: Document) -> None:
        turn = document.turns[self.turn]
        if self.doc_id != document.doc_id or document.text[self.start : self.end] != self.quote:
            raise ValueError(
                f"{self.doc_id}:{self.start}-{self.end}: the quote is not the text at its span"
            )
        if not (turn.start <= self.start < self.end <= turn.end):
            raise ValueError(f"{self.doc_id}:{self.start}-{self.end}: leaves turn {self.turn}")
        if (self.speaker, self.role) != (turn.speaker, turn.role):
            raise ValueError(f"{self.doc_id}: turn {self.turn} is by {turn.speaker}")

    @property
    def link(self) -> str:
        """The link that opens this quote in its transcript."""
        return passage_link(self.doc_id, self.start, self.end, self.quote)

    def to_json(self) -> dict[str, Any]:
        """Return the citation in the form of the command line's JSON contract."""
        return {
            "number": self.number,
            "doc_id": self.doc_id,
            "title": self.title,
            "speaker": self.speaker,
            "role": str(self.role),
            "asked": self.asked,
            "turn": self.turn,
            "start": self.start,
            "end": self.end,
            "quote": self.quote,
            "score": round(self.score, 4),
            "link": self.link,
        }


@dataclass(frozen=True, slots=True)
class Timings:
    """Wall time by stage, in milliseconds."""

    embed: float = 0.0
    dense: float = 0.0
    lexical: float = 0.0
    rerank: float = 0.0
    total: float = 0.0

    def to_json(self) -> dict[str, float]:
        """Return the stages by name, to a tenth of a millisecond."""
        return {name: round(getattr(self, name), 1) for name in self.__slots__}


@dataclass(frozen=True, slots=True)
class Answer:
    """The reply to one question: quotes, or a refusal that shows what came closest.

    Attributes:
        question_id: The caller's own id for the question, if it gave one.
        confidence: Estimated probability that the citations answer the question.
        citations: Best first; empty exactly when ``reason`` is not ``answered``.
        hits: The nearest passages, best first, whether or not they answer.
        searched: The question as it was searched: respelt, and in its context if it leans on
            the conversation; empty if nothing was searched.
        in_context: Whether it was searched together with earlier questions.
        undated: How many documents were left out because a time was asked for and they have
            no date.
    """

    question: str
    reason: Reason
    confidence: float
    citations: tuple[Citation, ...] = ()
    hits: tuple[Hit, ...] = ()
    timings: Timings = Timings()
    question_id: str | None = None
    searched: str = ""
    in_context: bool = False
    undated: int = 0

    def __post_init__(self) -> None:
        if self.answered != bool(self.citations):
            raise ValueError(f"{self.reason} with {len(self.citations)} citations")
        if not 0.0 <= self.confidence <= 1.0:
            raise ValueError(f"confidence is a probability, got {self.confidence}")

    @property
    def answered(self) -> bool:
        """Whether the sources answer the question."""
        return self.reason is Reason.ANSWERED

    @property
    def text(self) -> str:
        """The answer as a reader sees it: the quotes with their numbers, or the refusal."""
        if not self.answered:
            return REFUSALS[self.reason]
        return "\n\n".join(
            f"“{' '.join(c.quote.split())}” — {c.speaker} [{c.number}]" for c in self.citations
        )

    def to_json(self) -> dict[str, Any]:
        """Return the answer in the form of the command line's JSON contract."""
        return {
            "id": self.question_id,
            "question": self.question,
            "answered": self.answered,
            "confidence": round(self.confidence, 4),
            "reason": str(WIDER.get(self.reason, self.reason)),
            "detail": str(self.reason) if self.reason in WIDER else None,
            "answer": self.text,
            "citations": [citation.to_json() for citation in self.citations],
            "hits": list(map(hit_json, self.hits)),
            "timings_ms": self.timings.to_json(),
            "searched": self.searched,
            "undated": self.undated,
        }


@dataclass(frozen=True, slots=True)
class Search:
    """The passages nearest to a query, of which none is claimed to answer it.

    Attributes:
        searched: The query as it was searched, respelt; empty if nothing was searched.
        hits: Best first.
        undated: As in :class:`Answer`.
    """

    query: str
    searched: str = ""
    hits: tuple[Hit, ...] = ()
    timings: Timings = Timings()
    undated: int = 0

    def to_json(self) -> dict[str, Any]:
        """Return the hits in the form they have in an answer."""
        return {
            "query": self.query,
            "hits": list(map(hit_json, self.hits)),
            "timings_ms": self.timings.to_json(),
            "searched": self.searched,
            "undated": self.undated,
        }


def hit_json(hit: Hit) -> dict[str, Any]:
    """Return a hit in the form of the command line's JSON contract."""
    passage = hit.passage
    return {
        "rank": hit.rank,
        "doc_id": passage.doc_id,
        "start": passage.start,
        "end": passage.end,
        "score": round(hit.score, 4),
        "text": passage.text,
        "speaker": passage.speaker,
        "role": str(passage.role),
        "link": passage_link(passage.doc_id, passage.start, passage.end, passage.text),
    }


REFUSALS: dict[Reason, str] = {
    Reason.NOT_IN_SOURCES: "The sources do not answer this.",
    Reason.ASKED_BUT_NOT_ANSWERED: "This was asked, but nothing in the reply is sure to answer it.",
    Reason.SAID_BY_SOMEONE_ELSE: "The speaker you asked for does not say this; someone else does.",
    Reason.NO_SOURCES: "There are no sources to answer from yet. Add one first.",
    Reason.UNCLEAR_QUESTION: "This does not read as a question. Ask it in a few plain words.",
    Reason.LANGUAGE_NOT_READ: (
        "The models in use do not understand this language, so no answer is given."
    ),
}
