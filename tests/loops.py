"""Running what is asynchronous, beside the loop that the browser tests keep for themselves."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import anyio


def run(function: Callable[[], Awaitable[Any]]) -> Any:
    """Return what ``function`` comes to, in a thread and a loop of its own."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(anyio.run, function).result()
