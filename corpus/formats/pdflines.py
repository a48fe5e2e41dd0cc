"""The lines of a PDF page, from pieces of text that know where they stand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from pypdf import PageObject

from corpus.formats.blocks import Run

_BOLD = re.compile(r"(?i)bold|black|heavy|demi")
_ITALIC = re.compile(r"(?i)italic|oblique")
_SPACE = re.compile(r"\s+")


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
    lines: list[Line] = field(default_factory=list)
    _runs: list[Run] = field(default_factory=list)
    _at: tuple[float, float, float] = (0, 0, 1)
    _end: float | None = None

    def __call__(
        self, text: str, cm: Sequence[float], tm: Sequence[float], font: object, size: float
    ) -> None:
        x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
        y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
        if not text.strip():
            self._end = x  # the pen rests where the last piece ended
            if text and self._runs:
                self._runs.append(replace(self._runs[-1], text=" "))
            return
        scaled = abs(size * (tm[3] or tm[1]) * (cm[3] or cm[1])) or 1.0
        if self._runs and abs(y - self._at[1]) > 0.5 * min(scaled, self._at[2]):
            self.finish()
        if self._is_apart(x, scaled):
            self.finish()
        if not self._runs:
            self._at = (x, y, scaled)
        elif self._end is not None and x - self._end > 0.15 * scaled:
            self._runs.append(Run(" "))
        get = getattr(font, "get", None)
        name = str(get("/BaseFont", "")) if get else ""
        self._runs.append(
            Run(_SPACE.sub(" ", text), bool(_BOLD.search(name)), bool(_ITALIC.search(name)))
        )
        self._end = None

    def _is_apart(self, x: float, size: float) -> bool:
        """Whether the line so far is a number and the next words stand well away from it."""
        so_far = "".join(run.text for run in self._runs).strip()
        return so_far.isdigit() and x - self._at[0] > (0.6 * len(so_far) + 1) * size

    def finish(self) -> None:
        """End the line."""
        runs = tuple(_single_spaces(self._runs))
        if any(run.text.strip() for run in runs):
            x, y, size = self._at
            self.lines.append(Line(runs, self.page, x, y, self.height, size))
        self._runs = []


def lines_of(page: PageObject, number: int) -> list[Line]:
    """Return the lines of a page in the order in which the file has them."""
    collector = _Collector(number, float(page.mediabox.height))
    page.extract_text(visitor_text=collector)
    collector.finish()
    return collector.lines


def _single_spaces(runs: list[Run]) -> list[Run]:
    kept: list[Run] = []
    before = " "
    for run in runs:
        text = run.text.lstrip(" ") if before == " " else run.text
        if text:
            before = text[-1]
            kept.append(replace(run, text=text))
    return kept
