"""Tables with a column for who asks and one for who answers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from corpus.document import Role
from corpus.formats.columns import HEADER_WITHIN, Row
from corpus.formats.naming import asks_or_answers, role


def unpivoted(rows: Sequence[Row]) -> Sequence[Row]:
    """Return ``rows`` with one turn a row; as they are if they have no such columns.

    >>> unpivoted([["time", "Question", "Answer"], ["0:01", "Where?", "There."]])
    [['time', 'speaker', 'text'], ['0:01', 'Q', 'Where?'], ['', 'A', 'There.']]
    """
    for place, row in enumerate(rows[:HEADER_WITHIN]):
        if named := voices(row):
            return [*rows[:place], *_turns(rows[place:], named)]
    return rows


def voices(header: Row) -> dict[int, str]:
    """Return who speaks in which columns, by their names; nobody unless some ask and some answer.

    >>> voices(["time", "Question", "Answer"])
    {1: 'Q', 2: 'A'}
    """
    named = {n: cell.strip(" :") for n, cell in enumerate(header) if role(cell)}
    if _both({role(name) for name in named.values()}):
        return named
    asked = {n: letter for n, cell in enumerate(header) if (letter := asks_or_answers(cell))}
    return asked if {"Q", "A"} <= set(asked.values()) else {}


def _both(roles: set[Role | None]) -> bool:
    return {Role.INTERVIEWER, Role.INTERVIEWEE} <= roles


def _turns(rows: Sequence[Row], voices: dict[int, str]) -> Iterator[Row]:
    header, *body = rows
    others = [n for n in range(max(map(len, rows))) if n not in voices]
    yield [*_cells(header, others), "speaker", "text"]
    for row in body:
        # What stands beside two turns belongs to the first; the second begins later.
        beside = _cells(row, others)
        said = [(name, cell) for n, name in voices.items() for cell in _cells(row, [n]) if cell]
        for name, cell in said or [("", "")]:
            yield [*beside, name, cell]
            beside = [""] * len(others)


def _cells(row: Row, columns: Sequence[int]) -> list[str]:
    return [row[n].strip() if n < len(row) else "" for n in columns]
