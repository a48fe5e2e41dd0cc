"""The question that is being answered, as HTML, and what one could ask next."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from qa.excerpt import beginning
from web.exchange import CLOSEST_SHOWN
from web.question_html import question_html
from web.runs import Step

EXCERPT = 160

LOADING = "The models are still loading. Your question is next."
SEARCHING = "Searching the sources…"
READING = "Found these passages. Reading whether they answer…"


def now_html(question: str, step: Step, *, loaded: bool = True) -> str:
    """Return ``question`` and how far it has come.

    Args:
        question: As it was typed.
        step: How far it has come.
        loaded: Whether the models are there.
    """
    said = stage(step) if loaded else LOADING
    found = "".join(
        f'<li><span class="speaker">{escape(hit.passage.speaker)}</span> '
        f"<bdi>{escape(beginning(hit.passage.text, EXCERPT))}</bdi></li>"
        for hit in step.hits[:CLOSEST_SHOWN]
    )
    # The passages are not read aloud: they are no answer, and gone in a moment.
    closest = f'<ul class="found">{found}</ul>' if found else ""
    return f'{question_html(question)}<p class="pending" role="status">{said}</p>{closest}'


def stage(step: Step) -> str:
    """Return how far a question has come, in plain words."""
    if step.ahead:
        before = "1 question is" if step.ahead == 1 else f"{step.ahead} questions are"
        return f"Waiting: {before} before yours."
    return READING if step.hits else SEARCHING


def next_html(label: str, questions: Sequence[str]) -> str:
    """Return buttons that ask ``questions``; nothing if there are none."""
    if not questions:
        return ""
    buttons = "".join(
        f'<li><button type="button" data-ask><bdi>{escape(question)}</bdi></button></li>'
        for question in questions
    )
    return (
        f'<div class="next" role="group" aria-label="{label}">'
        f"<p>{label}</p><ul>{buttons}</ul></div>"
    )
