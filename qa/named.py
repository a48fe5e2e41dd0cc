"""Questions that name somebody who speaks: "What does Ruiz say about otters?".

Who speaks does not say their own name, so that the words of such a question are never all met by
what answers it. It is asked of that speaker, with a pronoun for the name.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from corpus.vocabulary import TITLES

SHORTEST = 3
"""Letters of the longest word by which somebody is named, at least."""

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_OWN = re.compile(r"['’]s?\Z")
_BETWEEN = re.compile(r"\.? ")
_OPENS = re.compile(r"(?:\A|[.?!]\s)\s*\Z")

_IS_SUBJECT = re.compile(
    r"(?:\A|\b(?:do|does|did|is|are|was|were|has|have|had|will|would|can|could|shall|should|may|"
    r"might|must|that|which|who|when|where|why|how|what|if|whether|because|although|while|after|"
    r"before|since|until|and|or|than))[\s,]*\Z",
    re.IGNORECASE,
)
"""What stands before a name that is who does something: "did Ruiz", not "asked Ruiz"."""

_MANY = {"does": "do", "is": "are", "has": "have", "was": "were", "doesn't": "don't"}
_ONE = re.compile(rf"\b(?P<one>{'|'.join(_MANY)}) they\b", re.IGNORECASE)

_ONLY_NAMES = re.compile(
    r"\W*(?:(?:and|what about|tell me about|who|what)\b\W*)?(?:(?:is|are|was|were)\b\W*)?"
    r"(?:they|them|she|her|he|him)\W*",
    re.IGNORECASE,
)
_SAYS = re.compile(
    r"\b(?:they|she|he) (?:\w+ )?(?:say|said|think|thought|believe|feel|felt|claim|mention|admit|"
    r"deny|argue|tell|told|describe|explain|recall|remember|suggest|make of)\w*\b"
    r"|\baccording to (?:them|her|him)\b|\b(?:their|her|his) (?:view|opinion)s?\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Pronoun:
    """The forms of a pronoun, and what shows that a question uses it already."""

    subject: str
    other: str
    possessive: str
    pattern: re.Pattern[str]

    def word(self, text: str, start: int, end: int) -> str:
        """Return the form that takes the place of the name at that span."""
        if _OWN.search(text[start:end]):
            return self.possessive
        return self.subject if _does(text, start, end) else self.other


_PRONOUNS = (
    _Pronoun("she", "her", "her", re.compile(r"\b(?:she|her|hers|herself)\b", re.IGNORECASE)),
    _Pronoun("he", "him", "his", re.compile(r"\b(?:he|him|his|himself)\b", re.IGNORECASE)),
)
_THEY = _Pronoun("they", "them", "their", re.compile(r"\bthey\b"))


@dataclass(frozen=True, slots=True)
class Named:
    """A question that names one who speaks.

    Attributes:
        speaker: Whose words are to answer, as the sources call them.
        text: The question with a pronoun for the name.
        is_own: Whether nobody else's words can answer, since it asks what this one says.
    """

    speaker: str
    text: str
    is_own: bool


def named_speaker(question: str, speakers: tuple[str, ...]) -> Named | None:
    """Return what a question asks of the one speaker whom it names; ``None`` if it names nobody.

    Of several, the one who does something is meant: in "What does Ruiz say of Okafor?" it is Ruiz.
    If nothing is left but the name, as in "Who is Tom Ruiz?", nobody is asked anything.

    >>> named_speaker("What does Ms. Okafor say?", ("NADIA OKAFOR", "TOM RUIZ"))
    Named(speaker='NADIA OKAFOR', text='What do they say?', is_own=True)
    """
    called = _called(question, speakers)
    if len({name for _, _, name in called}) > 1:
        called = [one for one in called if _does(question, *one[:2])]
    if len({name for _, _, name in called}) != 1:
        return None
    pronoun = next((one for one in _PRONOUNS if one.pattern.search(question)), _THEY)
    text = question
    for start, end, _ in reversed(called):
        text = text[:start] + pronoun.word(text, start, end) + text[end:]
    if pronoun is _THEY:
        text = _ONE.sub(lambda found: f"{_MANY[found['one'].casefold()]} they", text)
    if _ONLY_NAMES.fullmatch(text):
        return None
    return Named(called[0][2], text, is_own=_SAYS.search(text) is not None)


def _called(question: str, speakers: tuple[str, ...]) -> list[tuple[int, int, str]]:
    """Return where a speaker is named and who it is; nothing if a name is that of several."""
    owners = _owners(speakers)
    called: list[tuple[int, int, str]] = []
    for start, end, words in _names(question, owners):
        alike = frozenset.intersection(*(owners.get(word, frozenset()) for word in words))
        *before, last = words
        if not alike and not any(word in owners for word in before):
            # Katja Volk is Volk, where the sources call her no more than that.
            alike = frozenset(name for name in owners.get(last, ()) if _bare(name) == [last])
        if len(alike) > 1:
            return []
        called += [(start, end, name) for name in alike]
    return called


def _does(text: str, start: int, end: int) -> bool:
    """Tell whether a name is that of who does something."""
    return not _OWN.search(text[start:end]) and _IS_SUBJECT.search(text[:start]) is not None


@lru_cache(maxsize=8)
def _owners(speakers: tuple[str, ...]) -> Mapping[str, frozenset[str]]:
    """Return who bears each word of a name, but for titles."""
    owners: dict[str, set[str]] = {}
    for name in speakers:
        for word in _bare(name):
            owners.setdefault(word, set()).add(name)
    return {word: frozenset(names) for word, names in owners.items()}


def _bare(name: str) -> list[str]:
    """Return the words of a name but for titles, case-folded."""
    return [word for word in _WORD.findall(name.casefold()) if word not in TITLES]


def _names(
    question: str, owners: Mapping[str, frozenset[str]]
) -> list[tuple[int, int, tuple[str, ...]]]:
    """Return the runs of words with a capital: where they stand, and their words but for titles.

    A word that opens a question has one anyway: "Did Ruiz come? Will she?".
    """
    runs: list[list[re.Match[str]]] = []
    for word in _WORD.finditer(question):
        if not word[0][0].isupper():
            continue
        last = runs[-1][-1] if runs else None
        goes_on = last and _BETWEEN.fullmatch(question, last.end(), word.start())
        if last and goes_on and not _OWN.search(last[0]):
            runs[-1].append(word)
        else:
            runs.append([word])
    found = []
    for run in runs:
        opens = _OPENS.search(question[: run[0].start()]) is not None
        own = _OWN.search(run[0][0]) is not None
        if opens and not own and (len(run) == 1 or run[0][0].casefold() not in owners):
            run.pop(0)
        bare = (_OWN.sub("", word[0].casefold()) for word in run)
        words = tuple(word for word in bare if word not in TITLES)
        if words and max(map(len, words)) >= SHORTEST:
            start, end = run[0].start(), run[-1].end()
            found.append((start, end + (question[end : end + 1] in ("'", "’")), words))
    return found
