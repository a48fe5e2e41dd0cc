"""What is known of a document beside its words, and changing it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from corpus.dates import Days, read_days
from corpus.document import Document
from corpus.errors import UnknownNameError
from corpus.language import NAMES

Pairs = tuple[tuple[str, str], ...]

_WHO = ("interviewer", "interviewee", "interviewers", "interviewees", "speaker", "speakers")


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts a document can be listed and filtered by, as its metadata says them.

    Attributes:
        date: As written; ``None`` if there is none.
        language: As written: ``en``, ``pt-BR``.
        url: Where it was published.
    """

    date: str | None = None
    language: str | None = None
    url: str | None = None

    @property
    def days(self) -> Days | None:
        """The days the date may mean; ``None`` without one, or if it has no place in time."""
        return read_days(self.date) if self.date else None


def facts_of(metadata: Pairs) -> Facts:
    """Return the facts in ``metadata``; of several values under one key the first."""
    first = dict(reversed([(key.casefold(), value) for key, value in metadata]))
    return Facts(first.get("date"), first.get("language"), first.get("url"))


def primary_language(tag: str) -> str:
    """Return what two ways of writing one language share: ``en`` for ``en-GB`` and "English"."""
    word = tag.strip().casefold()
    return NAMES.get(word) or word.replace("_", "-").split("-")[0]


def edited(document: Document, facts: Mapping[str, str], speakers: Mapping[str, str]) -> Document:
    """Return ``document`` with other facts and speakers' names; every word stays in its place.

    Args:
        document: Is not changed.
        facts: New values by key (``title``, ``date``, ...); an empty one takes the fact away.
        speakers: New names by old ones. Roles stay as they are.

    Raises:
        UnknownNameError: If nobody of an old name speaks in the document.
    """
    for name in speakers:
        if name not in document.speakers:
            raise UnknownNameError("speaker", name, document.speakers)
    pairs = tuple(
        (key, speakers.get(value, value) if key.casefold() in _WHO else value)
        for key, value in document.metadata
    )
    for key, value in facts.items():
        pairs = _with(pairs, key, value)
    return replace(
        document,
        title=facts.get("title") or document.title,
        turns=tuple(replace(t, speaker=speakers.get(t.speaker, t.speaker)) for t in document.turns),
        metadata=pairs,
    )


def _with(pairs: Pairs, key: str, value: str) -> Pairs:
    """Return ``pairs`` with one value under ``key``, where the first one was or at the end."""
    at = next((n for n, pair in enumerate(pairs) if pair[0].casefold() == key), len(pairs))
    others = [pair for pair in pairs if pair[0].casefold() != key]
    return (*others[:at], *([(key, value)] if value else []), *others[at:])
