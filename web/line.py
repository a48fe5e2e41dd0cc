"""The line of questions that wait for their turn, so that none makes the others slower."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from corpus.errors import OnrecordError


class LineFullError(OnrecordError):
    """So many wait that another one would not be served in any time worth waiting."""


FULL = "So many questions are waiting that yours cannot be taken now. Try again in a minute."


class Line:
    """Lets a few questions be answered at a time, the others in the order they came.

    Args:
        places: How many are answered at a time.
        most: How many may wait.
    """

    def __init__(self, places: int, most: int = 64) -> None:
        self._places = places
        self._most = most
        self._changed = threading.Condition()
        self._waiting: list[object] = []
        self._busy = 0

    @contextmanager
    def turn(self, ahead: Callable[[int], None]) -> Iterator[None]:
        """Wait for a turn, which ends with the block.

        Args:
            ahead: Told, as often as the line moves, how many questions are answered or wait
                before this one. What it raises leaves the line.

        Raises:
            LineFullError: If too many wait already.
        """
        self._enter(ahead)
        try:
            yield
        finally:
            with self._changed:
                self._busy -= 1
                self._changed.notify_all()

    def _enter(self, ahead: Callable[[int], None]) -> None:
        place = object()
        with self._changed:
            if len(self._waiting) >= self._most:
                raise LineFullError(FULL)
            self._waiting.append(place)
            try:
                while self._busy >= self._places or self._waiting[0] is not place:
                    ahead(self._busy + self._waiting.index(place))
                    self._changed.wait()
                self._busy += 1
            finally:
                self._waiting.remove(place)
                self._changed.notify_all()

    def give_way(self, is_over: Callable[[], bool]) -> None:
        """Return once nobody is answered or waits, or once ``is_over`` says so."""
        with self._changed:
            self._changed.wait_for(lambda: is_over() or not (self._busy or self._waiting))

    def look_again(self) -> None:
        """Let all who wait look whether they still want to."""
        with self._changed:
            self._changed.notify_all()
