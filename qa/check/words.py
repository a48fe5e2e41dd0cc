"""Texts as words, so that typography makes no difference between two of them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

_WORD = re.compile(r"[\u2e80-\u30ff\u3400-\u9fff\uf900-\ufaff]|\w+(?:['’ʼ]\w+)*")
"""Chinese and Japanese have no spaces between words, so there a character is one."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text.

    Attributes:
        said: In lower case, with straight apostrophes.
        start: First character, in code points of the text.
        end: One past the last.
    """

    said: str
    start: int
    end: int


def words_of(text: str, start: int = 0, end: int | None = None) -> list[Word]:
    """Return the words of ``text`` from ``start`` to ``end``, in order."""
    found = _WORD.finditer(text, start, len(text) if end is None else end)
    return [Word(fold(m[0]), m.start(), m.end()) for m in found]


def fold(word: str) -> str:
    """Return ``word`` as it is compared."""
    return word.replace("’", "'").replace("ʼ", "'").casefold()


class Line:
    """Words that are searched for other words: those of one turn."""

    def __init__(self, words: Sequence[Word]) -> None:
        self.words = words

    @cached_property
    def joined(self) -> str:
        """All words, one space before and behind each."""
        return f" {' '.join(word.said for word in self.words)} "

    @cached_property
    def _starts(self) -> list[int]:
        return list(accumulate((len(word.said) + 1 for word in self.words[:-1]), initial=1))

    def find(self, said: Sequence[str], first: int = 0) -> int | None:
        """Return the place of the first word of ``said`` from word ``first`` on, or ``None``."""
        if not self.words or first >= len(self.words):
            return None
        place = self.joined.find(f" {' '.join(said)} ", self._starts[first] - 1)
        return None if place < 0 else self.word_at(place + 1)

    def find_last(self, said: Sequence[str], end: int) -> int | None:
        """Return the place of the first word of the last ``said`` that ends before word ``end``."""
        stop = self._starts[end] if end < len(self.words) else len(self.joined)
        place = self.joined.rfind(f" {' '.join(said)} ", 0, stop)
        return None if place < 0 else self.word_at(place + 1)

    def word_at(self, place: int) -> int:
        """Return which word is at a character of ``joined``."""
        return max(bisect_right(self._starts, place) - 1, 0)
