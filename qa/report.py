"""What became of one source that was to be added, kept up to date or removed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from corpus.document import Document
from index.view import Summary

MOST_NAMES = 6


class Action(StrEnum):
    """What was done, or would be."""

    ADDED = "added"
    UPDATED = "updated"
    RENAMED = "renamed"
    REMOVED = "removed"
    UNCHANGED = "unchanged"
    DUPLICATE = "duplicate"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Report:
    """What became of one file. It holds no text, so there can be many.

    Attributes:
        path: The file, or the folder or name that could not be read.
        doc_id: The source's id; ``None`` if the file was refused.
        turns: How many turns it has.
        speakers: Names, in order of first appearance.
        passages: How many passages it has in the library.
        why: Why nothing was done, or what was noticed; empty otherwise.
    """

    path: Path
    action: Action
    doc_id: str | None = None
    title: str | None = None
    turns: int = 0
    speakers: tuple[str, ...] = ()
    passages: int = 0
    why: str = ""

    @classmethod
    def of(cls, path: Path, action: Action, document: Document, passages: int) -> Report:
        """Return the report on a document that was read."""
        turns, speakers = len(document.turns), document.speakers
        return cls(path, action, document.doc_id, document.title, turns, speakers, passages)

    @classmethod
    def held(cls, path: Path, action: Action, summary: Summary, why: str = "") -> Report:
        """Return the report on a source that the library held already."""
        return cls(
            path,
            action,
            summary.doc_id,
            summary.title,
            summary.turns,
            summary.speakers,
            summary.passages,
            why,
        )

    @property
    def refused(self) -> bool:
        """Whether the file could not be read."""
        return self.action is Action.REFUSED

    @property
    def skipped(self) -> bool:
        """Whether nothing was done to the words the library holds."""
        return self.action not in (Action.ADDED, Action.UPDATED, Action.REMOVED)

    def to_json(self) -> dict[str, Any]:
        """Return the report in the form of the command line's JSON contract."""
        return {
            "path": str(self.path),
            "id": self.doc_id,
            "title": self.title,
            "turns": self.turns,
            "speakers": list(self.speakers),
            "passages": self.passages,
            "skipped": self.skipped,
            "why": self.why or None,
            "action": str(self.action),
        }

    def line(self) -> str:
        """Return the report as one line for a reader."""
        if self.refused or self.doc_id is None:
            return self.why
        text = source_line(self.doc_id, self.title or "", self.speakers)
        counts = f"{self.turns} turns, {self.passages} passages"
        return f"{text}: {counts}{', ' + self.why if self.why else ''}"


def source_line(doc_id: str, title: str, speakers: Sequence[str]) -> str:
    """Return id, title and the first speakers of a source."""
    names = ", ".join(speakers[:MOST_NAMES]) + (", …" if len(speakers) > MOST_NAMES else "")
    return " ".join(f"{doc_id}  {title}  ({names})".split("\n"))
