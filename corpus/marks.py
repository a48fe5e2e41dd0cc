"""A place where somebody may begin to speak."""

from __future__ import annotations

from dataclasses import dataclass

UNSURE = "unsure"
"""The key of words that either of two may have said."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A place where somebody may begin to speak.

    Attributes:
        label_start: Where the label begins.
        start: Where the label, with the white space behind it, ends.
        key: The label's name, white space folded; empty for one that names nobody.
        time: The time stamp in the label, if there is one.
        shape: How the label is written: ``"bold"``, ``"capitals"``, ``"timed"``, ``"alone"`` …;
            labels of one document mostly share one.
    """

    label_start: int
    start: int
    key: str
    time: str | None = None
    shape: str = "plain"
