"""What was changed by hand, kept and done again."""

from __future__ import annotations

from corpus.edits import Edits, edits_from
from corpus.read import read_text

TALK = "Ada: When?\n\nBob: Soon.\n\n" * 3


def test_a_later_change_wins_and_a_name_given_twice_is_the_last_one() -> None:
    both = Edits({"title": "One", "url": "x"}, {"Bob": "Robert"}).then(
        Edits({"title": "Two", "url": ""}, {"Robert": "Rob", "Ada": "Eve"})
    )
    assert both.facts == {"title": "Two", "url": ""}
    assert {old: both.speakers[old] for old in ("Bob", "Ada")} == {"Bob": "Rob", "Ada": "Eve"}
    changed = both.made_to(read_text(TALK, "talk"))
    assert (changed.title, changed.speakers) == ("Two", ("Eve", "Rob"))


def test_a_name_that_nobody_has_any_more_changes_nothing() -> None:
    document = read_text(TALK, "talk")
    assert Edits({}, {"Carl": "Karl"}).made_to(document) == document


def test_what_is_written_is_read() -> None:
    edits = Edits({"title": "Ö „x“"}, {"Bob": "Ro\nbert"})
    assert edits_from(edits.to_json()) == edits
    assert edits_from(None) == Edits()
