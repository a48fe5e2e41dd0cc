"""One question of a conversation and what became of it."""

from __future__ import annotations

from dataclasses import dataclass

from qa.answer import Answer

CLOSEST_SHOWN = 3
"""How many passages a refusal shows."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """One question and what became of it.

    Attributes:
        answer: ``None`` while it is being looked for, or if that failed.
        note: Shown instead of an answer: that it is being looked for, or why it failed.
        failed: Whether ``note`` is an error.
        asked: What it was put to, if that was not everything.
    """

    question: str
    answer: Answer | None = None
    note: str = ""
    failed: bool = False
    asked: str = ""
