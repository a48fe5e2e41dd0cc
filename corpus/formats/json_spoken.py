"""One object of a JSON file that says who says what and when."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from corpus.cues import glue
from corpus.formats.naming import Meaning, meaning, speaker_name

Json = dict[str, "Json"] | list["Json"] | str | int | float | bool | None
"""A parsed file."""

Object = Mapping[str, Json]

PARTS = {"sentences": " ", "elements": "", "segs": "", "alternatives": "", "nBest": ""}
"""Keys under which services cut one utterance into pieces, and what joins these again."""

HYPOTHESES = frozenset({"alternatives", "nBest"})
"""Keys of what a service may have misheard, the likeliest first."""

WORDS = ("words", "items", "elements", "tokens")
"""Keys of pieces that are a turn only if the object around them says whose."""

_SPEAKS = re.compile(r"(?:speaker|participant)(?![a-z])", re.IGNORECASE)
"""Keys of who speaks; a list of words with a ``name`` may be anything."""

_PROFILE = re.compile(r"(?:speaker|participant|user)(?![a-z])", re.IGNORECASE)
"""Keys of objects that tell who somebody is."""

_NAMES = ("real_name", "display_name", "name", "label", "id")
_NOBODY = "UU"
"""How Speechmatics calls whom it could not tell."""

_CHANNEL_KEYS = ("channel", "channel_label", "channel_index", "channel_id")
_CHANNEL = re.compile(r"(?:ch(?:annel)?)?[ _-]?\d{1,2}|left|right", re.IGNORECASE)
SPACED = 0.25
"""Least share of pieces with a space of their own, for none to be missing between them."""

_TEXT_KEYS = (
    "text",
    "transcript",
    "punctuated_word",
    "word",
    "content",
    "value",
    "display",
    "utf8",
)
"""The surest first: Deepgram gives a word with and without its punctuation."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """What one object says.

    Attributes:
        said: The words; empty if it holds none.
        speaker: Who says them; empty if it does not say.
        role: What part they have in the talk.
        start: When it begins, in whatever unit; empty if it does not say.
        end: When it ends.
        mark: Whether it is a punctuation mark that belongs to the word before.
        channel: The channel of the recording it is heard on; empty if it does not say.
    """

    said: str
    speaker: str = ""
    role: str = ""
    start: str = ""
    end: str = ""
    mark: bool = False
    channel: str = ""


def spoken(item: Object, text_key: str = "") -> Spoken:
    """Return what ``item`` says, under ``text_key`` or under one that is known for it."""
    speaker = _speaker(item)
    role = _scalar(_value(item, Meaning.ROLE))
    start, end = _pair(_value(item, Meaning.START))
    return Spoken(
        said(item, text_key),
        speaker_name(speaker or role),
        role,
        start or _part_start(item),
        end or _pair(_value(item, Meaning.END))[0],
        _is_mark(item),
        channel_of(item),
    )


def said(item: Object, text_key: str = "") -> str:
    """Return the words of ``item``, or of its parts put together; empty if there are none."""
    if own := _own(item, text_key):
        return own
    for key, joiner in PARTS.items():
        if pieces := [_own(part) for part in _parts(item, key)]:
            return joiner.join(pieces)
    if any(map(_SPEAKS.match, item)):
        for key in WORDS:
            if parts := _parts(item, key):
                return run_on([(_own(part) or _heard(part), _is_mark(part)) for part in parts])
    return ""


def run_on(pieces: Sequence[tuple[str, bool]]) -> str:
    """Return words as a text; punctuation marks, which are told by ``True``, join without space."""
    pieces = [piece for piece in pieces if piece[0]]
    spaced = sum(said != said.strip() for said, _ in pieces) > SPACED * len(pieces)
    text: list[str] = []
    for said, mark in pieces:
        text += [said] if spaced or mark or not text else [glue(text[-1], said), said]
    return "".join(text)


def channel_of(item: Object) -> str:
    """Return the channel that ``item`` says it is heard on, if it is called as channels are."""
    for key in _CHANNEL_KEYS:
        value = item.get(key)
        name = _scalar(value[0] if isinstance(value, list) and value else value)
        if _CHANNEL.fullmatch(name):
            return f"Channel {name}" if name.isdecimal() else name
    return ""


def holds_text(key: str) -> bool:
    """Tell whether words stand under ``key``."""
    return _text_rank(key) is not None


def _own(item: Object, text_key: str = "") -> str:
    if text_key:
        value = item.get(text_key)
        return value if isinstance(value, str) else ""
    ranked = [
        (rank, value)
        for key, value in item.items()
        if isinstance(value, str) and value and (rank := _text_rank(key)) is not None
    ]
    return min(ranked, default=(0, ""))[1]


def _text_rank(key: str) -> int | None:
    if key in _TEXT_KEYS:
        return _TEXT_KEYS.index(key)
    known = meaning(key)
    return known[1] + len(_TEXT_KEYS) if known and known[0] is Meaning.TEXT else None


def _parts(item: Object, key: str) -> list[Object]:
    parts = item.get(key)
    objects = [part for part in parts if isinstance(part, dict)] if isinstance(parts, list) else []
    # Of several hypotheses the first is the likeliest.
    return list(objects[:1] if key in HYPOTHESES else objects)


def _heard(item: Object) -> str:
    """Return the words of the likeliest hypothesis."""
    return next((_own(part) for key in HYPOTHESES for part in _parts(item, key)), "")


def _is_mark(item: Object) -> bool:
    return str(item.get("type")).startswith("punct")


def _part_start(item: Object) -> str:
    """Return when the first part of an object begins that has no time itself."""
    starts = (
        _pair(_value(part, Meaning.START))[0]
        for key in (*PARTS, *WORDS)
        for part in _parts(item, key)
    )
    return next(filter(None, starts), "")


def _speaker(item: Object) -> str:
    """Return who says ``item``: by name rather than by number, wherever in it that stands."""
    told = _scalar(_named(_value(item, Meaning.SPEAKER)))
    if told and not told.isdecimal():
        return told if told != _NOBODY else ""
    profiles = (v for key, v in item.items() if isinstance(v, dict) and _PROFILE.match(key))
    heard = (part for key in HYPOTHESES for part in _parts(item, key))
    found = (
        *(_scalar(_named(profile)) for profile in profiles),
        told,
        _scalar(item.get("user")) if _own(item) else "",  # or it may be what the user says
        *(_scalar(_named(_value(part, Meaning.SPEAKER))) for part in heard),
    )
    return next((name for name in found if name and name != _NOBODY), "")


def _value(item: Object, wanted: Meaning) -> Json:
    """Return the value of the surest key with that meaning."""
    best: tuple[int, Json] | None = None
    for key, value in item.items():
        said_here = value not in (None, "") and key != "channel"
        # "data-start" is how a web page writes it.
        known = meaning(key.removeprefix("data_")) if said_here else None
        if known and known[0] is wanted and (best is None or known[1] < best[0]):
            best = known[1], value
    return best[1] if best else None


def _named(value: Json) -> Json:
    """Return the name in an object such as ``{"speaker": {"id": 1, "name": "Anna"}}``."""
    if not isinstance(value, dict):
        return value
    return next((value[key] for key in _NAMES if value.get(key)), None)


def _pair(value: Json) -> tuple[str, str]:
    """Return the start and the end that a value of time holds."""
    if isinstance(value, list):
        return _first_two(value)
    if isinstance(value, dict) and value.keys() & {"seconds", "nanos"}:
        seconds, nanos = value.get("seconds", 0), value.get("nanos", 0)
        return f"{_scalar(seconds)}.{nanos if isinstance(nanos, int) else 0:09}", ""
    if isinstance(value, dict) and "relative" in value:
        return _scalar(value["relative"]), ""
    if isinstance(value, dict):
        return _first_two((value.get("from"), value.get("to")))
    return _scalar(value), ""


def _first_two(values: Iterable[Json]) -> tuple[str, str]:
    start, end, *_ = (*map(_scalar, values), "", "")
    return start, end


def _scalar(value: Json) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return str(value).strip()
