"""Whether a label can be the name of somebody who speaks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from corpus.vocabulary import (
    ANSWERING,
    ARTICLES,
    ASKING,
    DISCOURSE,
    GUESTS,
    IN_COURT,
    NOT_SPEAKERS,
    SOMEBODY,
    TELLING,
    TITLES,
    TURN_LETTERS,
)

LONGEST_NAME = 120
PARTICLES = frozenset(
    "de da do dos das del der den des du van von zu zum zur ten ter af av bin bint ibn al el la le"
    " lo wa y e und and et и ve".split()
)
"""Words in small letters within a name, or between two."""
DECIDED = ASKING | ANSWERING | TELLING
MOST_WORDS = 6
"""Words of a name, without what stands beside it in brackets."""

MOST_OF_LABEL = 7
"""Words of a label, unless a comma stands behind a whole name."""

LONG_ASIDE = 30
"""Characters in brackets beside a name of one word that make it part of a sentence."""

ASIDE = re.compile(r"\s*(?:\([^()]*\)|\[[^\[\]]*\]|（[^（）]*）)")
"""What stands beside a name in brackets."""

GUEST_WITHIN = 4
"""Words of a description within which it says that it is somebody's."""

_DATED = re.compile(r"(?:^|[ ,./-])(?:19|20)\d\d$")
_UNCASED = re.compile(
    r"[\u0590-\u06ff\u0900-\u0dff\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"
)


def may_be_a_name(key: str) -> bool:
    """Tell whether a label can be a speaker's at all, if the document uses it as one."""
    folded = key.casefold().removesuffix(".")
    if not key or len(key) > LONGEST_NAME or not (key[0] == "+" or any(map(str.isalpha, key))):
        return False
    if folded.replace(".", "") in DISCOURSE and folded not in DECIDED:
        return False
    if key[0].islower() and not _begins_in_lower_case(key):
        return False
    if len(ASIDE.sub("", key).split()) > MOST_OF_LABEL and not _is_apposed(key):
        return False
    return folded not in NOT_SPEAKERS and not _DATED.search(key)


def _is_apposed(key: str) -> bool:
    """Tell whether a label is a whole name with what its owner is: ``Jan Kern, Minister …``."""
    name, comma, _ = key.partition(",")
    return bool(comma) and is_whole_name(name)


def is_whole_name(name: str) -> bool:
    """Tell whether a name has several words, each with a capital, and nothing behind a comma."""
    words = name.split()
    return "," not in name and len(words) > 1 and all(word[0].isupper() for word in words)


def _begins_in_lower_case(key: str) -> bool:
    """Tell whether a name may: ``van der Meer``, ``participant 4``, a name in a chat."""
    rest = key.partition(" ")[2]
    if not rest:
        return len(key) >= 3
    if rest.isdigit():
        return True
    return next(w for w in [*key.split(), ""] if w not in PARTICLES)[:1].isupper()


def looks_like_a_name(key: str) -> bool:
    """Tell whether a label is a name by its own looks: capital letters, or a script without."""
    if not may_be_a_name(key):
        return False
    key = ASIDE.sub("", key).strip()  # what stands in brackets may be anything
    if not key or sum(word not in PARTICLES for word in key.split()) > MOST_WORDS:
        return False
    if _UNCASED.search(key):
        return len(key) <= 16
    words = [word for word in re.split(r"[ \u00a0/&(),\[\]#]+", key) if word]
    return all(w[0].isupper() or w[0].isdigit() or w.casefold() in PARTICLES for w in words) and (
        not key.endswith((".", "!", "…")) or len(key) <= 4
    )


def is_somebody(key: str) -> bool:
    """Tell whether a label used once is somebody's, not how a paragraph of an answer begins."""
    first = re.split(r"[\W_]+", key.casefold())[0]
    if " " not in ASIDE.sub("", key).strip() and len(key) > LONG_ASIDE + len(first):
        return False  # Bergen (where my mother had her sisters): …
    return is_part(key) or (looks_like_a_name(key) and (has_title(key) or not is_discourse(first)))


def has_title(key: str) -> bool:
    """Tell whether a label is a name with a title, or whoever presides: ``Mr Bone``."""
    first, _, rest = key.partition(" ")
    titled = first.casefold().rstrip(".") in TITLES and rest[:1].isupper()
    return key.casefold() in IN_COURT or titled


def is_guest(words: Sequence[str]) -> bool:
    """Tell whether words in small letters describe somebody nobody knows: ``a man at the back``."""
    return words[0] in ARTICLES and not GUESTS.isdisjoint(words[:GUEST_WITHIN])


def is_discourse(word: str) -> bool:
    """Tell whether a paragraph of an answer may begin with ``word`` before a colon."""
    return word.casefold() in DISCOURSE


def is_part(key: str) -> bool:
    """Tell whether a label says what somebody is to the talk: ``Interviewer``, ``Man's voice``."""
    words = re.split(r"[\W_]+", key.casefold())
    return key.casefold() in DECIDED or not SOMEBODY.isdisjoint(words)


def is_letter_pair(keys: Iterable[str]) -> tuple[str, str] | None:
    """Return which two letters stand for question and answer, if a document's labels do."""
    used = {key.rstrip(".").upper() for key in keys}
    return next((pair for pair in TURN_LETTERS if used == set(pair)), None)
