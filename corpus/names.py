"""One name for each person: initials with a legend, cut names, capitals and lower case."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from corpus.likely import ASIDE, PARTICLES
from corpus.vocabulary import ANSWERING, ASKING, SAYING, TELLING, TITLES, TURN_WORDS

_ASIDE = re.compile(rf"{ASIDE.pattern}\s*$")
_SEAT = re.compile(r"\s*(?P<said>\([^()]*\)\s*\([^()]*\))\s*$")
_APPOSED = re.compile(r"(?P<name>[^,()]+),\s+(?P<said>[^()]+)")
_JOINED = re.compile(r"[&/+]|\b(?:and|und|et|y|e|и|ve)\b", re.IGNORECASE)
_LEGEND = re.compile(
    # A word has an end, or a text of one long word would be read anew from each of its letters.
    r"(?P<name>(?<!\w)[^\W\d_][\w.'’-]{0,60}+(?:[ \u00a0][^\W\d_][\w.'’-]{0,60}+){1,4})"
    r"[ \u00a0]*[(\[](?P<initials>[^\W\d_]{1,5})[)\]]"
    r"|^[ \t]*+(?:[-*•][ \t]*+)?+\**(?P<short>[^\W\d_]{1,5})\**[ \t]*[=–—-][ \t]*"
    r"(?P<long>[^\W\d_][\w.'’-]*+(?:[ \u00a0][^\W\d_][\w.'’-]*+){1,4})[ \t]*\**,?[^\n.?!]{0,60}$",
    re.MULTILINE,
)
MOST_LABELS = 300
"""Labels beyond which a text is no interview, and comparing each with each would take long."""

INTRODUCED = 2
"""How often a whole name is written before its owner is called by a part of it."""

LEAST_INITIALS = 2
"""How often initials without a legend label a turn at least."""


@dataclass(frozen=True, slots=True)
class Names:
    """Which labels are one person's.

    Attributes:
        of: Label to name, for labels whose name is another.
        why: Name to the evidence, for a reader.
    """

    of: Mapping[str, str] = field(default_factory=dict)
    why: Mapping[str, str] = field(default_factory=dict)

    def name(self, key: str) -> str:
        """Return the name of whoever the label stands for."""
        return self.of.get(key, key)


def find_names(
    text: str, keys: Sequence[str], told: Mapping[str, str], people: Sequence[str]
) -> Names:
    """Return the names of labels, merged only on strong evidence.

    Args:
        text: Normalised text, which may hold a legend.
        keys: Labels in text order, repeated as they are.
        told: Case-folded label to name, as the user says; wins over everything else.
        people: Names the metadata gives.
    """
    labels = list(dict.fromkeys(keys))
    if len(labels) > MOST_LABELS:
        return Names()
    bare = _without_asides(labels, told)
    of: dict[str, str] = {key: name for key, (name, _) in bare.items()}
    why: dict[str, str] = {key: reason for key, (_, reason) in bare.items()}
    keys = [of.get(key, key) for key in keys]
    counts = Counter(keys)
    distinct = list(counts)
    adjacent = {frozenset(pair) for pair in pairwise(keys)}
    legend = _legend(text, counts)
    for key in distinct:
        name, reason = _name(key, distinct, counts, adjacent, told, legend, people)
        if name != key:
            of[key] = name
            why[key] = reason
    # Anna (host) -> Anna, and ANNA -> Anna: a name may itself have another one.
    for key, name in of.items():
        while name in of and of[name] != name and name != key:
            name = of[name]
        of[key] = name
    return Names(of, why)


def _without_asides(labels: Sequence[str], told: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    """Return the name in each label that says more than a name, and why the rest is none of it."""
    asides: dict[str, set[str]] = {}
    for label in labels:
        aside = _ASIDE.search(label)
        said = _inside(aside).casefold() if aside else ""
        asides.setdefault(_ASIDE.sub("", label).casefold(), set()).add(said)
    found = {}
    last = {label.casefold().split()[-1] for label in labels if "," not in label}
    # KATE LIM, RESIDENT speaks once where others are introduced so and come again.
    loud = any(
        label.isupper() and (found_in := _APPOSED.fullmatch(label)) and _only_tells(found_in, last)
        for label in labels
    )
    for label in labels:
        if label.casefold() in told:
            continue
        apposed = _APPOSED.fullmatch(label)
        if apposed and (_only_tells(apposed, last) or (loud and label.isupper())):
            found[label] = apposed["name"].strip(), f"({apposed['said']}) only adds to the name"
            continue
        if seat := _SEAT.search(label):  # Tessa Munt (Wells) (LD): her constituency and party
            found[label] = label[: seat.start()], f"{seat['said']} only adds to the name"
            continue
        aside, name = _ASIDE.search(label), _ASIDE.sub("", label)
        if aside is None or not name:
            continue
        said, others = _inside(aside), asides[name.casefold()]
        if others & ASKING and others & ANSWERING:
            continue  # Lee (host) and Lee (guest) are two
        tells_role = said.casefold() in ASKING | ANSWERING
        # So are Kim (father) and Kim (son), unless there is a Kim, who may laugh and cry.
        adds = "" in others or (said[:1].islower() and len(others) == 1)
        if tells_role or adds or _initials_fit(said, name):
            found[label] = name, f"({said}) only adds to the name"
    return found


def _inside(aside: re.Match[str]) -> str:
    return aside[0].strip().strip("()[]（）").strip()


def _only_tells(apposed: re.Match[str], last: Set[str]) -> bool:
    """Tell whether what stands behind a comma says what somebody is: ``Ruth Abara, moderator``."""
    name, said = apposed["name"].casefold().split(), apposed["said"]
    part = said.casefold().split()[-1]  # CNN ANCHOR
    return len(name) > 1 and (said[0].islower() or part in ASKING | ANSWERING or name[-1] in last)


def _name(
    key: str,
    distinct: Sequence[str],
    counts: Mapping[str, int],
    adjacent: Set[frozenset[str]],
    told: Mapping[str, str],
    legend: Mapping[str, str],
    people: Sequence[str],
) -> tuple[str, str]:
    if (name := told.get(key.casefold())) is not None:
        return name, "the metadata says so"
    if speaking := _speaking(key):
        return speaking
    if key in legend:
        return legend[key], f"introduced as “{legend[key]} ({key})”"
    if (letter := key[0].upper()) in counts and key.casefold() in TURN_WORDS:
        return letter, "the letter stands for it"  # Pregunta. once, and P. from then on
    fitting = [name for name in people if _initials_fit(key, name)]
    if len(fitting) == 1 and key.isupper():
        return fitting[0], "the metadata names one person with these initials"
    for other in distinct:
        if (
            other != key
            and other.casefold().rstrip(".") == key.casefold().rstrip(".")
            and _is_better(other, key, counts)
        ):
            return other, "the same but for capital letters"
        if other != key and _is_untitled(other, key):
            return other, "the same but for a title"
    owner = _introduced(key, distinct, counts) or _initialled(key, distinct, counts)
    if owner and frozenset((key, owner)) in adjacent:
        return key, ""  # they talk to each other
    return (owner, "the whole name comes first, then what is left of it") if owner else (key, "")


def _speaking(key: str) -> tuple[str, str] | None:
    """Return who speaks, and why, of a label that tells so: ``BY MR. HALE``, ``Ruth says``."""
    if key.startswith("BY ") and key.isupper():
        return key[3:].strip(), "BY only says who goes on asking"
    name, _, verb = key.rpartition(" ")
    return (name, f"“{verb}” only tells that they speak") if name and verb in SAYING else None


def _is_better(name: str, other: str, counts: Mapping[str, int]) -> bool:
    """Prefer Anna to ANNA, then what is written more often, then what sorts first."""
    return (name.isupper(), -counts[name], name) < (other.isupper(), -counts[other], other)


@lru_cache(maxsize=2)
def _introductions(text: str) -> tuple[tuple[str, str], ...]:
    """Return the initials and names that stand beside each other, read once for all labels."""
    return tuple(
        (match["initials"] or match["short"], match["name"] or match["long"])
        for match in _LEGEND.finditer(text)
    )


def _legend(text: str, counts: Mapping[str, int]) -> dict[str, str]:
    """Return initials that the text explains, of those that are labels."""
    found: dict[str, str] = {}
    for short, name in _introductions(text):
        words = name.split()
        for first in reversed(range(len(words) - 1)):  # "here is Michael Folkson (MF)"
            candidate = " ".join(words[first:])
            if short in counts and _initials_fit(short, candidate):
                found.setdefault(short, candidate)
                break
    return found


def _initials_fit(short: str, name: str) -> bool:
    words = [word for word in re.split(r"[ \u00a0-]+", name) if word and word[0].isalpha()]
    initials = "".join(word[0] for word in words).casefold()
    letters = re.sub(r"[.\s]", "", short).casefold()
    return len(words) > 1 and len(letters) > 1 and letters in (initials, initials[0] + initials[-1])


def _introduced(key: str, distinct: Sequence[str], counts: Mapping[str, int]) -> str | None:
    """Return the one whole name, used before ``key`` and hardly since, that ``key`` is part of."""
    part = _without_title(key)
    if len(part) != 1 and key.split()[0] not in PARTICLES:
        return None
    if part[0] in ASKING | ANSWERING | TELLING | TITLES:
        return None
    place = distinct.index(key)
    owners = [
        (number, other)
        for number, other in enumerate(distinct)
        if other != key
        and len(whole := _without_title(other)) > len(part)
        and (part[0] in (whole[0], whole[-1]) if len(part) == 1 else _is_surname_of(part, whole))
        and (len(part) > 1 or not _JOINED.search(other))  # AMY AND BO are two
        and _speaking(other) is None
    ]
    if len(owners) != 1:
        return None
    number, owner = owners[0]
    if any(other != key and _without_title(other) == part for other in distinct):
        return None  # Mr. and Mrs. Berg
    return owner if number < place and counts[owner] <= INTRODUCED else None


def _is_surname_of(part: Sequence[str], whole: Sequence[str]) -> bool:
    """Tell whether words of a name follow each other behind its first: ``de la Fuente``."""
    starts = range(1, len(whole) - len(part) + 1)
    return any(list(whole[start : start + len(part)]) == list(part) for start in starts)


def _initialled(key: str, distinct: Sequence[str], counts: Mapping[str, int]) -> str | None:
    """Return the one whole name, used before ``key`` and hardly since, with these initials."""
    if not key.isupper() or counts[key] < LEAST_INITIALS:
        return None
    owners = [name for name in distinct if name != key and _initials_fit(key, name)]
    introduced = distinct.index(key) > distinct.index(owners[0]) if owners else False
    return (
        owners[0] if len(owners) == 1 and introduced and counts[owners[0]] <= INTRODUCED else None
    )


def _is_untitled(name: str, other: str) -> bool:
    """Tell whether a whole name is the other one without its title: ``Mr John Penrose``."""
    words = [word.rstrip(".,") for word in name.casefold().split()]
    return len(words) > 1 and words[0] not in TITLES and words == _without_title(other)


def _without_title(key: str) -> list[str]:
    words = [word.rstrip(".,") for word in _ASIDE.sub("", key).casefold().split()]
    return words[1:] if len(words) > 1 and words[0] in TITLES else words
