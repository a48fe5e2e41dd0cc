"""How Word paragraphs and runs look: bold, italic, heading, item of a list, hidden."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from corpus.formats.blocks import Face
from corpus.formats.xmlroot import local

_HEADING = re.compile(r"(?i)(?:heading|title)\s*(\d?)")


@dataclass(frozen=True, slots=True)
class Look:
    """What of a style tells who speaks; ``None`` leaves it to the style it is based on."""

    bold: bool | None = None
    italic: bool | None = None
    level: int | None = None
    item: bool | None = None
    based_on: str = ""


@dataclass(frozen=True, slots=True)
class ParagraphLook:
    """How a paragraph looks, everything decided."""

    face: Face
    level: int
    item: bool


class Styles:
    """The styles of one document."""

    def __init__(self, root: etree._Element | None) -> None:
        self._looks = {
            value(style, "styleId"): _style(style)
            for style in (() if root is None else root)
            if local(style) == "style"
        }

    def paragraph(self, p: etree._Element) -> ParagraphLook:
        """Return how the paragraph ``p`` looks, by itself or by its style."""
        own = child(p, "pPr")
        style = self._resolved(value(child(own, "pStyle")))
        level = _level(own)
        item = _item(own)
        return ParagraphLook(
            face=Face(bool(style.bold), bool(style.italic)),
            level=(style.level or 0) if level is None else level,
            item=bool(style.item) if item is None else item,
        )

    def run(self, r: etree._Element, face: Face) -> tuple[Face, bool]:
        """Return the face of the run ``r`` in a paragraph of this ``face``, and if it is hidden."""
        own = child(r, "rPr")
        style = self._resolved(value(child(own, "rStyle")))
        bold, italic = (
            next((on for on in (is_on(child(own, name)), by_style) if on is not None), otherwise)
            for name, by_style, otherwise in (
                ("b", style.bold, face.bold),
                ("i", style.italic, face.italic),
            )
        )
        return Face(bold, italic), bool(is_on(child(own, "vanish")))

    def _resolved(self, name: str) -> Look:
        look = Look()
        seen: set[str] = set()
        while name in self._looks and name not in seen:
            seen.add(name)
            base = self._looks[name]
            look = Look(
                base.bold if look.bold is None else look.bold,
                base.italic if look.italic is None else look.italic,
                base.level if look.level is None else look.level,
                base.item if look.item is None else look.item,
            )
            name = base.based_on
        return look


def child(element: etree._Element | None, name: str) -> etree._Element | None:
    """Return the first child called ``name``."""
    return next((c for c in (() if element is None else element) if local(c) == name), None)


def value(element: etree._Element | None, name: str = "val") -> str:
    """Return an attribute, whatever its namespace; empty if there is none."""
    attributes = [] if element is None else element.items()
    return next((str(v) for k, v in attributes if str(k).rpartition("}")[2] == name), "")


def is_on(toggle: etree._Element | None) -> bool | None:
    """Return what an element such as ``<w:b/>`` says; ``None`` if it is not there."""
    return None if toggle is None else value(toggle) not in ("0", "false", "off", "none")


def _style(style: etree._Element) -> Look:
    own = child(style, "pPr")
    named = _HEADING.fullmatch(value(child(style, "name")))
    level = _level(own)
    if named and level is None:
        level = min(int(named[1] or 1), 6)
    face = child(style, "rPr")
    return Look(
        is_on(child(face, "b")),
        is_on(child(face, "i")),
        level,
        _item(own),
        value(child(style, "basedOn")),
    )


def _level(properties: etree._Element | None) -> int | None:
    level = value(child(properties, "outlineLvl"))
    return (int(level) + 1 if int(level) < 6 else 0) if level.isdigit() else None


def _item(properties: etree._Element | None) -> bool | None:
    numbered = child(properties, "numPr")
    return None if numbered is None else value(child(numbered, "numId")) != "0"
