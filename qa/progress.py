"""Telling whoever waits how far a question has come, and letting them give up on it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from index.passage import Hit


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a question has come.

    Attributes:
        hits: The nearest passages, best first, none of them judged yet; empty while they are
            still being looked for.
    """

    hits: tuple[Hit, ...] = ()


class AbandonedError(Exception):
    """Raised by a follower: nobody waits for the answer any more."""


Follower = Callable[[Progress], None]
"""Told at the beginning of every stage, from the thread that answers. What it raises ends the
question there, so it is also how one is abandoned."""


def nobody(progress: Progress) -> None:
    """Follow nothing."""
