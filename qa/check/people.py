"""Whether two names are one person's: a draft's and a source's."""

from __future__ import annotations

import re

from rapidfuzz import fuzz

from corpus.vocabulary import ANSWERING, ASKING, GUESTS, SOMEBODY, TELLING, TITLES
from qa.check.words import fold

SPELT_ALIKE = 70
"""Likeness, from 0 to 100, from which two given names are one in two spellings."""

TRANSCRIBED_ALIKE = 85
"""Likeness from which two last names are one, as Mischenko and Mishchenko are."""

LONG_NAME = 6
"""Letters of a last name below which one of them makes another name."""

_RANKS = TITLES | frozenset(
    """ambassador envoy consul mayor governor deputy secretary councillor congressman congresswoman
    king queen prince princess lord lady baron count justice inspector detective professor doctor
    captain colonel general major lieutenant sergeant corporal admiral commander officer private
    father sister brother mother reverend pastor bishop archbishop rabbi imam coach former
    gov sen rep gen col lt capt sgt maj cpl rev hon""".split()
)
"""What may stand before a last name and is no given name."""

_NAMELESS = (
    ASKING | ANSWERING | TELLING | SOMEBODY | GUESTS | {"interviewee", "unknown speaker", "q", "a"}
)


def is_nameless(speaker: str) -> bool:
    """Tell whether a source does not tell a speaker's name, so that no other name is wrong."""
    return re.sub(r"[\s_#]*\d+$", "", speaker).casefold() in _NAMELESS


def is_same_person(name: str, speaker: str) -> bool:
    """Tell whether a draft's name can be a source's speaker: all of it, or the last name.

    Of one last name, Karl Berg is not Anna Berg, but K. Berg, Karla Berg and Captain Berg can be
    Karl Berg.
    """
    one, other = (
        [fold(word).strip(".") for word in re.findall(r"[\w'’.-]+", whole)]
        for whole in (name, speaker)
    )
    if not one or not other:
        return False
    if set(one) <= set(other) or set(other) <= set(one):
        return True
    first, second = ([word for word in names[:-1] if word not in _RANKS] for names in (one, other))
    return _is_one_family(one[-1], other[-1]) and (
        not first or not second or _is_like(first[0], second[0])
    )


def _is_one_family(one: str, other: str) -> bool:
    """Tell whether two last names are one, or two transcriptions of it; Petrov is not Petrova."""
    if min(len(one), len(other)) < LONG_NAME or one[-1] != other[-1]:
        return one == other
    return fuzz.ratio(one, other) >= TRANSCRIBED_ALIKE


def _is_like(first: str, second: str) -> bool:
    """Tell whether two given names can be one: an initial, a short form, another spelling."""
    begins = first.startswith(second) or second.startswith(first)
    return begins or fuzz.ratio(first, second) >= SPELT_ALIKE
