"""Which column of a table holds the words, which the speaker and which the time.

Names decide, where there are any that are known; otherwise what the cells look like.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.clock import clock_time, number, span_start
from corpus.formats.naming import Meaning, meaning
from corpus.likely import looks_like_a_name

Row = Sequence[str]

HEADER_WITHIN = 20
"""Rows above which a header is looked for; titles and dates may stand before it."""

MOSTLY = 0.8
"""Share of the cells that must look like times for a column to be one of times."""

TIERS = frozenset(("tier", "tier name"))
"""Names of a column of what programs for annotation call tiers, one for each speaker."""

WORDY = 15
"""Mean characters from which cells are speech, if no name says so."""

REPEATED = 0.5
"""Largest share of different cells in a column of speakers, if no name says so."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Where in a row is what.

    Attributes:
        places: Column of each meaning that the table has; always one of text.
        header: Number of the row of names, from 0; ``None`` if there is none.
        first: Number of the first row of speech.
    """

    places: dict[Meaning, int]
    header: int | None
    first: int

    def cell(self, row: Row, wanted: Meaning) -> str:
        """Return the cell of ``row`` with that meaning; empty if there is none."""
        place = self.places.get(wanted)
        return row[place].strip() if place is not None and place < len(row) else ""


def find_columns(rows: Sequence[Row]) -> Columns | None:
    """Return where the words are, ``None`` if that cannot be told."""
    header, named = _header(rows)
    first = 0 if header is None else header + 1
    body = rows[first:]
    places = dict(named)
    if Meaning.SPEAKER in places and _times(_cells(body, places[Meaning.SPEAKER])):
        places.setdefault(Meaning.START, places.pop(Meaning.SPEAKER))  # from … to …
    if header is not None and {Meaning.START, Meaning.END} <= places.keys():
        places = _tiers(rows[header], body) | places
    if Meaning.TEXT not in places:
        text = _wordiest(body, set(places.values()))
        if text is None:
            return None
        places[Meaning.TEXT] = text
    if Meaning.TEXT not in named:
        places = _by_look(body, set(places.values())) | places
    if header is None:
        first = _first(rows, places)
    if Meaning.SPEAKER not in places and Meaning.ROLE in places:
        places[Meaning.SPEAKER] = places.pop(Meaning.ROLE)
    return Columns(places, header, first)


def _header(rows: Sequence[Row]) -> tuple[int | None, dict[Meaning, int]]:
    """Return the row that names the columns, and what it says."""
    best: tuple[int | None, dict[Meaning, int]] = (None, {})
    seen = 0
    for place, row in enumerate(rows[:HEADER_WITHIN]):
        named = _named(row)
        enough = len(named) >= 2 or (not seen and _names_one(named, row, rows[place + 1 :]))
        if enough and len(named) > len(best[1]):
            best = place, named
        seen += any(cell.strip() for cell in row)
    return best


def _names_one(named: dict[Meaning, int], row: Row, below: Sequence[Row]) -> bool:
    """Tell whether a first row with one known word names columns, and is no turn itself."""
    # "Participant" heads a column of speakers, or is one, who then speaks again.
    return all(len(cell) < 30 for cell in row) and any(
        row[column] not in _cells(below, column) for column in named.values()
    )


def _named(row: Row) -> dict[Meaning, int]:
    found: dict[Meaning, tuple[int, int]] = {}
    for place, cell in enumerate(row):
        known = meaning(cell) if len(cell) < 60 else None
        if known and (known[0] not in found or known[1] < found[known[0]][0]):
            found[known[0]] = known[1], place
    return {what: place for what, (_, place) in found.items()}


def _tiers(names: Row, body: Sequence[Row]) -> dict[Meaning, int]:
    """Return the column of tiers that carry names, as ELAN and Praat give each speaker one.

    Others are called "words" and "phones", or are what a customer pays for.
    """
    for place, name in enumerate(names):
        if name.strip().casefold() in TIERS and all(map(looks_like_a_name, _cells(body, place))):
            return {Meaning.SPEAKER: place}
    return {}


def _cells(rows: Sequence[Row], column: int) -> list[str]:
    return [c for row in rows if column < len(row) and (c := row[column].strip())]


def _times(cells: Sequence[str]) -> bool:
    ways = (clock_time, number, span_start)
    timed = sum(any(way(cell) is not None for way in ways) for cell in cells)
    return bool(cells) and timed >= MOSTLY * len(cells)


def _counts(cells: Sequence[str]) -> bool:
    """Tell whether cells only number the rows: 1, 2, 3."""
    numbers = [number(cell) for cell in cells]
    return all(a is not None and b is not None and b - a == 1 for a, b in pairwise(numbers))


def _wordiest(rows: Sequence[Row], taken: set[int]) -> int | None:
    """Return the column with the most words, unless they are too few to be speech."""
    width = max(map(len, rows), default=0)
    lengths = {
        column: (sum(map(len, cells)), len(cells))
        for column in range(width)
        if column not in taken and (cells := _cells(rows, column)) and not _times(cells)
    }
    if not lengths:
        return None
    best = max(lengths, key=lambda column: lengths[column][0])
    total, count = lengths[best]
    return best if total >= WORDY * count else None


def _by_look(rows: Sequence[Row], taken: set[int]) -> dict[Meaning, int]:
    found: dict[Meaning, int] = {}
    width = max(map(len, rows), default=0)
    for column in range(width):
        cells = _cells(rows, column)
        if column in taken or not cells:
            continue
        if _times(cells):
            wanted = Meaning.END if Meaning.START in found else Meaning.START
            if not _counts(cells):
                found.setdefault(wanted, column)
        elif (
            len(set(cells)) <= max(2, REPEATED * len(cells))
            and sum(map(len, cells)) < 40 * len(cells)
            and 2 * len(cells) > sum(1 for row in rows if any(row))
        ):
            found.setdefault(Meaning.SPEAKER, column)
    return found


def _first(rows: Sequence[Row], places: dict[Meaning, int]) -> int:
    """Return the first row of speech: below names nobody knows, and below titles."""
    start = places.get(Meaning.START)
    text = places[Meaning.TEXT]
    for place, row in enumerate(rows[:HEADER_WITHIN]):
        said = row[text].strip() if text < len(row) else ""
        timed = start is None or (start < len(row) and _times(_cells([row], start)))
        if said and timed:
            return place
    return 0
