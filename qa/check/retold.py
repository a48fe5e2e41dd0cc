"""Words that a speaker gives as somebody else's: "and Marit said, those lights are blue"."""

from __future__ import annotations

import re

from qa.check.attribution import VERB
from qa.check.matching import Place
from qa.check.words import words_of

NEAR = 120
"""Characters in front of the words in which they are said to be said."""

_SAID = re.compile(
    rf"(?:\w+\W+){{0,2}}?{VERB}[,:]?(?:\s\w+\b,?){{0,2}}[\s,:—\"“„«‘']*$",
    re.IGNORECASE,
)
_OWN = frozenset("i we you".split())


def is_retold(place: Place, name: str) -> bool:
    """Tell whether the words at ``place`` are led in as said, after ``name`` in the same turn."""
    turn = place.document.turns[place.turn]
    before = place.document.text[turn.start : place.start]
    said = _SAID.search(before[-NEAR:])
    if not said or any(word.said in _OWN for word in words_of(said[0])[:2]):
        return False
    names = [word.said for word in words_of(name)]
    return bool(names) and names[-1] in {word.said for word in words_of(before)}
