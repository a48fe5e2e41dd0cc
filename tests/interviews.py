"""Interviews made up by Hypothesis, written down in the conventions that we read."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from hypothesis import strategies as st

ASKER, ANSWERER = "Zoë Müller", "MR. O’NEIL-ROSS"

# A few ways to write labels; the speech follows at once.
LABELS = (
    "{name}: ",
    "{name}:\u00a0 ",
    "{name}:\n",
    "**{name}:** ",
    "**{name}**: ",
    "[{time}] {name}: ",
    "{name} ({time}): ",
    "{name}  {time}\n",
    "**{name}** {time}  \n",
)

_PIECES = st.sampled_from([*"abcdZ.,;?…’“”—-é😀中ж ", "\u00a0", "e\u0301", "한", "👩‍🔬", "\u2028"])
_FIRST = st.sampled_from("zéжЖ中“")  # no dash and no Q opens a paragraph


@dataclass(frozen=True, slots=True)
class Interview:
    """What somebody wrote down.

    Attributes:
        opening: Title and lede, a line each.
        asked_first: Whether the first turn is the interviewer's.
        turns: What is said, in order; the two speakers alternate.
    """

    opening: tuple[str, ...]
    asked_first: bool
    turns: tuple[str, ...]

    def asks(self, number: int) -> bool:
        """Tell whether turn ``number`` is the interviewer's."""
        return (number % 2 == 0) is self.asked_first

    def dashed(self) -> str:
        """Return the interview with a dash before each turn."""
        return "\n".join([*self.opening, *(f"— {said}" for said in self.turns)])

    def labelled(self, form: str) -> str:
        """Return the interview with a label before each turn, in one of ``LABELS``."""
        labels = (
            form.format(name=ASKER if self.asks(n) else ANSWERER, time=f"0:{n:02}")
            for n in range(len(self.turns))
        )
        spoken = (label + said for label, said in zip(labels, self.turns, strict=True))
        return "\n\n".join([*self.opening, *spoken])


@st.composite
def _paragraphs(draw: st.DrawFn, end: str) -> str:
    lines = draw(st.lists(st.lists(_PIECES, max_size=20).map("".join), min_size=1, max_size=3))
    break_ = draw(st.sampled_from(["\n", "\n\n"]))
    said = break_.join(draw(_FIRST) + line.rstrip() + "." for line in lines)
    return unicodedata.normalize("NFC", said + end)


@st.composite
def interviews(draw: st.DrawFn) -> Interview:
    """Interviews in which questions end as such; answers may hold some and never end in one."""
    opening = draw(st.lists(_FIRST.map(lambda first: first + " lede"), max_size=2))
    asked_first = draw(st.booleans())
    count = draw(st.integers(4, 8))
    turns = tuple(
        draw(_paragraphs("?" if (n % 2 == 0) is asked_first else "")) for n in range(count)
    )
    return Interview(tuple(opening), asked_first, turns)
