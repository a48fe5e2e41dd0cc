"""Who asks and who answers, and what they are called."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.document import Role
from corpus.frontmatter import FrontMatter

UNNAMED = frozenset({"odd", "even", "Q", "A"})
_ENDS_ASKING = re.compile(r"[?？؟][\"”’»)\]]*\s*$")

ALSO_ASKS = 0.6
"""Share of turns that end as questions from which a further speaker counts as interviewer."""

SAYS_LITTLE = 0.35
"""Share of the words below which a further speaker may be an interviewer."""


@dataclass(frozen=True, slots=True)
class Voice:
    """One turn, before anybody knows who speaks.

    Attributes:
        key: The label that opens it.
        said: Its words.
    """

    key: str
    said: str


@dataclass(frozen=True, slots=True)
class Part:
    """Who a label stands for."""

    name: str
    role: Role


def cast(voices: Sequence[Voice], facts: FrontMatter) -> dict[str, Part]:
    """Return, for every label, whom it stands for.

    What the front matter says of somebody holds; for the others, whoever asks most is the
    interviewer, and so is everyone who nearly always asks and says little.
    """
    keys = tuple(dict.fromkeys(voice.key for voice in voices))
    known = {key: part for key in keys if (part := _told(key, facts)) is not None}
    open_keys = [key for key in keys if key not in known]
    asking = _asking(voices, open_keys, any(p.role is Role.INTERVIEWER for p in known.values()))
    for key in open_keys:
        role = Role.INTERVIEWER if key in asking else Role.INTERVIEWEE
        known[key] = Part(_name(key, role, facts), role)
    return known


def _told(key: str, facts: FrontMatter) -> Part | None:
    """Return what the front matter, or the label itself, says of a speaker."""
    for role in Role:
        for name in facts.all(role):
            if key not in UNNAMED and _same_person(key, name):
                return Part(name, role)
    if key in ("Q", "A"):
        role = Role.INTERVIEWER if key == "Q" else Role.INTERVIEWEE
        return Part(_name(key, role, facts), role)
    return None


def _same_person(label: str, name: str) -> bool:
    """Tell whether a label is a name or, as transcripts shorten them, the end of one."""
    label_words, name_words = label.casefold().split(), name.casefold().split()
    return label_words == name_words[-len(label_words) :]


def _asking(voices: Sequence[Voice], keys: Sequence[str], have_one: bool) -> set[str]:
    asks = {key: _share_asking(voices, key) for key in keys}
    words = {key: sum(len(v.said.split()) for v in voices if v.key == key) for key in keys}
    total = max(1, sum(words.values()))
    asking = {key for key in keys if asks[key] >= ALSO_ASKS and words[key] / total < SAYS_LITTLE}
    if not asking and not have_one and len(keys) > 1:
        # Of two who ask alike, the one who says less is there to ask.
        most = max(keys, key=lambda key: (asks[key], -words[key]))
        asking = {most} if asks[most] > 0 else set()
    return asking


def _share_asking(voices: Sequence[Voice], key: str) -> float:
    said = [voice.said for voice in voices if voice.key == key]
    return sum(bool(_ENDS_ASKING.search(words)) for words in said) / len(said)


def _name(key: str, role: Role, facts: FrontMatter) -> str:
    if key not in UNNAMED:
        return key
    return ", ".join(facts.all(role)) or role.capitalize()
