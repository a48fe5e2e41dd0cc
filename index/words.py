"""What the words of a text become in the lexical index, whatever its language.

A word is found without regard to case, accents, points and tones. English words are stemmed;
those of other languages are indexed as they are written and as their stem, where there is a
stemmer, so that a search typed without accents finds them too. Scripts that leave no space
between words are cut into single characters and pairs, as are the syllables of Korean, where
particles are written onto the word. Source: Nie, Gao, Zhang and Zhou, On the Use of Words and
N-grams for Chinese Information Retrieval (IRAL 2000).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

import tantivy

ENGLISH = "english"
AUTO = "auto"
NONE = "none"

STEMMERS = {
    "ar": "arabic",
    "da": "danish",
    "de": "german",
    "el": "greek",
    "en": ENGLISH,
    "es": "spanish",
    "fi": "finnish",
    "fr": "french",
    "hu": "hungarian",
    "it": "italian",
    "nb": "norwegian",
    "nl": "dutch",
    "nn": "norwegian",
    "no": "norwegian",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sv": "swedish",
    "ta": "tamil",
    "tr": "turkish",
}
"""Snowball's stemmers by language."""

STEMMER_CHOICES = (AUTO, NONE, *sorted(set(STEMMERS.values())))
"""What a library may ask for: one stemmer for every text, none, or each text's own."""

LONGEST_WORD = 64

_UNSPACED = (
    "\u0e00-\u0eff"  # Thai, Lao
    "\u1000-\u109f"  # Burmese
    "\u1780-\u17ff"  # Khmer
    "\u3005-\u3007\u3041-\u30ff\u31f0-\u31ff"  # Japanese kana and marks of repetition
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"  # Han
    "\uac00-\ud7a3"  # Korean syllables
)
_RUNS = re.compile(f"([{_UNSPACED}]+)")
_VOICED = 8
"""Combining class of the marks that tell Japanese "ga" from "ka": another letter, no accent."""


def stemmer_of(language: str, choice: str = AUTO) -> str:
    """Return the stemmer for texts in ``language``, or ``"none"``.

    Args:
        language: A code such as ``"de"`` or ``"pt-BR"``.
        choice: One of ``STEMMER_CHOICES``.
    """
    if choice != AUTO:
        return choice
    return STEMMERS.get(language.replace("_", "-").partition("-")[0].lower(), NONE)


def split_words(text: str) -> list[str]:
    """Return the words of ``text`` without points, tones and other marks that readers omit."""
    return unicodedata.normalize("NFC", text).translate(_LETTERS).split()


def index_terms(text: str, stemmer: str) -> list[str]:
    """Return what is indexed for ``text``, in the order of its words."""
    words = split_words(text)
    if not text.isascii():
        words = [part for word in words for part in _indexed_parts(word)]
    if stemmer == ENGLISH:
        return _analyzer(ENGLISH).analyze(" ".join(words))
    return [form for word in words for form in _forms(word, stemmer)]


def query_terms(query: str, stemmers: Sequence[str]) -> list[tuple[str, ...]]:
    """Return for each word of ``query`` the terms it may stand as in texts of these stemmers."""
    parts = [part for word in split_words(query) for part in _asked_parts(word)]
    found = (_in_any(part, stemmers) for part in parts)
    return list(dict.fromkeys(terms for terms in found if terms))


def _in_any(word: str, stemmers: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(term for s in stemmers for term in _forms(word, s)))


@lru_cache(maxsize=1 << 16)
def _forms(word: str, stemmer: str) -> tuple[str, ...]:
    if stemmer == ENGLISH:
        return tuple(_analyzer(ENGLISH).analyze(word))
    written, stemmed = (tuple(_analyzer(kind).analyze(word)) for kind in (NONE, stemmer))
    return written if stemmed == written else written + stemmed


def _indexed_parts(word: str) -> Iterator[str]:
    for part in _RUNS.split(word):
        if _RUNS.match(part):
            yield from part
            yield from _pairs(part)
        elif part:
            yield part


def _asked_parts(word: str) -> Iterator[str]:
    for part in _RUNS.split(word):
        if len(part) > 1 and _RUNS.match(part):
            yield from _pairs(part)
        elif part:
            yield part


def _pairs(run: str) -> Iterator[str]:
    return (run[n : n + 2] for n in range(len(run) - 1))


class _Letters(dict[int, str]):
    """What each character becomes: itself, a plainer letter, nothing, or a space."""

    def __missing__(self, code: int) -> str:
        self[code] = found = _letter(chr(code))
        return found


_LETTERS = _Letters()


def _letter(char: str) -> str:
    category = unicodedata.category(char)
    if category == "Mn" and unicodedata.combining(char) not in (0, _VOICED, 9):
        return ""
    if category in ("Lm", "Cf") and char in "\u0640\u00ad\u200c\u200d\u200e\u200f":
        return ""  # drawn between letters or not at all: kashida, soft hyphen, joiners
    if category[0] not in "LNM":
        return " "
    name = unicodedata.name(char, "")
    if name.startswith("LATIN"):
        # Kept for the stemmers, who need them; "ascii_fold" has the last word.
        return "i" if char == "İ" else char
    plain = unicodedata.normalize("NFKC", char)
    if name.startswith(("GREEK", "ARABIC", "HEBREW")) or char in "ёЁ":
        decomposed = unicodedata.normalize("NFKD", plain)
        plain = "".join(c for c in decomposed if not unicodedata.combining(c))
    return plain.lower().replace("ς", "σ")


@cache
def _analyzer(stemmer: str) -> tantivy.TextAnalyzer:
    kind = tantivy.Filter
    steps = [kind.remove_long(LONGEST_WORD), kind.lowercase()]
    if stemmer == ENGLISH:
        steps += [kind.ascii_fold(), kind.stopword(ENGLISH), kind.stemmer(ENGLISH)]
    elif stemmer == NONE:
        # English texts have no such words in the index, so elsewhere they would seem rare.
        steps += [kind.ascii_fold(), kind.stopword(ENGLISH)]
    else:
        steps += [kind.stopword(ENGLISH), kind.stemmer(stemmer), kind.ascii_fold()]
    builder = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace())
    for step in steps:
        builder = builder.filter(step)
    return builder.build()
