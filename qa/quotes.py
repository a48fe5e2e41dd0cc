"""Quotes that are understood as they were meant: joined where they touch, wider where they lean."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.document import Document, Role
from corpus.spans import Span
from index.sentences import sentence_spans
from qa.evidence import Evidence

LONGEST_QUOTE = 400
"""Characters up to which a quote is widened so that it can stand alone."""

LEANING = re.compile(
    r"\W*(?:this|these|those|that|he|she|they|his|her|their|its|it(?! (?:is|was)\b)|thus|"
    r"therefore|hence|such)\b",
    re.IGNORECASE,
)
"""First words that make an English sentence lean on the one before it."""

TAKES_BACK = re.compile(
    r"\W*(?:no,? (?:wait|sorry)|wait,? no|sorry,? no|scratch that|strike that|or rather|correction|"
    r"i mean|i was wrong|i misspoke|but|except|though|although|however|not any ?more)\b",
    re.IGNORECASE,
)
"""First words of an English sentence that takes back or limits what the one before it says."""


def merged(evidence: Sequence[Evidence]) -> list[Evidence]:
    """Join evidence that overlaps or that only white space parts.

    Args:
        evidence: The judgement of the better part holds for the whole, in the place of the first.
    """
    result: list[Evidence] = []
    for item in evidence:
        whole, place = item, len(result)
        # What is joined may touch one more.
        while touching := [n for n, other in enumerate(result) if _touch(whole, other)]:
            place, other = min(place, touching[0]), result.pop(touching[0])
            whole = replace(
                other,
                start=min(whole.start, other.start),
                end=max(whole.end, other.end),
                probability=max(whole.probability, other.probability),
            )
        result.insert(place, whole)
    return result


def standing_alone(evidence: Evidence, document: Document) -> Evidence:
    """Widen evidence that leans on the sentence beside it, within its turn.

    "This is the foundation of our partnership" needs the sentence that says what *this* is, and
    whoever is quoted with "On the twelfth." has not been understood if "No, wait, the
    nineteenth." comes next.
    """
    if evidence.passage.role is Role.INTERVIEWER and len(evidence.passage.text) <= LONGEST_QUOTE:
        # What was asked is the whole of it: "Lately there is talk of peace. How real is that?"
        return replace(evidence, start=evidence.passage.start, end=evidence.passage.end)
    turn = document.turns[evidence.passage.turn]
    # One character more than would do: what reaches it is too long, and no further is read.
    behind = document.text[evidence.end : min(turn.end, evidence.start + LONGEST_QUOTE + 1)]
    if TAKES_BACK.match(behind):
        spans = sentence_spans(behind, document.language)
        evidence = _widened(evidence, evidence.start, evidence.end + spans[0][1])
    if LEANING.match(document.text, evidence.start, evidence.end):
        before = sentence_spans(document.text[turn.start : evidence.start], document.language)
        if before:
            evidence = _widened(evidence, turn.start + before[-1][0], evidence.end)
    return evidence


def _widened(evidence: Evidence, start: int, end: int) -> Evidence:
    """Return the evidence at a wider span, or as it is if that were too long."""
    return replace(evidence, start=start, end=end) if end - start <= LONGEST_QUOTE else evidence


def _touch(a: Evidence, b: Evidence) -> bool:
    if a.passage.passage_id != b.passage.passage_id:
        return a.passage.doc_id == b.passage.doc_id and a.start < b.end and b.start < a.end
    gap: Span = (min(a.end, b.end), max(a.start, b.start))
    between = a.passage.text[gap[0] - a.passage.start : gap[1] - a.passage.start]
    return gap[1] <= gap[0] or not between.strip()
