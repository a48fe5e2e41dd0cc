"""Words that differ only in how they are written: numbers in digits, spellings of two countries.

A house style changes both in what was said, and nobody is misquoted by it.
"""

from __future__ import annotations

import re
from enum import StrEnum

from text_to_num import alpha2digit


class Written(StrEnum):
    """In what alone two writings of the same words differ."""

    NUMBER = "number"
    SPELLING = "spelling"


_SPELLING_OUT = frozenset({"da", "de", "en", "es", "fr", "it", "nl", "pt"})
"""Languages whose numbers text2num reads."""

# What text2num leaves apart: "3 000" and "2 million", and "nineteen eighty-four" as "19 84".
_APART = re.compile(r"(?<=\d) (?:(?=\d{3}\b)|1(?=(?:000){2,}\b))")
_YEAR = re.compile(r"\b(1[1-9]|20) (\d\d)\b")
_ONE_OF = re.compile(r"\ban? (?=\d)")

_OTHERWISE = {
    "aluminium": "aluminum",
    "amongst": "among",
    "grey": "gray",
    "judgement": "judgment",
    "licence": "license",
    "okay": "ok",
    "per cent": "percent",
    "practise": "practice",
    "programme": "program",
    "towards": "toward",
    "whilst": "while",
}
_AMERICAN = [
    *((re.compile(rf"\b{british}\b"), american) for british, american in _OTHERWISE.items()),
    (re.compile(r"(?<=[a-z]{2})our"), "or"),
    (re.compile(r"(?<=[a-z]{3})([iy])s(?=(?:e[ds]?|ers?|ing|ations?)\b)"), r"\1z"),
    (re.compile(r"(?<=[a-z]{2})([bt])re(?=s?\b)"), r"\1er"),
    (re.compile(r"(?<=[a-z]{3})ogue(?=s?\b)"), "og"),
    (re.compile(r"\b(def|off|pret)ence"), r"\1ense"),
    # "Travelled", with a syllable more before it than "called" has; and not "refilled", which is
    # not "refiled".
    (re.compile(r"(?<=[aeiou])([a-z]{0,3}[ae])ll(?=(?:ed|ers?|ing)\b)"), r"\1l"),
]
"""British spellings, and what they are in American ones."""


def differs_in(draft: str, source: str, language: str) -> Written | None:
    """Return in what alone folded words of a draft differ from those of a source, if it is that.

    Where both numbers and spelling differ, it is the numbers.

    >>> differs_in("25", "twenty five", "en"), differs_in("favor", "favour", "en")
    (<Written.NUMBER: 'number'>, <Written.SPELLING: 'spelling'>)
    >>> differs_in("12", "twenty", "en"), differs_in("filed", "filled", "en")
    (None, None)
    """
    spoken = language.split("-")[0].lower()
    if not (draft and source and spoken in _SPELLING_OUT):
        return None
    if spoken == "en":
        draft, source = _american(draft), _american(source)
        if draft == source:
            return Written.SPELLING
    digits = _in_digits(draft, spoken)
    same = any(map(str.isdigit, digits)) and digits == _in_digits(source, spoken)
    return Written.NUMBER if same else None


def _in_digits(text: str, language: str) -> str:
    digits = alpha2digit(text, language, threshold=0)
    return _ONE_OF.sub("", _YEAR.sub(r"\1\2", _APART.sub("", digits)))


def _american(text: str) -> str:
    for british, american in _AMERICAN:
        text = british.sub(american, text)
    return text
