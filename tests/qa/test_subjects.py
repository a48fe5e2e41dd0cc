"""What those who answer speak of."""

from __future__ import annotations

import pytest

from corpus.read import read_text
from qa.subjects import bare, often_named, subjects_of


def subjects(said: str) -> dict[str, int]:
    """Return the subjects of one answer."""
    document = read_text(f"— What was it like at the mill in Ulm?\n— {said}", "mill")
    return dict(subjects_of(document, document.turns))


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("We sold a supply ship to the bank.", {"the supply ship": 1, "the bank": 1}),
        ("Our supply ship is old. They sank the supply ship.", {"the supply ship": 2}),
        ("We spoke of strategic partnership, of the strategic partnership.",
         {"strategic partnership": 2}),
        ("I met Elchin Guliyev, in Baku.", {"Elchin Guliyev": 1, "Baku": 1}),
        ("And the SOCAR, they left SOCAR.", {"SOCAR": 2}),
    ],
)  # fmt: skip
def test_names_and_nouns_are_subjects(said: str, found: dict[str, int]) -> None:
    assert subjects(said) == found


@pytest.mark.parametrize(
    "said",
    [
        "My grandmother fainted.",
        "It was hard that winter altogether.",
        "We had the usual few of them.",
        "He told me. Baku lies on the Caspian Sea of which I know.",
        "",
    ],
)
def test_what_is_told_of_them_and_what_names_nothing_is_no_subject(said: str) -> None:
    assert not subjects(said)


def test_what_the_interviewer_says_and_other_languages_have_no_subjects() -> None:
    assert "the mill" not in subjects("We sold the bank.")
    german = read_text("— Wie war es dort in der Mühle?\n— Wir haben die Bank verkauft.", "bank")
    assert not subjects_of(german, german.turns)


def test_names_and_described_nouns_that_come_up_again_are_often_named() -> None:
    said = (
        "The supply ship was in Baku, my supply ship. We spoke of strategic partnership, and again"
        " of strategic partnership, of Baku. He saw the position, the position, and an old tanker."
    )
    document = read_text(f"— What was it like at the mill in Ulm?\n— {said}", "mill")
    named = often_named(document, document.turns)
    assert sorted(named) == ["Baku", "strategic partnership", "the supply ship"]
    assert bare("the supply ship") == bare("supply ship") == "supply ship"
