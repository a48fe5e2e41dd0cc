"""One object of a JSON file that says who says what and when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from corpus.formats.naming import Meaning, meaning, speaker_name

Json = dict[str, "Json"] | list["Json"] | str | int | float | bool | None
"""A parsed file."""

Object = Mapping[str, Json]

PARTS = {"sentences": " ", "elements": "", "segs": "", "alternatives": "", "nBest": ""}
"""Keys under which services cut one utterance into pieces, and what joins these again."""

HYPOTHESES = frozenset({"alternatives", "nBest"})
"""Keys of what a service may have misheard, the likeliest first."""

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
    """

    said: str
    speaker: str = ""
    role: str = ""
    start: str = ""
    end: str = ""
    mark: bool = False


def spoken(item: Object, text_key: str = "") -> Spoken:
    """Return what ``item`` says, under ``text_key`` or under one that is known for it."""
    speaker = _scalar(_named(_value(item, Meaning.SPEAKER)))
    role = _scalar(_value(item, Meaning.ROLE))
    start, end = _pair(_value(item, Meaning.START))
    return Spoken(
        said(item, text_key),
        speaker_name(speaker or role),
        role,
        start or _part_start(item),
        end or _pair(_value(item, Meaning.END))[0],
        str(item.get("type")).startswith("punct"),
    )


def said(item: Object, text_key: str = "") -> str:
    """Return the words of ``item``, or of its parts put together; empty if there are none."""
    if own := _own(item, text_key):
        return own
    for key, joiner in PARTS.items():
        if pieces := [_own(part) for part in _parts(item, key)]:
            return joiner.join(pieces)
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


def _part_start(item: Object) -> str:
    """Return when the first part of an object begins that has no time itself."""
    for key in PARTS:
        for part in _parts(item, key)[:1]:
            return _pair(_value(part, Meaning.START))[0]
    return ""


def _value(item: Object, wanted: Meaning) -> Json:
    """Return the value of the surest key with that meaning."""
    best: tuple[int, Json] | None = None
    for key, value in item.items():
        known = meaning(key) if value not in (None, "") and key != "channel" else None
        if known and known[0] is wanted and (best is None or known[1] < best[0]):
            best = known[1], value
    return best[1] if best else None


def _named(value: Json) -> Json:
    """Return the name in an object such as ``{"speaker": {"id": 1, "name": "Anna"}}``."""
    if not isinstance(value, dict):
        return value
    return next((value[key] for key in ("name", "label", "id") if value.get(key)), None)


def _pair(value: Json) -> tuple[str, str]:
    """Return the start and the end that a value of time holds."""
    if isinstance(value, list):
        return _first_two(value)
    if isinstance(value, dict) and value.keys() & {"seconds", "nanos"}:
        seconds, nanos = value.get("seconds", 0), value.get("nanos", 0)
        return f"{_scalar(seconds)}.{nanos if isinstance(nanos, int) else 0:09}", ""
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
