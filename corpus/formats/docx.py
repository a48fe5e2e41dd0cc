"""Word documents."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from corpus.errors import SourceError
from corpus.extracted import Extracted, Kind, LeftOut
from corpus.formats.archive import Archive
from corpus.formats.blocks import Block, Face, Paragraph, Run, Table, flat, joined
from corpus.formats.doctables import text_of
from corpus.formats.facts import facts_of
from corpus.formats.wordstyles import Styles
from corpus.formats.xmlroot import local
from corpus.normalise import normalise

_CHARACTERS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011"}
_GONE = {"del": "deleted text", "moveFrom": "text moved elsewhere"}
_OTHER_PARTS = {
    "header": "page header",
    "footer": "page footer",
    "footnotes": "footnote",
    "endnotes": "endnote",
    "comments": "comment",
}


def read(data: bytes, where: str) -> Extracted:
    """Return the body of a Word document; headers, footers, notes and comments are left out.

    Insertions that nobody has accepted yet are part of the text, deletions are not.

    Raises:
        SourceError: If ``data`` is no Word document, or holds no words.
    """
    archive = Archive(data, where, "a Word document (.docx)")
    root = archive.tree("word/document.xml")
    if root is None:
        raise SourceError(
            where, "expected a Word document (.docx), found another archive: check its ending"
        )
    body = _Body(Styles(archive.tree("word/styles.xml")))
    text, heads = text_of(body.blocks(root))
    facts, about = _facts(archive)
    left_out = (*about, *body.left_out, *heads, *_other_parts(archive))
    return Extracted(normalise(text, where), facts=facts, left_out=left_out)


class _Body:
    """Walks a body once; what it passes over is in ``left_out``."""

    def __init__(self, styles: Styles) -> None:
        self.left_out: list[LeftOut] = []
        self._styles = styles
        self._paragraphs = 0
        self._boxes: list[etree._Element] = []

    def blocks(self, parent: etree._Element) -> Iterator[Block]:
        for child in parent:
            name = local(child)
            if name == "p":
                yield self._paragraph(child)
                boxes, self._boxes = self._boxes, []
                for box in boxes:
                    yield from self.blocks(box)
            elif name == "tbl":
                yield Table(tuple(map(self._row, _deep(child, "tr"))))
            elif name in _GONE:
                self._leave(child, _GONE[name])
            elif name not in ("sectPr", "pPr", "Fallback"):
                yield from self.blocks(child)

    def _row(self, row: etree._Element) -> tuple[tuple[Paragraph, ...], ...]:
        return tuple(tuple(flat(self.blocks(cell))) for cell in _deep(row, "tc"))

    def _paragraph(self, p: etree._Element) -> Paragraph:
        self._paragraphs += 1
        look = self._styles.paragraph(p)
        runs = joined(self._runs(p, look.face))
        return Paragraph(runs, look.level, look.item)

    def _runs(self, parent: etree._Element, face: Face) -> Iterator[Run]:
        for child in parent:
            name = local(child)
            if name == "r":
                own, hidden = self._styles.run(child, face)
                if hidden:
                    self._leave(child, "hidden text")
                else:
                    yield from self._runs(child, own)
            elif name == "t":
                yield Run(child.text or "", *face)
            elif name in _CHARACTERS:
                yield Run(_CHARACTERS[name], *face)
            elif name == "txbxContent":
                self._boxes.append(child)
            elif name in _GONE:
                self._leave(child, _GONE[name])
            elif name not in ("pPr", "rPr", "Fallback"):  # a fallback says the same again
                yield from self._runs(child, face)

    def _leave(self, element: etree._Element, why: str) -> None:
        text = words(element)
        if text.strip():
            place = f"paragraph {max(self._paragraphs, 1)}"
            self.left_out.append(LeftOut(place, Kind.BOILERPLATE, text, why))


def words(element: etree._Element) -> str:
    """Return all characters below ``element``, deleted ones too, a line a paragraph."""
    text = ""
    for child in element.iter():
        name = local(child)
        if name in ("t", "delText"):
            text += child.text or ""
        elif name == "p" and text:
            text += "\n"
        else:
            text += _CHARACTERS.get(name, "")
    return text.strip("\n")


def _deep(parent: etree._Element, name: str) -> Iterator[etree._Element]:
    """Yield the nearest elements called ``name``; wrappers stand between, as content controls."""
    for child in parent:
        if local(child) == name:
            yield child
        elif local(child) not in ("tc", "p", "del"):
            yield from _deep(child, name)


def _other_parts(archive: Archive) -> Iterator[LeftOut]:
    for name in archive.names():
        stem = name.removeprefix("word/").removesuffix(".xml")
        why = _OTHER_PARTS.get(stem.rstrip("0123456789"))
        root = archive.tree(name) if why and name == f"word/{stem}.xml" else None
        if root is None or not why:
            continue
        parts = [root] if why.startswith("page") else list(root)
        for number, part in enumerate(parts, start=1):
            if text := words(part):
                place = why if len(parts) == 1 else f"{why} {number}"
                yield LeftOut(place, Kind.BOILERPLATE, text, why)


def _facts(archive: Archive) -> tuple[tuple[tuple[str, str], ...], tuple[LeftOut, ...]]:
    root = archive.tree("docProps/core.xml")
    said = {} if root is None else {local(child): child.text or "" for child in root}
    pairs = [("title", said.pop("title", "")), ("author", said.pop("creator", ""))]
    facts = facts_of([*pairs, ("language", said.pop("language", ""))])
    # When a file was made is not when the interview was held, so it must not look like its date.
    left = tuple(
        LeftOut("properties", Kind.METADATA, text, key)
        for key, text in said.items()
        if text.strip()
    )
    gone = tuple(
        LeftOut("properties", Kind.METADATA, text, key)
        for key, text in pairs
        if text.strip() and key not in dict(facts)
    )
    return facts, gone + left
