"""Labels that name who speaks, in all the ways transcripts write them.

Each pattern only proposes marks; which are believed is decided by the whole document.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import dropwhile

from corpus.marks import Mark
from corpus.stamps import STAMPED, TIME, is_unsaid, time_in
from corpus.vocabulary import (
    ANSWERING,
    ASKING,
    DISCOURSE,
    NOT_SPEAKERS,
    SOMEBODY,
    TELLING,
    TURN_LETTERS,
)

# Vowel signs of Indic, Hebrew and Arabic scripts are marks, not letters, to a regex.
_LETTER = r"\w\u0591-\u05c7\u064b-\u0670\u0900-\u0dff"
_WORD = rf"[^\W_](?:[{_LETTER}.'’ʼ-]*[{_LETTER}.](?<!_))?"
# Anna (host), Anna [laughs] and Speaker #1, but Anna (0:22) has a time.
_ASIDE = rf"(?:\((?!{TIME}\))[^()\n]{{1,30}}\)|\[(?!{TIME}\])[^\[\]\n\d]{{1,20}}\]|\#\d{{1,3}})"
_MORE = rf"(?:,?[ \u00a0](?:(?:&[ \u00a0])?{_WORD}|{_ASIDE})|/{_WORD}|{_ASIDE})"
_NAME = rf"{_WORD}{_MORE}{{0,6}}"
# Indented, quoted, in a list, or behind the invisible marks that chats write.
_INVISIBLE = "\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff"
_LEAD = rf"^[ \t\u00a0\u3000>•{_INVISIBLE}]*+(?:[-*][ \t]++)?+"
_OPEN, _CLOSE = r"(?P<open>[*_]{1,3})?", r"(?(open)[*_]{1,3})"
_BEFORE = rf"(?:(?P<before>{STAMPED})[ \t\u00a0]*+(?:[-–—|][ \t]*+)?)?"

_TURN_LETTER = r"[QAFPRDSCOВПО問问答문답سجשת][ ]?\d{0,3}[.)][ \t\u00a0]"

_COLON = re.compile(
    rf"""{_LEAD}(?:\[?\d{{1,4}}[\].)]?[ \t]+)?+{_BEFORE}{_OPEN}
    (?:
        (?!{_TURN_LETTER}(?!(?:[A-Z][\w.'’-]*[ ]?){{1,3}}[:：]))  # A. Yes: I did. But A. Berg: …
        (?P<name>{_NAME}|\+\d[\d \u00a0-]{{6,18}}|[\[(<【](?P<inner>{_NAME})[\])>】]) [ \t\u00a0]*+
        (?:(?P<after>{STAMPED})[ \t\u00a0]*+)?
        (?: (?P<colon>[:：﹕])[ \t]*{_CLOSE} | (?(open)[*_]{{1,3}}[ \t]*[:：﹕]|(?!)) )
        (?!//)(?!(?<=\d[:：﹕])\d)                    # http:// and 12:30
      | (?P<qa>[QAFPRDSCOВПО问問答문답سجשת])[ ]?\d{{0,3}}[.)](?:[ ]?[—–-])?(?=[ \t\u00a0])   # Q12.
      | (?P<q>Q)(?:[ \u00a0]{{2,}}|[ \u00a0](?=\[))    # Q   as press briefings write it
    )""",
    re.VERBOSE | re.MULTILINE,
)
_TIMED = re.compile(
    rf"{_LEAD}(?:\#{{1,6}}[ ])?{_OPEN}(?P<name>{_NAME}){_CLOSE}"
    rf"[ \t\u00a0]*(?:[-–—|,@·•][ \t]*|[ \t\u00a0])(?P<after>{STAMPED})[ \t]*(?:[*_]{{1,3}})?"
    r"(?:[ \t\u00a0]*$|[ \t\u00a0]+(?=\S))",
    re.MULTILINE,
)
_STAMP_FIRST = re.compile(
    rf"{_LEAD}(?P<before>{STAMPED})[ \t\u00a0]*(?:[-–—|·][ \t]*|[ \t\u00a0])"
    rf"(?![AaPp]\.?[Mm]\b){_OPEN}(?P<name>{_NAME}){_CLOSE}[ \t\u00a0]*$",
    re.MULTILINE,
)
_ANGLED = re.compile(rf"{_LEAD}{_BEFORE}<(?P<name>{_NAME})>[ \t]+(?=\S)", re.MULTILINE)
_ALONE = re.compile(
    rf"{_LEAD}(?:\#{{1,6}}[ ])?{_OPEN}(?P<name>{_NAME}){_CLOSE}[ \t\u00a0]*$", re.MULTILINE
)
_GAP = re.compile(
    rf"{_LEAD}{_OPEN}(?P<name>{_WORD}(?:[ \u00a0]{_WORD}){{0,3}}){_CLOSE}"
    rf"(?:[ ]*\t[ \t]*|[ \u00a0]{{2,}})(?=\S)(?!{STAMPED})",
    re.MULTILINE,
)
_DASHED = re.compile(
    rf"{_LEAD}{_OPEN}(?P<name>{_NAME}){_CLOSE}(?:\.[ ]?[—–]|[ \u00a0][—–-])[ \u00a0](?=\S)",
    re.MULTILINE,
)
_BRACKETED = re.compile(rf"{_LEAD}[\[(](?P<name>{_NAME})[\])][ \u00a0](?=\S)", re.MULTILINE)
_CAPITAL = "[A-ZÀ-ÖØ-ÞΑ-ΩА-ЯЁІЇЄҐ]"
_DOTTED = re.compile(
    rf"{_LEAD}(?P<name>{_CAPITAL}{{2,}}(?: {_CAPITAL}{{2,}}){{0,2}})\.[ \u00a0](?=\S)",
    re.MULTILINE,
)

_NUMBERED = re.compile(r"^([QA])[ ]?\d{1,3}$")  # Q12 and A12

_LEADING = " \t\u00a0\u3000"

LONGEST_NAME = 60
TIGHT = 0.6
"""Share of paragraphs with a believed label from which a label used once is believed too."""

STRAY = 0.3
"""Share of the labels below which letters for question and answer are no speakers' beside names."""

_PARTICLES = frozenset(
    "de da do dos das del der den van von zu bin ibn al el la le y e und".split()
)
_DECIDED = ASKING | ANSWERING | TELLING
_UNCASED = re.compile(
    r"[\u0590-\u06ff\u0900-\u0dff\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"
)

Canonical = Callable[[str], str]
"""Gives labels of one person one name."""


def label_marks(text: str, canonical: Canonical, refused: frozenset[str]) -> list[Mark]:
    """Return the labels with a colon, a time or a letter that the document shows to be speakers'.

    A label used once counts if it is written like those used again and comes after the first
    of them: before the conversation, bold words and colons hold its date and place.

    Args:
        text: Normalised text.
        canonical: Gives labels of one person one name, by which they are counted.
        refused: Case-folded labels that the user says are no speakers.
    """
    found = [
        mark
        for mark in _in_order((_COLON, _TIMED, _STAMP_FIRST, _ANGLED), text)
        if (may_be_a_name(mark.key) or mark.shape == "bracketed")
        and mark.key.casefold() not in refused
    ]
    found = _without_stray_letters(found)
    times = Counter(canonical(mark.key) for mark in found)
    folded = {mark.key.casefold() for mark in found}
    if folded & ASKING and folded & ANSWERING:  # which need not come twice
        times.update(canonical(m.key) for m in found if m.key.casefold() in ASKING | ANSWERING)
    repeated = {key for key, count in times.items() if count >= 2 or key in ("Q", "A")}
    believed = {mark for mark in found if canonical(mark.key) in repeated}
    shapes = {mark.shape for mark in believed} - {"plain"}
    tight = _share_labelled(text, believed) >= TIGHT
    once = {mark for mark in found if mark not in believed and tight and _is_somebody(mark.key)}
    conversation = dropwhile(lambda mark: mark not in believed | once, found)
    return [m for m in conversation if m in believed | once or m.shape in shapes]


def _without_stray_letters(found: list[Mark]) -> list[Mark]:
    """Drop ``Q:`` and ``A:`` in a document whose speakers have names: somebody quotes them."""
    letters = [mark for mark in found if mark.key in ("Q", "A")]
    named = Counter(mark.key for mark in found if mark.key not in ("Q", "A"))
    names = sum(1 for count in named.values() if count >= 2)
    if names >= 2 and len(letters) < STRAY * len(found):
        return [mark for mark in found if mark.key not in ("Q", "A")]
    return found


def alone_marks(text: str, canonical: Canonical, refused: frozenset[str]) -> list[Mark]:
    """Return the names that stand alone on their lines, above what is said."""
    found = [
        mark
        for mark in _in_order((_ALONE,), text)
        if _looks_like_a_name(mark.key)
        and mark.key.casefold() not in refused
        and _is_followed(text, mark)
        and _opens_line_group(text, mark)
    ]
    return _repeated(_with_words_between(found, text), canonical, 2)


def _with_words_between(found: Sequence[Mark], text: str) -> list[Mark]:
    """Drop the marks right below another one: there it is an answer of one word."""
    kept: list[Mark] = []
    for mark in found:
        if not kept or _said_between(text[kept[-1].start : mark.label_start]):
            kept.append(mark)
    return kept


def _said_between(text: str) -> bool:
    return any(line.strip() and not is_unsaid(line) for line in text.split("\n"))


def gap_marks(text: str, canonical: Canonical, refused: frozenset[str]) -> list[Mark]:
    """Return the names that a tab, a wide space or a dash sets apart from what is said."""
    found = [
        mark
        for mark in _in_order((_GAP, _DASHED, _BRACKETED, _DOTTED), text)
        if _looks_like_a_name(mark.key) and mark.key.casefold() not in refused
    ]
    return _repeated(found, canonical, 2)


def _repeated(found: Sequence[Mark], canonical: Canonical, least: int) -> list[Mark]:
    times = Counter(canonical(mark.key) for mark in found)
    believed = {key for key, count in times.items() if count >= least}
    return [m for m in found if canonical(m.key) in believed] if len(believed) >= 2 else []


def candidates(text: str) -> list[Mark]:
    """Return every label that may be a speaker's, in text order."""
    return [m for m in _in_order((_COLON, _TIMED, _STAMP_FIRST), text) if may_be_a_name(m.key)]


def _in_order(patterns: Iterable[re.Pattern[str]], text: str) -> list[Mark]:
    """Return the marks of all patterns in text order, one a line: the first pattern's."""
    by_line: dict[int, Mark] = {}
    for pattern in patterns:
        for found in pattern.finditer(text):
            by_line.setdefault(found.start(), _mark(found))
    return [mark for _, mark in sorted(by_line.items())]


def _mark(found: re.Match[str]) -> Mark:
    groups = found.groupdict()
    inner = groups.get("inner")
    key = inner or groups.get("name") or groups.get("qa") or groups.get("q") or ""
    stamp = groups.get("after") or groups.get("before")
    first = found.start() + len(found[0]) - len(found[0].lstrip(_LEADING))
    key = _NUMBERED.sub(r"\1", " ".join(key.split()))
    if found.re is _DASHED:
        key = key.rstrip(".")
    time = time_in(stamp) if stamp else None
    return Mark(first, found.end(), key, time, _shape(found, key, bracketed=bool(inner)))


def _shape(found: re.Match[str], key: str, *, bracketed: bool) -> str:
    """Return what sets a label apart from prose, so that one used once may be believed."""
    groups = found.groupdict()
    if bracketed:
        return "bracketed"
    if (
        groups.get("after")
        and not groups.get("colon")
        and found[0][-1:] not in (" ", "\t", "\u00a0")
    ):
        return "timed"
    if groups.get("open"):
        return "bold"
    letters = [c for c in key if c.isalpha()]
    return "capitals" if len(letters) > 1 and key.upper() == key != key.lower() else "plain"


def may_be_a_name(key: str) -> bool:
    """Tell whether a label can be a speaker's at all, if the document uses it as one."""
    folded = key.casefold().removesuffix(".")
    if not key or len(key) > LONGEST_NAME or not (key[0] == "+" or any(map(str.isalpha, key))):
        return False
    if folded.replace(".", "") in DISCOURSE and folded not in _DECIDED:
        return False
    if key[0].islower() and not _begins_in_lower_case(key):
        return False
    return folded not in NOT_SPEAKERS


def _begins_in_lower_case(key: str) -> bool:
    """Tell whether a name may: ``de Groot``, ``participant 4``, a name in a chat."""
    first, _, rest = key.partition(" ")
    if not rest:
        return len(key) >= 3
    return (first in _PARTICLES and rest[0].isupper()) or rest.isdigit()


def _looks_like_a_name(key: str) -> bool:
    """Tell whether a label is a name by its own looks: capital letters, or a script without."""
    if not may_be_a_name(key) or len(key.split()) > 6:
        return False
    if _UNCASED.search(key):
        return len(key) <= 16
    words = [word for word in re.split(r"[ \u00a0/&(),\[\]#]+", key) if word]
    return all(w[0].isupper() or w[0].isdigit() or w.casefold() in _PARTICLES for w in words) and (
        not key.endswith((".", "!", "…")) or len(key) <= 4
    )


def _is_somebody(key: str) -> bool:
    """Tell whether a label used once is somebody's, not how a paragraph of an answer begins."""
    words = re.split(r"[\W_]+", key.casefold())
    if key.casefold() in _DECIDED or not SOMEBODY.isdisjoint(words):
        return True
    return _looks_like_a_name(key) and words[0] not in DISCOURSE


def is_letter_pair(keys: Iterable[str]) -> tuple[str, str] | None:
    """Return which two letters stand for question and answer, if a document's labels do."""
    used = {key.rstrip(".").upper() for key in keys}
    return next((pair for pair in TURN_LETTERS if used == set(pair)), None)


def _share_labelled(text: str, marks: Iterable[Mark]) -> float:
    """Return the share of paragraphs or of lines, whichever is more, that open with a mark.

    Those from the first mark to the last are counted.
    """
    starts = sorted(mark.label_start for mark in marks)
    if len(starts) < 4:
        return 0.0
    paragraphs = sum(1 for _ in _paragraph_starts(text, starts[0], starts[-1])) + 1
    opened = sum(_at_paragraph(text, start) for start in starts)
    lines = sum(1 for line in text[starts[0] : starts[-1]].split("\n") if line.strip()) + 1
    return max(opened / paragraphs, len(starts) / lines)


def _paragraph_starts(text: str, start: int, end: int) -> Iterator[int]:
    for blank in re.finditer(r"\n[^\S\n]*\n\s*(?=\S)", text[start:end]):
        yield start + blank.end()


def _at_paragraph(text: str, start: int) -> bool:
    above = text[max(0, start - 40) : start].rstrip(" \t\u00a0>")
    return not above or above.endswith("\n\n") or bool(re.search(r"\n[^\S\n]*\n[^\S\n]*$", above))


def _opens_line_group(text: str, mark: Mark) -> bool:
    """Tell whether what stands above a name's line is blank, or nothing anybody says."""
    above = text[max(0, mark.label_start - 200) : mark.label_start].split("\n")
    if len(above) < 2:
        return True
    return not above[-2].strip() or is_unsaid(above[-2])


def _is_followed(text: str, mark: Mark) -> bool:
    """Tell whether words follow a name's line, at most one blank line below."""
    below = text[mark.start : mark.start + 400].lstrip("\n \t\u00a0")
    gap = len(text[mark.start : mark.start + 400]) - len(below)
    return bool(below) and text[mark.start : mark.start + gap].count("\n") <= 2
