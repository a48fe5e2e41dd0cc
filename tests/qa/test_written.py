"""Numbers and spellings that differ in writing alone are told from other words."""

from __future__ import annotations

import pytest

from qa.check.written import differs_in


@pytest.mark.parametrize(
    ("draft", "source", "language", "only"),
    [
        ("12", "twelve", "en", "number"),
        ("25", "twenty five", "en", "number"),
        ("one hundred and twenty", "120", "en", "number"),
        ("100", "a hundred", "en", "number"),
        ("3 000 000", "three million", "en", "number"),
        ("1984", "nineteen eighty four", "en-GB", "number"),
        ("20th", "twentieth", "en", "number"),
        ("5 percent", "five per cent", "en", "number"),
        ("2 million", "two million", "en", "number"),
        ("2 million", "20 million", "en", None),
        ("quatre vingt dix", "90", "fr", "number"),
        ("12", "twenty", "en", None),
        ("20", "twentieth", "en", None),
        ("12", "", "en", None),
        ("12", "twelve men", "en", None),
        ("12", "twelve", "uk", None),
        ("won", "one", "en", None),
        ("12", "13", "en", None),
        ("favor", "favour", "en", "spelling"),
        ("organised", "organized", "en-US", "spelling"),
        ("traveled", "travelled", "en", "spelling"),
        ("fueled", "fuelled", "en", "spelling"),
        ("analyze", "analyse", "en", "spelling"),
        ("centers", "centres", "en", "spelling"),
        ("center", "centre", "en", "spelling"),
        ("dialog", "dialogue", "en", "spelling"),
        ("defense", "defence", "en", "spelling"),
        ("percent", "per cent", "en", "spelling"),
        ("filed", "filled", "en", None),
        ("refiled", "refilled", "en", None),
        ("unfiled", "unfilled", "en", None),
        ("tiling", "tilling", "en", None),
        ("polling", "poling", "en", None),
        ("for", "four", "en", None),
        ("forth", "fourth", "en", None),
        ("hired", "fired", "en", None),
        ("favor", "favour", "fr", None),
        ("", "grey", "en", None),
    ],
)
def test_what_is_only_written_otherwise(
    draft: str, source: str, language: str, only: str | None
) -> None:
    assert differs_in(draft, source, language) == only
    assert differs_in(source, draft, language) == only
