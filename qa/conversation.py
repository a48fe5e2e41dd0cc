"""Follow-up questions: whether one leans on what was asked before, and how to read it then.

The rules are about English function words only, so that a question that names what it is about
is never dragged along by the conversation. One that leans is read together with the questions
it leans on, back to the nearest that stands by itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

REMEMBERED = 6
"""How many earlier questions a conversation may reach back to."""

LONGEST_CONTEXT = 400
"""Characters; the reranker has to read them with every passage."""

FULL = 4
"""Words, function words apart, from which a question says enough by itself, whatever it has."""

CLEAR = 3
"""Words from which a pronoun does no harm: in an interview, "she" is mostly who is interviewed."""

_OPENING = re.compile(r"^\W*(?:(?:and|but|so|or|then|also)\b\W*)+", re.IGNORECASE)
_ABOUT = re.compile(
    r"^(?:(?:what|how) about|what of)\b\W*(?!.*\b(?:is|are|was|were|do|does|did)\b)", re.IGNORECASE
)

_BARE = re.compile(
    r"\W*(?:(?:and|but|so)\W+)?(?:why(?: not| so)?|how(?: so| come)?|when|where|who|what|which)\W*",
    re.IGNORECASE,
)

_BE = r"(?:is|are|was|were|be|been)"
_AUXILIARY = rf"(?:{_BE}|do|does|did|has|have|had|can|could|will|would|should|must|might)"
_AFTER = r"(?:about|of|after|before|for|with|in|by|like|on|at|to|from|since|until|despite|than)"
_END = r"(?=\s*(?:[?.!,;]|$))"

_POINTING = re.compile(
    # "that" and its kin where no noun of their own follows, and "that year": when, not what.
    rf"\b(?:{_AUXILIARY}|{_AFTER}|so|why) (?:that|this|these|those){_END}"
    rf"|\b{_AUXILIARY}(?:n['’]t)? (?:that|this|these|those) (?!(?:is|was|are|were)\b)"
    rf"(?=(?:\w+ ){{0,3}}\w+\W*$)(?!(?:year|week|month|summer|winter|interview)\b)"
    r"|\bthat (?:year|day|night|morning|week|month|time|moment|point|one|way)\b"
    rf"|\b(?:the |an)others?(?: ones?)?{_END}"
    r"|^which ones?\b|\bthe other two\b"
    r"|\bthe (?:other|same|first|second|third|last|next) ones?\b|\bthe (?:latter|former)\b"
    r"|\b(?:since|by|until|till|before|after|from) then\b"
    rf"|(?<!is )(?<!are )(?<!was )(?<!were )\bthere{_END}",
    re.IGNORECASE,
)
_PRONOUN = re.compile(
    r"\b(?:(?P<many>they|them|theirs?)|(?P<thing>its?(?! (?:that|who)\b))|he|him|his|she|hers?)\b",
    re.IGNORECASE,
)
_NAME = re.compile(r"(?<=[\w,;:.] )[A-ZÀ-ÖØ-ÞА-ЯЁІЇЄҐ][\w.’'-]*\w")
_THING = re.compile(
    r"\b(?:the|an?|any|some|every|each|no|my|our|your) (?!of\b)[^\W\d_]{3,}", re.IGNORECASE
)
_NOUN = re.compile(
    rf"{_THING.pattern}|\b(?:which|what) (?!{_AUXILIARY}\b|of\b)[^\W\d_]{{3,}}"
    r"|\b(?:some|any|every|no)(?:one|body)\b|^who\b",
    re.IGNORECASE,
)
_SEVERAL = re.compile(
    r"\b(?!was\b|has\b|does\b|his\b|years\b|months\b|weeks\b|days\b|hours\b)[^\W\d_]{2,}[^\W\d_su]s\b"
    r"|\b(?:people|children|men|women)\b|\b[A-Z]\w+ and [A-Z]"
)

# Whoever is interviewed says it, and what it is about is named.
_SAYS_ABOUT = re.compile(
    r"\b(?:he|she|they) (?:(?:say|said|tell us|told us|talk|speak|think|feel|know)\b.*"
    r" (?:about|of|on)|asked (?:about|on)|mention(?:ed)?) "
    r"(?!(?:it|that|this|them|those|these|him|her|he|she)\b)[^\W\d_]{3,}",
    re.IGNORECASE,
)
_SOMEBODY = re.compile(
    r"^(?:who\b(?! (?:is|was|are|were|will)\b)|.*\bany(?:one|body)\b)", re.IGNORECASE
)

_WORD = re.compile(r"[^\W_]+")
_FUNCTION_WORDS = frozenset(
    "a about after again all also am an and any anybody anyone are aren as at be became become "
    "been before being but by can come could d did didn do does doesn done ever far for from go "
    "going got had has hasn have haven having he her hers him his how i if in into is isn it its "
    "just ll long many may me might more most much must my no not now of off often old on once "
    "one or other our out over re s she should since so some soon still such t than that the "
    "their them then there these they this those through till to too under until up ve very was "
    "wasn way we well went were weren what when where whether which while who whom whose why will "
    "with won would yes yet you your happen happened happens".split()
)


def leans(question: str) -> bool:
    """Tell whether ``question`` cannot be understood without what was asked before it.

    It leans if it says too little ("Why?", "By how much?"), goes on from something ("And the
    EU?"), or points to something it does not name ("When was it opened?").
    """
    text = " ".join(question.split())
    rest = _OPENING.sub("", text, count=1)
    words = words_said(text)
    if len(words) >= FULL:
        return False
    if not words or rest != text or _ABOUT.match(rest) or _POINTING.search(text):
        return True
    if len(words) < 2 and _SOMEBODY.match(text) and not _names_one(text, _THING):
        return True  # "Who decided?" and "Was anyone hurt?"
    if _SAYS_ABOUT.search(text):
        return False
    return len(words) < CLEAR and _has_loose_pronoun(text)


def words_said(text: str) -> list[str]:
    """Return the words of ``text`` that say what it is about."""
    return [w for w in _WORD.findall(text.casefold()) if w not in _FUNCTION_WORDS]


def _has_loose_pronoun(text: str) -> bool:
    """Tell whether a pronoun comes before anything in the question that it could stand for."""
    for found in _PRONOUN.finditer(text):
        before = text[: found.start()]
        if found["many"]:
            named = _SEVERAL.search(before) is not None
        else:
            # Neither "who" nor "which year" is what "it" stands for: "Who built it?".
            named = _names_one(before, _THING if found["thing"] else _NOUN)
        if not named:
            return True
    return False


def _names_one(text: str, noun: re.Pattern[str]) -> bool:
    return bool(noun.search(text) or _NAME.search(text))


def in_context(question: str, history: Sequence[str]) -> str:
    """Return ``question`` as it is to be searched: itself, unless it leans on ``history``.

    Args:
        question: What is asked now.
        history: What was asked before, oldest first; may lean in turn.
    """
    if not history or not leans(question):
        return question
    *earlier, last = history[-REMEMBERED:]
    before = in_context(last, earlier)
    if is_bare(before):
        return question  # it says nothing, either
    if len(before) > LONGEST_CONTEXT:
        before = last[-LONGEST_CONTEXT:]
    return _exchanged(before, question) or f"{before} {question}"


def is_bare(question: str) -> bool:
    """Tell whether ``question`` is only a question word, which by itself asks nothing."""
    return _BARE.fullmatch(question) is not None


def _exchanged(before: str, question: str) -> str | None:
    """Return ``before`` with its only name exchanged for the one that "And …?" puts forward."""
    rest = _OPENING.sub("", question, count=1)
    name = _ABOUT.sub("", rest, count=1).rstrip(" ?.!")
    names = list(dict.fromkeys(_NAME.findall(before)))
    if name == question.rstrip(" ?.!") or not _NAME.fullmatch(f"x {name}", 2) or len(names) != 1:
        return None
    return before.replace(names[0], name)
