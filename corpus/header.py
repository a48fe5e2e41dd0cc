"""The lines above an interview that say when, where and between whom it took place."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from corpus.dates import Days, read_days
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
    r"|(?m:^)[ \t]*(?:conducted|interviews?)\s+by\s|\bquestions\s+by\s"
    r"|\bentrevistad[oa]\s+por\s|\bpropos\s+recueillis\s+par\s"
    r"|\binterviewt\s+von\s|\bинтервью\s+вз(?:ял|яла|яли)\s|\bбеседовал[аи]?\s)"
    r"[ \t]*(?P<names>[^\n.;()]{3,80})"
)
_WITH = re.compile(
    r"^[ \t#*_]*(?:[^\W\d_]+[ \t]+){0,4}?(?:(?:interview|conversation|(?:oral|life) history)[ \t]"
    r"+(?:with|of)|(?:interview|gespräch)[ \t]+mit|(?:interview|gesprek)[ \t]+met"
    r"|(?:interview|intervju)[ \t]+med|entretien[ \t]+avec|entrevista[ \t]+(?:a|con|com)"
    r"|intervista[ \t]+(?:a|con))[ \t]+(?P<names>[^\n;():]{3,160}?)[ \t*_]*$",
    re.IGNORECASE | re.MULTILINE,
)
"""A line of its own that says with whom the interview is."""

_WITH_BELOW = re.compile(
    r"^[ \t#*_]*(?:an[ \t]+)?(?:(?:oral|life)[ \t]+history[ \t]+)?"
    r"(?:interview|conversation)[ \t]+(?:with|of)[ \t*_]*\n\s*"
    r"(?P<names>[^\n;():,]{3,60}?)[ \t*_]*$",
    re.IGNORECASE | re.MULTILINE,
)
"""The same with the name on the next line, as on a title page."""

_OF = re.compile(r"[ \t]+(?:of|from|at)[ \t].*")

_CODE = re.compile(r"[a-z]{2,3}(?:[-_][A-Za-z]{2,4})?")
_IN_NAMES = PARTICLES | frozenset("of the du della di zum zur ter ten af av".split())
_AND = re.compile(r",\s*|\s+(?:and|und|et|y|e|и|&)\s+")

_DAY = re.compile(
    r"(?:[^\W\d_]{3,12}\.?,?[ \t]+)?(?:\d{1,2}(?:st|nd|rd|th)?[ \t]+[^\W\d_]{3,12}\.?"
    r"|[^\W\d_]{3,12}\.?[ \t]+\d{1,2}(?:st|nd|rd|th)?),?[ \t]+\d{4}|\d{4}-\d\d-\d\d"
)
_TOOK_PLACE = re.compile(
    r"(?i)\b(?:interview(?:ed)?|recorded|conducted|took place|spoke|talked|conversation|held|met"
    r"|received us|visited|aired|broadcast|sat down|briefing|gespräch|gesprochen|entretien"
    r"|entrevista|intervista)\b"
)
_ANOTHER_DAY = re.compile(
    r"(?i)\b(?:born|died|published|updated|posted|transcribed|edited|accessed|since|until|founded"
    r"|geboren|publié|publicad[oa])\b"
)
_ASIDE = re.compile(r"[ \t]*\([^()\n]*\)")
_INITIALS = re.compile(r"[ \t]*\([A-ZÀ-Þ]{2,4}\)")  # Josephine Moyo (JM)
_NEXT = re.compile(r"[ \t]*;[ \t]*(?:(?:and|und|et|y|e|и)[ \t]+)?")

_HONOURS = re.compile(r"(?:[ \t]+(?:MP|MEP|MSP|MD|Ph\.?D|[QK]C|[OCM]BE|FRS))+\Z")

_PEOPLE = ("interviewer", "interviewee")
_NO_TITLES = ("interviewer", "interviewee", "date", "place", "duration", "transcriber", "url")

MOST_WORDS = 12
"""Longest value of a field: more is something said."""

MOST_NAME_WORDS = 5

MOST_TITLE = 16
"""Words of a line above that may end with the day."""

LEAST_FIELDS = 2

MOST_ABOVE = 3000
"""Characters above the interview that are looked through."""


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
    until: int = MOST_ABOVE,
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
            pairs += _told(key, found["value"].strip("*_ "))
            end = stop
        elif end == place - 1 and (further := _further(line, pairs)):
            pairs += further
            end = stop
        elif _ends_above(line, keys, place) and not (labels and _names_people(text[stop:until])):
            break
        place = stop + 1
    above = text[: min(until, MOST_ABOVE)]
    by = [("interviewer", name) for name in _interviewers(above)]
    is_dated = any(fact == "date" for fact, _ in pairs)
    if labels and not is_dated:
        by += [("date", day) for day in _dateline(above)]
    enough = len(keys) >= LEAST_FIELDS or is_dated or _is_lone_field(text, keys, pairs, end, labels)
    asked = _interviewees(above)
    if not enough or not pairs or not text[end:].strip():
        return Header(tuple(by), interviewees=asked)
    return Header((*pairs, *(pair for pair in by if pair not in pairs)), end, asked)


def _is_lone_field(
    text: str,
    keys: Collection[str],
    pairs: Sequence[tuple[str, str]],
    end: int,
    labels: Collection[int],
) -> bool:
    """Tell whether a single field says who takes part, and nobody speaks in it.

    A name stands alone above a blank line, and who is said to speak next is not answered.
    """
    if not pairs or not all(fact in _PEOPLE and _is_whole_name(name) for fact, name in pairs):
        return False
    following = min((place for place in labels if place > end), default=None)
    if following is None or text[end : end + 2] != "\n\n":
        return False
    (key,) = keys or ("",)
    return text[following:].lstrip("*_[(").casefold().startswith((key, "q"))


def _told(key: str, value: str) -> list[tuple[str, str]]:
    """Return the facts of a field; none of one that is not known, or was not filled in."""
    if key not in FIELD_OF or not value:
        return []
    fact = _fact(FIELD_OF[key], value)
    return [(fact, one) for one in _people(fact, value)]


def _further(line: str, pairs: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return whom an indented line adds to the people of the field above it."""
    if line[:1] not in (" ", "\t") or not pairs or pairs[-1][0] not in _PEOPLE:
        return []
    names = _people(pairs[-1][0], line.strip())
    return [(pairs[-1][0], one) for one in names] if all(map(_is_whole_name, names)) else []


def is_known_field(line: str) -> bool:
    """Tell whether a line is a field that says who took part in an interview, when or where."""
    found = _FIELD_LINE.fullmatch(line)
    key = found["key"].strip().casefold() if found else ""
    return key != "interview" and FIELD_OF.get(key) in _NO_TITLES  # Interview: Anna on fish


def _fact(name: str, value: str) -> str:
    """Return the name of a fact; the language is one only as a code, and seldom given so."""
    return "language in words" if name == "language" and not _CODE.fullmatch(value) else name


def _ends_above(line: str, keys: Collection[str], place: int) -> bool:
    """Tell whether a line below fields is none: above them, a title or two may stand."""
    is_prose = bool(line.strip()) and not _HEADING_LINE.fullmatch(line)
    return is_prose and bool(keys or (place and len(line.split()) > MOST_WORDS))


def _is_field(found: re.Match[str], keys: set[str], speaking: frozenset[str]) -> bool:
    key, value = found["key"].strip().casefold(), found["value"]
    if key in keys or value.endswith(("?", "？", "؟")):
        return False
    people = _heads(value) if value and FIELD_OF.get(key) in _PEOPLE else []
    listed = len(people) > 1 and all(map(_is_whole_name, people))
    if not listed and (not all(map(_is_name, people)) or (people and value[-1] in ".!…")):
        return False
    many = FIELD_OF.get(key) == "participants" and value.count(",") + value.count(";") > 1
    if not listed and not many and len(value.split()) > MOST_WORDS:
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


def _names_people(below: str) -> bool:
    """Tell whether one of the lines is a field that says by whole names who took part."""
    lines = below[:MOST_ABOVE].split("\n")
    fields = (found for line in lines if (found := _FIELD_LINE.fullmatch(line)))
    return any(
        found["value"]
        and FIELD_OF.get(found["key"].strip().casefold()) in _PEOPLE
        and all(map(_is_whole_name, _heads(found["value"])))
        for found in fields
    )


def _people(fact: str, value: str) -> list[str]:
    """Return the people whom a field names, one by one, or else its value."""
    if fact not in _PEOPLE:
        return [value]
    every = _AND.split(_INITIALS.sub("", value))
    lists = ([one for one in every if " the " not in one] or every, _heads(value))
    return next((names for names in lists if all(map(_is_whole_name, names))), [value])


def _heads(value: str) -> list[str]:
    """Return who is named where it is said what each is: ``Anna Berg MP, baker; Jonas Weiss``."""
    people = _NEXT.split(_ASIDE.sub("", value).strip(" \t.;"))
    return [_HONOURS.sub("", one.partition(",")[0]).strip() for one in people]


def _is_whole_name(value: str) -> bool:
    return 1 < len(value.split()) <= MOST_NAME_WORDS and _is_name(value)


def _is_name(value: str) -> bool:
    words = [word for word in value.split() if word.casefold() not in _IN_NAMES]
    return bool(words) and all(not w[0].islower() for w in words) and value[-1] not in ".!…"


def _dateline(text: str) -> list[str]:
    """Return the one line above the interview that is a day and nothing else, if there is one."""
    lines = {line.strip("*_ \t#") for line in text.split("\n")}
    dated = [line for line in lines if _DAY.fullmatch(line) and read_days(line)]
    if len(dated) > 1:
        return []
    return dated if dated else _day_within(text)


def _day_within(text: str) -> list[str]:
    """Return the one day of which the lines above say that it was then; else the only one there.

    ``We met on 3 May 2003`` says so. The only day counts if a short line, as a title, ends with it.
    """
    told: dict[Days, str] = {}
    others: dict[Days, str] = {}
    for sentence in re.split(r"(?<=[a-z\d\])][.!?])\s+|\n", text):
        for day in (found[0] for found in _DAY.finditer(sentence)):
            if (days := read_days(day)) is None:  # Nora Vance, February 7, 2022
                day = day.partition(" ")[2].lstrip()
                days = read_days(day) if _DAY.fullmatch(day) else None
            if days is None:
                continue
            before, found_day, behind = sentence.rstrip(")*_# ").rpartition(day)
            # "The floods of 9 November" is about that day.
            ends = bool(found_day) and not behind and before.rstrip()[-1:] in tuple(",–—|(-:")
            ends = ends and len(sentence.split()) <= MOST_TITLE
            if _TOOK_PLACE.search(sentence) and not _ANOTHER_DAY.search(sentence):
                told.setdefault(days, day)
            others.setdefault(days, day if ends and not _ANOTHER_DAY.search(sentence) else "")
    found = list((told or others).values())
    return found if len(found) == 1 and found[0] else []


def _interviewers(text: str) -> list[str]:
    """Return whom the lines above the interview call its interviewers."""
    found = _BY.search(text)
    if found is None:
        return []
    names = (name.strip("*_ ") for name in _AND.split(found["names"]))
    return [name for name in names if _is_whole_name(name)]


def _interviewees(text: str) -> tuple[str, ...]:
    """Return with whom a line above the interview says that it is."""
    found = _WITH.search(text) or _WITH_BELOW.search(text)
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
