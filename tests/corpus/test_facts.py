"""Facts beside the words are read from the metadata and can be changed without touching a word."""

from __future__ import annotations

import pytest

from corpus.errors import UnknownNameError
from corpus.facts import Facts, edited, facts_of, primary_language
from corpus.read import read_text

TEA = """---
title: Tea
interviewer: Ada
interviewee: Bob
Date: 2022-03-04
---
— What do you drink?
— Green tea."""


def test_facts_are_the_first_values_under_their_keys_in_any_case() -> None:
    pairs = (("Date", "2022"), ("date", "2023"), ("language", "pt-BR"), ("note", "x"))
    assert facts_of(pairs) == Facts("2022", "pt-BR", None)


@pytest.mark.parametrize("tag", ["en", "EN", "en-GB", "en_us", " en "])
def test_languages_are_alike_by_their_first_part(tag: str) -> None:
    assert primary_language(tag) == "en"


def test_an_edit_changes_facts_and_names_and_no_word() -> None:
    before = read_text(TEA, "tea")
    after = edited(before, {"title": "Of tea", "date": "2023", "url": "u"}, {"Bob": "Robert"})
    assert after.metadata == (
        ("title", "Of tea"),
        ("interviewer", "Ada"),
        ("interviewee", "Robert"),
        ("date", "2023"),
        ("url", "u"),
    )
    assert (after.title, after.speakers) == ("Of tea", ("Ada", "Robert"))
    assert [(t.start, t.end, t.role) for t in after.turns] == [
        (t.start, t.end, t.role) for t in before.turns
    ]
    assert after.text == before.text


def test_an_empty_value_takes_the_fact_away() -> None:
    assert facts_of(edited(read_text(TEA, "tea"), {"date": ""}, {}).metadata) == Facts()


def test_renaming_somebody_who_does_not_speak_is_an_error_naming_who_does() -> None:
    with pytest.raises(UnknownNameError, match="unknown speaker 'Eve': expected one of Ada, Bob"):
        edited(read_text(TEA, "tea"), {}, {"Eve": "Mallory"})
