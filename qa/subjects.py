"""What those who answer speak of, in their own words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache

from stop_words import get_stop_words

from corpus.document import Document, Role, Turn

_CAPITALISED = r"(?:[A-Z][a-z]{3,}|[A-Z]{3,})"
_NAME = re.compile(rf"(?<=[a-z] ){_CAPITALISED}(?:[ -]{_CAPITALISED})?(?=[.,;?!])")
"""Capitals inside a sentence, with nothing behind that may belong to them."""

_BEHIND = (
    r"(?=[.,;:?!]| (?:and|or|but|of|in|on|at|to|for|from|with|by|about|than|that|who|which|when"
    r"|is|was|are|were|has|had|have|will|would|can|could)\b)"
)
_DETERMINED = re.compile(
    r"\b(?i:the|an?|my|your|our|his|her|its|their|this|these|those|every|no)"
    rf" ([a-z]+(?:-[a-z]+)?(?: [a-z]+)?){_BEHIND}"
)
"""What stands between a word that opens a noun phrase and one that cannot be part of it."""

_UNDETERMINED = re.compile(
    rf"\b(?:of|for|about|with|without|through|against|between) ([a-z]+ [a-z]+){_BEHIND}"
)

ARTICLE = "the "
SHORTEST = 4
"""Letters of each word."""


def subjects_of(document: Document, turns: Iterable[Turn]) -> Counter[str]:
    """Return what those who answer speak of in ``turns``, and how often; only of English texts.

    Names as they are, and nouns, behind an article if they never stand without: "Rize", "the
    supply ship", "strategic partnership".
    """
    if document.language != "en":
        return Counter()
    said = "\n".join(document.said(turn) for turn in turns if turn.role is Role.INTERVIEWEE)
    said = " ".join(said.split())
    alone = _UNDETERMINED.findall(said)
    without = frozenset(alone)
    phrases = filter(_names, [*_DETERMINED.findall(said), *alone])
    subjects = Counter(p if p in without else f"{ARTICLE}{p}" for p in phrases)
    subjects.update(name for name in _NAME.findall(said) if name.casefold() not in _common_words())
    return subjects


def often_named(document: Document, turns: Iterable[Turn]) -> list[str]:
    """Return the subjects of ``turns`` that come up more than once, the most frequent first.

    A noun that nothing describes is left out: it may be about anything.
    """
    subjects = subjects_of(document, turns).most_common()
    return [subject for subject, times in subjects if times > 1 and _is_narrow(subject)]


def bare(subject: str) -> str:
    """Return a subject as it stands in the text, where another word may open the phrase."""
    return subject.removeprefix(ARTICLE)


def _is_narrow(subject: str) -> bool:
    return subject[0].isupper() or " " in bare(subject)


def _names(phrase: str) -> bool:
    words = phrase.split()
    # "The boy fainted."
    told = len(words) > 1 and words[-1].endswith("ed")
    return not told and all(len(w) >= SHORTEST and w not in _common_words() for w in words)


@cache
def _common_words() -> frozenset[str]:
    return frozenset(get_stop_words("english"))
