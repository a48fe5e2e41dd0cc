"""Which documents a question is put to: by id, time and language."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.dates import Days, read_days
from corpus.errors import FilterError
from corpus.facts import primary_language
from index.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Narrowing:
    """Facts that the documents searched must have; empty ones do not matter.

    Attributes:
        since: A date; the whole of a document's date must not be before it.
        until: A date; the whole of a document's date must not be after it. A year or a month
            is meant to its end.
        language: A language tag, of which the first part counts: ``en`` finds ``en-GB``.

    Raises:
        FilterError: If a date names no days, or ``until`` is before ``since``.
    """

    since: str = ""
    until: str = ""
    language: str = ""

    def __post_init__(self) -> None:
        first, last = (_days(value) for value in (self.since, self.until))
        if first and last and last.last < first.first:
            raise FilterError(
                f"nothing is from {self.since} to {self.until}: put the earlier date first"
            )

    @property
    def is_dated(self) -> bool:
        """Whether time matters, so that documents without a date are left out."""
        return bool(self.since or self.until)

    def doc_ids(self, snapshot: Snapshot, sources: frozenset[str]) -> frozenset[str] | None:
        """Return the ids of the documents to search; ``None`` for all.

        Args:
            snapshot: The state of the library.
            sources: The only ids wanted; all if empty.
        """
        if not (self.is_dated or self.language):
            return sources or None
        first, last = _days(self.since), _days(self.until)
        found = snapshot.select(
            first.first.isoformat() if first else "",
            last.last.isoformat() if last else "",
            primary_language(self.language),
        )
        return found & sources if sources else found

    def left_out(self, snapshot: Snapshot, sources: frozenset[str]) -> int:
        """Return how many documents are not searched because they have no date."""
        undated = snapshot.undated() if self.is_dated else frozenset()
        return len(undated & sources if sources else undated)


def _days(text: str) -> Days | None:
    if not text:
        return None
    days = read_days(text)
    if days is None:
        raise FilterError(f"expected a date such as 2022 or 2022-03-04, found {text!r}")
    return days


EVERYTHING = Narrowing()
