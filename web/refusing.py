"""What a refusal says beside its reason, and what can be done about it."""

from __future__ import annotations

from html import escape

from qa.answer import Reason
from web.exchange import Exchange
from web.scope import ALL

EXPLAINED = {
    Reason.NOT_IN_SOURCES: "Nothing that is said there is close enough to be quoted as an answer.",
    Reason.ASKED_BUT_NOT_ANSWERED: "The interviewer wanted to know much the same. See for "
    "yourself what was said to that.",
    Reason.SAID_BY_SOMEONE_ELSE: "You asked for the words of one speaker only.",
    Reason.NO_SOURCES: "Once there is a source, its words are the answers.",
    Reason.UNCLEAR_QUESTION: "Say who or what you want to know about: “Why did the "
    "talks fail?” is a question, “why” alone is none.",
    Reason.LANGUAGE_NOT_READ: "What comes nearest by its words alone is below. Ask in the "
    "language of the models, mostly English.",
}
"""One sentence after the one that says no, by why."""


def explained_html(exchange: Exchange, number: int) -> str:
    """Return what follows the "no" of the exchange at position ``number``, from 0."""
    answer = exchange.answer
    if answer is None or answer.answered:
        return ""
    said = EXPLAINED[answer.reason]
    if answer.reason is Reason.LANGUAGE_NOT_READ and not answer.hits:
        said = "Ask in the language of the models, mostly English."
    return f'<p class="why">{escape(said)}</p>{_way_on(exchange, number, answer.reason)}'


def _way_on(exchange: Exchange, number: int, reason: Reason) -> str:
    if reason is Reason.NO_SOURCES:
        return '<p><button type="button" data-sources>Open the sources</button></p>'
    if reason is Reason.SAID_BY_SOMEONE_ELSE:
        return _widening(number, "Ask what the others say")
    if exchange.scope != ALL and reason is not Reason.UNCLEAR_QUESTION:
        return _widening(number, "Ask all sources and speakers")
    return ""


def _widening(number: int, label: str) -> str:
    return f'<p><button type="button" data-widen="{number}">{label}</button></p>'
