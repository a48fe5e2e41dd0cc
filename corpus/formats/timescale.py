"""Times without a unit: whether they count seconds, milliseconds or days."""

from __future__ import annotations

from collections.abc import Sequence

from corpus import clock

SLOWEST = 0.15
"""Characters a second: nobody speaks so slowly, so the numbers are milliseconds."""

FASTEST = 1_000.0
"""Characters a second: nobody speaks so fast, so the numbers are days, as spreadsheets count."""


def milliseconds(values: Sequence[str], characters: int) -> list[float | None]:
    """Return the times that ``values`` are, one each; ``None`` for what is none.

    Args:
        values: ``0:22``, ``22``, ``22.5``, ``22.5s``; numbers all have one unit. Of spans such
            as ``0:22 - 0:31`` the beginning counts.
        characters: How much is said meanwhile; talking has about 15 characters a second.
    """
    clocks = [_on_clock(value) for value in values]
    numbers = [clock.number(value.strip().removesuffix("s")) for value in values]
    unit = _unit([n for n in numbers if n is not None], characters)
    return [
        on_clock if on_clock is not None else (None if n is None else round(n * unit))
        for on_clock, n in zip(clocks, numbers, strict=True)
    ]


def _on_clock(value: str) -> int | None:
    at = clock.clock_time(value)
    return clock.span_start(value) if at is None else at


def _unit(numbers: Sequence[float], characters: int) -> float:
    """Return how many milliseconds one of the unit of ``numbers`` has."""
    span = max(numbers, default=0) - min(numbers, default=0)
    if span <= 0:
        return 1_000
    whole = all(number == int(number) for number in numbers)
    if whole and characters / span < SLOWEST:
        return 1
    if max(numbers) < 1 and characters / span > FASTEST:
        return 86_400_000
    return 1_000
