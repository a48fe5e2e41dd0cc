"""Which passages a search may return."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.document import Role

ANSWERING = frozenset({Role.INTERVIEWEE, Role.NARRATOR})
ASKING = frozenset({Role.INTERVIEWER})


@dataclass(frozen=True, slots=True)
class Where:
    """A filter; ``None`` means no restriction, and all restrictions must hold.

    Attributes:
        doc_ids: The documents searched.
        speakers: Whose words are searched, by name.
        roles: The roles searched.
    """

    doc_ids: frozenset[str] | None = None
    speakers: frozenset[str] | None = None
    roles: frozenset[Role] | None = None
