"""Questions on their way, and how those who asked them give up on them."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass

from index.passage import Hit
from qa.progress import AbandonedError, Progress


@dataclass(frozen=True, slots=True)
class Step:
    """How far a question has come, for whoever asked it.

    Attributes:
        ahead: How many questions are before it; 0 once it has its turn.
        hits: The nearest passages, once they are found and while they are judged.
    """

    ahead: int = 0
    hits: tuple[Hit, ...] = ()


class Run:
    """One question on its way.

    Args:
        tell: Gets every step that differs from the one before; called from any thread.
        ended: Called when it is given up on, with whether that is to be passed over in silence.
    """

    def __init__(
        self, tell: Callable[[Step], None], ended: Callable[[bool], None] = lambda _: None
    ) -> None:
        self._tell = tell
        self._ended = ended
        self._last: Step | None = None
        self._over = threading.Event()

    @property
    def is_over(self) -> bool:
        """Whether nobody waits for it any more."""
        return self._over.is_set()

    def end(self, *, quietly: bool = False) -> None:
        """Give up on it; what works on it stops at its next stage."""
        self._over.set()
        self._ended(quietly)

    def ahead(self, number: int) -> None:
        """Take note that it waits behind so many others."""
        self._take(Step(ahead=number))

    def follow(self, progress: Progress) -> None:
        """Take note of its progress; see :data:`qa.progress.Follower`."""
        # A search that only tells why there is no answer finds others, which are not closer.
        found = self._last.hits if self._last else ()
        self._take(Step(hits=found or progress.hits))

    def _take(self, step: Step) -> None:
        if self.is_over:
            raise AbandonedError
        if step != self._last:
            self._last = step
            self._tell(step)


class Runs:
    """At most one run for each page that is open."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._runs: dict[str, Run] = {}

    def begin(self, page: str, run: Run) -> bool:
        """Return whether ``run`` is now the page's; not if it has one already."""
        with self._lock:
            return self._runs.setdefault(page, run) is run

    def exchange(self, page: str, run: Run) -> None:
        """Make ``run`` the page's, and give up on the one it had."""
        with self._lock:
            before, self._runs[page] = self._runs.get(page), run
        if before is not None:
            before.end()

    def of(self, page: str) -> Run | None:
        """Return the page's run, if it has one."""
        return self._runs.get(page)

    def end(self, page: str, run: Run | None = None, *, quietly: bool = False) -> None:
        """Give up on the page's run, or on ``run`` only, and forget it."""
        with self._lock:
            found = self._runs.get(page)
            if found is not None and run in (None, found):
                del self._runs[page]
        if found is not None and run in (None, found):
            found.end(quietly=quietly)
