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
from qa.conversation import words_said
from qa.find import MOST_CITATIONS, Finding
from qa.quotes import merged

_Any = TypeVar("_Any")

MOST_PARTS = 3

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
_ASKS = re.compile(rf"(?:{_INVERTED}|{_PLAIN}|{_AUXILIARY} {_WORD} {_WORD})", re.IGNORECASE)
_SEAM = re.compile(r"(?:\?|;|,)? and (?:also )?|[?;,] ", re.IGNORECASE)


def parts_of(question: str) -> tuple[str, ...]:
    """Return the questions of which ``question`` consists, in order: itself, if it is but one.

    Each says something of what it is about; a later one may lean on those before it.

    Args:
        question: White space folded.
    """
    parts: list[str] = []
    begun, last = 0, ","
    for seam in _SEAM.finditer(question):
        if _asks(question[begun : seam.start()]) and _asks(question[seam.end() :]):
            parts.append(question[begun : seam.start()])
            begun, last = seam.end(), seam[0].strip()
    # "the man, who could hear nothing, …": commas alone part no questions.
    if last == "," or len(parts) >= MOST_PARTS:
        return (question,)
    return tuple(f"{part.rstrip(' ?.!')}?" for part in [*parts, question[begun:]])


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


def _asks(part: str) -> bool:
    return _ASKS.match(part) is not None and bool(words_said(part))
