"""What lies between two marks, with what nobody says kept in the labels."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.marks import Mark
from corpus.spans import trimmed
from corpus.stamps import is_stamp, is_unsaid, time_in


@dataclass(frozen=True, slots=True)
class Speech:
    """What lies between two marks.

    Attributes:
        key: The label, or ``"odd"`` and ``"even"`` for marks that name nobody.
    """

    label_start: int
    start: int
    end: int
    key: str
    time: str | None


def widened(text: str, marks: Sequence[Mark]) -> list[Mark]:
    """Take the lines nobody says, above and below a label, into the label, with their time.

    Those are time stamps, rules and page notes. One in the middle of a turn stays where it is.
    """
    wide = []
    floor = 0
    for mark in marks:
        label_start, time = mark.label_start, mark.time
        label = text[mark.label_start : mark.start]
        for line_start, line in _lines_above(text, mark.label_start, floor, label):
            label_start = line_start
            time = time or (time_in(line) if is_stamp(line) else None)
        start = mark.start
        while (below := _unsaid_line_below(text, start)) is not None:
            time = time or (time_in(text[start:below]) if is_stamp(text[start:below]) else None)
            start = below
        wide.append(replace(mark, label_start=label_start, start=start, time=time))
        floor = start
    return wide


def _lines_above(text: str, start: int, floor: int, label: str) -> Iterator[tuple[int, str]]:
    """Yield (start, line) of the unsaid lines right above ``start``, upwards.

    Teams copies the name and the time on lines of their own above a label that has both.
    """
    stamped = time_in(label) is not None
    end = text.rfind("\n", floor, start)
    while end >= floor:
        begin = max(text.rfind("\n", floor, end) + 1, floor)
        line = text[begin:end]
        if line.strip() and not is_unsaid(line) and not (stamped and line.strip() in label):
            return
        if line.strip():
            yield begin + len(line) - len(line.lstrip()), line
        if begin == floor:
            return
        end = begin - 1


def _unsaid_line_below(text: str, start: int) -> int | None:
    """Return the end of the line at ``start``, if it stands there whole and nobody says it."""
    at = start + len(text[start : start + 200]) - len(text[start : start + 200].lstrip())
    if text.rfind("\n", 0, at) < text.rfind("\n", 0, start) or (
        at == start and start and text[start - 1] != "\n"
    ):
        return None
    end = text.find("\n", at)
    end = len(text) if end < 0 else end
    line = text[at:end]
    return end if line.strip() and is_unsaid(line) and text[start:at].count("\n") <= 1 else None


def speeches_of(text: str, marks: Sequence[Mark]) -> list[Speech]:
    """Return what follows each mark; a label with nothing behind it joins the next label."""
    speeches = []
    waiting: int | None = None
    for number, mark in enumerate(marks, start=1):
        end = marks[number].label_start if number < len(marks) else len(text)
        opens = mark.label_start if waiting is None else waiting
        start, stop = trimmed(text, mark.start, end)
        if start >= stop:
            waiting = opens
            continue
        waiting = None
        speeches.append(Speech(opens, start, stop, mark.key, mark.time))
    return speeches


def alternating(speeches: Sequence[Speech]) -> list[Speech]:
    """Give dashes, which name nobody, two speakers who take turns."""
    return [replace(s, key=("odd", "even")[n % 2]) for n, s in enumerate(speeches)]
