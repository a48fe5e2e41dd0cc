"""How labels are written: a pattern for each form, which only proposes marks."""

from __future__ import annotations

import re
from collections.abc import Iterable

from corpus.marks import Mark
from corpus.stamps import COUNTED, SPAN, STAMPED, TIME, time_in
from corpus.vocabulary import TURN_LETTERS, TURN_WORDS

# Vowel signs of Indic, Hebrew and Arabic scripts are marks, not letters, to a regex.
_LETTER = r"\w\u0591-\u05c7\u064b-\u0670\u0900-\u0dff"
# ד"ר: Hebrew sets its mark of abbreviation within the word.
_MARKED = r"(?<=[\u05d0-\u05ea])[\"״](?=[\u05d0-\u05ea])"
_WORD = rf"[^\W_](?:(?:[{_LETTER}.'’ʼ-]|{_MARKED})*[{_LETTER}.](?<!_))?"
# Anna (host), Anna [laughs] and Speaker #1, but Anna (0:22) has a time.
_ASIDE = (
    rf"(?:\((?!{SPAN}\))[^()\n]{{1,90}}\)|（[^（）\n]{{1,40}}）"
    rf"|\[(?!{SPAN}\])[^\[\]\n\d]{{1,40}}\]|\#\d{{1,3}})"
)
_NICKNAME = r"(?:\"[^\W\d_][\w ]{1,15}\"|“[^\W\d_][\w ]{1,15}”)"  # Dorothy "Dot" Hayes
_MORE = (
    rf"(?:,?[ \u00a0](?:(?:&[ \u00a0])?(?!{COUNTED}|{TIME}){_WORD}|{_ASIDE}|{_NICKNAME})"
    rf"|/{_WORD}|{_ASIDE})"
)
_NAME = rf"(?!{COUNTED}){_WORD}{_MORE}{{0,11}}"
# Indented, quoted, in a list, or behind the invisible marks that chats write.
_INVISIBLE = "\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff"
_GAP = r"[ \t\u00a0\u2009\u202f]"
_LEAD = rf"^[ \t\u00a0\u3000>•{_INVISIBLE}]*+(?:[-*][ \t]++)?+"
_OPEN, _CLOSE = r"(?P<open>[*_]{1,3})?", r"(?(open)[*_]{1,3})"
# Anna: [0:12], Anna: 0:12 alone on its line and, as Temi writes it, before a gap.
_LATE = rf"(?:\[{TIME}\]|\({TIME}\)|{TIME}(?:[ \t]*(?=\n)|(?=[ ]{{3}}|\t)))"
_BEFORE = rf"(?:(?P<before>{STAMPED})[ \t\u00a0]*+(?:[-–—|][ \t]*+)?)?"
_LETTERS = "(?:" + "|".join(sorted({letter for pair in TURN_LETTERS for letter in pair})) + ")"
_TURN_WORDS = (
    "(?:"
    + "|".join(sorted(f(word) for word in TURN_WORDS for f in (str.capitalize, str.upper)))
    + ")"
)
_CAPITAL = "[A-ZÀ-ÖØ-ÞΑ-ΩА-ЯЁІЇЄҐ]"
# The Secretary of State for Food (Mr Owen Paterson): parliaments write who holds an office once.
_OFFICE = rf"{_CAPITAL}[\w'’-]*+(?:,?[ \u00a0]{_WORD}){{2,16}}[ \u00a0]\("
_HOLDER = rf"(?P<holder>{_CAPITAL}[\w.'’-]*(?:[ \u00a0]{_CAPITAL}[\w.'’-]*){{1,4}})\)"
_TURN_LETTER = rf"{_LETTERS}[ ]?\d{{0,3}}[.)][ \t\u00a0]"
COLON = re.compile(
    rf"""{_LEAD}(?:(?:Q\d{{1,4}}|\[?\d{{1,4}}[\].)]?)[ \t]+)?+{_BEFORE}(?:~[ ]|From[ ]{{2}})?{_OPEN}
    (?:
        (?!{_TURN_LETTER}(?!(?:[A-Z][\w.'’-]*[ ]?){{1,3}}[:：]))  # A. Yes: I did. But A. Berg: …
        (?: {_OFFICE}{_HOLDER}
          | (?P<name>{_NAME}|\+\d[\d \u00a0-]{{6,18}}|[\[(<【](?P<inner>{_NAME})[\])>】]) ) {_GAP}*+
        (?:[@,][ ](?=\d))?(?:(?P<after>{STAMPED})[ \t\u00a0]*+)?
        (?: (?P<colon>[:：﹕])[ \t]*{_CLOSE}
          | (?(open)[*_]{{1,3}}[ \t]*(?:(?P<amid>{STAMPED})[ \t]*)?[:：﹕]|(?!)) )
        (?!//)(?!(?<=\d[:：﹕])\d)                    # http:// and 12:30
        (?:[ \t\u00a0]*(?P<late>{_LATE}))?
      | (?:(?P<qa>{_LETTERS})[ ]?\d{{0,3}}|(?P<word>{_TURN_WORDS}))[.)]{_CLOSE}   # Q12. and Answer.
        (?:[ ]?[—–-])?(?=[ \t\u00a0])
        (?!(?:[ ][A-Z][\w.'’-]*){{1,3}}(?:[ \u00a0]*\t|[ \t\u00a0]+{STAMPED}[ \t]*$)) # A. Berg 1:12
      | (?P<q>[QA])(?:[ \u00a0]{{2,}}|[ ]*\t[ \t]*|[ \u00a0](?=\[))(?=\S)  # Q   as courts do
    )""",
    re.VERBOSE | re.MULTILINE,
)
TIMED = re.compile(
    rf"{_LEAD}(?:\#{{1,6}}[ ])?{_OPEN}(?:(?P<name>{_NAME})|\[(?P<inner>{_NAME})\]){_CLOSE}"
    rf"[ \t\u00a0]*(?:[-–—|,@·•][ \t]*|[ \t\u00a0])(?P<after>{STAMPED})[ \t]*(?:[*_]{{1,3}})?"
    r"(?:[ \t\u00a0]*$|[ \t\u00a0]+(?=\S))",
    re.MULTILINE,
)
STAMP_FIRST = re.compile(
    rf"{_LEAD}(?P<before>{STAMPED})[ \t\u00a0]*(?:[-–—|·][ \t]*|[ \t\u00a0])"
    rf"(?![AaPp]\.?[Mm]\b){_OPEN}(?P<name>{_NAME}){_CLOSE}[ \t\u00a0]*$",
    re.MULTILINE,
)
BARE = re.compile(
    r"^(?P<q>Q)[ ](?=[A-Z\[(“\"¿])", re.MULTILINE
)  # Q Thanks. When? as the web copies it
ANGLED = re.compile(rf"{_LEAD}{_BEFORE}<(?P<name>{_NAME})>[ \t]+(?=\S)", re.MULTILINE)
ALONE = re.compile(
    rf"{_LEAD}(?:\#{{1,6}}[ ])?{_OPEN}(?:{_OFFICE}{_HOLDER}|(?P<name>{_NAME})){_CLOSE}"
    r"[ \t\u00a0]*$",
    re.MULTILINE,
)
GAP = re.compile(
    rf"{_LEAD}{_OPEN}(?P<name>{_WORD}(?:[ \u00a0]{_WORD}){{0,3}}){_CLOSE}"
    rf"(?:[ ]*\t[ \t]*|[ \u00a0]{{2,}}|\u3000+)(?=\S)(?!{STAMPED})",
    re.MULTILINE,
)
DASHED = re.compile(
    rf"{_LEAD}{_OPEN}(?P<name>{_NAME}){_CLOSE}(?:\.[ ]?[—–]|[ \u00a0][—–-])[ \u00a0](?=\S)",
    re.MULTILINE,
)
BRACKETED = re.compile(rf"{_LEAD}{_BEFORE}[\[(](?P<name>{_NAME})[\])][ \u00a0](?=\S)", re.MULTILINE)
DOTTED = re.compile(
    rf"{_LEAD}(?P<name>{_CAPITAL}{{2,}}(?: {_CAPITAL}{{2,}}){{0,2}})\.[ \u00a0](?=\S)",
    re.MULTILINE,
)
_TITLE = (
    r"(?:M[rsx]\.|Mrs\.|Miss|Dr\.|Prof\.|(?:Vice )?Chair(?:man|woman|person)?|Senator|Delegate"
    r"|Representative|Secretary|Under Secretary|Director|Ambassador|Governor|Mayor|Judge|Justice"
    r"|Commissioner|Chief|Sheriff|Sergeant|Captain|Colonel|General|Admiral|Reverend|Rabbi)"
)
_PRESIDING = r"(?:(?:vice )?chair(?:man|woman|person)?|speaker|president|clerk|court|witness)"
# Mr. Zell. Thank you. So are hearings of a congress set, and nothing but the dot ends a name.
TITLED = re.compile(
    rf"{_LEAD}(?P<name>The (?i:{_PRESIDING})(?: pro tempore)?|{_TITLE} {_CAPITAL}[\w'’-]+"
    rf"(?: {_CAPITAL}[\w'’-]+)?(?: of {_CAPITAL}\w+(?: {_CAPITAL}\w+)?)?)\.[ \u00a0]+(?=[\[\w\"“])",
    re.MULTILINE,
)
_NUMBERED = re.compile(r"^([QA])[ ]?\d{1,3}$")  # Q12 and A12
_COUNTED_WORD = re.compile(
    r"^(?P<word>[^\W\d_]+)[ ]?(?:#|[Nn]º?\.?[ ]?)?\d{1,3}[.)]?$"
)  # Question 12
_KEYS = ("inner", "holder", "name", "qa", "word", "q")
"""Groups that may hold the name, the first that does."""
_LEADING = " \t\u00a0\u3000"


def marks_in_order(patterns: Iterable[re.Pattern[str]], text: str) -> list[Mark]:
    """Return the marks of all patterns in text order, one a line: the first pattern's."""
    by_line: dict[int, Mark] = {}
    for pattern in patterns:
        for found in pattern.finditer(text):
            by_line.setdefault(found.start(), _mark(found))
    return [mark for _, mark in sorted(by_line.items())]


def _mark(found: re.Match[str]) -> Mark:
    groups = found.groupdict()
    inner = groups.get("inner")
    key = next((groups[name] for name in _KEYS if groups.get(name)), "")
    stamp = groups.get("after") or groups.get("amid") or groups.get("late") or groups.get("before")
    first = found.start() + len(found[0]) - len(found[0].lstrip(_LEADING))
    key = _NUMBERED.sub(r"\1", " ".join(key.split()))
    if (counted := _COUNTED_WORD.match(key)) and counted["word"].casefold() in TURN_WORDS:
        key = counted["word"]
    if found.re is DASHED:
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
