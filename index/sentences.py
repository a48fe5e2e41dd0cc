"""Where sentences begin and end."""

from __future__ import annotations

import re

import sentencex

from corpus.spans import Span, trimmed

_WIDE_SPACE = re.compile(r"[^\S\n ]")
"""White space other than a plain one: behind an initial, sentencex takes it for one byte."""


def sentence_spans(text: str, language: str = "en") -> list[Span]:
    """Return the ``(start, end)`` of each sentence in ``text``, in order.

    Spans are in code points, hold no white space at either end and skip nothing else.
    """
    spans: list[Span] = []
    plain = _WIDE_SPACE.sub(" ", text)
    for sentence in sentencex.get_sentence_boundaries(language, plain):
        start, end = trimmed(text, sentence["start_index"], sentence["end_index"])
        if spans and start == spans[-1][1] and text[start - 1] == ".":
            # "Caliber.Az": no sentence begins right behind a full stop without a space.
            start = spans.pop()[0]
        if start < end:
            spans.append((start, end))
    return spans
