"""Outcomes written down by hand, for the tests of metrics and tables."""

from __future__ import annotations

from collections.abc import Sequence

from eval.outcome import Outcome, Place


def place(start: int, end: int | None = None, doc_id: str = "a") -> Place:
    """Return a span of ten characters unless ``end`` is given."""
    return Place(doc_id, start, start + 10 if end is None else end)


def outcome(
    question_id: str = "q",
    *,
    labels: Sequence[Sequence[Place]] = (),
    hits: Sequence[Place] = (),
    citations: Sequence[Place] = (),
    confidence: float = 0.5,
    needs_all: bool = False,
    category: str = "",
    latency_ms: float = 1.0,
    expected: str = "",
    source: str = "",
) -> Outcome:
    """Return an outcome with these values."""
    return Outcome(
        question_id,
        f"{question_id}?",
        category,
        tuple(map(tuple, labels)),
        needs_all,
        tuple(hits),
        tuple(citations),
        confidence,
        "answered" if citations else "not_in_sources",
        "",
        latency_ms,
        expected=expected,
        source=source,
    )
