"""Subtitles, SubRip (``.srt``) and WebVTT (``.vtt``), as strictly or loosely as they come.

A cue is everything between one line of times and the next, so whatever else is wrong with a
file, no text of it is lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpus import clock
from corpus.cuelabels import opening_names
from corpus.cues import Cue, from_cues
from corpus.errors import SourceError
from corpus.extracted import Extracted, Kind, LeftOut
from corpus.formats.captions import plain, unrolled, voices
from corpus.formats.wordbyword import without_beginnings, without_highlights
from corpus.normalise import decode, normalise

_SBV = r"(?<=\.\d{3}),(?=\d{1,3}:\d\d:)"  # 0:00:01.000,0:00:02.500 of YouTube
TIMES = re.compile(
    rf"\s*{clock.PATTERN.format(n=1)}\s*(?:-\s?-?\s?>|[–—]>|→|{_SBV})\s*"
    rf"(?:{clock.PATTERN.format(n=2)})?(?P<more>\s.*)?"
)
_SETTING = re.compile(r"[a-zA-Z]\w{0,15}:\S*")
_NO_TIMES = re.compile(r"[^\w]*-->[\W\d_]*|\s*\d[\d:.,\s]*-->[\W\d_]*")
_BLOCK = re.compile(r"(?:NOTE(?:\s.*)?|STYLE\s*|REGION\s*)")
_LANGUAGE = re.compile(r"language\s*:\s*([\w-]{2,35})\s*", re.IGNORECASE)
NUMBER = re.compile(r"\s*\d{1,9}\s*")

NUMBERED = 0.8
"""Least share of cues with a number right above their times, for such numbers to be counts."""


@dataclass(frozen=True, slots=True)
class _Block:
    """The lines from one line of times to the next.

    Attributes:
        line: Number of its first line, from 1.
        lines: Its lines.
        start: Milliseconds; ``None`` if the line of times does not say.
        end: The same.
    """

    line: int
    lines: Sequence[str]
    start: int | None = None
    end: int | None = None


def read(data: bytes, where: str) -> Extracted:
    """Return what the cues say, in the order of the file.

    Raises:
        SourceError: If the bytes are no text, or hold no cue.
    """
    # Converters write line ends twice: then every line seems to have an empty one below it.
    text = normalise(decode(data, where).replace("\r\r\n", "\n"), where).lstrip("\ufeff")
    head, *blocks = _blocks(text.split("\n"))
    if not blocks:
        raise SourceError(
            where,
            'expected lines such as "00:00:01,000 --> 00:00:02,000", found none: '
            "save it as subtitles or as plain text",
        )
    # The first line alone tells them apart: endings are given at random.
    webvtt = bool(head.lines) and head.lines[0].startswith("WEBVTT")
    cues, left_out, ids = _without_ids([head, *blocks], webvtt=webvtt)
    facts, header = _header(cues[0]) if webvtt else ((), _left_out(cues[0], "before the cues"))
    told, highlights = _without_highlights(cues[1:])
    spoken, rolled = unrolled([cue.lines for cue in told])
    spoken, grown = (spoken, []) if rolled else without_beginnings(spoken)
    names = opening_names([plain(line) for line in lines] for lines in spoken)
    said = [
        Cue(words, speaker, cue.start, cue.end)
        for cue, lines in zip(told, spoken, strict=True)
        for speaker, words in voices(lines, names)
    ]
    if not said:
        raise SourceError(where, "expected cues with text, found only times: check the file")
    others = (
        *_together(blocks[0].line, Kind.METADATA, ids, "names of cues"),
        *_together(
            blocks[0].line,
            Kind.BOILERPLATE,
            [*highlights, *rolled, *grown],
            "repeats the cue before",
        ),
    )
    return from_cues(said, where, facts=facts, left_out=(*header, *left_out, *others))


def _without_highlights(cues: Sequence[_Block]) -> tuple[list[_Block], list[str]]:
    """Return the cues without those that only set apart another word of the one before."""
    kept, repeated = without_highlights([cue.lines for cue in cues])
    told: list[_Block] = []
    for cue, lines in zip(cues, kept, strict=True):
        if cue.lines and not lines:
            told[-1] = replace(told[-1], end=cue.end)
        else:
            told.append(cue)
    return told, repeated


def _blocks(lines: Sequence[str]) -> Iterator[_Block]:
    """Yield what stands above the first line of times, and then what follows each."""
    first, start, end, more = 0, None, None, ""
    for number, line in enumerate(lines):
        found = TIMES.fullmatch(line) if len(line) < 1_000 else None
        if found or ("-->" in line and len(line) < 100 and _NO_TIMES.fullmatch(line)):
            yield _Block(first + 1, [*filter(None, [more]), *lines[first:number]], start, end)
            first = number + 1
            more = text_behind((found["more"] if found else "") or "")
            start = clock.from_match(found, 1) if found else None
            end = clock.from_match(found, 2) if found else None
    yield _Block(first + 1, [*filter(None, [more]), *lines[first:]], start, end)


def text_behind(settings: str) -> str:
    """Return what stands behind the times and is no setting such as ``align:start``."""
    words = settings.split()
    return "" if all(map(_SETTING.fullmatch, words)) else settings.strip()


def _without_ids(
    blocks: Sequence[_Block], *, webvtt: bool
) -> tuple[list[_Block], list[LeftOut], list[str]]:
    """Take from every block what belongs to the next cue, and the comments.

    Returns:
        The blocks, the comments, and those names of cues that are no numbers.
    """
    above = [block.lines[-1:] for block in blocks[:-1]]
    counts = sum(bool(line and NUMBER.fullmatch(line[0])) for line in above)
    numbered = counts >= NUMBERED * len(above)
    cues: list[_Block] = []
    left_out: list[LeftOut] = []
    ids: list[str] = []
    for place, block in enumerate(blocks):
        lines = list(block.lines)
        header = place == 0 and len(lines) == 1
        if place < len(blocks) - 1 and lines and lines[-1].strip():
            alone = len(lines) == 1 or not lines[-2].strip()
            # Of a single line between two lines of times nobody knows; better show than lose it.
            alone = alone and (place == 0 or len(lines) > 1 or block.start is None)
            if NUMBER.fullmatch(lines[-1]) and (numbered or alone):
                lines.pop()
            elif webvtt and alone and not header and not _BLOCK.fullmatch(lines[-1]):
                ids.append(lines.pop().strip())
        if webvtt:
            lines, comments = _without_comments(lines, block.line)
            left_out += comments
        cues.append(_Block(block.line, lines, block.start, block.end))
    return cues, left_out, ids


def _without_comments(lines: Sequence[str], first: int) -> tuple[list[str], list[LeftOut]]:
    kept: list[str] = []
    comments: list[tuple[int, list[str]]] = []
    comment: list[str] | None = None
    blank = True
    for number, line in enumerate(lines, start=first):
        if not line.strip():
            comment = None
        elif comment is None and blank and _BLOCK.fullmatch(line):
            comment = []
            comments.append((number, comment))
        if comment is None:
            kept.append(line)
        else:
            comment.append(line.rstrip())
        blank = not line.strip()
    return kept, [
        LeftOut(f"line {number}", Kind.METADATA, "\n".join(lines), lines[0].split()[0].lower())
        for number, lines in comments
    ]


def _header(head: _Block) -> tuple[tuple[tuple[str, str], ...], tuple[LeftOut, ...]]:
    """Return the facts of a WebVTT header, and the rest of it."""
    facts = []
    rest = []
    for line in head.lines:
        if found := _LANGUAGE.fullmatch(line):
            facts.append(("language", found[1]))
        else:
            rest.append(line.removeprefix("WEBVTT"))
    return tuple(facts), _left_out(_Block(head.line, rest), "header")


def _left_out(block: _Block, why: str) -> tuple[LeftOut, ...]:
    lines = [line.strip() for line in block.lines if line.strip()]
    return _together(block.line, Kind.METADATA, lines, why)


def _together(line: int, kind: Kind, texts: Sequence[str], why: str) -> tuple[LeftOut, ...]:
    return (LeftOut(f"line {line}", kind, "\n".join(texts), why),) if texts else ()
