"""What happened to one question, held against its labels."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Self

from corpus.document import Document
from corpus.errors import DatasetError, UnknownNameError
from eval.dataset import Gold, Question
from eval.excerpt import Excerpt, excerpt
from qa.answer import Answer, Reason

MOST_EXCERPTS = 5
"""Gold quotes kept in words; a BEIR question may have hundreds."""

NEAREST = 3
"""Passages kept in words when a question was refused."""

LONGEST_QUOTE, LONGEST_PASSAGE = 600, 300
"""Characters kept of each, so that a run of thousands of questions stays a file one can open."""


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
        gold: The labels in words, the first place of each; the beginning of a long list.
        cited: The citations in words.
        nearest: The first hits in words, if the question was refused.
        expected: The reason for which it should be refused, if the set says.
        source: The only document that was looked in; empty if all were.
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
    gold: tuple[Excerpt, ...] = ()
    cited: tuple[Excerpt, ...] = ()
    nearest: tuple[Excerpt, ...] = ()
    expected: str = ""
    source: str = ""

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
        """Return the outcome that :meth:`to_json` was called on; older ones come without words."""
        labels = tuple(tuple(Place(**p) for p in label) for label in data["labels"])
        spans = {key: tuple(Place(**p) for p in data[key]) for key in ("hits", "citations")}
        words = {
            key: tuple(Excerpt(**e) for e in data.get(key, ()))
            for key in ("gold", "cited", "nearest")
        }
        return cls(**{**data, **spans, **words, "labels": labels})


def meets(place: Place, label: Label) -> bool:
    """Return whether ``place`` overlaps the label somewhere."""
    return any(place.overlaps(gold) for gold in label)


def judge(question: Question, answer: Answer, document: Callable[[str], Document]) -> Outcome:
    """Hold ``answer`` against the labels of ``question``.

    Raises:
        DatasetError: If a gold quote is not in its document.
    """
    labels = locate(question, document)
    hits = tuple(Place(h.passage.doc_id, h.passage.start, h.passage.end) for h in answer.hits)
    citations = tuple(Place(c.doc_id, c.start, c.end) for c in answer.citations)
    gold = [label[0] for label in labels[:MOST_EXCERPTS]]
    nearest = () if answer.answered else hits[:NEAREST]
    return Outcome(
        question_id=question.question_id,
        question=question.text,
        category=question.category,
        labels=labels,
        needs_all=question.needs_all,
        hits=hits,
        citations=citations,
        confidence=answer.confidence,
        reason=str(answer.reason),
        answer=answer.text,
        latency_ms=answer.timings.total,
        gold=_in_words(gold, document, LONGEST_QUOTE),
        cited=_in_words(citations, document, LONGEST_QUOTE),
        nearest=_in_words(nearest, document, LONGEST_PASSAGE),
        expected=question.reason,
        source=", ".join(question.sources),
    )


def judge_places(
    question: Question,
    ranked: Sequence[tuple[Place, float]],
    latency_ms: float,
    document: Callable[[str], Document],
) -> Outcome:
    """Hold the places that a baseline ranked against the labels; it quotes the first.

    Its score, squeezed between 0 and 1 in the same order, stands for a confidence.

    Raises:
        DatasetError: If a gold quote is not in its document.
    """
    hits = tuple(place for place, _ in ranked)
    score = ranked[0][1] if ranked else 0.0
    return Outcome(
        question_id=question.question_id,
        question=question.text,
        category=question.category,
        labels=locate(question, document),
        needs_all=question.needs_all,
        hits=hits,
        citations=hits[:1],
        confidence=max(0.0, score) / (1 + max(0.0, score)),
        reason=str(Reason.ANSWERED if hits else Reason.NOT_IN_SOURCES),
        answer="",
        latency_ms=latency_ms,
        cited=_in_words(hits[:1], document, LONGEST_QUOTE),
        expected=question.reason,
        source=", ".join(question.sources),
    )


def locate(question: Question, document: Callable[[str], Document]) -> tuple[Label, ...]:
    """Return the places of every gold quote of ``question``.

    Raises:
        DatasetError: If a quote is not in its document, or the document not in the library.
    """
    return tuple(_places(question, gold, document) for gold in question.gold)


def _in_words(
    places: Sequence[Place], document: Callable[[str], Document], longest: int
) -> tuple[Excerpt, ...]:
    return tuple(excerpt(document(p.doc_id), p.start, p.end, longest) for p in places)


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
