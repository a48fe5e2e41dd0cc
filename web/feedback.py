"""Readers' judgement of an answer: the controls under it, and what a page may send."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from html import escape
from typing import Any

from corpus.document import Document
from corpus.errors import OnrecordError
from index.feedback import Feedback, Quoted, Verdict
from index.library import Library
from qa.answer import Answer
from qa.links import follow, parse_link
from web.exchange import Exchange, history

LABELS = {
    Verdict.GOOD: "Yes",
    Verdict.BAD: "No",
    Verdict.WRONG_PASSAGE: "Wrong passage",
    Verdict.SHOULD_HAVE_REFUSED: "Should have refused",
    Verdict.SHOULD_HAVE_ANSWERED: "Should have answered",
}
ASKED = "Is this right?"
REASONS = (Verdict.WRONG_PASSAGE, Verdict.SHOULD_HAVE_REFUSED)
"""What an answer can be bad for; offered once it was called bad."""

MARKABLE = (Verdict.WRONG_PASSAGE, Verdict.SHOULD_HAVE_ANSWERED)
"""Verdicts after which the right passage can be marked in the transcript."""

LONGEST_MARK = 2_000
"""Characters of a passage; more is not a passage but a text."""

FULL = "There is no room for this feedback: whoever runs the chat can export and clear it."
NO_PLACE = "That passage is not in the sources as they are now. Mark it again."


def feedback_html(number: int, exchange: Exchange, *, waiting: bool = False) -> str:
    """Return the controls under the answer of the exchange at position ``number``.

    Args:
        number: From 0.
        exchange: Nothing is shown under one that cannot be judged.
        waiting: Whether another question is being answered, so that nothing can be changed.
    """
    if exchange.answer is None or not exchange.judgeable:
        return ""
    first = Verdict.BAD if exchange.answer.answered else Verdict.SHOULD_HAVE_ANSWERED
    shown = "".join(_button(number, exchange, one, waiting) for one in (Verdict.GOOD, first))
    if exchange.verdict in (Verdict.BAD, *REASONS):
        reasons = "".join(_button(number, exchange, one, waiting) for one in REASONS)
        shown += f'<span role="group" aria-label="What is wrong?">{reasons}</span>'
    return (
        f'<div class="feedback" role="group" aria-label="{ASKED}">'
        f'<span aria-hidden="true">{ASKED}</span>{shown}'
        f"{_what_next(exchange)}</div>"
    )


def _button(number: int, exchange: Exchange, verdict: Verdict, waiting: bool) -> str:
    pressed = exchange.verdict is verdict or (
        verdict is Verdict.BAD and exchange.verdict in REASONS
    )
    return (
        f'<button type="button" data-judge="{number}" data-verdict="{verdict}" '
        f'aria-pressed="{str(pressed).lower()}"{" disabled" if waiting else ""}>'
        f"{LABELS[verdict]}</button>"
    )


def fitting(answer: Answer) -> tuple[Verdict, ...]:
    """Return the verdicts that make sense for ``answer``."""
    if answer.answered:
        return Verdict.GOOD, Verdict.BAD, *REASONS
    return Verdict.GOOD, Verdict.SHOULD_HAVE_ANSWERED


def after(exchange: Exchange, verdict: Verdict, *, back: bool) -> Verdict | None:
    """Return what counts once ``verdict`` is given or, with ``back``, taken back."""
    if not back:
        return verdict
    # Without its reason a bad answer is still bad.
    return Verdict.BAD if verdict in REASONS and exchange.verdict is verdict else None


def _what_next(exchange: Exchange) -> str:
    if exchange.trouble:
        return f'<span role="status">{escape(exchange.trouble)}</span>'
    if exchange.verdict is None:
        return ""
    said = "Thank you. "
    if exchange.marked:
        said = "Thank you, the passage is marked. "
    elif exchange.verdict is Verdict.BAD:
        said = "Thank you. What is wrong with it? "
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


def is_marking(told: Mapping[str, Any]) -> bool:
    """Return whether a page means to mark a passage, be it a possible one or not."""
    return told.get("doc") is not None or told.get("link") is not None


def read_mark(told: Mapping[str, Any], library: Library) -> Quoted | None:
    """Return the passage that a page marks, trimmed to the words; ``None`` if there is none.

    Args:
        told: ``link``, a citation link; or ``doc``, ``turn`` from 0, ``start`` and ``end`` in
            code points of what the turn says, and the ``words`` that were read there. All of it
            out of the browser's hands.
        library: Whose words count.
    """
    try:
        if isinstance(link := told.get("link"), str):
            return _linked(link, library)
        if isinstance(doc_id := told.get("doc"), str):
            return _marked(library.document(doc_id), told)
    except OnrecordError:
        return None
    return None


def _linked(href: str, library: Library) -> Quoted | None:
    link = parse_link(href)
    place = follow(library, link) if link else None
    if place is None or place.document is None or place.span is None:
        return None
    start, end = place.span
    return _quoted(place.document, start, end)


def _marked(document: Document, told: Mapping[str, Any]) -> Quoted | None:
    number, first, last = (told.get(name) for name in ("turn", "start", "end"))
    words = told.get("words")
    if not (
        isinstance(number, int)
        and isinstance(first, int)
        and isinstance(last, int)
        and isinstance(words, str)
        and 0 <= number < len(document.turns)
    ):
        return None
    turn = document.turns[number]
    if not 0 <= first < last <= turn.end - turn.start:
        return None
    found = _quoted(document, turn.start + first, turn.start + last)
    # A page that shows an older text counts its characters, not ours.
    return found if found and found.quote.split() == words.split() else None


def _quoted(document: Document, start: int, end: int) -> Quoted | None:
    words = document.text[start:end].strip()
    fits = words and len(words) <= LONGEST_MARK
    return Quoted(document.doc_id, words) if fits else None


def judged(
    past: Sequence[Exchange], number: int, verdict: Verdict, right: Quoted | None = None
) -> Feedback | None:
    """Return the feedback on one exchange of a conversation; ``None`` if there can be none."""
    exchange = past[number]
    answer = exchange.answer
    if answer is None or not exchange.judgeable or verdict not in fitting(answer):
        return None
    scope = exchange.scope
    return Feedback(
        question=exchange.question,
        verdict=verdict,
        reason=str(answer.reason),
        confidence=round(answer.confidence, 4),
        cited=tuple(Quoted(c.doc_id, c.quote) for c in answer.citations),
        right=right if verdict in MARKABLE else None,
        # A question that was read as it stands does not need what was asked before.
        history=(exchange.after or history(past[:number])) if answer.in_context else (),
        sources=tuple(sorted(scope.chosen or ())),
        speaker=scope.speaker,
        dates=(scope.among.since, scope.among.until),
        given=datetime.now(UTC).isoformat(timespec="seconds"),
    )
