"""A question as it was typed, as HTML: the same while it is answered and afterwards."""

from __future__ import annotations

from html import escape

LONG = 300
"""Characters from which on a question would push its own answer off the screen of a phone."""

MANY_LINES = 6


def question_html(question: str) -> str:
    """Return ``question`` with every character; a long one scrolls within a few lines."""
    long = len(question) > LONG or question.count("\n") >= MANY_LINES
    # What scrolls has to be reached by keyboard.
    kind = 'class="question long" tabindex="0"' if long else 'class="question"'
    return f'<p {kind} dir="auto">{escape(question)}</p>'
