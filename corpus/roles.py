"""Who asks and who answers, and what they are called."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from corpus.document import Role
from corpus.frontmatter import FrontMatter
from corpus.marks import UNSURE
from corpus.people import People, title_of
from corpus.questions import asks, is_told, per_word, share_asking, share_ending
from corpus.vocabulary import ANSWERING, ASKING, FIELD_OF, IN_COURT, TELLING

UNKNOWN = "Unknown speaker"
UNNAMED = frozenset({"odd", "even", "Q", "A", UNSURE})

_NUMBER = re.compile(r"[\s#._-]*\d+\s*$")
_OBJECTS = re.compile(r"(?i)\bobject(?:ions?|ed)?\b")
_CHAIR = re.compile(r"(?i)(?:vice |acting )?chair(?:man|woman|person)?\.? (?=\w)")
_JUDGE = re.compile(
    r"(?i)(?:(?:the )?(?:lord|lady|mr|mrs|ms|dame|sir|chief) )?justice |(?:his|her) honou?r\b"
    r"|judge "
)
_ORDERS = re.compile(
    r"(?i)\b(?:sub)?committee\b|\bhearing\b|\bwitness(?:es)?\b|\bgentle(?:man|woman|lady)\b"
    r"|\brecogni[sz]ed?\b|\byields?\b"
)
_FIELDS_BELOW = ("date", "place", "duration", "transcriber", "url", "title", "language")
_NOTES = tuple(f"{word} " for word in sorted(TELLING) if " " in word or word == "notes")
_ROLE_WORDS = (
    (ASKING | IN_COURT, Role.INTERVIEWER),
    (ANSWERING, Role.INTERVIEWEE),
    (TELLING, Role.NARRATOR),
)

ALSO_ASKS = 0.6
"""Share of turns that end as questions from which a further speaker counts as interviewer."""

BRIEFLY_ASKS = 0.4
"""The same for who is brief beside somebody who talks most of the time and hardly ever asks."""

BRIEF = 0.4
"""Length of a turn, as a share of those of who talks most, up to which somebody is brief."""

SOME_TURNS = 6
"""Turns of two from which the one who says little interviews, though nobody's end as questions."""

TALKS_MOST = 0.6
"""Share of the words above which nobody is the interviewer, unless turns end as questions."""

LEADS = 0.25
"""Least share of the turns of who leads a talk that ask or say "tell me"."""

PASSING = 0.1
"""Share of one's turns that may end as questions among many, without being the interviewer."""

FEW = 0.1
"""Share of the turns below which those who nearly always ask are not the only interviewers."""

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
    """Who a label stands for.

    Attributes:
        why: What shows the role, for a reader.
    """

    name: str
    role: Role
    why: str = ""


def cast(
    voices: Sequence[Voice], facts: FrontMatter, labels: Mapping[str, str] | None = None
) -> dict[str, Part]:
    """Return, for every label, whom it stands for.

    What the front matter says of somebody holds, then what a label says; for the others, whoever
    asks most is the interviewer, and so is everyone who nearly always asks and says little.

    Args:
        voices: The turns.
        facts: The front matter.
        labels: Label to key, for labels that say more than the key: ``Anna (host)``.
    """
    people = People(facts)
    aside = {
        key: Part(key, role, "the label says so")
        for label, key in (labels or {}).items()
        if (role := _role_in(label)) is not None
    }
    said: defaultdict[str, list[str]] = defaultdict(list)
    for voice in voices:
        said[voice.key].append(voice.said)
    # Beside a B, and without a Q, an A is the first speaker and no answer.
    lettered = {"A"} if "B" in said and "Q" not in said else set()
    known = {
        key: part
        for key in said
        if key not in lettered
        and (part := _told(key, people, facts) or aside.get(key)) is not None
        # Ort is a place in German, and somebody who asks all the same.
        and not (
            part.role is Role.NARRATOR
            and key.casefold() in FIELD_OF
            and share_ending(said[key]) >= ALSO_ASKS
        )
    }
    if _is_hearing(said):
        counsel = (key for key in said if key not in known and (title_of(key) or _JUDGE.match(key)))
        known |= {k: Part(k, Role.INTERVIEWER, "counsel in a hearing") for k in counsel}
    presiding = (key for key in said if key not in known and _presides(key, said[key]))
    known |= {key: Part(key, Role.INTERVIEWER, "presides over a hearing") for key in presiding}
    unknown = {key: turns for key, turns in said.items() if key not in known}
    roles = {part.role for part in known.values()}
    askers = _who_mostly_ask(unknown)
    told = (key for key, part in known.items() if part.role is Role.INTERVIEWER)
    if sum(len(said[key]) for key in {*askers, *told}) < FEW * len(voices):
        others = {key: turns for key, turns in unknown.items() if key not in askers}
        askers |= _who_asks_most(others, someone_answers=Role.INTERVIEWEE in roles)
    for key, turns in unknown.items():
        role = Role.INTERVIEWER if key in askers else Role.INTERVIEWEE
        asking = f"{share_ending(turns):.0%} of the turns end as questions"
        known[key] = Part(_name(key, role, facts), role, asking)
    return known


def _is_hearing(said: Mapping[str, Sequence[str]]) -> bool:
    """Tell whether a witness answers by letter while counsel, who have names, stand by."""
    if not {"Q", "A"} <= said.keys():
        return False
    present = any(key.casefold() in IN_COURT or _JUDGE.match(key) for key in said)
    return present or any(
        _OBJECTS.search(turn) for key in said if title_of(key) for turn in said[key]
    )


def _presides(key: str, said: Sequence[str]) -> bool:
    """Tell whether ``Chairwoman Lowell`` leads a hearing, as one of a bank does not."""
    return bool(_CHAIR.match(key)) and sum(bool(_ORDERS.search(turn)) for turn in said) > 1


def _told(key: str, people: People, facts: FrontMatter) -> Part | None:
    """Return what the metadata, or the label itself, says of a speaker."""
    if not key:
        return None
    if key == UNSURE:
        return Part(UNKNOWN, Role.NARRATOR, "who asks may have said it as well as who answers")
    if key not in UNNAMED and (person := people.owner(key) or people.begun(key)):
        return Part(*person, "the metadata says so")
    if key in ("Q", "A"):
        role = Role.INTERVIEWER if key == "Q" else Role.INTERVIEWEE
        return Part(_name(key, role, facts), role, "the label says so")
    role_said = _role_in(key)
    if role_said is None:
        return None
    told = facts.all(role_said)
    name = told[0] if len(told) == 1 and key.casefold() in ASKING | ANSWERING else key
    return Part(name, role_said, "the label says so")


def says_role(key: str) -> bool:
    """Tell whether a label names a part in an interview, such as ``Interviewer 1``."""
    return key in UNNAMED or _role_in(key) in (Role.INTERVIEWER, Role.INTERVIEWEE)


def _role_in(key: str) -> Role | None:
    """Return the role that a label such as ``Interviewer 1`` or ``Anna (host)`` names."""
    whole = _NUMBER.sub("", key.casefold()).strip()
    name, _, aside = whole.rstrip(")").partition("(")
    apposed = whole.partition(", ")[2]
    for said in (whole, name.strip(), aside.strip(), apposed, *apposed.split()[-1:]):
        for words, role in _ROLE_WORDS:
            if said in words:
                return role
    field = FIELD_OF.get(whole) or FIELD_OF.get(whole.partition(" ")[0])
    if whole.startswith(_NOTES) or field in _FIELDS_BELOW:
        return Role.NARRATOR
    return None


def _who_mostly_ask(said: Mapping[str, Sequence[str]]) -> set[str]:
    total = sum(map(_words, said.values()))
    most = max(said, key=lambda key: _words(said[key]), default="")
    tells = (
        len(said) > 2
        and _words(said[most]) > TALKS_MOST * total
        and share_ending(said[most]) <= PASSING
    )

    def asks(turns: Sequence[str]) -> bool:
        brief = tells and _words(turns) / len(turns) <= BRIEF * _words(said[most]) / len(said[most])
        return share_ending(turns) >= (BRIEFLY_ASKS if brief else ALSO_ASKS)

    return {
        key for key, turns in said.items() if asks(turns) and _words(turns) < SAYS_LITTLE * total
    }


def _who_asks_most(said: Mapping[str, Sequence[str]], *, someone_answers: bool) -> set[str]:
    """Return the one of ``said`` who asks most, if there is somebody to ask."""
    if len(said) == 1 and someone_answers:
        return set(said)
    if len(said) < 2:
        return set()
    evidence = {key: (share_ending(turns), per_word(turns)) for key, turns in said.items()}
    if not any(ending for ending, _ in evidence.values()):
        # Whoever talks most may ask in passing, and is not the one who interviews.
        total = sum(map(_words, said.values()))
        evidence = {k: e for k, e in evidence.items() if _words(said[k]) <= TALKS_MOST * total}
        if len(said) == 2 and len(evidence) == 1 and sum(map(len, said.values())) >= SOME_TURNS:
            return set(evidence)
    most = max(evidence, key=evidence.__getitem__, default=None)
    if most is None:
        return set()
    if len(said) == 2 and _only_asks_back(most, said):
        return set(said) - {most}
    ending, dense = evidence[most]
    # Among many, a question in passing makes nobody the interviewer.
    enough = ending > (PASSING if len(said) > 2 else 0) or (dense and len(said) == 2)
    return {most} if enough else set()


def _only_asks_back(most: str, said: Mapping[str, Sequence[str]]) -> bool:
    """Tell whether the one of two who asks more talks most, and the other one leads the talk.

    Who tells a story ends with "you know?", and who listens says "Tell me about it."
    """
    (other,) = set(said) - {most}
    talks = _words(said[most]) > TALKS_MOST * (_words(said[most]) + _words(said[other]))
    leads = share_asking(said[other])
    return (
        talks
        and sum(asks(turn) and not is_told(turn) for turn in said[most])
        < ALSO_ASKS * len(said[most])
        and leads >= LEADS
        and leads > share_asking(said[most])
    )


def _words(turns: Sequence[str]) -> int:
    return sum(len(said.split()) for said in turns)


def _name(key: str, role: Role, facts: FrontMatter) -> str:
    if key not in UNNAMED:
        return key or UNKNOWN
    return ", ".join(facts.all(role)) or role.capitalize()
