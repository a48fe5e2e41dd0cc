"""What was seen in a file and why, for somebody who wants to know or to overrule it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from corpus.document import Document, Role, Turn
from corpus.extracted import Kind, LeftOut
from corpus.labels import candidates
from corpus.read import Reading
from corpus.stamps import is_stamp, is_unsaid

MOST_SHOWN = 30
LONGEST_SHOWN = 90


def explanation(reading: Reading) -> dict[str, Any]:
    """Return what was found in a file as values for JSON.

    ``characters`` counts those that are not white space: what is said (``spoken``), what a
    narrator has, such as titles, headings and notes (``narrated``), what labels hold
    (``labels``). These three are the whole text; ``left_out`` is in the file besides. Lines
    are counted in the text as ``onrecord show`` prints it.
    """
    document, found = reading.document, reading.found
    left_out = [*reading.left_out, *_unsaid(document)]
    return {
        "id": document.doc_id,
        "title": document.title,
        "convention": found.convention,
        "conventions": [
            {"name": p.convention, "turns": len(p.speeches), "believed": p.believed}
            for p in found.proposals
        ],
        "speakers": list(_speakers(reading)),
        "merged": [
            {"label": label, "name": name, "why": found.names.why.get(label, "")}
            for label, name in found.names.of.items()
        ],
        "refused": _refused(reading),
        "metadata": _metadata(document),
        "characters": _characters(reading),
        "narrated": [
            {"place": _place(document.text, turn.start), "text": document.said(turn)}
            for turn in document.turns
            if turn.role is Role.NARRATOR and found.convention != "paragraphs"
        ],
        "left_out": [
            {"place": o.place, "kind": str(o.kind), "why": o.why, "text": o.text} for o in left_out
        ],
    }


def explained(said: dict[str, Any]) -> str:
    """Return an explanation as lines for a reader."""
    return "\n".join(_lines(said))


def _lines(said: dict[str, Any]) -> Iterator[str]:
    yield f"{said['id']}  {said['title']}"
    yield f"turns by {said['convention']}"
    for way in said["conventions"]:
        verdict = "a conversation" if way["believed"] else "no conversation"
        if way["turns"]:
            yield f"  {way['name']}: {way['turns']} turns, {verdict}"
    yield "speakers"
    for who in said["speakers"]:
        why = f" ({who['why']})" if who["why"] else ""
        yield f"  {who['name']}, {who['role']}{why}: {who['turns']} turns, {who['words']} words"
    for merged in said["merged"]:
        yield f"  {merged['label']} is {merged['name']}: {merged['why']}"
    yield from _section("labels that are no speakers", map(_counted, said["refused"].items()))
    yield from _section("metadata", (f"{k}: {_short(v)}" for k, v in said["metadata"].items()))
    yield "characters: " + ", ".join(f"{n:,} {kind}" for kind, n in said["characters"].items())
    yield from _section(
        "narrated", (f"{i['place']}: {_short(i['text'])}" for i in said["narrated"])
    )
    yield from _section("left out", _grouped(said["left_out"]))
    yield "To overrule: front matter, or a file with the same name and .yaml (docs/formats.md)."


def _section(title: str, items: Iterable[str]) -> Iterator[str]:
    every = list(items)
    if every:
        yield title
    yield from (f"  {item}" for item in every[:MOST_SHOWN])
    if len(every) > MOST_SHOWN:
        yield f"  and {len(every) - MOST_SHOWN:,} more: --json lists them all"


def _counted(label: tuple[str, int]) -> str:
    return f"{label[0]}: {label[1]} times"


def _grouped(left_out: list[dict[str, str]]) -> Iterator[str]:
    """Write what was left out of one place for one reason on one line."""
    for (place, kind, why), items in groupby(
        left_out, key=lambda item: (item["place"], item["kind"], item["why"])
    ):
        yield f"{place}, {kind}, {why}: {_short(' '.join(item['text'] for item in items))}"


def _speakers(reading: Reading) -> Iterator[dict[str, Any]]:
    document = reading.document
    why = {part.name: part.why for _, part in reading.found.parts}
    turns = Counter(turn.speaker for turn in document.turns)
    words: Counter[str] = Counter()
    for turn in document.turns:
        words[turn.speaker] += len(document.said(turn).split())
    roles = {turn.speaker: turn.role for turn in document.turns}
    for name in document.speakers:
        yield {
            "name": name,
            "role": str(roles[name]),
            "why": why.get(name, ""),
            "turns": turns[name],
            "words": words[name],
        }


def _refused(reading: Reading) -> dict[str, int]:
    """Return labels that come again and again and yet are taken for nobody's."""
    believed = {key for p in reading.found.proposals if p.believed for key in _keys(p.speeches)}
    counts = Counter(mark.key for mark in candidates(reading.document.text))
    return {key: count for key, count in counts.most_common() if count > 1 and key not in believed}


def _keys(speeches: tuple[Any, ...]) -> Iterator[str]:
    return (speech.key for speech in speeches)


def _characters(reading: Reading) -> dict[str, int]:
    document = reading.document
    said = {True: 0, False: 0}
    for turn in document.turns:
        told = turn.role is Role.NARRATOR and reading.found.convention != "paragraphs"
        said[told] += _count(document.said(turn))
    whole = _count(document.text)
    return {
        "spoken": said[False],
        "narrated": said[True],
        "labels": whole - said[False] - said[True],
        "left_out": sum(_count(item.text) for item in reading.left_out),
    }


def _unsaid(document: Document) -> Iterator[LeftOut]:
    """Yield the lines that belong to labels and that nobody says: rules, page notes."""
    for turn in document.turns:
        for start, line in _label_lines(document.text, turn):
            if line.strip() and is_unsaid(line) and not is_stamp(line):
                metadata = line.lstrip().startswith("_")
                kind = Kind.METADATA if metadata else Kind.BOILERPLATE
                why = "a note of the transcript" if metadata else "a rule"
                yield LeftOut(_place(document.text, start), kind, line.strip(), why)


def _label_lines(text: str, turn: Turn) -> Iterator[tuple[int, str]]:
    place = turn.label_start
    for line in text[turn.label_start : turn.start].split("\n"):
        yield place, line
        place += len(line) + 1


def _place(text: str, offset: int) -> str:
    return f"line {text.count(chr(10), 0, offset) + 1}"


def _metadata(document: Document) -> dict[str, str]:
    facts: dict[str, list[str]] = {}
    for key, value in document.metadata:
        facts.setdefault(key, []).append(value)
    return {key: ", ".join(values) for key, values in facts.items()}


def _count(text: str) -> int:
    return len("".join(text.split()))


def _short(text: object) -> str:
    line = " ".join(str(text).split())
    return line if len(line) <= LONGEST_SHOWN else line[: LONGEST_SHOWN - 1] + "…"
