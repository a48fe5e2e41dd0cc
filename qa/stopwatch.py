"""Where the time of one question goes."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

from qa.answer import Timings


class Stopwatch:
    """Wall time by stage, summed over all attempts at one question."""

    def __init__(self) -> None:
        self._began = time.perf_counter()
        self._spent: dict[str, float] = {}

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Count the time spent inside as part of the stage ``name``."""
        began = time.perf_counter()
        try:
            yield
        finally:
            spent = (time.perf_counter() - began) * 1000
            self._spent[name] = self._spent.get(name, 0.0) + spent

    def read(self) -> Timings:
        """Return the milliseconds spent so far, by stage and in total."""
        return Timings(**self._spent, total=(time.perf_counter() - self._began) * 1000)
