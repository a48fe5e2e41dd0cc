"""One question of a conversation and what became of it."""

from __future__ import annotations

from dataclasses import dataclass

from index.feedback import Verdict
from qa.answer import Answer
from web.scope import ALL, Scope

CLOSEST_SHOWN = 3
"""How many passages a refusal shows."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """One question and what became of it.

    Attributes:
        answer: ``None`` while it is being looked for, or if that failed.
        note: Shown instead of an answer: that it is being looked for, or why it failed.
        failed: Whether ``note`` is an error.
        asked: What it was put to, if that was not everything, in words.
        scope: The same as it was chosen.
        verdict: What the reader thinks of the answer, if they said so.
        marked: Whether they marked the passage that is right.
        judgeable: Whether it was answered here, which a browser cannot make up, and the server
            takes feedback.
    """

    question: str
    answer: Answer | None = None
    note: str = ""
    failed: bool = False
    asked: str = ""
    scope: Scope = ALL
    verdict: Verdict | None = None
    marked: bool = False
    judgeable: bool = False
