"""Questions that ask several things at once: "Who built it, and what did it cost?".

One sentence seldom answers both, and hardly any is likely to answer the whole. The rules are about
English function words only, as in :mod:`qa.conversation`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain, zip_longest
from typing import TypeVar

from index.passage import Hit
from qa.conversation import in_context, words_said
from qa.find import MOST_CITATIONS, Finding
from qa.quotes import merged

_Any = TypeVar("_Any")

MOST_PARTS = 3

CLEAR_PART = 2
"""Words, function words apart, from which a later part is understood without those before it."""

_AUXILIARY = (
    r"(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|must|might|may)"
    r"(?:n['’]t)?"
)
_PREPOSITION = r"(?:(?:in|into|on|at|by|for|from|to|with|of|since|until|after|under|about) )?"
_WORD = r"[^\W_][\w'’-]*"
_QUESTION_WORD = r"(?:what|whom?|whose|when|where|why|how|which)"
_INVERTED = rf"{_PREPOSITION}{_QUESTION_WORD}(?: {_WORD}){{0,5}}? {_AUXILIARY}\b"
"""With an auxiliary: "and what it costs" may be a clause of what was asked before."""
_PLAIN = rf"(?:who|{_PREPOSITION}how (?:many|much)) {_WORD}|what (?:became|happened)\b"
_SUBJECT = (
    r"(?:i|you|he|she|it|we|they|there|the|an?|my|your|his|her|its|our|their|this|that|these|those|"
    r"any\w*|some\w*|every\w*|both|(?-i:[^\W\d_a-zà-ÿ])[\w'’-]*)"
)
"""Who "was born in Prague and was raised in Vienna" is one: a verb alone asks nothing more."""
_ASKS = re.compile(
    rf"(?:{_INVERTED}|{_PLAIN}|(?P<yes_no>{_AUXILIARY}) {_SUBJECT}\b)", re.IGNORECASE
)
_SEAM = re.compile(r"(?:\?|;|,)? and (?:also )?|[?;,] ", re.IGNORECASE)
_OPENING = re.compile(rf"{_PREPOSITION}{_QUESTION_WORD}\b", re.IGNORECASE)
_CLAUSE = re.compile(r" (?:whom?|whose|which|what|why|how|whether)\b", re.IGNORECASE)
"""After its opening, a question word begins a clause, and an "and" may go on with that."""
_RELATIVE = re.compile(r"(?:whom?|whose|which|when|where)\b", re.IGNORECASE)
_POINTING = re.compile(r"\b(?:it|its|they|them|theirs?|this|that|these|those)\b", re.IGNORECASE)


def parts_of(question: str) -> tuple[str, ...]:
    """Return the questions of which ``question`` consists, in order: itself, if it is but one.

    Each says something of what it is about; a later one may lean on those before it.

    Args:
        question: White space folded.
    """
    parts: list[str] = []
    begun, last = 0, ","
    for seam in _SEAM.finditer(question):
        if _parts(question[begun : seam.start()], seam[0].strip(), question[seam.end() :]):
            parts.append(question[begun : seam.start()])
            begun, last = seam.end(), seam[0].strip()
    # "the man, who could hear nothing, …": commas alone part no questions.
    if last == "," or len(parts) >= MOST_PARTS:
        return (question,)
    return tuple(f"{part.rstrip(' ?.!')}?" for part in [*parts, question[begun:]])


def understood(parts: Sequence[str], earlier: Sequence[str]) -> list[str]:
    """Return each part as it is to be searched: the first with what it leans on ``earlier``.

    A later one leans on the one before it if it says next to nothing, or points to something:
    "and who paid for it?". Who "she" is, the others need not tell: mostly whom is interviewed.
    """
    read = [in_context(parts[0], earlier)]
    for part in parts[1:]:
        leans = len(words_said(part)) < CLEAR_PART or _POINTING.search(part)
        read.append(f"{read[-1]} {part}" if leans else part)
    return read


def alone(parts: Sequence[str]) -> list[str]:
    """Return the parts that can be understood without the others."""
    return [part for part, text in zip(parts, understood(parts, ()), strict=True) if part == text]


def _parts(before: str, seam: str, behind: str) -> bool:
    """Tell whether what stands on both sides of a seam are questions of their own."""
    if before.count('"') % 2 or before.count("“") > before.count("”"):
        return False
    asks, opening = _asks(behind), _OPENING.match(before)
    if not _asks(before) or not asks or _CLAUSE.search(before, opening.end() if opening else 0):
        return False
    if seam == "," and _RELATIVE.match(behind):
        return False
    # "Anna and Will Smith": in the midst of a sentence a verb has no capital.
    return not asks["yes_no"] or "?" in seam or behind[0].islower()


def _asks(part: str) -> re.Match[str] | None:
    return _ASKS.match(part) if words_said(part) else None


def joined(findings: Sequence[Finding]) -> Finding:
    """Return what was found for each part as one: of every part the best, then the next best."""
    quotes = merged([*_in_turn([one.quotes for one in findings])][:MOST_CITATIONS])
    evidence = chain.from_iterable(one.evidence for one in findings)
    return Finding(
        query=" ".join(one.query for one in findings),
        hits=_joined_hits([one.hits for one in findings]),
        evidence=tuple(sorted(evidence, key=lambda item: -item.probability)),
        quotes=tuple(quotes),
    )


def _joined_hits(found: Sequence[Sequence[Hit]]) -> tuple[Hit, ...]:
    """Return each passage once, with ranks; the scores fall as in a list of one search."""
    hits: dict[int, Hit] = {}
    for hit in _in_turn(found):
        hits.setdefault(hit.passage.passage_id, hit)
    scores = sorted((hit.score for hit in hits.values()), reverse=True)
    ranked = enumerate(zip(scores, hits.values(), strict=True), start=1)
    return tuple(Hit(rank, score, hit.passage) for rank, (score, hit) in ranked)


def _in_turn(lists: Sequence[Sequence[_Any]]) -> Iterator[_Any]:
    """Yield the first of each, then the second of each, and so on."""
    for abreast in zip_longest(*lists):
        yield from (item for item in abreast if item is not None)
