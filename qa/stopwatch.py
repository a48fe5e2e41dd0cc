"""Where the time of one question goes."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

from qa.answer import Timings
from qa.progress import Follower, Progress, nobody


class Stopwatch:
    """Wall time by stage, summed over all attempts at one question.

    Args:
        following: Told as each stage begins; what it raises ends the question.
    """

    def __init__(self, following: Follower = nobody) -> None:
        self._following = following
        self._progress = Progress()
        self._began = time.perf_counter()
        self._spent: dict[str, float] = {}

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Count the time spent inside as part of the stage ``name``."""
        self._following(self._progress)
        began = time.perf_counter()
        try:
            yield
        finally:
            spent = (time.perf_counter() - began) * 1000
            self._spent[name] = self._spent.get(name, 0.0) + spent

    def tell(self, progress: Progress) -> None:
        """Say how far the question has come; it is said again as each further stage begins."""
        self._progress = progress
        self._following(progress)

    def read(self) -> Timings:
        """Return the milliseconds spent so far, by stage and in total."""
        return Timings(**self._spent, total=(time.perf_counter() - self._began) * 1000)
