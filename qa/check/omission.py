"""What was left out of or before a quotation, and whether it turns the meaning."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from qa.check.attribution import AROUND
from qa.check.matching import Place
from qa.check.words import Line, words_of

MOST_WORDS = 3
"""Words of what is left out up to which a denial among them is one of what stays."""

_DENIALS = frozenset(
    """not no never none nobody nothing neither nor without hardly barely scarcely cannot
    nicht kein keine keinen keiner nie niemals ne pas jamais nunca jamás non mai não sem
    не нет никогда ні ніколи değil inte ikke niet geen""".split()
)
BEFORE = 6
"""Words before a quotation, in the same clause, of which a denial is one of what is quoted."""

_CLAUSE_END = re.compile(
    r"[.!?…;:,—–\n。！？，、]|\b(?:and|but|because|so|although|though|since|while|whereas|when|until"
    r"|if|unless|und|aber|weil|wenn|et|mais|pero|porque|и|но|і|але)\b"
    r"|\bno (?:doubt|question|wonder)\b|\bnot (?:only|just|merely)\b",
    re.IGNORECASE,
)
"""Where what a "not" denies ends, and idioms that deny nothing."""

_DENYING = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|doubt|reject|refus|disput|dismiss|contradict|disagree|declin|oppos"
    r"|unwilling|unlikely|far from|rul(?:es?|ed|ing) out|too (?:early|late))",
    re.IGNORECASE,
)
"""How else a draft says that something is not so."""

_SENTENCE_END = re.compile(r"[.!?…;:。！？]")


def denials_left_out(pieces: Sequence[Sequence[str]], place: Place) -> Iterator[str]:
    """Yield what is left out between two pieces if "not" is in it, as in "I did … see him".

    What is longer, or goes over the end of a sentence, may be left out with its own denial.

    Args:
        pieces: The words of each piece, in order.
        place: Where they stand, from the first word to the last.
    """
    line = Line(words_of(place.quote))
    last = 0
    for number, piece in enumerate(pieces):
        first = line.find(piece, last)
        if first is None:
            return
        between = line.words[last:first]
        if number and len(between) <= MOST_WORDS and any(_denies(word.said) for word in between):
            stretch = place.quote[line.words[last - 1].end : line.words[first].start]
            if not _SENTENCE_END.search(stretch):
                yield " ".join(word.said for word in between)
        last = first + len(piece)


def denial_before(place: Place) -> str:
    """Return what stands before the words of a place from a "not" in the same clause on, or "".

    Of "I do not think it is wise", “it is wise” is word for word, and the contrary.
    """
    document = place.document
    start = document.turns[place.turn].start
    # A few words are not longer than that, and a turn may be a whole book.
    before = document.text[max(start, place.start - 40 * BEFORE) : place.start]
    words = words_of(_CLAUSE_END.split(before)[-1])[-BEFORE:]
    first = next((n for n, word in enumerate(words) if _denies(word.said)), len(words))
    return " ".join(word.said for word in words[first:])


def is_denied(draft: str, start: int, end: int) -> bool:
    """Tell whether a draft itself denies, around a stretch of it in the same sentence."""
    before = _SENTENCE_END.split(draft[max(0, start - AROUND) : start])[-1]
    behind = _SENTENCE_END.split(draft[end : end + AROUND])[0]
    told = f"{before} {behind}"
    return bool(_DENYING.search(told)) or any(_denies(word.said) for word in words_of(told))


def _denies(word: str) -> bool:
    return word in _DENIALS or word.endswith("n't")
