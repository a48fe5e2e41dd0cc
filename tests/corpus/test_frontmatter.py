"""The facts above a text, and what only looks like them."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest

from corpus.errors import SourceError
from corpus.frontmatter import FrontMatter, read_front_matter


def test_facts_are_texts_in_the_order_written() -> None:
    text = "---\ntitle: A talk\ninterviewee: [Anna, Ben]\ndate: 2020-06-16\npages: 3\nurl:\n---\nHi"
    assert read_front_matter(text, "f") == FrontMatter(
        (
            ("title", "A talk"),
            ("interviewee", "Anna"),
            ("interviewee", "Ben"),
            ("date", "2020-06-16"),
            ("pages", "3"),
        ),
        len(text) - 2,
    )


def test_all_values_of_a_key_can_be_had() -> None:
    facts = FrontMatter((("interviewee", "Anna"), ("title", "T"), ("interviewee", "Ben")))
    assert facts.all("interviewee") == ("Anna", "Ben")
    assert facts.first("interviewee") == "Anna"
    assert facts.all("date") == ()
    assert facts.first("date") is None


def test_a_blank_value_says_nothing() -> None:
    assert read_front_matter("---\ntitle: ' '\nnarrator: ''\n---\n", "f").pairs == ()


@pytest.mark.parametrize(
    "text",
    [
        "No block at all",
        "---\ntitle: never closed\n",
        "---\n\nJust prose between rules.\n\n---\n",
        "---\n- a\n- list\n---\n",
        "\n---\ntitle: not at the very start\n---\n",
        "----\ntitle: a longer rule\n----\n",
        "---\n---\n",
    ],
)
def test_rules_that_are_not_front_matter_stay_text(text: str) -> None:
    assert read_front_matter(text, "f") == FrontMatter()


@pytest.mark.parametrize(
    ("block", "message"),
    [
        (
            "ok: 1\ntitle: a: b",
            "f:3: expected `key: value` in the front matter, found: "
            "mapping values are not allowed here: put the value in quotes",
        ),
        (
            "date: 2022-02-31",
            "f: expected `key: value` in the front matter, found: "
            "day is out of range for month: put the value in quotes",
        ),
        (
            "speakers:\n  AB: Anna Berg",
            "f: expected a text or a list of texts under 'speakers' in the front matter, "
            "found dict: write one `key: value` a line",
        ),
        (
            "title: *Stars",
            "f:2: expected `key: value` in the front matter, found: an alias (*): "
            "put the value in quotes",
        ),
        (
            f"title: 0x{'F' * 5000}",
            "f: expected `key: value` in the front matter, found: Exceeds the limit (4300 digits) "
            "for integer string conversion: put the value in quotes",
        ),
        (
            f"title: {'a' * 100_000}",
            "f: expected front matter of at most 100,000 characters, found more: cut it",
        ),
    ],
    ids=["no YAML", "no date", "not flat", "alias", "number without end", "too long"],
)
def test_a_block_that_cannot_be_used_is_refused(block: str, message: str) -> None:
    with pytest.raises(SourceError) as refusal:
        read_front_matter(f"---\n{block}\n---\ntext", "f")
    assert str(refusal.value) == message


def test_brackets_too_deep_to_follow_are_refused() -> None:
    with pytest.raises(SourceError, match="found: maximum recursion depth exceeded"):
        read_front_matter("---\na: " + "[" * 3000 + "\n---\ntext", "f")


@pytest.mark.parametrize(
    ("first", "next_one"),
    [
        ("a: [[&a [x]]]", "{new}: [[&{new} [{old}]]]"),
        ("a: &a {k: v}", "{new}: &{new} {{<<: [{old}]}}"),
    ],
    ids=["lists", "merged"],
)
def test_lists_that_repeat_each_other_are_refused_at_once(first: str, next_one: str) -> None:
    # Each line is nine times the one before it: written out, the last would take gigabytes.
    more = [
        next_one.format(new=new, old=", ".join([f"*{old}"] * 9))
        for old, new in pairwise("abcdefghijklm")
    ]
    began = time.process_time()
    with pytest.raises(SourceError, match=r"f:3: .* found: an alias"):
        read_front_matter("\n".join(["---", first, *more, "---", "text"]), "f")
    assert time.process_time() - began < 1
