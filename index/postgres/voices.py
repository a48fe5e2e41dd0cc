"""Who speaks where, and how much: what filters and statistics need, small enough to keep."""

from __future__ import annotations

from dataclasses import dataclass, replace

from corpus.document import Document, Role
from index.chunk import Piece
from index.postgres.connect import Connection
from index.where import Where


@dataclass(frozen=True, slots=True)
class Voice:
    """What one speaker says in one role in one document.

    Attributes:
        passages: How many passages that is.
        text_terms: How many terms they hold.
        asked_terms: How many terms hold what was asked before each of them.
    """

    doc_id: str
    speaker: str
    role: str
    passages: int
    text_terms: int
    asked_terms: int


@dataclass(frozen=True, slots=True)
class Voices:
    """All voices of one state of a library.

    Attributes:
        stemmers: Those that its texts went through, sorted.
    """

    generation: int
    voices: tuple[Voice, ...]
    stemmers: tuple[str, ...]
    doc_ids: tuple[str, ...]
    speakers: tuple[str, ...]
    interviewers: tuple[str, ...]
    passages: int
    lengths: tuple[float, float]

    def matching(self, where: Where) -> int:
        """Return how many passages ``where`` allows."""
        if where == Where():
            return self.passages
        return sum(voice.passages for voice in self.voices if _allows(where, voice))

    def narrowed(self, where: Where) -> Where:
        """Return ``where`` with the documents that its speakers are in, which are quickly found."""
        if where.speakers is None:
            return where
        return replace(where, doc_ids=frozenset(v.doc_id for v in self.voices if _allows(where, v)))


def read_voices(connection: Connection, generation: int) -> Voices:
    """Return the voices of the state that ``connection`` shows.

    ``lengths`` are the mean numbers of terms a passage has, in its text and in what was asked.
    """
    rows = connection.execute(
        "SELECT doc_id, speaker, role, passages, text_terms, asked_terms FROM voices"
    ).fetchall()
    stemmers = connection.execute("SELECT DISTINCT stemmer FROM documents ORDER BY 1").fetchall()
    voices = tuple(Voice(*row) for row in rows)
    passages = sum(voice.passages for voice in voices)
    return Voices(
        generation,
        voices,
        tuple(row[0] for row in stemmers),
        tuple(sorted({voice.doc_id for voice in voices})),
        tuple(sorted({voice.speaker for voice in voices})),
        tuple(sorted({v.speaker for v in voices if v.role == Role.INTERVIEWER})),
        passages,
        (
            sum(voice.text_terms for voice in voices) / max(1, passages),
            sum(voice.asked_terms for voice in voices) / max(1, passages),
        ),
    )


def voice_of(document: Document, piece: Piece) -> tuple[str, str]:
    """Return who says ``piece``, and in which role."""
    turn = document.turns[piece.turn]
    return turn.speaker, str(turn.role)


def _allows(where: Where, voice: Voice) -> bool:
    return (
        (where.doc_ids is None or voice.doc_id in where.doc_ids)
        and (where.speakers is None or voice.speaker in where.speakers)
        and (where.roles is None or voice.role in where.roles)
    )
