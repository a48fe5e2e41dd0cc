"""What of a PDF's lines is the talk, and where its paragraphs end."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from corpus.extracted import Kind, LeftOut
from corpus.formats.blocks import Paragraph, Run
from corpus.formats.pdflines import Line

_PAGE_NUMBER = re.compile(
    r"(?i)\W*(?:page|seite|página|pagina|p\.?|стр\.?|страница)?\s*\d{1,4}"
    r"(?:\s*(?:/|of|von|de|sur|di|из)\s*\d{1,4})?\W*"
)
_DIGITS = re.compile(r"\d+")
_ENDS = re.compile(r"[.?!…:;。？！][\"'”’»)\]]*$")
EDGE = 0.075
"""Share of the page's height at its head and foot that no body of a text reaches."""

WIDE_EDGE = 0.12
"""The same for lines that come again on most pages."""


def without_margins(lines: Sequence[Line]) -> tuple[list[Line], list[LeftOut]]:
    """Part the body from page numbers, running heads and feet and numbers in the margin."""
    running = _running(lines)
    left = _body_left(lines)
    numbered = _are_numbered(lines, left)
    body: list[Line] = []
    out: list[LeftOut] = []
    for line in lines:
        why = ""
        if numbered and _in_margin(line, left):
            why = "line number in the margin"
        elif _at_edge(line, EDGE) and _PAGE_NUMBER.fullmatch(line.plain()):
            why = "page number"
        elif _at_edge(line, WIDE_EDGE) and _masked(line) in running:
            why = "running header" if line.y > line.height / 2 else "running footer"
        if why:
            out.append(LeftOut(f"page {line.page}", Kind.BOILERPLATE, line.plain(), why))
        else:
            body.append(line)
    return body, out


def paragraphs(lines: Sequence[Line]) -> Iterator[Paragraph]:
    """Yield the paragraphs, their lines wrapped as they were set; some run over pages."""
    usual = _leading(lines)
    size = median(line.size for line in lines)
    runs: list[Run] = []
    before: Line | None = None
    for line in lines:
        level = int(_is_heading(line, size))
        if before is not None and (
            level != _is_heading(before, size) or _parts(before, line, usual)
        ):
            yield Paragraph(tuple(runs), int(_is_heading(before, size)), wrapped=True)
            runs = []
        runs += [Run("\n"), *line.runs] if runs else line.runs
        before = line
    if before is not None:
        yield Paragraph(tuple(runs), int(_is_heading(before, size)), wrapped=True)


def _parts(before: Line, line: Line, usual: float) -> bool:
    down = before.y - line.y
    if before.page != line.page or down < 0:  # another page or column
        plain = line.plain()
        return bool(_ENDS.search(before.plain())) and not plain[:1].islower()
    return down > 1.3 * usual


def _leading(lines: Sequence[Line]) -> float:
    """Return the distance of lines within a paragraph: less than that of most lines may be."""
    downs = sorted(
        a.y - b.y
        for a, b in pairwise(lines)
        if a.page == b.page and 0.7 * a.size < a.y - b.y < 4 * a.size
    )
    return downs[len(downs) // 10] if downs else 12.0


def _is_heading(line: Line, usual: float) -> bool:
    return line.size > 1.2 * usual and len(line.plain()) <= 200


def _at_edge(line: Line, share: float) -> bool:
    return not share < line.y / line.height < 1 - share


def _masked(line: Line) -> tuple[str, int]:
    return _DIGITS.sub("#", line.plain()), round(line.y / 4)


def _running(lines: Sequence[Line]) -> set[tuple[str, int]]:
    pages = len({line.page for line in lines})
    seen = Counter({(line.page, _masked(line)) for line in lines if _at_edge(line, WIDE_EDGE)})
    times = Counter(masked for _, masked in seen)
    return {masked for masked, count in times.items() if count >= max(3, pages / 2)}


def _body_left(lines: Sequence[Line]) -> float:
    starts = Counter(round(line.x) for line in lines if not line.plain().isdigit())
    usual = [x for x, count in starts.items() if count >= max(2, len(lines) / 20)]
    return min(usual, default=0)


def _in_margin(line: Line, left: float) -> bool:
    return line.plain().isdigit() and len(line.plain()) <= 5 and line.x < left - 3


def _are_numbered(lines: Sequence[Line], left: float) -> bool:
    """Whether numbers in the margin count upwards, as those of lines or of speeches do."""
    numbers = [int(line.plain()) for line in lines if _in_margin(line, left)]
    rising = sum(a < b for a, b in pairwise(numbers))
    return len(numbers) >= 3 and rising >= 0.8 * (len(numbers) - 1)
