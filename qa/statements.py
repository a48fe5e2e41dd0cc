"""What is judged as one answer: sentences, of which a short one is said with the next.

In speech "Forty-one. Out of fifty-three." and "Well, almost. It was twenty-four." are one
statement each: alone neither half answers, and the shorter one is seldom chosen to be read.
"""

from __future__ import annotations

from corpus.spans import Span
from index.sentences import sentence_spans

SHORT = 35
"""Characters below which what has been said so far goes on with the next sentence."""


def statement_spans(text: str, language: str = "en") -> list[Span]:
    """Return the ``(start, end)`` of each statement in ``text``, in order.

    Every sentence is in one of them, and what is short at the end belongs to the one before.

    >>> text = "No. God, no. I studied to be a dental technician. In Leeds."
    >>> [text[start:end] for start, end in statement_spans(text)]
    ['No. God, no. I studied to be a dental technician. In Leeds.']
    """
    found: list[Span] = []
    for start, end in sentence_spans(text, language):
        if found and _is_short(found[-1]):
            start = found.pop()[0]
        found.append((start, end))
    if len(found) > 1 and _is_short(found[-1]):
        _, end = found.pop()
        found.append((found.pop()[0], end))
    return found


def _is_short(span: Span) -> bool:
    return span[1] - span[0] < SHORT
