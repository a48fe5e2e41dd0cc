"""Subtitles in XML: timed text (``.ttml``, ``.dfxp``) and YouTube's ``.srv3``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from corpus.clock import clock_time, number
from corpus.cues import Cue, from_cues
from corpus.errors import SourceError
from corpus.extracted import Extracted, Kind, LeftOut
from corpus.formats.captions import unrolled, voices
from corpus.formats.facts import facts_of
from corpus.formats.xmlroot import attribute, local, texts_of

_SPACE = re.compile(r"\s+")
_UNITS = {"ms": 1, "s": 1_000, "m": 60_000, "h": 3_600_000}


@dataclass(frozen=True, slots=True)
class _Shown:
    """One paragraph of the file: its lines, who says them and when."""

    lines: list[str]
    speaker: str
    start: float | None
    end: float | None


def read(root: etree._Element, where: str) -> Extracted:
    """Return what the paragraphs say, in the order of the file; the head is left out.

    Raises:
        SourceError: If there are none.
    """
    shown = list(_paragraphs(root, _agents(root), ""))
    lines, repeated = unrolled([one.lines for one in shown]) if shown else ([], [])
    cues = [
        Cue(words, one.speaker or speaker, one.start, one.end)
        for one, own in zip(shown, lines, strict=True)
        for speaker, words in voices(own)
    ]
    if not cues:
        raise SourceError(where, "expected paragraphs with a text, found none: check the file")
    left_out = list(_others(root))
    if repeated:
        why = "repeats the cue before"
        left_out.append(LeftOut("<p>", Kind.BOILERPLATE, "\n".join(repeated), why))
    language = attribute(root, "lang")
    return from_cues(
        cues, where, facts=facts_of([("language", language)]), left_out=tuple(left_out)
    )


def _paragraphs(element: etree._Element, agents: dict[str, str], speaker: str) -> Iterator[_Shown]:
    who = attribute(element, "agent")
    speaker = agents.get(who, who) or speaker
    if local(element) == "p":
        start, end = _times(element)
        inside = {agents.get(a, a) for child in element.iter() if (a := attribute(child, "agent"))}
        # Where two speak in one paragraph, better nobody is named than one for both.
        speaker = speaker if not inside else inside.pop() if len(inside) == 1 else ""
        yield _Shown("".join(_text(element)).split("\n"), speaker, start, end)
        return
    for child in element:
        yield from _paragraphs(child, agents, speaker)


def _text(element: etree._Element) -> Iterator[str]:
    """Yield the words of a paragraph, with a line end for each break."""
    yield _SPACE.sub(" ", element.text or "")
    for child in element:
        yield "\n" if local(child) == "br" else ""
        if local(child) != "metadata":
            yield from _text(child)
        yield _SPACE.sub(" ", child.tail or "")


def _times(p: etree._Element) -> tuple[float | None, float | None]:
    """Return when a paragraph begins and ends, in milliseconds."""
    if p.get("t"):  # YouTube's
        start, lasts = number(p.get("t", "")), number(p.get("d", ""))
    else:
        start, lasts = _time(p.get("begin", "")), _time(p.get("dur", ""))
    end = _time(p.get("end", ""))
    if end is None and start is not None and lasts is not None:
        end = start + lasts
    return start, end


def _time(said: str) -> float | None:
    """Return the milliseconds of ``00:00:01.5``, ``1.5s`` or ``1500ms``."""
    digits = said.rstrip("msh")
    unit, value = _UNITS.get(said[len(digits) :]), number(digits)
    return clock_time(said) if unit is None or value is None else value * unit


def _agents(root: etree._Element) -> dict[str, str]:
    return {
        attribute(agent, "id"): name
        for agent in root.iter("{*}agent")
        if (name := " ".join(map(texts_of, agent.iter("{*}name"))))
    }


def _others(root: etree._Element) -> Iterator[LeftOut]:
    for child in root:
        if local(child) == "head" and (text := texts_of(child)):
            yield LeftOut("<head>", Kind.METADATA, text, "head")
    for element in root.iter("{*}body", "{*}div"):
        pieces = [element.text, *(child.tail for child in element)]
        if text := " ".join(" ".join(filter(None, pieces)).split()):
            yield LeftOut(f"<{local(element)}>", Kind.METADATA, text, "outside of paragraphs")
