"""An interview as a value: a text and the turns spoken in it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from corpus.language import DEFAULT, language_code


class Role(StrEnum):
    """What part a speaker plays in the interview."""

    INTERVIEWER = "interviewer"
    INTERVIEWEE = "interviewee"
    NARRATOR = "narrator"


@dataclass(frozen=True, slots=True)
class Turn:
    r"""One stretch of text by one speaker.

    Attributes:
        speaker: The name as shown to a reader, never empty.
        role: The speaker's part in this document.
        start: First character of what is said, in code points of the document's text.
        end: One past the last character of what is said.
        label_start: Where the turn's label begins (``"— "``, ``"Q: "``, ``"ANNA:\n"``);
            equal to ``start`` for a turn without one.
        time: The time stamp as the source writes it, if there is one.
    """

    speaker: str
    role: Role
    start: int
    end: int
    label_start: int
    time: str | None = None

    def __post_init__(self) -> None:
        if not 0 <= self.label_start <= self.start < self.end:
            raise ValueError(
                f"turn spans run 0 <= label_start <= start < end, got "
                f"{self.label_start}, {self.start}, {self.end}"
            )
        if not self.speaker.strip():
            raise ValueError("a turn's speaker cannot be empty")


@dataclass(frozen=True, slots=True)
class Document:
    """A normalised source text and its turns.

    The turns are in text order, do not overlap, and together with their labels hold
    every character that is not white space: nothing said is ever attributed to nobody.

    Attributes:
        doc_id: Unique in a library; the stem of the file it came from.
        title: Shown to readers.
        text: Normalised text (see :mod:`corpus.normalise`); what is shown, quoted and hashed.
        turns: Every turn, in order.
        metadata: Front matter as (key, value) pairs in the order written.
        sha256: Hex digest of the source's bytes, so that the same bytes mean no work.
        origin: The file it was read from, as an absolute path; empty if it is not known.
    """

    doc_id: str
    title: str
    text: str
    turns: tuple[Turn, ...]
    metadata: tuple[tuple[str, str], ...] = ()
    sha256: str = ""
    origin: str = ""

    def __post_init__(self) -> None:
        for gap_start, gap_end in self._gaps():
            if gap_end < gap_start:
                raise ValueError(f"{self.doc_id}: turns overlap at character {gap_end}")
            if self.text[gap_start:gap_end].strip():
                raise ValueError(
                    f"{self.doc_id}: characters {gap_start}-{gap_end} belong to no turn"
                )

    def _gaps(self) -> Iterator[tuple[int, int]]:
        edges = [0, *(edge for turn in self.turns for edge in (turn.label_start, turn.end))]
        edges.append(len(self.text))
        return zip(edges[::2], edges[1::2], strict=True)

    def said(self, turn: Turn) -> str:
        """Return the words of ``turn``, exactly as in the text."""
        return self.text[turn.start : turn.end]

    def turn_at(self, place: int) -> int:
        """Return the number of the turn whose words hold the character at ``place``.

        Raises:
            ValueError: If nobody says that character.
        """
        number = bisect_right(self.turns, place, key=lambda turn: turn.start) - 1
        if number < 0 or place >= self.turns[number].end:
            raise ValueError(f"{self.doc_id}: nobody says character {place}")
        return number

    @property
    def speakers(self) -> tuple[str, ...]:
        """Every speaker's name, in order of first appearance."""
        return tuple(dict.fromkeys(turn.speaker for turn in self.turns))

    @property
    def language(self) -> str:
        """The code of its language as its metadata gives it (``"en"``), English by default."""
        given = (value for key, value in self.metadata if key.casefold() == "language")
        return language_code(next(given, DEFAULT))

    @property
    def is_dialogue(self) -> bool:
        """Whether someone asks and someone answers, one after the other."""
        return any(
            a.role is Role.INTERVIEWER and b.role is Role.INTERVIEWEE
            for a, b in pairwise(self.turns)
        )
