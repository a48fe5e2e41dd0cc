"""Keeping things for the pages that may ask for them again, for a while and within bounds."""

from __future__ import annotations

import secrets
import threading
import time
from collections.abc import Callable
from typing import Generic, TypeVar

Item = TypeVar("Item")

MOST_ITEMS = 500
MOST_CHARACTERS = 100_000_000
SECONDS = 3600.0


class Shelf(Generic[Item]):
    """Hands out a token nobody can guess for each thing put here. May be shared by threads.

    What is older than ``SECONDS``, and the oldest where there is too much, is let go.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._kept: dict[str, tuple[float, int, Item]] = {}

    def put(self, item: Item, characters: int) -> str:
        """Keep ``item``, which takes about that many characters, and return its token."""
        token = secrets.token_urlsafe(16)
        with self._lock:
            self._kept[token] = (self._clock(), characters, item)
            self._let_go()
        return token

    def get(self, token: str) -> Item | None:
        """Return what was kept under ``token``; ``None`` if it is no longer here."""
        with self._lock:
            self._let_go()
            kept = self._kept.get(token)
        return kept[2] if kept else None

    def take(self, token: str) -> Item | None:
        """Return what was kept under ``token``, and keep it no longer."""
        with self._lock:
            self._let_go()
            kept = self._kept.pop(token, None)
        return kept[2] if kept else None

    def _let_go(self) -> None:
        characters = sum(size for _, size, _ in self._kept.values())
        oldest = self._clock() - SECONDS
        for token, (since, size, _) in list(self._kept.items()):
            crowded = len(self._kept) > MOST_ITEMS or characters > MOST_CHARACTERS
            if since >= oldest and not crowded:
                return  # they stand in the order they came
            del self._kept[token]
            characters -= size
