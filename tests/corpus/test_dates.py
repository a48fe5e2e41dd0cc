"""A date is the days it may mean."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.dates import Days, read_days
from corpus.read import read_text


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2022", "2022-01-01", "2022-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2022-03-04", "2022-03-04", "2022-03-04"),
        ("2022-03-04T10:00:00Z", "2022-03-04", "2022-03-04"),
        ("4 March 2022", "2022-03-04", "2022-03-04"),
        ("Friday, March 4, 2022", "2022-03-04", "2022-03-04"),
        ("Sept. 3rd, 2001", "2001-09-03", "2001-09-03"),
        ("24.11.2022", "2022-11-24", "2022-11-24"),
        ("11/24/2022", "2022-11-24", "2022-11-24"),
        ("March 2022", "2022-03-01", "2022-03-31"),
        ("3/4/2022", "2022-01-01", "2022-12-31"),  # March or April
        ("2022-05-01/2022-05-03", "2022-05-01", "2022-05-03"),
        ("1978-1980", "1978-01-01", "1980-12-31"),
        ("1978 – 1980", "1978-01-01", "1980-12-31"),
        ("4 March 2022 to 6 April 2022", "2022-03-04", "2022-04-06"),
    ],
)
def test_a_date_means_these_days(text: str, first: str, last: str) -> None:
    assert read_days(text) == Days(date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    "text",
    ["", "yesterday", "circa 1978", "the 1990s", "2022-02-30", "Monday", "10:30", "1980-1978",
     "May 3", "0000", "x" * 999 + " 2022"],
)  # fmt: skip
def test_what_names_no_days_has_no_place_in_time(text: str) -> None:
    assert read_days(text) is None


@given(st.text() | st.from_regex(r"[\d/.\- ]{1,30}2022[\d/.\- –]{0,20}"))
def test_any_text_is_days_in_order_or_none(text: str) -> None:
    days = read_days(text)
    assert days is None or days.first <= days.last


TALK = "Ann: When?\n\nBen: In May.\n\nAnn: Where?\n\nBen: At home.\n"


@pytest.mark.parametrize(
    ("above", "day"),
    [
        ("The Floods\nWednesday 12 March 2025\n\n", "Wednesday 12 March 2025"),
        ("# The Floods\n\n*Feb. 3, 2011*\n\n", "Feb. 3, 2011"),
        ("Date: 3 May 2003\nPlace: Oslo\n\n9 November 2025\n\n", "3 May 2003"),
        ("9 November 2025\n\n10 November 2025\n\n", None),
        ("Psalm 12 2025\n\n", None),
        ("The floods of 9 November 2025\n\n", None),
    ],
)
def test_a_day_alone_on_a_line_above_the_talk_is_its_date(above: str, day: str | None) -> None:
    assert dict(read_text(above + TALK, "d").metadata).get("date") == day
