"""Marks that tell that somebody else speaks, and not who: dashes, chevrons, bold questions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.marks import Mark

_DASHES = re.compile(r"^[ \t\u00a0]*(?P<dash>[—–―‒-]|>{2,3})[ \t\u00a0]+(?=\S)", re.MULTILINE)
_TIGHT_DASHES = re.compile(r"^[ \t\u00a0]*(?P<dash>[—–―]|>{2,3})(?=[^\s—–―>-])", re.MULTILINE)
_BLOCK = re.compile(r"\S.*?(?=\n[^\S\n]*\n|\Z)", re.DOTALL)
_WHOLLY_SET = re.compile(
    r"(?P<open>[*_]{1,3})(?![*_\s])(?P<said>(?:(?!(?P=open)).)+)(?P<close>(?P=open))"
    r"|(?P<hashes>\#{1,6})[ \t]+(?P<heading>[^\n]+)",
    re.DOTALL,
)
_ASKS = re.compile(r"[?？؟;][\"”’»)\]]*\s*$")

ASKED = 0.5
"""Least share of the paragraphs set in bold that end as questions, for them to be asked."""


def dash_marks(text: str) -> list[Mark]:
    """Return a mark for every line that begins with a dash and a space.

    In Spanish and French print the words follow the dash at once: if that is how most of the
    document's dashes are, those count.
    """
    spaced, tight = (
        [Mark(m.start("dash"), m.end(), "", shape="dash") for m in pattern.finditer(text)]
        for pattern in (_DASHES, _TIGHT_DASHES)
    )
    return spaced if len(spaced) >= len(tight) else tight


def bold_marks(text: str) -> list[Mark]:
    """Return marks for questions that are paragraphs in bold, in italics or in headings.

    The paragraph after one, which is not set so, is somebody's answer. Marks have the keys
    ``"odd"`` (asks) and ``"even"``. The signs that close the bold belong to the next label.
    """
    marks: list[Mark] = []
    asked: list[bool] = []
    answer_is_due = False
    closing: int | None = None
    for block in _BLOCK.finditer(text):
        found = _WHOLLY_SET.fullmatch(block[0].rstrip())
        said = found and (found["said"] or found["heading"])
        if found and said and (found["said"] or _ASKS.search(said)):
            group = "said" if found["said"] else "heading"
            opens = block.start() if closing is None else closing
            marks.append(Mark(opens, block.start() + found.start(group), "odd", shape="bold"))
            asked.append(bool(_ASKS.search(said)))
            closing = block.start() + found.start("close") if found["said"] else None
            answer_is_due = True
        elif answer_is_due:
            opens = block.start() if closing is None else closing
            marks.append(Mark(opens, block.start(), "even", shape="bold"))
            closing, answer_is_due = None, False
    if closing is not None:  # nobody answers the last question: it keeps its signs
        marks[-1] = replace(marks[-1], start=marks[-1].start - (len(text.rstrip()) - closing))
    return _checked(marks, asked)


def _checked(marks: list[Mark], asked: Sequence[bool]) -> list[Mark]:
    answers = sum(mark.key == "even" for mark in marks)
    if len(asked) < 2 or sum(asked) < ASKED * len(asked) or answers < ASKED * len(asked):
        return []
    return marks
