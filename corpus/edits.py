"""What people changed of what is known of a document, to be done again when its file changes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from corpus.document import Document
from corpus.facts import edited


@dataclass(frozen=True, slots=True)
class Edits:
    """Changes that have been made to a document.

    Attributes:
        facts: New values by key (``title``, ``date``, ...); an empty one takes the fact away.
        speakers: New names by old ones.
    """

    facts: Mapping[str, str] = field(default_factory=dict)
    speakers: Mapping[str, str] = field(default_factory=dict)

    def then(self, later: Edits) -> Edits:
        """Return both as one: whoever was renamed twice gets the last name at once."""
        renamed = {old: later.speakers.get(new, new) for old, new in self.speakers.items()}
        return Edits({**self.facts, **later.facts}, {**later.speakers, **renamed})

    def made_to(self, document: Document) -> Document:
        """Return ``document`` with these changes, but for names that nobody in it has."""
        held = {old: new for old, new in self.speakers.items() if old in document.speakers}
        return edited(document, self.facts, held)

    def to_json(self) -> str:
        """Return what :func:`edits_from` reads."""
        return json.dumps(
            {"facts": dict(self.facts), "speakers": dict(self.speakers)}, ensure_ascii=False
        )


def edits_from(written: str | None) -> Edits:
    """Return the changes that were written; none if nothing was."""
    return Edits(**json.loads(written)) if written else Edits()
