"""Which scripts a model can read, as its vocabulary shows.

A model of English spells a Russian question letter by letter and sees in a Chinese one mostly
unknown signs; its judgement then says nothing, and is high. Measured on short interviews in
eleven languages: docs/languages.md.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from functools import cache

FEWEST_PIECES = 1000
"""Pieces of a script from which a vocabulary was made for it. That of English BERT has 672 in
Chinese and Japanese letters and under 100 of any other foreign script; vocabularies made for
many languages have thousands."""

_WORD = re.compile(r"[\u3041-\u30ff\u3400-\u9fff]|[^\W\d_]+")
"""Chinese and Japanese leave no space between words: there, each letter counts as one."""

_ONE = {"HIRAGANA": "CJK", "KATAKANA": "CJK", "KATAKANA-HIRAGANA": "CJK", "FULLWIDTH": "LATIN"}


def script_of(text: str) -> str:
    """Return the script most words of ``text`` are in, ``"LATIN"`` if it has none.

    It is the first word of the letters' Unicode names; Chinese and Japanese are ``"CJK"``.
    """
    counted = Counter(_script(word[0]) for word in _WORD.findall(text))
    return max(counted, key=lambda script: counted[script]) if counted else "LATIN"


def scripts_read(vocabulary: Iterable[str]) -> frozenset[str]:
    """Return the scripts that a vocabulary of words and pieces of words was made for."""
    counted = Counter(script_of(piece) for piece in vocabulary if any(map(str.isalpha, piece)))
    return frozenset(script for script, pieces in counted.items() if pieces >= FEWEST_PIECES)


@cache
def _script(char: str) -> str:
    name = unicodedata.name(char, "UNKNOWN").partition(" ")[0]
    return _ONE.get(name, name)
