"""Timed lines in two simpler forms: YouTube's ``.sbv``, and ``.lrc``, as songs have them."""

from __future__ import annotations

import re

from corpus.clock import clock_time
from corpus.cues import Cue, from_cues
from corpus.errors import SourceError
from corpus.extracted import Extracted, Kind, LeftOut
from corpus.formats import subtitles
from corpus.formats.captions import voices
from corpus.normalise import decode, normalise

_TIME = r"\d{1,4}:\d\d:\d\d\.\d{1,3}"
_SBV_TIMES = re.compile(rf"^[ \t]*({_TIME})[ \t]*,[ \t]*({_TIME})[ \t]*\r?$", re.MULTILINE)
_STAMPS = re.compile(r"(?:\[\d{1,4}:\d{1,2}(?:[.:]\d{1,3})?\][ \t]*)+")
_TAG = re.compile(r"\[(?P<key>[a-zA-Z#]{1,10})\s*:(?P<value>[^\]]*)\]\s*")
_FACTS = {"ti": "title", "la": "language"}


def read_sbv(data: bytes, where: str) -> Extracted:
    """Return what the cues of an ``.sbv`` file say; see :func:`corpus.formats.subtitles.read`."""
    text = decode(data, where).replace("[br]", "\n")
    return subtitles.read(_SBV_TIMES.sub(r"\1 --> \2", text).encode(), where)


def read_lrc(data: bytes, where: str) -> Extracted:
    """Return what the lines of an ``.lrc`` file say; its tags are facts, or left out.

    Raises:
        SourceError: If the bytes are no text, or no line has a time.
    """
    cues: list[Cue] = []
    facts: list[tuple[str, str]] = []
    left_out: list[LeftOut] = []
    lines = normalise(decode(data, where), where).lstrip("\ufeff").split("\n")
    for number, line in enumerate(lines, start=1):
        stamps = _STAMPS.match(line)
        tag = None if stamps else _TAG.fullmatch(line)
        if tag and (key := _FACTS.get(tag["key"].casefold())) and tag["value"].strip():
            facts.append((key, tag["value"].strip()))
        elif tag:
            left_out.append(LeftOut(f"line {number}", Kind.METADATA, line, "tag"))
        else:
            start = clock_time(stamps[0].split("]")[0] + "]") if stamps else None
            said = line[stamps.end() if stamps else 0 :]
            cues += [Cue(words, speaker, start) for speaker, words in voices([said])]
    if all(cue.start is None for cue in cues):
        raise SourceError(
            where, 'expected lines such as "[00:12.30] …", found none: save it as plain text'
        )
    return from_cues(cues, where, facts=tuple(facts), left_out=tuple(left_out))
