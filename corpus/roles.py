"""Who asks and who answers, and what they are called."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from corpus.document import Role
from corpus.frontmatter import FrontMatter
from corpus.questions import per_word, share_ending

UNNAMED = frozenset({"odd", "even", "Q", "A"})

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
    said: defaultdict[str, list[str]] = defaultdict(list)
    for voice in voices:
        said[voice.key].append(voice.said)
    known = {key: part for key in said if (part := _told(key, facts)) is not None}
    unknown = {key: turns for key, turns in said.items() if key not in known}
    roles = {part.role for part in known.values()}
    askers = _who_mostly_ask(unknown)
    if not askers and Role.INTERVIEWER not in roles:
        askers = _who_asks_most(unknown, someone_answers=Role.INTERVIEWEE in roles)
    for key in unknown:
        role = Role.INTERVIEWER if key in askers else Role.INTERVIEWEE
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


def _who_mostly_ask(said: Mapping[str, Sequence[str]]) -> set[str]:
    total = sum(map(_words, said.values()))
    return {
        key
        for key, turns in said.items()
        if share_ending(turns) >= ALSO_ASKS and _words(turns) < SAYS_LITTLE * total
    }


def _who_asks_most(said: Mapping[str, Sequence[str]], *, someone_answers: bool) -> set[str]:
    """Return the one of ``said`` who asks most, if there is somebody to ask."""
    if len(said) == 1 and someone_answers:
        return set(said)
    if len(said) < 2:
        return set()
    evidence = {key: (share_ending(turns), per_word(turns)) for key, turns in said.items()}
    most = max(evidence, key=evidence.__getitem__)
    ending, dense = evidence[most]
    # Among many, a question in passing makes nobody the interviewer.
    return {most} if ending or (dense and len(said) == 2) else set()


def _words(turns: Sequence[str]) -> int:
    return sum(len(said.split()) for said in turns)


def _name(key: str, role: Role, facts: FrontMatter) -> str:
    if key not in UNNAMED:
        return key
    return ", ".join(facts.all(role)) or role.capitalize()
