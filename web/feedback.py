"""Readers' judgement of an answer: the controls under it, and what a page may send."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from corpus.document import Document
from corpus.errors import OnrecordError
from index.feedback import Feedback, Quoted, Verdict
from index.library import Library
from qa.answer import Answer
from qa.conversation import REMEMBERED
from web.exchange import Exchange

LABELS = {
    Verdict.GOOD: "Good",
    Verdict.WRONG_PASSAGE: "Wrong passage",
    Verdict.SHOULD_HAVE_REFUSED: "Should have refused",
    Verdict.SHOULD_HAVE_ANSWERED: "Should have answered",
}
MARKABLE = (Verdict.WRONG_PASSAGE, Verdict.SHOULD_HAVE_ANSWERED)
"""Verdicts after which the right passage can be marked in the transcript."""

LONGEST_MARK = 2_000
"""Characters of a passage; more is not a passage but a text."""

FULL = "There is no room for more feedback: whoever runs this can export and clear it."
NO_PLACE = "That passage is not in the sources as they are now. Mark it again."


def feedback_html(number: int, exchange: Exchange, *, waiting: bool = False) -> str:
    """Return the controls under the answer of the exchange at position ``number``.

    Args:
        number: From 0.
        exchange: One that has an answer.
        waiting: Whether another question is being answered, so that nothing can be changed.
    """
    answer = exchange.answer
    if answer is None:
        return ""
    off = " disabled" if waiting else ""
    buttons = "".join(
        f'<button type="button" data-judge="{number}" data-verdict="{verdict}" '
        f'aria-pressed="{str(exchange.verdict is verdict).lower()}"{off}>{LABELS[verdict]}</button>'
        for verdict in fitting(answer)
    )
    return (
        f'<div class="feedback" role="group" aria-label="Is this right?">'
        f"{buttons}{_what_next(exchange)}</div>"
    )


def fitting(answer: Answer) -> tuple[Verdict, ...]:
    """Return the verdicts that make sense for ``answer``."""
    if answer.answered:
        return Verdict.GOOD, Verdict.WRONG_PASSAGE, Verdict.SHOULD_HAVE_REFUSED
    return Verdict.GOOD, Verdict.SHOULD_HAVE_ANSWERED


def _what_next(exchange: Exchange) -> str:
    if exchange.verdict is None:
        return ""
    said = "Thank you. "
    if exchange.marked:
        said = "Thank you, the passage is marked. "
    elif exchange.verdict in MARKABLE:
        said = (
            "Thank you. If you know the right passage, select it in the transcript and press "
            "“This is the passage”. "
        )
    return f'<span role="status">{said}Press again to take it back.</span>'


def read_verdict(told: Mapping[str, Any], exchanges: int) -> tuple[int, Verdict] | None:
    """Return which exchange a page judges and how; ``None`` if it does not say so."""
    number, verdict = told.get("number"), told.get("verdict")
    if not isinstance(number, int) or not 0 <= number < exchanges or verdict not in list(Verdict):
        return None
    return number, Verdict(str(verdict))


def read_mark(told: Mapping[str, Any], library: Library) -> Quoted | None:
    """Return the passage that a page marks, trimmed to the words; ``None`` if there is none.

    Args:
        told: ``doc``, ``turn`` from 0, and ``start`` and ``end`` in code points of what the
            turn says; all of it out of the browser's hands.
        library: Whose words count.
    """
    doc_id = told.get("doc")
    turn, start, end = (told.get(name) for name in ("turn", "start", "end"))
    if not (
        isinstance(doc_id, str)
        and isinstance(turn, int)
        and isinstance(start, int)
        and isinstance(end, int)
    ):
        return None
    try:
        return _marked(library.document(doc_id), turn, start, end)
    except OnrecordError:
        return None


def _marked(document: Document, number: int, start: int, end: int) -> Quoted | None:
    if not 0 <= number < len(document.turns):
        return None
    turn = document.turns[number]
    said = document.text[turn.start : turn.end]
    if not 0 <= start < end <= len(said) or end - start > LONGEST_MARK:
        return None
    words = said[start:end].strip()
    return Quoted(document.doc_id, words) if words else None


def judged(
    past: Sequence[Exchange], number: int, verdict: Verdict, right: Quoted | None = None
) -> Feedback | None:
    """Return the feedback on one exchange of a conversation; ``None`` if it has no answer."""
    exchange = past[number]
    answer = exchange.answer
    if answer is None or verdict not in fitting(answer):
        return None
    earlier = [one.question for one in past[max(0, number - REMEMBERED) : number]]
    scope = exchange.scope
    return Feedback(
        question=exchange.question,
        verdict=verdict,
        reason=str(answer.reason),
        confidence=round(answer.confidence, 4),
        cited=tuple(Quoted(c.doc_id, c.quote) for c in answer.citations),
        right=right if verdict in MARKABLE else None,
        # A question that was read as it stands does not need what was asked before.
        history=tuple(earlier) if answer.in_context else (),
        sources=tuple(sorted(scope.chosen or ())),
        speaker=scope.speaker,
        dates=(scope.among.since, scope.among.until),
        given=datetime.now(UTC).isoformat(timespec="seconds"),
    )
