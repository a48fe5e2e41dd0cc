"""Tables with a column for each who speaks: who asks and who answers, or people by their names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from itertools import chain, groupby

from corpus.cues import ends_sentence
from corpus.document import Role
from corpus.formats.columns import HEADER_WITHIN, Row
from corpus.formats.naming import Meaning, asks_or_answers, meaning, names_a_column, role
from corpus.likely import looks_like_a_name
from corpus.questions import asks

IN_TURN = 0.9
"""Least share of rows in which one alone speaks, for columns to be people's; others are at once."""

LEAST_ASKED = 2
"""Questions in them; who lists the chairs and tables of a house may wonder once."""


def unpivoted(rows: Sequence[Row]) -> Sequence[Row]:
    """Return ``rows`` with one turn a row; as they are if they have no such columns.

    >>> unpivoted([["time", "Question", "Answer"], ["0:01", "Where?", "There."]])
    [['time', 'speaker', 'text'], ['0:01', 'Q', 'Where?'], ['', 'A', 'There.']]
    """
    places = range(min(len(rows), HEADER_WITHIN))
    by_part = ((place, voices(rows[place])) for place in places)
    by_name = ((place, people(rows[place:])) for place in places)
    for place, named in chain(by_part, by_name):
        if named:
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


def people(rows: Sequence[Row]) -> dict[int, str]:
    """Return who speaks in which columns, where names in the first row head a conversation.

    Below them one alone says something in nearly every row, each again after another, and
    somebody asks twice. A text and its translation, or pros and cons, are no conversation.

    >>> people([["Ann", "Ben"], ["Where?", ""], ["", "There."], ["When?", ""], ["", "Now."]])
    {0: 'Ann', 1: 'Ben'}
    """
    header, *body = rows
    known = {found[0] for cell in header if names_a_column(cell) and (found := meaning(cell))}
    if known & {Meaning.TEXT, Meaning.SPEAKER}:
        return {}
    named = {
        n: name
        for n, cell in enumerate(header)
        if looks_like_a_name(name := cell.strip(" :")) and not names_a_column(name)
    }
    if len(named) < 2:
        return {}
    speak = {n: name for n, name in named.items() if any(map(ends_sentence, _column(body, n)))}
    return speak if len(speak) > 1 and _in_turn(body, speak) else {}


def _in_turn(body: Sequence[Row], columns: Collection[int]) -> bool:
    filled = [speak for row in body if (speak := [n for n in columns if _cells(row, [n])[0]])]
    alone = [speak[0] for speak in filled if len(speak) == 1]
    turns = Counter(n for n, _ in groupby(alone))
    return (
        len(filled[0]) == 1
        and len(alone) >= IN_TURN * len(filled)
        and all(turns[n] > 1 for n in columns)
        and sum(asks(said) for n in columns for said in _column(body, n)) >= LEAST_ASKED
    )


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


def _column(rows: Sequence[Row], column: int) -> list[str]:
    return [cell for row in rows for cell in _cells(row, [column]) if cell]


def _cells(row: Row, columns: Sequence[int]) -> list[str]:
    return [row[n].strip() if n < len(row) else "" for n in columns]
