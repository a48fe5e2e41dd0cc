"""Where somebody begins to speak: the marks that each writing convention leaves in a text.

A convention only proposes marks; :mod:`corpus.turns` weighs them over the whole document.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import dropwhile

TIME = r"\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?"
_WORD = r"[^\W_][\w.'’-]*"
_ASIDE = rf"\((?!{TIME}\))[^()\n]{{1,30}}\)"  # Anna (host), but Anna (0:22) has a time
_NAME = rf"{_WORD}(?:[ \u00a0]+(?:{_WORD}|{_ASIDE})){{0,5}}"

_LABELS = re.compile(
    rf"""^[ \t\u00a0>]*
    (?:[\[(](?P<before>{TIME})[\])][ \t\u00a0]*)?     # [00:01:57] Anna:
    (?P<bold>\*\*|__)?
    (?:
        (?P<name>{_NAME})[ \t\u00a0]*
        (?:[\[(](?P<after>{TIME})[\])][ \t\u00a0]*)?  # Anna (0:22):
        (?: [:\uff1a](?(bold)(?:\*\*|__)) | (?(bold)(?:\*\*|__)[ \t]*[:\uff1a]|(?!)) )
        (?!//|\d)                                     # http:// and 12:30
      | (?P<qa>[QA])\.(?=[ \t\u00a0])                  # Q. and A.
      | (?P<q>Q)(?:[ \u00a0]{{2,}}|[ \u00a0](?=\[))    # Q   as press briefings write it
    )""",
    re.VERBOSE | re.MULTILINE,
)
_NAME_AND_TIME = re.compile(
    rf"^[ \t]*(?:\*\*)?(?P<name>{_NAME})(?:\*\*)?[ \t\u00a0]+[\[(]?(?P<after>{TIME})[\])]?"
    r"(?:[ \t\u00a0]*$|[ \t\u00a0]+(?=\S))",
    re.MULTILINE,
)
_DASHES = re.compile(r"^[ \t\u00a0]*(?P<dash>[—–―‒-])[ \t\u00a0]+(?=\S)", re.MULTILINE)

NOT_SPEAKERS = frozenset(
    "note notes nb ps update source sources photo photos image video caption warning example"
    " http https ftp summary tags date time place location subject re details transcript title"
    " url link links author editor abstract keywords contents chapter section part figure table"
    " q&a step tip answer key important conclusion introduction background disclaimer duration"
    " recorded published break intro outro music".split()
)
"""What stands before a colon in prose; alternation rules out what this list does not know."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A place where somebody may begin to speak.

    Attributes:
        label_start: Where the label begins.
        start: Where the label, with the white space behind it, ends.
        key: The label's name, white space folded; empty for a dash, which names nobody.
        time: The time stamp in the label, if there is one.
    """

    label_start: int
    start: int
    key: str
    time: str | None = None


def dash_marks(text: str) -> list[Mark]:
    """Return a mark for every line that begins with a dash and a space."""
    return [Mark(found.start("dash"), found.end(), "") for found in _DASHES.finditer(text)]


def label_marks(text: str) -> list[Mark]:
    """Return a mark for every label that the document as a whole shows to be a speaker's.

    A label used once counts if it looks like those used again and comes after the first of
    them: before the conversation, bold words and colons hold its date and place.
    """
    found = sorted(
        (*_marks(_LABELS, text), *_marks(_NAME_AND_TIME, text)), key=lambda m: m.label_start
    )
    found = [mark for mark in found if _may_be_a_name(mark.key)]
    times = Counter(mark.key for mark in found)
    repeated = {key for key, count in times.items() if count >= 2 or key in ("Q", "A")}
    shapes = {_shape(mark, text) for mark in found if mark.key in repeated} - {"plain"}
    conversation = dropwhile(lambda mark: mark.key not in repeated, found)
    return [m for m in conversation if m.key in repeated or _shape(m, text) in shapes]


def _marks(pattern: re.Pattern[str], text: str) -> Iterator[Mark]:
    for found in pattern.finditer(text):
        groups = found.groupdict()
        key = groups["name"] or groups.get("qa") or groups.get("q") or ""
        time = groups["after"] or groups.get("before")
        first = found.start() + len(found[0]) - len(found[0].lstrip())
        yield Mark(first, found.end(), " ".join(key.split()), time)


def _may_be_a_name(key: str) -> bool:
    return (
        bool(key)
        and not key[0].islower()
        and not key.isdigit()
        and len(key) <= 60
        and key.casefold().removesuffix(".") not in NOT_SPEAKERS
    )


def _shape(mark: Mark, text: str) -> str:
    """Return what sets a label apart from prose, so that one used once may be believed."""
    if mark.time and text[mark.start - 1 : mark.start] not in (" ", "\t", "\u00a0"):
        return "timed"
    if text[mark.label_start] in "*_":
        return "bold"
    letters = [c for c in mark.key if c.isalpha()]
    return "capitals" if len(letters) > 1 and mark.key.upper() == mark.key else "plain"
