"""Web pages saved as HTML."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from selectolax.lexbor import LexborHTMLParser, LexborNode

from corpus.errors import SourceError
from corpus.extracted import Extracted, Kind, LeftOut
from corpus.formats.archive import found
from corpus.formats.blocks import Block, Paragraph, Run, Table, flat, joined
from corpus.formats.doctables import text_of
from corpus.formats.facts import facts_of
from corpus.normalise import decode, normalise

_SPACE = re.compile(r"[ \t\n\r\f]+")
_CHARSET = re.compile(rb"""(?i)<meta[^>]{0,200}?charset\s*=\s*["']?([\w-]+)""")
_TAG = re.compile(r"(?i)<(?:!doctype|[a-z][a-z0-9]*[\s/>])")
_HIDDEN = re.compile(r"(?i)display\s*:\s*none|visibility\s*:\s*hidden")
_SLANTED = re.compile(r"(?i)font-style\s*:\s*(?:italic|oblique)")
_HEAVY = re.compile(r"(?i)font-weight\s*:\s*(?:bold|[6-9]00)")
_SPEAKER = re.compile(r"(?i)(?:.*[-_])?speaker(?:[-_]?name)?")
_ASKS = frozenset({"question", "interviewer"})

_BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details dialog div dl dt fieldset"
    " figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr li main menu nav ol p pre"
    " section summary table tbody td tfoot th thead tr ul".split()
)
_LEFT_OUT = {
    "script": "script",
    "style": "style sheet",
    "noscript": "shown without scripts only",
    "template": "template",
    "nav": "navigation",
    "footer": "footer",
    "aside": "aside",
    "form": "form",
    "button": "button",
    "select": "form",
    "textarea": "form",
    "svg": "picture",
    "math": "formula",
    "iframe": "embedded page",
    "object": "embedded object",
}
_DATES = ("article:published_time", "datepublished", "date", "dc.date", "dcterms.date", "pubdate")


def read(data: bytes, where: str) -> Extracted:
    """Return what a page says; menus, asides, forms and what is hidden are left out.

    Nothing is run or fetched.

    Raises:
        SourceError: If ``data`` is no page, or one without words.
    """
    page = _decoded(data, where)
    if page.strip() and not _TAG.search(page):
        raise SourceError(where, f"expected a web page, found {found(data)}")
    tree = LexborHTMLParser(page)
    walk = _Walk(tree)
    text, heads = text_of(walk.blocks())
    facts = _facts(tree)
    return Extracted(normalise(text, where), facts=facts, left_out=(*walk.left_out, *heads))


def _decoded(data: bytes, where: str) -> str:
    if data.startswith((b"%PDF-", b"PK\x03\x04", b"{\\rtf")):
        raise SourceError(where, f"expected a web page, found {found(data)}")
    declared = _CHARSET.search(data[:4096])
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        if declared and b"\x00" not in data:
            try:
                return data.decode(declared[1].decode("ascii"))
            except (LookupError, UnicodeDecodeError):
                pass  # many a page says one thing and is another
    return decode(data, where)


class _Walk:
    """Goes through a page once, without recursion: pages nest as deeply as they like."""

    def __init__(self, tree: LexborHTMLParser) -> None:
        self.left_out: list[LeftOut] = []
        self._body = tree.body
        self._length = len(_plain(tree.body)) if tree.body else 0
        self._main = self._largest(tree.css("main, [role=main], article"))
        self._around_main = set(_ids_around(self._main)) if self._main else set()
        self._blocks: list[list[Block]] = [[]]
        self._rows: list[list[list[tuple[Paragraph, ...]]]] = []
        self._runs: list[Run] = []
        self._terms: dict[int, Counter[str]] = {}
        self._bold = 0
        self._italic = 0
        self._inside = 0
        self._level = 0
        self._pre = 0
        self._item = False

    def blocks(self) -> list[Block]:
        if self._body is None:
            return []
        waiting: list[tuple[LexborNode, bool]] = [(self._body, False)]
        while waiting:
            node, done = waiting.pop()
            if done:
                self._leave(node)
            elif node.is_text_node:
                self._say(node.text_content or "")
            elif node.is_element_node and not self._passed_over(node):
                self._enter(node)
                waiting.append((node, True))
                waiting.extend((child, False) for child in reversed(list(_children(node))))
        self._flush()
        return self._blocks[0]

    def _passed_over(self, node: LexborNode) -> bool:
        why = self._why_not(node)
        text = _plain(node) if why else ""
        if text:
            self.left_out.append(LeftOut(f"<{node.tag}>", Kind.BOILERPLATE, text, why))
        return bool(why)

    def _why_not(self, node: LexborNode) -> str:
        attributes = node.attributes
        if "hidden" in attributes or attributes.get("aria-hidden") == "true":
            return "hidden"
        if _HIDDEN.search(attributes.get("style") or ""):
            return "hidden"
        # Some systems wrap the whole page in a form.
        if node.tag == "form" and self._holds_most(node):
            return ""
        if why := _LEFT_OUT.get(node.tag or "", ""):
            return why
        if node.tag == "header" and not self._inside:
            return "" if self._holds_most(node) else "page header"
        beside = self._main and not self._inside and node.mem_id not in self._around_main
        return "beside the main content" if beside and node.tag in _BLOCKS else ""

    def _holds_most(self, node: LexborNode) -> bool:
        return 2 * len(_plain(node)) > self._length

    def _largest(self, nodes: list[LexborNode]) -> LexborNode | None:
        """Return the outermost part with most of the words; of a list of articles, none."""
        return next(filter(self._holds_most, nodes), None)

    def _is_main(self, node: LexborNode) -> bool:
        return self._main is not None and node.mem_id == self._main.mem_id

    def _enter(self, node: LexborNode) -> None:
        tag = node.tag or ""
        self._inside += tag in ("main", "article") or self._is_main(node)
        self._pre += tag == "pre"
        if tag in _BLOCKS:
            self._flush()
        self._bold += self._is_bold(node)
        self._italic += _is_italic(node)
        if tag == "br":
            self._runs.append(Run("\n"))
        elif tag == "li":
            self._item = True
        elif re.fullmatch(r"h[1-6]", tag):
            self._level = int(tag[1])
        elif tag == "table":
            self._rows.append([])
        elif tag == "tr" and self._rows:
            self._rows[-1].append([])
        elif tag in ("td", "th") and self._rows:
            self._blocks.append([])

    def _leave(self, node: LexborNode) -> None:
        tag = node.tag or ""
        if self._is_label(node) and not "".join(r.text for r in self._runs).rstrip().endswith(":"):
            self._runs.append(Run(":", bold=True))
        if tag in _BLOCKS:
            self._flush()
        elif self._is_label(node):
            self._runs.append(Run(" "))
        self._bold -= self._is_bold(node)
        self._italic -= _is_italic(node)
        self._inside -= tag in ("main", "article") or self._is_main(node)
        self._pre -= tag == "pre"
        if re.fullmatch(r"h[1-6]", tag):
            self._level = 0
        elif tag == "li":
            self._item = False
        elif tag in ("td", "th") and self._rows and len(self._blocks) > 1:
            cell = tuple(flat(self._blocks.pop()))
            if not self._rows[-1]:
                self._rows[-1].append([])
            self._rows[-1][-1].append(cell)
        elif tag == "table" and self._rows:
            rows = self._rows.pop()
            self._blocks[-1].append(Table(tuple(tuple(row) for row in rows)))

    def _is_bold(self, node: LexborNode) -> bool:
        style = node.attributes.get("style") or ""
        return (
            node.tag in ("b", "strong", "dt")
            or bool(_HEAVY.search(style))
            or self._is_label(node)
            or any(name.lower() in _ASKS for name in _classes(node))
        )

    def _is_label(self, node: LexborNode) -> bool:
        """Whether an element holds the name of who speaks, as its class or its list says."""
        if any(_SPEAKER.fullmatch(name) for name in _classes(node)):
            return 0 < len(_plain(node)) <= 60
        if node.tag != "dt" or node.parent is None:
            return False
        return self._terms_of(node.parent)[_plain(node)] > 1

    def _terms_of(self, parent: LexborNode) -> Counter[str]:
        """Return how often each term stands in a list, counted once for all of them."""
        if parent.mem_id not in self._terms:
            terms = (_plain(term) for term in _children(parent) if term.tag == "dt")
            self._terms[parent.mem_id] = Counter(terms)
        return self._terms[parent.mem_id]

    def _say(self, text: str) -> None:
        words = text if self._pre else _SPACE.sub(" ", text)
        self._runs.append(Run(words, self._bold > 0, self._italic > 0))

    def _flush(self) -> None:
        runs = joined(self._runs)
        self._runs = []
        folded = joined(_folded(runs, keep=self._pre > 0))
        paragraph = Paragraph(folded, self._level, self._item)
        if paragraph.plain():
            self._blocks[-1].append(paragraph)
            self._item = False


def _folded(runs: tuple[Run, ...], *, keep: bool) -> Iterator[Run]:
    """Drop spaces that follow a space or a line end in the run before."""
    before = "\n"
    for run in runs:
        text = run.text
        if not keep and before in " \n":
            text = text.lstrip(" ")
        if text:
            before = text[-1]
            yield replace(run, text=text)


def _children(node: LexborNode) -> Iterator[LexborNode]:
    child = node.first_child
    while child is not None:
        yield child
        child = child.next


def _plain(node: LexborNode) -> str:
    return _SPACE.sub(" ", node.text(separator=" ")).strip()


def _ids_around(node: LexborNode) -> Iterator[int]:
    """Yield the identity of a node and of all it stands in."""
    around: LexborNode | None = node
    while around is not None:
        yield around.mem_id
        around = around.parent


def _classes(node: LexborNode) -> list[str]:
    return (node.attributes.get("class") or "").split()


def _is_italic(node: LexborNode) -> bool:
    style = node.attributes.get("style") or ""
    return node.tag in ("i", "em", "cite") or bool(_SLANTED.search(style))


def _facts(tree: LexborHTMLParser) -> tuple[tuple[str, str], ...]:
    said: dict[str, str] = {}
    for meta in tree.css("meta"):
        attributes = meta.attributes
        key = attributes.get("property") or attributes.get("name") or attributes.get("itemprop")
        said.setdefault((key or "").lower(), attributes.get("content") or "")
    title, html = tree.css_first("title"), tree.css_first("html")
    canonical = tree.css_first("link[rel=canonical]")
    time = tree.css_first("article time[datetime], main time[datetime]")
    return facts_of(
        [
            ("title", said.get("og:title") or (_plain(title) if title else "")),
            ("author", said.get("author") or said.get("dc.creator")),
            *(("date", said.get(key)) for key in _DATES),
            ("date", time.attributes.get("datetime") if time else ""),
            ("language", html.attributes.get("lang") if html else ""),
            ("url", canonical.attributes.get("href") if canonical else said.get("og:url")),
        ]
    )
