"""The lines above an interview that say when, where and between whom it took place."""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.likely import PARTICLES
from corpus.vocabulary import FIELD_OF

_FIELD_LINE = re.compile(
    r"[ \t]*(?:[-*•][ \t]+)?(?P<open>[*_]{1,3})?(?P<key>[^\W\d_][^:：\n*_]{0,40}?)"
    r"(?(open)(?:[*_]{1,3}[ \t]*[:：]|[ \t]*[:：][*_]{1,3})|[ \t]*[:：])(?!//)"
    r"[ \t]*(?P<value>(?:.*[^ \t])?)[ \t]*"
)
_HEADING_LINE = re.compile(r"[ \t]*#{1,6}[ \t].*|[ \t]*([-*_=])(?:[ \t]*\1){2,}[ \t]*")
_BY = re.compile(
    r"(?i:\binterview(?:er)?s?\s+(?:is|are|was|were)\s|\binterview(?:ed)?\s+(?:conducted\s+)?by\s"
    r"|\bquestions\s+by\s|\bentrevistad[oa]\s+por\s|\bpropos\s+recueillis\s+par\s"
    r"|\binterviewt\s+von\s|\bинтервью\s+вз(?:ял|яла|яли)\s|\bбеседовал[аи]?\s)"
    r"[ \t]*(?P<names>[^\n.;()]{3,80})"
)
_WITH = re.compile(
    r"^[ \t#*_]*(?:[^\W\d_]+[ \t]+){0,4}?(?:(?:interview|conversation|(?:oral|life) history)[ \t]"
    r"+(?:with|of)|(?:interview|gespräch)[ \t]+mit|(?:interview|gesprek)[ \t]+met"
    r"|(?:interview|intervju)[ \t]+med|entretien[ \t]+avec|entrevista[ \t]+(?:a|con|com)"
    r"|intervista[ \t]+(?:a|con))[ \t]+(?P<names>[^\n;():]{3,80}?)[ \t*_]*$",
    re.IGNORECASE | re.MULTILINE,
)
"""A line of its own that says with whom the interview is."""

_OF = re.compile(r"[ \t]+(?:of|from|at)[ \t].*")

_CODE = re.compile(r"[a-z]{2,3}(?:[-_][A-Za-z]{2,4})?")
_IN_NAMES = PARTICLES | frozenset("of the du della di zum zur ter ten af av".split())
_AND = re.compile(r",\s*|\s+(?:and|und|et|y|e|и|&)\s+")

_NO_TITLES = ("interviewer", "interviewee", "date", "place", "duration", "transcriber", "url")

MOST_WORDS = 12
"""Longest value of a field: more is something said."""

MOST_NAME_WORDS = 5

LEAST_FIELDS = 2


@dataclass(frozen=True, slots=True)
class Header:
    """What stands above the interview.

    Attributes:
        pairs: (fact, value), by the names that front matter uses.
        end: Where the fields end; 0 without any.
        interviewees: With whom a line such as "Interview with Anna Berg" says that it is.
    """

    pairs: tuple[tuple[str, str], ...] = ()
    end: int = 0
    interviewees: tuple[str, ...] = ()


def read_header(
    text: str,
    speaking: frozenset[str] = frozenset(),
    until: int = 3000,
    labels: frozenset[int] = frozenset(),
) -> Header:
    """Return the fields that ``text`` opens with, such as ``Date: 3 May 2003``.

    Two fields at least, of which one is known, make a header. It ends where one of its
    fields comes again, since "Interviewer: Jonas Weiss" may be followed by what he says.

    Args:
        text: Normalised text.
        speaking: Case-folded labels that come again and again further down.
        until: Where somebody begins to speak: who is said to interview, is said above.
        labels: Where the labels in ``speaking`` begin.
    """
    pairs: list[tuple[str, str]] = []
    keys: set[str] = set()
    end = place = 0
    for line in text.split("\n")[:200]:
        stop = place + len(line)
        found = _FIELD_LINE.fullmatch(line)
        if found and not _is_field(found, keys, speaking):
            break
        opens = place + len(line) - len(line.lstrip()) in labels
        if found and opens and _cuts_time(found) and not _has_fields(text[stop:]):
            break
        if found:
            key = found["key"].strip().casefold()
            keys.add(key)
            if key in FIELD_OF and found["value"]:
                value = found["value"].strip("*_ ")
                if not value:  # a form that was not filled in
                    end = stop
                    place = stop + 1
                    continue
                fact = _fact(FIELD_OF[key], value)
                pairs += [(fact, one) for one in _people(fact, value)]
            end = stop
        elif _is_prose(line) and (keys or (place and len(line.split()) > MOST_WORDS)):
            break  # above the fields a title or two may stand; below them the interview begins
        place = stop + 1
    by = [("interviewer", name) for name in _interviewers(text[:until])]
    enough = len(keys) >= LEAST_FIELDS or any(fact == "date" for fact, _ in pairs)
    asked = _interviewees(text[:until])
    if not enough or not pairs or not text[end:].strip():
        return Header(tuple(by), interviewees=asked)
    return Header((*pairs, *(pair for pair in by if pair not in pairs)), end, asked)


def is_known_field(line: str) -> bool:
    """Tell whether a line is a field that says who took part in an interview, when or where."""
    found = _FIELD_LINE.fullmatch(line)
    key = found["key"].strip().casefold() if found else ""
    return key != "interview" and FIELD_OF.get(key) in _NO_TITLES  # Interview: Anna on fish


def _fact(name: str, value: str) -> str:
    """Return the name of a fact; the language is one only as a code, and seldom given so."""
    return "language in words" if name == "language" and not _CODE.fullmatch(value) else name


def _is_prose(line: str) -> bool:
    return bool(line.strip()) and not _HEADING_LINE.fullmatch(line)


def _is_field(found: re.Match[str], keys: set[str], speaking: frozenset[str]) -> bool:
    key, value = found["key"].strip().casefold(), found["value"]
    if key in keys or len(value.split()) > MOST_WORDS or value.endswith(("?", "？", "؟")):
        return False
    if FIELD_OF.get(key) in ("interviewer", "interviewee") and not _is_name(value):
        return False
    if key in speaking:
        # The last field and the first thing said look alike, but a name has no full stop.
        return key in FIELD_OF and _is_name(value)
    return True


def _cuts_time(found: re.Match[str]) -> bool:
    """Tell whether the colon is one of a time: ``Anna Berg (0:12)`` is no field."""
    key, rest = found["key"], found.string[found.end("key") :]
    return key[-1].isdigit() and rest[1:2].isdigit()


def _has_fields(below: str) -> bool:
    """Tell whether the lines up to the next blank one hold a known field: nobody speaks yet."""
    return any(map(is_known_field, below.partition("\n\n")[0].split("\n")))


def _people(fact: str, value: str) -> list[str]:
    """Return the people whom a field names, one by one, or else its value."""
    names = _AND.split(value) if fact in ("interviewer", "interviewee") else [value]
    return names if all(map(_is_whole_name, names)) else [value]


def _is_whole_name(value: str) -> bool:
    return 1 < len(value.split()) <= MOST_NAME_WORDS and _is_name(value)


def _is_name(value: str) -> bool:
    words = [word for word in value.split() if word.casefold() not in _IN_NAMES]
    return bool(words) and all(not w[0].islower() for w in words) and value[-1] not in ".!…"


def _interviewers(text: str) -> list[str]:
    """Return whom the lines above the interview call its interviewers."""
    found = _BY.search(text[:3000])
    if found is None:
        return []
    names = (name.strip("*_ ") for name in _AND.split(found["names"]))
    return [name for name in names if _is_whole_name(name)]


def _interviewees(text: str) -> tuple[str, ...]:
    """Return with whom a line above the interview says that it is."""
    found = _WITH.search(text[:3000])
    if found is None:
        return ()
    first, comma, further = _OF.sub("", found["names"]).partition(",")
    names = tuple(name.strip("*_ ") for name in _AND.split(first))
    # Behind a comma stands a date, or what one is; or a list of people, of whom all speak.
    listed = comma and any(map(_is_written_name, _AND.split(further.strip())))
    return names if all(map(_is_written_name, names)) and not listed else ()


def _is_written_name(value: str) -> bool:
    """Tell whether words are a whole name where no field says so: no "the Vampire", no "May 9"."""
    return _is_whole_name(value) and value[0].isupper() and not any(map(str.isdigit, value))
