"""What happened to one question, held against its labels."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Self

from corpus.document import Document
from corpus.errors import DatasetError, UnknownNameError
from eval.dataset import Gold, Question
from qa.answer import Answer


@dataclass(frozen=True, slots=True)
class Place:
    """A span of a document, in code points.

    Attributes:
        end: One past the last character.
    """

    doc_id: str
    start: int
    end: int

    def overlaps(self, other: Place) -> bool:
        """Return whether the two share a character."""
        return self.doc_id == other.doc_id and self.start < other.end and other.start < self.end

    def contains(self, other: Place) -> bool:
        """Return whether all of ``other`` lies in this."""
        return self.doc_id == other.doc_id and self.start <= other.start and other.end <= self.end


Label = tuple[Place, ...]
"""The places where one gold quote stands; any of them will do."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """An answer, reduced to what the metrics and a reader of the report need.

    Attributes:
        labels: One per gold quote; empty if the sources do not answer.
        needs_all: Whether every label must be met, not just any.
        hits: Spans of the passages found, best first.
        citations: Spans of the quotes, best first; empty if the question was refused.
        latency_ms: Wall time of the answer.
    """

    question_id: str
    question: str
    category: str
    labels: tuple[Label, ...]
    needs_all: bool
    hits: tuple[Place, ...]
    citations: tuple[Place, ...]
    confidence: float
    reason: str
    answer: str
    latency_ms: float

    @property
    def answerable(self) -> bool:
        """Whether the sources answer the question."""
        return bool(self.labels)

    @property
    def answered(self) -> bool:
        """Whether the system gave an answer."""
        return bool(self.citations)

    def rank(self) -> int | None:
        """Return the rank, from 1, of the hit that settles the question; ``None`` if none does.

        That is the first hit on any label or, if all are needed, the hit that completes them.
        """
        firsts = [
            next((n for n, hit in enumerate(self.hits, 1) if meets(hit, label)), None)
            for label in self.labels
        ]
        found = [rank for rank in firsts if rank is not None]
        if not found or (self.needs_all and len(found) < len(firsts)):
            return None
        return max(found) if self.needs_all else min(found)

    def to_json(self) -> dict[str, Any]:
        """Return the outcome as plain values."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Self:
        """Return the outcome that :meth:`to_json` was called on."""
        labels = tuple(tuple(Place(**p) for p in label) for label in data["labels"])
        spans = {key: tuple(Place(**p) for p in data[key]) for key in ("hits", "citations")}
        return cls(**{**data, **spans, "labels": labels})


def meets(place: Place, label: Label) -> bool:
    """Return whether ``place`` overlaps the label somewhere."""
    return any(place.overlaps(gold) for gold in label)


def judge(question: Question, answer: Answer, document: Callable[[str], Document]) -> Outcome:
    """Hold ``answer`` against the labels of ``question``.

    Raises:
        DatasetError: If a gold quote is not in its document.
    """
    return Outcome(
        question_id=question.question_id,
        question=question.text,
        category=question.category,
        labels=locate(question, document),
        needs_all=question.needs_all,
        hits=tuple(Place(h.passage.doc_id, h.passage.start, h.passage.end) for h in answer.hits),
        citations=tuple(Place(c.doc_id, c.start, c.end) for c in answer.citations),
        confidence=answer.confidence,
        reason=str(answer.reason),
        answer=answer.text,
        latency_ms=answer.timings.total,
    )


def locate(question: Question, document: Callable[[str], Document]) -> tuple[Label, ...]:
    """Return the places of every gold quote of ``question``.

    Raises:
        DatasetError: If a quote is not in its document, or the document not in the library.
    """
    return tuple(_places(question, gold, document) for gold in question.gold)


def _places(question: Question, gold: Gold, document: Callable[[str], Document]) -> Label:
    try:
        text = document(gold.doc_id).text
    except UnknownNameError as error:
        raise DatasetError(f"question {question.question_id}", str(error)) from error
    if not gold.quote:
        return (Place(gold.doc_id, 0, len(text)),)
    starts = [gold.start] if gold.start is not None else _occurrences(text, gold.quote)
    if not starts:
        raise DatasetError(
            f"question {question.question_id}",
            f"the gold quote {gold.quote[:60]!r} is not in {gold.doc_id}: "
            "compare it with `onrecord show`",
        )
    return tuple(Place(gold.doc_id, start, start + len(gold.quote)) for start in starts)


def _occurrences(text: str, quote: str) -> Sequence[int]:
    found = []
    start = text.find(quote)
    while start >= 0:
        found.append(start)
        start = text.find(quote, start + 1)
    return found
