"""OpenDocument texts, as LibreOffice writes them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from corpus.errors import SourceError
from corpus.extracted import Extracted, Kind, LeftOut
from corpus.formats.archive import Archive
from corpus.formats.blocks import Block, Face, Paragraph, Run, Table, flat, joined
from corpus.formats.doctables import text_of
from corpus.formats.facts import facts_of
from corpus.formats.wordstyles import child, value
from corpus.formats.xmlroot import local
from corpus.normalise import normalise

MAX_SPACES = 1_000
_LEFT_OUT = {
    "note": "footnote or endnote",
    "annotation": "comment",
    "tracked-changes": "deleted text",
    "hidden-text": "hidden text",
}
_NOT_SAID = ("sequence-decls", "forms", "table-of-content-source", "annotation-end")


def read(data: bytes, where: str) -> Extracted:
    """Return the body of an OpenDocument text; notes, comments, heads and feet are left out.

    Raises:
        SourceError: If ``data`` is no such document, or holds no words.
    """
    archive = Archive(data, where, "an OpenDocument text (.odt)")
    content, styles = archive.tree("content.xml"), archive.tree("styles.xml")
    body = None if content is None else next(content.iter("{*}text"), None)
    if content is None or body is None:
        raise SourceError(
            where, "expected an OpenDocument text (.odt), found another archive: check its ending"
        )
    walk = _Body({**_faces(styles), **_faces(content)})
    text, heads = text_of(walk.blocks(body))
    facts, about = _facts(archive)
    margins = tuple(_margins(styles))
    return Extracted(
        normalise(text, where), facts=facts, left_out=(*about, *walk.left_out, *heads, *margins)
    )


class _Style(NamedTuple):
    """How a style looks; ``None`` leaves it to its parent."""

    bold: bool | None
    italic: bool | None
    parent: str


class _Body:
    """Walks a body once; what it passes over is in ``left_out``."""

    def __init__(self, styles: dict[str, _Style]) -> None:
        self.left_out: list[LeftOut] = []
        self._styles = styles
        self._paragraphs = 0
        self._boxes: list[etree._Element] = []

    def blocks(self, parent: etree._Element, item: bool = False) -> Iterator[Block]:
        for node in parent:
            name = local(node)
            if name in ("p", "h"):
                yield self._paragraph(node, item)
                item = False
                boxes, self._boxes = self._boxes, []
                for box in boxes:
                    yield from self.blocks(box)
            elif name == "table":
                yield Table(tuple(map(self._row, _deep(node, "table-row"))))
            elif name in _LEFT_OUT:
                self._leave(node, _LEFT_OUT[name])
            elif name not in _NOT_SAID:
                yield from self.blocks(node, item or name == "list-item")

    def _row(self, row: etree._Element) -> tuple[tuple[Paragraph, ...], ...]:
        return tuple(tuple(flat(self.blocks(cell))) for cell in _deep(row, "table-cell"))

    def _paragraph(self, node: etree._Element, item: bool) -> Paragraph:
        self._paragraphs += 1
        level = value(node, "outline-level") if local(node) == "h" else "0"
        face = self._face(value(node, "style-name"), Face())
        runs = joined(self._runs(node, face))
        return Paragraph(runs, min(int(level), 6) if level.isdigit() else 1, item)

    def _runs(self, parent: etree._Element, face: Face) -> Iterator[Run]:
        yield Run(_folded(parent.text), *face)
        for node in parent:
            name = local(node)
            if name == "s":
                count = value(node, "c")
                yield Run(" " * min(int(count) if count.isdigit() else 1, MAX_SPACES), *face)
            elif name == "tab":
                yield Run("\t", *face)
            elif name == "line-break":
                yield Run("\n", *face)
            elif name == "text-box":
                self._boxes.append(node)
            elif name in _LEFT_OUT:
                self._leave(node, _LEFT_OUT[name])
            elif name:
                style = value(node, "style-name") if name == "span" else ""
                yield from self._runs(node, self._face(style, face))
            yield Run(_folded(node.tail), *face)

    def _face(self, name: str, otherwise: Face) -> Face:
        bold: bool | None = None
        italic: bool | None = None
        seen: set[str] = set()
        while name in self._styles and name not in seen:
            seen.add(name)
            style = self._styles[name]
            bold = style.bold if bold is None else bold
            italic = style.italic if italic is None else italic
            name = style.parent
        return Face(
            otherwise.bold if bold is None else bold,
            otherwise.italic if italic is None else italic,
        )

    def _leave(self, node: etree._Element, why: str) -> None:
        if text := _words(node):
            place = f"paragraph {max(self._paragraphs, 1)}"
            self.left_out.append(LeftOut(place, Kind.BOILERPLATE, text, why))


def _folded(text: str | None) -> str:
    """Return ``text`` as the format reads it: several spaces are written as elements."""
    words = " ".join((text or "").replace("\n", " ").replace("\t", " ").split(" "))
    while "  " in words:
        words = words.replace("  ", " ")
    return words


def _words(node: etree._Element) -> str:
    return " ".join(" ".join(map(str, node.itertext())).split())


def _deep(parent: etree._Element, name: str) -> Iterator[etree._Element]:
    for node in parent:
        if local(node) == name:
            yield node
        elif local(node) not in ("table-cell", "p"):
            yield from _deep(node, name)


def _faces(root: etree._Element | None) -> dict[str, _Style]:
    styles = {}
    for style in () if root is None else root.iter("{*}style"):
        look = child(style, "text-properties")
        weight, slant = value(look, "font-weight"), value(look, "font-style")
        styles[value(style, "name")] = _Style(
            weight in ("bold", "600", "700", "800", "900") if weight else None,
            slant in ("italic", "oblique") if slant else None,
            value(style, "parent-style-name"),
        )
    return styles


def _margins(styles: etree._Element | None) -> Iterator[LeftOut]:
    for node in () if styles is None else styles.iter("{*}header", "{*}footer"):
        if text := _words(node):
            why = f"page {local(node)}"
            yield LeftOut(why, Kind.BOILERPLATE, text, why)


def _facts(archive: Archive) -> tuple[tuple[tuple[str, str], ...], tuple[LeftOut, ...]]:
    root = archive.tree("meta.xml")
    said = [] if root is None else [(local(n), n.text or "") for m in root for n in m]
    first = dict(reversed(said))
    facts = facts_of(
        [
            ("title", first.get("title")),
            ("author", first.get("initial-creator") or first.get("creator")),
            ("language", first.get("language")),
        ]
    )
    kept = {text for _, text in facts}
    left = tuple(
        LeftOut("properties", Kind.METADATA, text, name)
        for name, text in said
        if text.strip() and " ".join(text.split()) not in kept
    )
    return facts, left
