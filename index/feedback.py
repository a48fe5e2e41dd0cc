"""What readers say of answers, kept in the library so that it can become an evaluation set."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from index.stored import undamaged

MOST_KEPT = 10_000
LONGEST = 20_000
"""Characters of one feedback: a chat that strangers use must not fill the disk."""


class Verdict(StrEnum):
    """What a reader thinks of an answer or a refusal."""

    GOOD = "good"
    BAD = "bad"
    WRONG_PASSAGE = "wrong_passage"
    SHOULD_HAVE_REFUSED = "should_have_refused"
    SHOULD_HAVE_ANSWERED = "should_have_answered"


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words of a document, verbatim when the feedback was given."""

    doc_id: str
    quote: str


@dataclass(frozen=True, slots=True)
class Feedback:
    """What one reader thinks of the reply to one question.

    Attributes:
        history: What was asked before in the same conversation, oldest first.
        sources: The only documents it was put to; empty for all.
        speaker: The only speaker to quote; empty for anyone.
        dates: The first and the last date of the sources it was put to; empty for any.
        reason: Why there was an answer or a refusal, as :class:`qa.answer.Reason` has it.
        confidence: The estimated probability that the citations answer.
        cited: The quotes that were shown; none with a refusal.
        right: The passage that the reader says answers, if any was marked.
        given: When, in UTC.
    """

    question: str
    verdict: Verdict
    reason: str
    confidence: float
    cited: tuple[Quoted, ...] = ()
    right: Quoted | None = None
    history: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    speaker: str = ""
    dates: tuple[str, str] = ("", "")
    given: str = ""

    @property
    def key(self) -> str:
        """What it is about: of several on one question, put to the same, the latest counts."""
        question = " ".join(self.question.casefold().split())
        asked = [question, self.history, sorted(self.sources), self.speaker, self.dates]
        return hashlib.sha256(json.dumps(asked).encode()).hexdigest()[:16]

    @property
    def quotes(self) -> tuple[Quoted, ...]:
        """Every quote in it: what was cited, then what was marked."""
        return (*self.cited, self.right) if self.right else self.cited


def keep(db: sqlite3.Connection, feedback: Feedback) -> bool:
    """Keep ``feedback`` in place of an earlier one; return whether there was room for it."""
    content = written(feedback)
    (others,) = db.execute(
        "SELECT COUNT(*) FROM feedback WHERE key <> ?", (feedback.key,)
    ).fetchone()
    if others >= MOST_KEPT or len(content) > LONGEST:
        return False
    db.execute(
        "INSERT OR REPLACE INTO feedback VALUES (?, ?, ?)",
        (feedback.key, feedback.given, content),
    )
    return True


def drop(db: sqlite3.Connection, key: str | None = None) -> int:
    """Delete the feedback with that key, or all; return how many there were."""
    return db.execute("DELETE FROM feedback WHERE key = ?1 OR ?1 IS NULL", (key,)).rowcount


def kept(db: sqlite3.Connection) -> list[Feedback]:
    """Return all feedback, oldest first."""
    rows = db.execute("SELECT content FROM feedback ORDER BY given, key")
    return [read(content) for (content,) in rows]


def forget_words(db: sqlite3.Connection, doc_id: str, before: str, after: str = "") -> None:
    """Delete the feedback that :func:`holds_lost_words`."""
    for feedback in kept(db):
        if holds_lost_words(feedback, doc_id, before, after):
            drop(db, feedback.key)


def holds_lost_words(feedback: Feedback, doc_id: str, before: str, after: str = "") -> bool:
    """Return whether ``feedback`` holds words which a document no longer has.

    Args:
        feedback: What is kept.
        doc_id: The document.
        before: Its text until now. A question may be the interviewer's own.
        after: Its text from now on; empty if it is removed.
    """
    of_document = [q.quote for q in feedback.quotes if q.doc_id == doc_id]
    flat_before, flat_after = (" ".join(text.split()) for text in (before, after))
    asked = [" ".join(q.split()) for q in (feedback.question, *feedback.history)]
    echoed = any(q in flat_before and q not in flat_after for q in asked)
    # Whoever is quoted from another text has their name from there.
    elsewhere = len(of_document) < len(feedback.quotes)
    named = [feedback.speaker] if feedback.speaker in before and not elsewhere else []
    return echoed or any(words not in after for words in (*of_document, *named))


def written(feedback: Feedback) -> str:
    """Return ``feedback`` as a library stores it, for :func:`read`."""
    return json.dumps(asdict(feedback), ensure_ascii=False)


def read(stored: str) -> Feedback:
    """Return the feedback that :func:`written` wrote.

    Raises:
        DamagedError: If it is something else.
    """
    with undamaged("what readers said", "run `onrecord feedback clear`, or restore a copy"):
        return _read(json.loads(stored))


def _read(content: dict[str, Any]) -> Feedback:
    right = content.pop("right")
    return Feedback(
        verdict=Verdict(content.pop("verdict")),
        cited=tuple(Quoted(**quoted) for quoted in content.pop("cited")),
        right=Quoted(**right) if right else None,
        history=tuple(content.pop("history")),
        sources=tuple(content.pop("sources")),
        dates=tuple(content.pop("dates")),
        **content,
    )
