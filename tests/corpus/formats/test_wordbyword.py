"""Captions that show a sentence again with every word of it are told once."""

from __future__ import annotations

import time

import pytest

from corpus.formats.wordbyword import without_beginnings, without_highlights

HIGHLIGHTED = [
    ["<u>Where</u> was it?"],
    ["Where <u>was</u> it?"],
    ["Where was <u>it?</u>"],
    ["<u>In</u> Kalmar."],
    ["In <u>Kalmar.</u>"],
]


@pytest.mark.parametrize("tag", ["u", "b", "i", "c.now", 'font color="#0f0"'])
def test_a_sentence_whose_words_are_set_apart_in_turn_is_told_once(tag: str) -> None:
    cues = [
        [line.replace("<u>", f"<{tag}>").replace("</u>", f"</{tag.split()[0]}>") for line in lines]
        for lines in HIGHLIGHTED
    ]
    assert without_highlights(cues) == (
        [cues[0], [], [], cues[3], []],
        ["Where was it?", "Where was it?", "In Kalmar."],
    )


def test_two_lines_may_share_the_highlight() -> None:
    cues = [["<u>Where</u> was", "it?"], ["Where <u>was</u>", "it?"], ["Where was", "<u>it?</u>"]]
    assert without_highlights(cues) == ([cues[0], [], []], ["Where was it?", "Where was it?"])


def test_a_sentence_that_is_said_twice_is_told_twice() -> None:
    cues = [
        ["<u>No</u> no."],
        ["No no."],
        ["No <u>no.</u>"],
        ["<u>No</u> no."],
        ["No <u>no.</u>"],
    ]
    assert without_highlights(cues) == (
        [cues[0], [], [], cues[3], []],
        ["No no.", "No no.", "No no."],
    )


@pytest.mark.parametrize(
    "cues",
    [
        [["No."], ["No."], ["No."]],
        [["<i>No.</i>"], ["<i>No.</i>"], ["<i>No.</i>"]],
        [["No."], ["<i>No.</i>"], ["No."], ["<i>No.</i>"]],
        [["♪ No, no ♪"], ["♪ No, no ♪"], ["♪ No, no ♪"]],
        [["And <i>so</i>."], ["<i>And</i> so."], ["Then"], ["we"], ["left."]],
        [],
    ],
)
def test_who_says_the_same_again_is_heard_again(cues: list[list[str]]) -> None:
    assert without_highlights(cues) == (cues, [])
    assert without_beginnings(cues) == (cues, [])


def test_of_cues_that_grow_each_adds_its_last_words() -> None:
    cues = [["Where"], ["Where was"], ["Where was", "<i>it?</i>"], ["R&amp;D"], ["R&amp;D &lt;b"]]
    assert without_beginnings(cues) == (
        [["Where"], [" was"], [" it?"], ["R&amp;D"], [" &lt;b"]],
        ["Where", "Where was", "R&D"],
    )
    chinese = [["我"], ["我在"], ["我在这"], ["我在这里"]]
    assert without_beginnings(chinese) == (
        [["我"], ["在"], ["这"], ["里"]],
        ["我", "我在", "我在这"],
    )


@pytest.mark.parametrize(
    "cues",
    [
        [["No"], ["No no"], ["No no no"], ["I left"], ["it there."], ["So"], ["we"], ["went."]],
        [["He is"], ["He isn't"], ["He isn'tx"], ["He isn'txy"]],
        [["So"], ["So, no"], ["So, no."]],
    ],
)
def test_a_few_words_that_begin_alike_are_all_said(cues: list[list[str]]) -> None:
    assert without_beginnings(cues) == (cues, [])


@pytest.mark.parametrize(
    "cues",
    [
        [["a" * 500_000]] * 4,
        [["a " * 250_000], ["a " * 250_001]] * 2,
        [["x"] * 200_000] * 2,
        [["<u>a</u>" * 60_000]] * 3,
        [[f"{'a ' * n}"] for n in range(1_000)],
    ],
    ids=["letters", "words", "lines", "tags", "growing"],
)
def test_long_cues_take_no_longer_than_they_are(cues: list[list[str]]) -> None:
    began = time.process_time()
    without_highlights(cues)
    without_beginnings(cues)
    assert time.process_time() - began < 3
