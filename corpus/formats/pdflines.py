"""The lines of a PDF page, from pieces of text that know where they stand."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from pypdf import PageObject

from corpus.formats.blocks import Run
from corpus.formats.pdforder import AsPlaced, Piece, in_order

_BOLD = re.compile(r"(?i)bold|black|heavy|demi")
_ITALIC = re.compile(r"(?i)italic|oblique")
_SPACE = re.compile(r"\s+")
_SHAPES = re.compile("[\ufb00-\ufb06\ufb13-\ufb17\ufb1d-\ufdcf\ufe70-\ufefc]")
"""Forms that a letter takes beside others, and two or three written as one; not words as one."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line as it was set.

    Attributes:
        x: Left end, in points.
        y: Base line from the foot of the page, in points.
        height: Of the page.
        size: Of the first letters, in points.
    """

    runs: tuple[Run, ...]
    page: int
    x: float
    y: float
    height: float
    size: float

    def plain(self) -> str:
        """Return the characters."""
        return "".join(run.text for run in self.runs).strip()


@dataclass(slots=True)
class _Collector:
    """Is called with each piece of text, in the order the file has them."""

    page: int
    height: float
    lines: list[tuple[Line, list[Piece]]] = field(default_factory=list)
    _pieces: list[Piece] = field(default_factory=list)
    _placed: AsPlaced = field(default_factory=AsPlaced)
    _at: tuple[float, float, float] = (0, 0, 1)

    def __call__(
        self, text: str, cm: Sequence[float], tm: Sequence[float], font: object, size: float
    ) -> None:
        x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
        y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
        if not text.strip():
            if text and self._pieces:
                self._pieces.append(Piece(x, replace(self._pieces[-1].run, text=" ")))
            return
        scaled = abs(size * (tm[3] or tm[1]) * (cm[3] or cm[1])) or 1.0
        if self._pieces and abs(y - self._at[1]) > 0.5 * min(scaled, self._at[2]):
            self.finish()
        if self._is_apart(x, scaled):
            self.finish()
        if not self._pieces:
            self._at = (x, y, scaled)
        get = getattr(font, "get", None)
        name = str(get("/BaseFont", "")) if get else ""
        letters = _SHAPES.sub(_plain, _SPACE.sub(" ", self._placed(text)))
        self._pieces.append(
            Piece(x, Run(letters, bool(_BOLD.search(name)), bool(_ITALIC.search(name))))
        )

    def _is_apart(self, x: float, size: float) -> bool:
        """Whether the line so far is a number and the next words stand well away from it."""
        so_far = "".join(piece.run.text for piece in self._pieces).strip()
        return so_far.isdigit() and x - self._at[0] > (0.6 * len(so_far) + 1) * size

    def finish(self) -> None:
        """End the line."""
        if any(piece.run.text.strip() for piece in self._pieces):
            x, y, size = self._at
            self.lines.append((Line((), self.page, x, y, self.height, size), self._pieces))
        self._pieces = []


def lines_of(page: PageObject, number: int) -> list[Line]:
    """Return the lines of a page in the order in which the file has them."""
    collector = _Collector(number, float(page.mediabox.height))
    page.extract_text(visitor_text=collector)
    collector.finish()
    ordered = in_order([pieces for _, pieces in collector.lines])
    return [
        replace(line, runs=tuple(_single_spaces(runs)))
        for (line, _), runs in zip(collector.lines, ordered, strict=True)
    ]


def _plain(shape: re.Match[str]) -> str:
    return unicodedata.normalize("NFKC", shape[0]).strip()


def _single_spaces(runs: list[Run]) -> list[Run]:
    kept: list[Run] = []
    before = " "
    for run in runs:
        text = run.text.lstrip(" ") if before == " " else run.text
        if text:
            before = text[-1]
            kept.append(replace(run, text=text))
    return kept
