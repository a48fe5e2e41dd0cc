"""Adding files to a library, and describing what is in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.document import Document
from corpus.errors import SourceError
from corpus.read import find_sources, read_source
from index.library import Library, Progress
from index.view import Summary


@dataclass(frozen=True, slots=True)
class Report:
    """What became of one file.

    Attributes:
        path: The file, or the folder or name that could not be read.
        document: What was read from it; ``None`` if it was refused.
        passages: How many passages it has in the library.
        skipped: Whether nothing was done.
        why: Why nothing was done; empty otherwise.
    """

    path: Path
    document: Document | None
    passages: int
    skipped: bool
    why: str

    def to_json(self) -> dict[str, Any]:
        """Return the report in the form of the command line's JSON contract."""
        document = self.document
        return {
            "path": str(self.path),
            "id": document.doc_id if document else None,
            "title": document.title if document else None,
            "turns": len(document.turns) if document else 0,
            "speakers": list(document.speakers) if document else [],
            "passages": self.passages,
            "skipped": self.skipped,
            "why": self.why or None,
        }

    def line(self) -> str:
        """Return the report as one line for a reader."""
        if self.document is None:
            return f"{self.path}: {self.why}"
        text = _line(self.document.doc_id, self.document.title, self.document.speakers)
        counts = f"{len(self.document.turns)} turns, {self.passages} passages"
        return f"{text}: {counts}{', ' + self.why if self.why else ''}"


def add_paths(library: Library, paths: Sequence[Path], progress: Progress) -> list[Report]:
    """Add every readable source under ``paths``; one that cannot be read stops no other.

    A file keeps its id when it is added again. Two files with the same stem in one call, or a
    file whose stem another file of the library has, get ids of their own.
    """
    read: list[tuple[Path, Document]] = []
    reports: dict[Path, Report] = {}
    taken: set[str] = set()
    for path in paths:
        for file in _files(path, reports):
            try:
                document = read_source(file, taken=taken)
            except SourceError as error:
                reports[file] = Report(file, None, 0, skipped=True, why=str(error))
                continue
            taken.add(document.doc_id)
            read.append((file, document))
    added = {item.document.doc_id: item for item in library.add([d for _, d in read], progress)}
    for file, document in read:
        item = added[document.doc_id]
        why = "unchanged" if item.unchanged else ""
        reports[file] = Report(file, document, item.passages, item.unchanged, why)
    return list(reports.values())


def _files(path: Path, reports: dict[Path, Report]) -> list[Path]:
    try:
        return find_sources(path)
    except SourceError as error:
        reports[path] = Report(path, None, 0, skipped=True, why=str(error))
        return []


def summary_json(summary: Summary) -> dict[str, Any]:
    """Return a line of ``onrecord list`` in the form of the JSON contract."""
    return {
        "id": summary.doc_id,
        "title": summary.title,
        "turns": summary.turns,
        "speakers": list(summary.speakers),
        "passages": summary.passages,
    }


def describe(summary: Summary) -> str:
    """Return a line of ``onrecord list`` for a reader."""
    text = _line(summary.doc_id, summary.title, summary.speakers)
    return f"{text}: {summary.turns} turns, {summary.passages} passages"


def document_json(document: Document) -> dict[str, Any]:
    """Return a document in the form of the JSON contract of ``onrecord show``."""
    return {
        "doc_id": document.doc_id,
        "title": document.title,
        "text": document.text,
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


def _line(doc_id: str, title: str, speakers: Sequence[str]) -> str:
    names = ", ".join(speakers[:6]) + (", …" if len(speakers) > 6 else "")
    return f"{doc_id}  {title}  ({names})"
