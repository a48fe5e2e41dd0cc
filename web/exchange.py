"""One question of a conversation and what became of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from index.feedback import Verdict
from qa.answer import Answer
from qa.conversation import REMEMBERED
from web.scope import ALL, Scope

CLOSEST_SHOWN = 3
"""How many passages a refusal shows."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """One question and what became of it.

    Attributes:
        answer: ``None`` if there is none: it failed, or was stopped.
        note: Shown instead of an answer: why there is none.
        failed: Whether ``note`` is an error.
        asked: What it was put to, if that was not everything, in words.
        scope: The same as it was chosen.
        verdict: What the reader thinks of the answer, if they said so.
        marked: Whether they marked the passage that is right.
        trouble: Why what they last said of it was not kept.
        judgeable: Whether it was answered here, which a browser cannot make up, and the server
            takes feedback.
        after: What was asked before in the conversation that a link to the answer came from,
            oldest first.
        differs: Whether it was asked by a link whose sender had got another answer.
        dates: The date of each cited source that has one, by its id.
    """

    question: str
    answer: Answer | None = None
    note: str = ""
    failed: bool = False
    asked: str = ""
    scope: Scope = ALL
    verdict: Verdict | None = None
    marked: bool = False
    trouble: str = ""
    judgeable: bool = False
    after: tuple[str, ...] = ()
    differs: bool = False
    dates: Mapping[str, str] = field(default_factory=dict)


def history(past: Sequence[Exchange]) -> tuple[str, ...]:
    """Return what was asked in ``past``, oldest first, as far back as a follow-up may reach."""
    asked = [question for e in past[-REMEMBERED:] for question in (*e.after, e.question)]
    return tuple(asked[-REMEMBERED:])
