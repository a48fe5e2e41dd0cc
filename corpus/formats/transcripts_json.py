"""Transcripts as programs write them: ``.json``, and ``.jsonl`` with one object a line."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from corpus.clock import number
from corpus.cues import Cue, from_cues
from corpus.errors import SourceError
from corpus.extracted import Extracted, Kind, LeftOut
from corpus.formats.json_channels import in_order
from corpus.formats.json_pieces import join_pieces
from corpus.formats.json_spoken import Json, Spoken, holds_text
from corpus.formats.json_talk import Path, find_talk, walk
from corpus.formats.naming import Meaning, meaning, role_facts, speaker_name
from corpus.formats.pagetext import is_markup, read_page
from corpus.formats.timescale import milliseconds
from corpus.normalise import decode, normalise

LONGEST_FACT = 500
MOST_KEYS = 200
"""Keys that are told one by one; a file with more has data for keys."""

_STAMP = re.compile(r'<span class="timestamp"[^<>]{0,200}>[^<>]{0,20}</span>')

_ABOUT = frozenset({(), ("metadata",), ("meta",), ("info",), ("header",)})
"""Where a file says what it is about."""


def read(data: bytes, where: str) -> Extracted:
    """Return what the file says, wherever in it and in whatever service's form.

    Raises:
        SourceError: If the bytes are no JSON, or no list in it holds words.
    """
    root = _parsed(decode(data, where).lstrip("\ufeff"), where)
    join_pieces(root)
    path, talk = find_talk(root)
    if not talk:
        found = ", ".join(map(repr, list(root)[:8])) if isinstance(root, dict) else "a list"
        raise SourceError(
            where,
            f"expected a list of objects with a text, found none in {found or 'it'}: "
            'write turns as {"speaker": …, "text": …}',
        )
    if isinstance(root, dict) and is_markup(talk[0].said) and len(talk) == 1:
        return _page(root, path, talk, where)
    characters = sum(len(one.said) for one in talk)
    # One unit for both, or the short file whose last turn has no end would be cut in two.
    times = milliseconds([t for one in talk for t in (one.start, one.end)], characters)
    cues = [
        Cue(one.said, one.speaker, start, end)
        for one, start, end in zip(talk, times[::2], times[1::2], strict=True)
    ]
    cues = in_order(cues, [one.channel for one in talk])
    facts, left_out = _others(root, path, talk, where)
    roles = role_facts((one.speaker, one.role) for one in talk if one.speaker != one.role)
    return from_cues(cues, where, facts=(*facts, *roles), left_out=left_out)


def _page(root: Json, path: Path, talk: Sequence[Spoken], where: str) -> Extracted:
    """Return the text of a file that holds a page, as oTranscribe's do."""
    # There the time and the first word have nothing between them but a tag.
    said = _STAMP.sub(r"\g<0> ", talk[0].said)
    page = read_page(said.encode(), where)
    facts, left_out = _others(root, path, talk, where)
    return replace(page, facts=(*page.facts, *facts), left_out=(*page.left_out, *left_out))


def _parsed(text: str, where: str) -> Json:
    if not text.strip():
        raise SourceError(where, "expected a text, found none: the file is empty")
    try:
        return _loaded(text, where)
    except json.JSONDecodeError as error:
        if error.msg != "Extra data":
            raise _no_json(where, error, error.lineno) from error
    lines: list[Json] = []
    for place, line in enumerate(text.split("\n"), start=1):
        try:
            lines += [_loaded(line, where)] if line.strip() else []
        except json.JSONDecodeError as error:
            raise _no_json(where, error, place) from error
    return lines


def _no_json(where: str, error: json.JSONDecodeError, line: int) -> SourceError:
    return SourceError(
        f"{where}:{line}",
        f"expected JSON, found something else ({error.msg}): check that the file is whole",
    )


def _loaded(text: str, where: str) -> Json:
    def unique(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
        found = dict(pairs)
        if len(found) < len(pairs):
            keys = [key for key, _ in pairs]
            times = Counter(keys)
            twice = next(key for key in keys if times[key] > 1)
            raise SourceError(
                where, f"expected every key once, found {twice[:40]!r} again: rename one of them"
            )
        return found

    try:
        loaded: Json = json.loads(text, object_pairs_hook=unique)
    except json.JSONDecodeError:
        raise
    except RecursionError as error:
        raise SourceError(
            where, "expected a transcript, found lists within lists without end: flatten them"
        ) from error
    except ValueError as error:  # a number of more digits than Python reads
        raise SourceError(
            where, "expected a transcript, found a number too long to read: remove it"
        ) from error
    return loaded


def _others(
    root: Json, path: Path, talk: Sequence[Spoken], where: str
) -> tuple[tuple[tuple[str, str], ...], tuple[LeftOut, ...]]:
    """Return what the file says besides the talk: facts about it, and the rest, key by key.

    Words, tokens and the whole text repeat the talk, and the probabilities and numbers beside
    each of its objects measure it; neither is text of its own.
    """
    heard = _letters(one.said for one in talk)
    speakers = {one.speaker for one in talk}
    facts: list[tuple[str, str]] = []
    left_out: list[LeftOut] = []
    more: list[str] = []
    for (*above, key), values in _scalars(root, path).items():
        known = meaning(key)
        inside = tuple(above[: len(path)]) == path
        if (
            (*above, key) == path
            or (holds_text(key) and _letters(values) in heard)
            or (known and known[0] is Meaning.SPEAKER and {*map(speaker_name, values)} <= speakers)
            or (known and known[0] in (Meaning.START, Meaning.END, Meaning.ROLE) and inside)
        ):
            continue
        text = normalise("\n".join(dict.fromkeys(values)), where)
        about = isinstance(root, dict) and tuple(above) in _ABOUT and not holds_text(key)
        if about and len(values) == 1 and len(text) <= LONGEST_FACT:
            facts.append((key.casefold(), " ".join(text.split())))
        elif len(left_out) < MOST_KEYS:
            name = ".".join((*above, key))
            left_out.append(LeftOut(f"key {name}", Kind.METADATA, text, "not what is said"))
        else:
            more.append(text)
    if more:
        left_out.append(LeftOut("other keys", Kind.METADATA, "\n".join(more), "not what is said"))
    return tuple(facts), tuple(left_out)


def _letters(texts: Iterable[str]) -> str:
    return "".join("".join(text.split()) for text in texts)


def _scalars(root: Json, talk: Path) -> dict[Path, list[str]]:
    """Return the texts of the file by their path, and the numbers that stand alone."""
    texts: defaultdict[Path, list[str]] = defaultdict(list)
    numbers: defaultdict[Path, list[str]] = defaultdict(list)
    for path, key, value in _leaves(root):
        if isinstance(value, str) and number(value) is None:
            texts[*path, key].append(value)
        elif path[: len(talk)] != talk or (not talk and isinstance(root, dict)):
            numbers[*path, key].append(str(value))
    alone = {path: values for path, values in numbers.items() if len(values) == 1}
    return {path: values for path, values in (texts | alone).items() if any(map(str.strip, values))}


def _leaves(root: Json) -> Iterator[tuple[Path, str, str | int | float | bool]]:
    for path, node in walk(root):
        if isinstance(node, dict):
            for key, value in node.items():
                if isinstance(value, str | int | float):
                    yield path, key, value
        elif path:
            for value in node:
                if isinstance(value, str):
                    yield path[:-1], path[-1], value
