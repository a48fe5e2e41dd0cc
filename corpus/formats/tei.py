"""TEI, as archives and corpora of speech publish it: ``<u who="#A">``, and ``<sp>`` of plays."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from corpus.clock import clock_time, number
from corpus.cues import Cue, from_cues
from corpus.errors import SourceError
from corpus.extracted import Extracted, Kind, LeftOut
from corpus.formats.facts import facts_of
from corpus.formats.naming import role_facts
from corpus.formats.xmlroot import attribute, local, texts_of, words_of

_ASIDES = frozenset("vocal kinesic incident gap stage desc".split())
"""What is heard or done and not said; it is written in brackets."""

_NOT_SAID = frozenset("note reg corr expan speaker".split())
"""What editors add, or say instead of what is said."""

_PARAGRAPHS = frozenset("p ab l lg".split())
_APART = frozenset("seg lb pb pause anchor".split())
_JOINED = "\x01"
_BREAK = "\x02"
"""Two signs that XML cannot hold: no space here, and a new paragraph."""

_JOIN = re.compile(rf"\s*{_JOINED}\s*")


def read(root: etree._Element, where: str) -> Extracted:
    """Return what is said and by whom; all else is left out.

    Raises:
        SourceError: If nobody speaks.
    """
    names = _names(root)
    body = _Body(names, _timeline(root))
    body.walk(root, "", "")
    if not any(cue.said for cue in body.cues):
        raise SourceError(
            where, "expected utterances (<u>, <sp>), found none: save it as plain text"
        )
    title = next((words_of(e) for e in root.iter("{*}titleStmt") for e in e.iter("{*}title")), "")
    pairs = facts_of([("title", title), ("language", attribute(root, "lang"))])
    facts = (*pairs, *role_facts(_roles(root, names)))
    return from_cues(body.cues, where, facts=facts, left_out=tuple(body.left_out))


@dataclass(slots=True)
class _Body:
    """Walks the tree once; who speaks and when may stand on an element around the words."""

    names: Mapping[str, str]
    timeline: Mapping[str, float]
    cues: list[Cue] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)

    def walk(self, element: etree._Element, who: str, start: str) -> None:
        name = local(element)
        who, start = attribute(element, "who") or who, attribute(element, "start") or start
        if name == "teiHeader":
            self._leave(name, texts_of(element))
        elif name in ("u", "sp"):
            self._say(element, who, start)
        elif name:
            self._leave(name, element.text)
            for child in element:
                self.walk(child, who, start)
                self._leave(name, child.tail)

    def _say(self, element: etree._Element, who: str, start: str) -> None:
        for inner in element.iter("{*}note", "{*}reg", "{*}corr", "{*}expan"):
            self._leave(local(inner), words_of(inner))
        label = next((words_of(child) for child in element if local(child) == "speaker"), "")
        speaker = label.rstrip(".: ") or self._called(who)
        text = _JOIN.sub("", "".join(_pieces(element)))
        for paragraph in text.split(_BREAK):
            said = " ".join(paragraph.split())
            self.cues.append(Cue(said, speaker, self.timeline.get(start.lstrip("#"))))

    def _called(self, who: str) -> str:
        return " and ".join(self.names.get(one, one) for one in who.replace("#", " ").split())

    def _leave(self, name: str, text: str | None) -> None:
        if text and text.strip():
            folded = " ".join(text.split())
            self.left_out.append(LeftOut(f"<{name}>", Kind.METADATA, folded, "not what is said"))


def _pieces(element: etree._Element) -> Iterator[str]:
    """Yield the words below ``element``, with signs for where words join and paragraphs end."""
    yield element.text or ""
    for child in element:
        name = local(child)
        if name in _ASIDES:
            text = words_of(child)
            yield f" [{text}] " if text else " "
        elif name in ("w", "pc"):
            yield from _token(child, name)
        elif name and name not in _NOT_SAID:
            apart = _BREAK if name in _PARAGRAPHS else " " if name in _APART else ""
            yield apart
            yield from _pieces(child)
            yield apart
        yield child.tail or ""


def _token(element: etree._Element, name: str) -> Iterator[str]:
    """Yield a word or a punctuation mark, which corpora set apart by elements, not by spaces."""
    joins = attribute(element, "join")
    text = words_of(element)
    closing = name == "pc" and not joins and text in set(".,;:!?…)]»”")
    yield _JOINED if closing or joins in ("left", "both") else " "
    yield text
    yield _JOINED if joins in ("right", "both") else ""


def _names(root: etree._Element) -> dict[str, str]:
    names = {}
    for person in root.iter("{*}person"):
        own = next(map(texts_of, person.iter("{*}persName", "{*}name")), "")
        names[attribute(person, "id")] = own or attribute(person, "id")
    return names


def _roles(root: etree._Element, names: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for person in root.iter("{*}person"):
        yield names[attribute(person, "id")], attribute(person, "role")


def _timeline(root: etree._Element) -> dict[str, float]:
    """Return the milliseconds of the points in time that the file declares."""
    points: dict[str, float] = {}
    for when in root.iter("{*}when"):
        interval = number(attribute(when, "interval"))
        since = points.get(attribute(when, "since").lstrip("#"), 0.0)
        time = clock_time(attribute(when, "absolute"))
        if time is None and interval is not None:
            time = round(since + interval * 1_000)
        if time is not None:
            points[attribute(when, "id")] = time
    return points
