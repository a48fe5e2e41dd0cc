"""Mending typing errors in a question, with the words of the texts that it seems to be about.

A question is only ever searched and judged in its mended form; it is shown as it was typed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from rapidfuzz import process
from rapidfuzz.distance import OSA

SHORTEST = 4
"""Characters from which a word is long enough to be recognised in spite of an error."""

TWO_ERRORS = 8
"""Characters from which two errors are forgiven."""

_WORD = re.compile(r"[^\W\d_]+")


def respelt(question: str, texts: Iterable[str], knows: Callable[[str], bool]) -> str:
    """Return ``question`` with each strange word replaced by the word of ``texts`` it must mean.

    Args:
        question: What the user typed.
        texts: What the question may be about.
        knows: Whether a word, in lower case, belongs to the language. Such a word stays,
            however close it is to another: "lost" is not a misspelt "cost".
    """
    there: dict[str, str] = {}
    for text in texts:
        for word in _WORD.findall(text):
            there.setdefault(word.casefold(), word)

    def mended(found: re.Match[str]) -> str:
        word = found[0].casefold()
        if len(word) < SHORTEST or word in there or knows(word):
            return found[0]
        best = process.extractOne(word, there.keys(), scorer=OSA.distance, score_cutoff=2)
        # The longer of the two counts: "delivrd" lacks two letters of a long word.
        if best is None or (best[1] > 1 and max(len(word), len(best[0])) < TWO_ERRORS):
            return found[0]
        return there[best[0]]

    return _WORD.sub(mended, question)
