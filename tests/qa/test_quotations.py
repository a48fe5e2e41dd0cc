"""What a draft quotes, and whom it names as the speaker."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.check.attribution import around, attributed_to
from qa.check.people import is_nameless, is_same_person
from qa.check.quotations import find_quotations


@pytest.mark.parametrize(
    ("draft", "quoted"),
    [
        ("He said “one two” and «three».", ["one two", "three"]),
        ("„eins zwei“ und »nein« und ‹ja›", ["eins zwei", "nein", "ja"]),
        ('"one," he said, "two."', ["one,", "two."]),
        ("‘one don’t two’ said Jo, the boys’ friend", ["one don’t two"]),
        ("'one two' isn't the boys' own", ["one two"]),
        ("「一二三」と言った", ["一二三"]),
        ("“he told me ‘one two’ then”", ["he told me ‘one two’ then"]),
        ("“one\n\n“two\n\n“three”", ["one", "two", "three"]),
        ("Text.\n\n> one two\n> three\n\nMore.", ["> one two\n> three"]),
        ("> one two\n> three\n", ["> one two\n> three"]),
        ("> one two\n> — Jo Berg\n", ["> one two"]),
        ("> one two\n>\n> - Jo Berg\n\nMore.", ["> one two\n>"]),
        ('5\'10" tall and 6" wide', []),
        ("“…”", []),
    ],
)
def test_quotations_are_found_by_any_marks(draft: str, quoted: list[str]) -> None:
    found = find_quotations(draft)
    assert [q.text for q in found.quotations] == quoted
    assert all(draft[q.start : q.end] == q.text for q in found.quotations)


def test_what_follows_a_mark_that_nothing_closes_is_found_all_the_same() -> None:
    found = find_quotations("“This never ends. “One two” does, and “three” too.")
    assert (found.unclosed, [q.text for q in found.quotations]) == ((0,), ["One two", "three"])


@given(st.text(alphabet="a b.\n>“”„«»‹›「」‘’\"'[]…-—", max_size=60))
def test_whatever_the_marks_quotations_lie_apart_and_in_order(draft: str) -> None:
    found = find_quotations(draft).quotations
    assert all(draft[q.start : q.end] == q.text and q.said.strip() for q in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


def test_many_apostrophes_take_no_longer_for_each_other() -> None:
    assert find_quotations(" 'a" * 100_000).quotations == ()


def test_a_mark_that_nothing_closes_is_told() -> None:
    found = find_quotations("First.\n\n“This never ends.\n\nThen “one” ends.")
    assert (found.unclosed, [q.text for q in found.quotations]) == ((8,), ["one"])


@pytest.mark.parametrize(
    ("draft", "name"),
    [
        ("“We left,” said Anna Koval.", "Anna Koval"),
        ("“We left,” the captain Rudy recalled.", "Rudy"),
        ("“We left”, according to Olha Ruda.", "Olha Ruda"),
        ("Bohdan Rudy said: “We left.”", "Bohdan Rudy"),
        ("Bohdan Rudy, who ran it, told the paper that “we left.”", "Bohdan Rudy"),
        ("Anna Koval: “We left.”", "Anna Koval"),
        ("Olha Ruda told me that Anna Koval said: “We left.”", "Anna Koval"),
        ("“We left,” he said.", ""),
        ("“We left,” he said of Anna Koval.", ""),
        ("“We left,” said the captain of Anna Koval.", ""),
        ("“We left.” Anna Koval said no more.", ""),
        ("“We left.” Anna Koval said.", "Anna Koval"),
        ("“We left”. Anna Koval said no more.", ""),
        ("“We left!” Anna Koval said to us.", "Anna Koval"),
        ("“Did we leave?” Anna Koval said: yes.", ""),
        ("“We left,” Anna Koval’s father said.", ""),
        ("“We left,” Olha Ruda and Anna Koval said.", ""),
        ("Olha Ruda said no, while Anna Koval shrugged: “We left.”", ""),
        ("The town, which Olha Ruda said was lost, calls this “leaving”.", ""),
        ("It was Anna Koval he told: “We left.”", ""),
        ("> We left\n\nAnna Koval said no.", ""),
        ("“We left.” Anna Koval was there.", ""),
        ("It was cold. “We left.”", ""),
        ("Anna Koval said no. “We left.”", ""),
    ],
)
def test_whom_a_draft_names_is_clear_or_nobody(draft: str, name: str) -> None:
    (quotation,) = find_quotations(draft).quotations
    assert attributed_to(draft, quotation) == name


def test_whom_another_quotation_names_is_not_who_speaks() -> None:
    draft = "“Anna Koval said so,” he told us, “and we left,” and “Koval said” no more."
    quotations = find_quotations(draft).quotations
    assert [attributed_to(around(draft, quotations), one) for one in quotations] == ["", "", ""]


@pytest.mark.parametrize("between", ["\n\n", "\n> ", "\n>\n> "])
def test_a_block_is_whose_name_stands_below_it(between: str) -> None:
    draft = f"> My father ran the ferry{between}— Bohdan Rudy\n"
    (quotation,) = find_quotations(draft).quotations
    assert attributed_to(draft, quotation) == "Bohdan Rudy"


@pytest.mark.parametrize(
    ("name", "speaker", "same"),
    [
        ("Rudy", "BOHDAN RUDY", True),
        ("Dr. Bohdan Rudy", "BOHDAN RUDY", True),
        ("Bohdan", "BOHDAN RUDY", True),
        ("Olha Ruda", "BOHDAN RUDY", False),
        ("Koval", "BOHDAN RUDY", False),
        ("Karl Rudy", "BOHDAN RUDY", False),
        ("Dr. Karl Rudy", "Dr. BOHDAN RUDY", False),
        ("B. Rudy", "BOHDAN RUDY", True),
        ("Bogdan Rudy", "BOHDAN RUDY", True),
        ("Captain Rudy", "BOHDAN RUDY", True),
        ("Former Captain Karl Rudy", "BOHDAN RUDY", False),
        ("Oleksandr Mishchenko", "Olexandr Mischenko", True),
        ("Ivan Petrova", "Ivan Petrov", False),
        ("Olha Rudy", "OLHA RUDA", False),
    ],
)
def test_the_last_name_is_enough(name: str, speaker: str, same: bool) -> None:
    assert is_same_person(name, speaker) is same


@pytest.mark.parametrize("speaker", ["Interviewee", "Host", "Correspondent", "SPEAKER_00", "Q"])
def test_a_label_that_is_no_name_may_be_anybody(speaker: str) -> None:
    assert is_nameless(speaker)
    assert not is_nameless("BOHDAN RUDY")
