"""Describing what is in a library."""

from __future__ import annotations

from typing import Any

from corpus.document import Document
from corpus.facts import facts_of
from corpus.language import DEFAULT
from index.view import Summary
from qa.report import source_line


def summary_json(summary: Summary) -> dict[str, Any]:
    """Return a line of ``onrecord list`` in the form of the JSON contract."""
    return {
        "id": summary.doc_id,
        "title": summary.title,
        "turns": summary.turns,
        "speakers": list(summary.speakers),
        "passages": summary.passages,
        "date": summary.facts.date,
        "language": summary.facts.language or DEFAULT,
        "url": summary.facts.url,
        "origin": summary.origin or None,
        "added": summary.added or None,
    }


def describe(summary: Summary) -> str:
    """Return a line of ``onrecord list`` for a reader."""
    text = source_line(summary.doc_id, summary.title, summary.speakers)
    date = f", {summary.facts.date}" if summary.facts.date else ""
    return f"{text}{date}: {summary.turns} turns, {summary.passages} passages"


def document_json(document: Document) -> dict[str, Any]:
    """Return a document in the form of the JSON contract of ``onrecord show``."""
    return {
        "doc_id": document.doc_id,
        "title": document.title,
        "text": document.text,
        "language": document.language,
        "turns": [
            {
                "speaker": turn.speaker,
                "role": str(turn.role),
                "start": turn.start,
                "end": turn.end,
                "time": turn.time,
                "label_start": turn.label_start,
            }
            for turn in document.turns
        ],
        "metadata": dict(document.metadata),
    }


def fact_json(document: Document) -> dict[str, Any]:
    """Return what is known of a document beside its words, as ``onrecord edit`` prints it."""
    facts = facts_of(document.metadata)
    return {
        "id": document.doc_id,
        "title": document.title,
        "speakers": list(document.speakers),
        "date": facts.date,
        "first_day": facts.days.first.isoformat() if facts.days else None,
        "last_day": facts.days.last.isoformat() if facts.days else None,
        "language": facts.language,
        "url": facts.url,
    }
