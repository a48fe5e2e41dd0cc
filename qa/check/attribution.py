"""Whom a draft gives a quotation to."""

from __future__ import annotations

import re
from collections.abc import Iterable

from qa.check.quotations import Quotation

AROUND = 160
"""Characters beside a quotation in which its speaker is named."""

VERB = (
    r"\b(?:said|says|told|tells|asked|asks|added|adds|explained|explains|recalled|recalls|replied"
    r"|replies|stated|states|noted|notes|argued|argues|wrote|writes|insisted|insists|admitted"
    r"|admits|remembered|remembers|answered|answers|called|calls|described|describes|warned|warns"
    r"|declared|declares|continued|continues|concluded|concludes|claimed|claims|confirmed"
    r"|responded|responds|countered|counters|retorted|joked|jokes|agreed|agrees|conceded|concedes"
    r"|observed|observes|remarked|remarks|stressed|stresses|complained|complains|put it|puts it"
    r"|according to)\b"
)
"""How it is told that somebody speaks."""

_NAME = r"(?P<name>[^\W\d_a-z][\w'’.-]*(?:[ \u00a0][^\W\d_a-z][\w'’-]*){0,4})"
_BESIDE = r"(?!(?:and|or|of|about|to|by|in|on|for|with|after|he|she|they|we|it|who)\b)\w+[ \u00a0]"
"""A word beside a name that leaves it who speaks: not "said he of Koval", nor "Koval he told"."""
_SPEAKS = re.compile(rf"[\s,.!?—–-]*(?:{_BESIDE}){{0,2}}?{_NAME},?[ \u00a0](?:{_BESIDE})?{VERB}")
_BEHIND = (
    re.compile(rf"[\s,.!?—–-]*{VERB}[ \u00a0](?:{_BESIDE}){{0,3}}?{_NAME}"),
    _SPEAKS,
    re.compile(rf"[\s>]*[—–-]{{1,2}}[ \u00a0]?{_NAME}"),
)
_SIGNED = _BEHIND[-1:]
_BEFORE = (
    re.compile(
        rf"{_NAME}(?:,[^,.]{{1,80}},)?[ \u00a0](?:{_BESIDE})?{VERB}"
        rf"(?:(?!{VERB}|\b(?:while|whereas|but)\b)[^.!?\n]){{0,60}}[:,]?\s*$"
    ),
    re.compile(rf"[Aa]ccording to (?:\w+[ \u00a0]){{0,3}}?{_NAME}[,:]?\s*$"),
    re.compile(rf"^{_NAME}:\s*$"),
)
_ENDED = re.compile(r"\s*(?:[.;\n]|$)")
_NOBODY = frozenset(
    "he she they it i we you who that this these those the a an and but then so when as in on at"
    " for what his her their one".split()
)


def attributed_to(draft: str, quotation: Quotation) -> str:
    """Return the name that ``draft`` gives beside a quotation; empty unless it is clear.

    What stands behind it in its sentence counts before what stands in front.

    Args:
        draft: As :func:`around` leaves it, so that no quotation names who speaks another.
        quotation: One of its quotations.
    """
    end = quotation.end + (0 if quotation.is_block else 1)
    behind = draft[end : end + AROUND]
    behind = behind if quotation.is_block else behind.split("\n\n", 1)[0]
    for pattern in _SIGNED if quotation.is_block else _BEHIND:
        found = pattern.match(behind)
        if found and pattern is _SPEAKS and _is_of_its_own(quotation, behind, found):
            continue
        if found and (name := _named(found["name"])):
            return name
    paragraph = draft[max(0, quotation.start - AROUND) : max(0, quotation.start - 1)]
    before = re.split(r"\n[ \t]*\n|[.!?…][\"”»]?[ \n]", paragraph)[-1]
    if quotation.is_block:
        before = paragraph.rstrip().rsplit("\n", 1)[-1]
    for pattern in _BEFORE:
        if (found := _last(pattern, before)) and (name := _named(found["name"])):
            return name
    return ""


def around(draft: str, quotations: Iterable[Quotation]) -> str:
    """Return ``draft`` with a dot for each letter that is quoted."""
    parts, last = [], 0
    for quotation in quotations:
        said = draft[quotation.start : quotation.end]
        parts += [draft[last : quotation.start], re.sub(r"\w", "·", said)]
        last = quotation.end
    return "".join([*parts, draft[last:]])


def _is_of_its_own(quotation: Quotation, behind: str, found: re.Match[str]) -> bool:
    """Tell whether a sentence behind a quotation is about something else: “No.” Koval said yes."""
    between = behind[: found.start("name")]
    ends = quotation.said.rstrip()[-1:] + between
    if not any(sign in ends for sign in ".!?…"):
        return False
    told = behind[found.end() :]
    return not _ENDED.match(told) if "." in ends else told.startswith(":")


def _last(pattern: re.Pattern[str], before: str) -> re.Match[str] | None:
    """Return the match whose name stands last: of "Anna told us that Ben said", Ben's."""
    last, found = None, pattern.search(before)
    while found:
        last, found = found, pattern.search(before, found.end("name"))
    return last


def _named(name: str) -> str:
    """Return ``name`` without a word that only begins a sentence; empty for a pronoun."""
    words = name.strip(" .,’'").split()
    while words and words[0].casefold() in _NOBODY:
        words = words[1:]
    # Of "Koval's father said", nobody knows the name.
    return "" if words and words[-1].endswith(("'s", "’s")) else " ".join(words)
