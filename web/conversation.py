"""Questions and answers as HTML. Everything that comes from anybody is escaped here."""

from __future__ import annotations

import json
from collections.abc import Sequence
from html import escape

from index.passage import Hit
from qa.answer import Answer, Citation, passage_link
from qa.excerpt import beginning
from web.acts_html import acts_html
from web.exchange import CLOSEST_SHOWN, Exchange
from web.feedback import feedback_html
from web.question_html import question_html
from web.recall import remembered
from web.refusing import explained_html

EXCERPT = 240

DIFFERS = "This is not the answer that the link was made for: the sources have changed since."

WELCOME = (
    '<div class="welcome"><h2>Ask what was said.</h2>'
    "<p>You get the speaker’s own words with a link to the place, "
    "or an honest “the sources do not answer this”.</p></div>"
)


def conversation_html(exchanges: Sequence[Exchange]) -> str:
    """Return the conversation, oldest first, as a log that screen readers follow.

    It carries what the browser is to remember of it; see :mod:`web.recall`.
    """
    shown = "".join(
        f"{_exchange(exchange, number)}{acts_html(exchanges, number)}"
        f"{feedback_html(number, exchange)}"
        for number, exchange in enumerate(exchanges)
    )
    memory = escape(json.dumps(remembered(exchanges), ensure_ascii=False))
    return (
        f'<div class="log" role="log" aria-live="polite" aria-label="Conversation" '
        f'data-memory="{memory}">{shown or WELCOME}</div>'
    )


def _exchange(exchange: Exchange, number: int) -> str:
    question = question_html(exchange.question)
    if exchange.answer is None:
        kind = "failure" if exchange.failed else "stopped"
        return f'{question}<p class="{kind}" role="status">{escape(exchange.note)}</p>'
    answered = exchange.answer.answered
    shown = _quotes(exchange.answer) if answered else _refusal(exchange, exchange.answer, number)
    sent = f'<p class="differs">{DIFFERS}</p>' if exchange.differs else ""
    return f"{question}{_put_to(exchange)}{_understood(exchange.answer)}{sent}{shown}"


def _put_to(exchange: Exchange) -> str:
    """Say what was left out of the search; nothing where that was nothing."""
    if exchange.answer is None or not exchange.asked:
        return ""
    undated = exchange.answer.undated
    noun = "source" if undated == 1 else "sources"
    left = f"; {undated} {noun} without a date left out" if undated else ""
    return f'<p class="understood"><bdi>{escape(exchange.asked)}</bdi>{left}</p>'


def _understood(answer: Answer) -> str:
    """Say how a follow-up was read; nothing where a question was searched as it stands."""
    if not answer.in_context:
        return ""
    return f'<p class="understood">Understood as: <bdi>{escape(answer.searched)}</bdi></p>'


def _quotes(answer: Answer) -> str:
    quotes = "".join(map(_quote, answer.citations))
    number = f"{answer.confidence:.0%} likely that this answers the question"
    words = escape(confidence_words(answer.confidence))
    return (
        f'<div class="answer">{quotes}'
        f'<p class="confidence" title="{number}"><span class="dots">{_dots(answer.confidence)}'
        f'</span> {words}<span class="sr"> ({number})</span></p></div>'
    )


def _quote(citation: Citation) -> str:
    asked = ""
    if citation.asked:
        asked = (
            '<details class="asked"><summary>What was asked</summary>'
            f'<p dir="auto">{escape(citation.asked)}</p></details>'
        )
    number = citation.number
    return (
        f'<figure class="quote {citation.role}">{asked}'
        f'<blockquote dir="auto">“<span class="words">{escape(citation.quote)}</span>”'
        "</blockquote><figcaption>"
        f'<a class="cite" href="{escape(citation.link)}" '
        f'aria-label="Citation {number}: show in the transcript">[{number}]</a> '
        f'<span class="speaker">{escape(citation.speaker)}</span> '
        f'<span class="role">{citation.role}</span> '
        f'<span class="title">{escape(citation.title)}</span></figcaption></figure>'
    )


def _refusal(exchange: Exchange, answer: Answer, number: int) -> str:
    closest = ""
    if answer.hits:
        items = "".join(map(_closest, answer.hits[:CLOSEST_SHOWN]))
        closest = (
            "<details><summary>Closest passages, not an answer</summary>"
            f'<ul class="closest">{items}</ul></details>'
        )
    return (
        f'<div class="refusal"><p class="no">{escape(answer.text)}</p>'
        f"{explained_html(exchange, number)}{closest}</div>"
    )


def _closest(hit: Hit) -> str:
    passage = hit.passage
    link = passage_link(passage.doc_id, passage.start, passage.end, passage.text)
    excerpt = beginning(passage.text, EXCERPT)
    return (
        f'<li><span class="speaker">{escape(passage.speaker)}</span> <bdi>{escape(excerpt)}</bdi> '
        f'<a class="show" href="{escape(link)}">show</a></li>'
    )


def confidence_words(confidence: float) -> str:
    """Return what a confidence from 0 to 1 means to a reader."""
    if confidence >= 0.9:
        return "Very likely answers your question"
    return "Likely answers your question" if confidence >= 0.7 else "May answer your question"


def _dots(confidence: float) -> str:
    full = 3 if confidence >= 0.9 else 2 if confidence >= 0.7 else 1
    return f'<span aria-hidden="true">{"●" * full}{"○" * (3 - full)}</span>'
