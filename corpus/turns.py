"""Finding the turns of a text, by the evidence of the whole document."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from corpus.document import Role, Turn
from corpus.frontmatter import FrontMatter
from corpus.marks import Mark, dash_marks, label_marks
from corpus.questions import share_ending, share_holding
from corpus.roles import Voice, cast
from corpus.spans import trimmed

_PARAGRAPH = re.compile(r"\S.*?(?=\n[^\S\n]*\n|\Z)", re.DOTALL)
_LINE = re.compile(r"\S.*")

ALTERNATION = 0.3
"""Least share of marks after which somebody else speaks, for a text to be a conversation."""

ASKS = 0.5
"""Least share of turns with a question, for one of two unnamed speakers."""

ASKS_MORE = 0.2
"""Least by which one of the two asks more than the other, as in lists of questions none does."""


@dataclass(frozen=True, slots=True)
class Speech:
    """What lies between two marks.

    Attributes:
        key: The label, or ``"odd"`` and ``"even"`` for dashes.
    """

    label_start: int
    start: int
    end: int
    key: str
    time: str | None


def find_turns(
    text: str,
    facts: FrontMatter,
    marks: Sequence[Mark] | None = None,
    times: Sequence[tuple[int, str]] = (),
) -> tuple[Turn, ...]:
    """Return the turns of ``text``, in order; every character but white space is in one.

    Args:
        text: Normalised text.
        facts: May name the interviewer and the interviewee.
        marks: Where somebody begins to speak, if the file itself says so.
        times: (offset, time) of what carries a time, ascending.
    """
    turns = _found(text, facts) if marks is None else _marked(text, facts, marks)
    return tuple(_timed(turn, times) for turn in turns)


def _timed(turn: Turn, times: Sequence[tuple[int, str]]) -> Turn:
    """Give a turn without a time the last one at or before its first character."""
    place = bisect_right(times, turn.start, key=lambda time: time[0])
    return replace(turn, time=times[place - 1][1]) if place and turn.time is None else turn


def _marked(text: str, facts: FrontMatter, marks: Sequence[Mark]) -> tuple[Turn, ...]:
    speeches = _speeches(text, marks)
    if not any(speech.key for speech in speeches):
        return _monologue(text, facts)
    voices = cast([Voice(s.key, text[s.start : s.end]) for s in speeches], facts)
    return tuple(
        Turn(
            voices[s.key].name or "Unknown speaker",
            voices[s.key].role,
            s.start,
            s.end,
            s.label_start,
            s.time,
        )
        for s in speeches
    )


def _found(text: str, facts: FrontMatter) -> tuple[Turn, ...]:
    labelled = _speeches(text, label_marks(text))
    dashed = _alternating(_speeches(text, dash_marks(text)))
    conversations = [speeches for speeches in (labelled, dashed) if _is_dialogue(text, speeches)]
    if not conversations:
        return _monologue(text, facts)
    speeches = max(conversations, key=len)
    voices = cast([Voice(s.key, text[s.start : s.end]) for s in speeches], facts)
    introduction = _LINE if speeches is dashed else _PARAGRAPH
    opening = [
        _narration(text, found.span(), facts)
        for found in introduction.finditer(text, 0, speeches[0].label_start)
        if found[0].strip()
    ]
    spoken = [
        Turn(voices[s.key].name, voices[s.key].role, s.start, s.end, s.label_start, s.time)
        for s in speeches
    ]
    return (*opening, *spoken, *_unspoken(text, speeches, facts))


def _speeches(text: str, marks: Sequence[Mark]) -> list[Speech]:
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


def _alternating(speeches: Sequence[Speech]) -> list[Speech]:
    """Give dashes, which name nobody, two speakers who take turns."""
    return [
        Speech(s.label_start, s.start, s.end, ("odd", "even")[n % 2], s.time)
        for n, s in enumerate(speeches)
    ]


def _is_dialogue(text: str, speeches: Sequence[Speech]) -> bool:
    if len(speeches) < 2:
        return False
    changes = sum(a.key != b.key for a, b in pairwise(speeches))
    if changes < ALTERNATION * (len(speeches) - 1):
        return False
    if speeches[0].key != "odd":
        return True
    # Bullets are dashes too, but of bullets the odd ones ask as much as the even ones.
    said = [text[s.start : s.end] for s in speeches]
    one, other = said[::2], said[1::2]
    asks = max(share_holding(one), share_holding(other)) >= ASKS
    return asks and any(
        abs(share(one) - share(other)) >= ASKS_MORE for share in (share_ending, share_holding)
    )


def _monologue(text: str, facts: FrontMatter) -> tuple[Turn, ...]:
    name = facts.first("interviewee") or facts.first("speaker")
    role = Role.INTERVIEWEE if name else Role.NARRATOR
    return tuple(
        Turn(name or "Unknown speaker", role, *trimmed(text, *found.span()), found.start())
        for found in _PARAGRAPH.finditer(text)
    )


def _narration(text: str, span: tuple[int, int], facts: FrontMatter) -> Turn:
    start, end = trimmed(text, *span)
    return Turn(facts.first("narrator") or "Narrator", Role.NARRATOR, start, end, start)


def _unspoken(text: str, speeches: Sequence[Speech], facts: FrontMatter) -> Iterator[Turn]:
    """Yield what stands behind the last speech: a label that nothing follows."""
    start, end = trimmed(text, speeches[-1].end, len(text))
    if start < end:
        yield _narration(text, (start, end), facts)
