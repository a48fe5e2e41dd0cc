"""Marks that tell that somebody else speaks, and not who: dashes and chevrons."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.marks import UNSURE, Mark
from corpus.questions import asks, is_faq
from corpus.speeches import Speech
from corpus.unnamed import NAMED, label_at

_DASHES = re.compile(r"^[ \t\u00a0]*(?P<dash>[—–―‒-]|>{2,3})[ \t\u00a0]+(?=\S)", re.MULTILINE)
_TIGHT_DASHES = re.compile(
    r"^[ \t\u00a0]*(?P<dash>[—–―]|>{2,3}|-(?=[^\W\d]|[¿¡]))(?=[^\s—–―>-])", re.MULTILINE
)
_LINE = re.compile(r"\S[^\n]*")

LEAST_ASKED = 3
"""Fewest plain questions between dashes, for these to answer them."""


def dash_marks(text: str) -> list[Mark]:
    """Return a mark for every line that begins with a dash and a space.

    In Spanish and French print the words follow the dash at once: if that is how most of the
    document's dashes are, those count.
    """
    if marks := _answers_by_dashes(text):
        return marks
    spaced, tight = (
        [Mark(m.start("dash"), m.end(), "", shape="dash") for m in pattern.finditer(text)]
        for pattern in (_DASHES, _TIGHT_DASHES)
    )
    return spaced if len(spaced) >= len(tight) else tight


def named_once(text: str, speeches: Sequence[Speech]) -> list[Speech]:
    """Return speeches of two who take turns by the names that captions give them just once.

    ``>> ANNA: …`` names who speaks, and ``>>`` alone that it is the other one. Where a name
    stands on both sides, or two do on one, they take no turns, and what has no name is nobody's.
    """
    labels = {
        n: label
        for n, s in enumerate(speeches)
        if text.startswith(">>", s.label_start)
        and (label := label_at(text, Mark(s.label_start, s.start, "even")))
    }
    sides = [{labels[n].key for n in labels if n % 2 == side} for side in (0, 1)]
    if not labels or not all(sides):
        return list(speeches)
    takes_turns = all(len(names) == 1 for names in sides) and sides[0] != sides[1]
    usual = ["".join(names) if takes_turns else UNSURE for names in sides]
    return [
        replace(
            s,
            key=labels[n].key if n in labels else usual[n % 2],
            start=s.start + labels[n].start if n in labels else s.start,
        )
        for n, s in enumerate(speeches)
    ]


def _answers_by_dashes(text: str) -> list[Mark]:
    """Return marks where plain paragraphs ask and those with a dash answer, as Swedes print it.

    Marks have the keys ``"odd"`` (asks) and ``"even"``. What does not ask belongs to the answer
    above it. Lists under questions are no talk, and neither is a list of what is often asked.
    """
    marks: list[Mark] = []
    plain: list[bool] = []
    dashed: list[bool] = []
    lists = 0
    for line in [] if is_faq(text) else _LINE.finditer(text):
        dash = _DASHES.match(text, line.start()) or _TIGHT_DASHES.match(text, line.start())
        is_question = asks(line[0])
        if dash and (not marks or dash["dash"] not in "—–―"):
            return []
        if dash:
            dashed.append(is_question)
            if marks[-1].key == "odd":
                marks.append(Mark(line.start(), dash.end(), "even", shape="dash"))
            else:
                lists += 1
        elif marks or is_question:
            plain.append(is_question)
            if is_question and (not marks or marks[-1].key == "even"):
                marks.append(Mark(line.start(), line.start(), "odd", shape="dash"))
    enough = min(len(plain), len(dashed)) >= LEAST_ASKED and 3 * lists < len(dashed)
    clear = enough and sum(plain) >= NAMED * len(plain) and sum(dashed) <= (1 - NAMED) * len(dashed)
    return marks if clear else []
