"""Time stamps inside turns are left out of the words, and what may be said is not."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from corpus.extracted import LeftOut
from corpus.read import read_file

TALK = "Lind: Where was it?\n\nBrandt: {said}\n\nLind: And then?\n\nBrandt: We left.\n"


def read(text: str, tmp_path: Path) -> tuple[list[tuple[str, str, str | None]], list[LeftOut]]:
    path = tmp_path / "a.txt"
    path.write_text(text, encoding="utf-8")
    got = read_file(path)
    turns = [(t.speaker, got.document.said(t), t.time) for t in got.document.turns]
    return turns, list(got.left_out)


@pytest.mark.parametrize(
    ("said", "words", "stamp"),
    [
        ("In Kalmar.\n[00:05:00]\nOn the coast.", "In Kalmar.\nOn the coast.", "[00:05:00]"),
        ("In Kalmar.\n\n[05:00]\n\nOn the coast.", "In Kalmar.\n\nOn the coast.", "[05:00]"),
        ("In Kalmar.\n0:05:00\n\nOn the coast.", "In Kalmar.\n\nOn the coast.", "0:05:00"),
        ("In Kalmar.\n\n[00:05:00] On the coast.", "In Kalmar.\n\nOn the coast.", "[00:05:00]"),
        ("In Kalmar, [00:05:00.5] on it.", "In Kalmar, on it.", "[00:05:00.5]"),
        ("In Kalmar,[00:05:00]on it.", "In Kalmar, on it.", "[00:05:00]"),
        ("In Kalmar [0:05:00].", "In Kalmar.", "[0:05:00]"),
        ("In [0:05:00 - 0:05:01] it.", "In it.", "[0:05:00 - 0:05:01]"),
        ("In Kalmar. [00:05:00]", "In Kalmar.", "[00:05:00]"),
        ("In, [00:00:08][5.3] of course.", "In, of course.", "[00:00:08][5.3]"),
        ("In Kalmar. #00:01:22-5#", "In Kalmar.", "#00:01:22-5#"),
    ],
)
def test_stamps_inside_a_turn_are_no_words(
    said: str, words: str, stamp: str, tmp_path: Path
) -> None:
    turns, left_out = read(TALK.format(said=said), tmp_path)
    assert turns == [
        ("Lind", "Where was it?", None),
        ("Brandt", words, None),
        ("Lind", "And then?", None),
        ("Brandt", "We left.", None),
    ]
    assert [(left.text, left.why) for left in left_out] == [(stamp, "time stamps")]


@pytest.mark.parametrize(
    "said",
    [
        "He reads [1], [sic] and [12].",
        "He reads [3:16] and John 3:16 and (10:15).",
        "At 10:30 it rained, at 10:30:15 no more.",
        "[inaudible 00:05:00] and so.",
        "In May.\n10:30\nwas the hour.",
        "It cost [5.3] and (1:2:3).",
        "Ready, MARK (2:09:06). There it is.",
        "#5 and #00# and #1:2#.",
        "[00:05:00 he laughs] No.",
    ],
)
def test_what_may_be_said_stays(said: str, tmp_path: Path) -> None:
    turns, left_out = read(TALK.format(said=said), tmp_path)
    assert [left.text for left in left_out] == []
    assert turns[1] == ("Brandt", said, None)


def test_stamps_at_the_ends_of_turns_tell_when_the_next_begins(tmp_path: Path) -> None:
    lines = ("Lind: Why? [0:00:02]", "Brandt: So. [0:00:04]", "Lind: And? [0:00:06]", "Brandt: No.")
    turns, _ = read("\n\n".join((*lines, "Lind: Oh? [0:00:09]")), tmp_path)
    assert turns == [
        ("Lind", "Why?", None),
        ("Brandt", "So.", "0:00:02"),
        ("Lind", "And?", "0:00:04"),
        ("Brandt", "No.", "0:00:06"),
        ("Lind", "Oh?", "0:00:06"),
    ]


def test_a_text_that_nobody_speaks_keeps_its_times(tmp_path: Path) -> None:
    turns, left_out = read("The log says [10:00:01] started.\n\nIt ended.\n", tmp_path)
    assert [words for _, words, _ in turns] == ["The log says [10:00:01] started.", "It ended."]
    assert left_out == []


@pytest.mark.parametrize("said", [" " * 250_000 + "x", "[00:00:00] " * 45_000, "[1" * 250_000])
def test_a_long_turn_takes_no_longer_than_it_is(said: str, tmp_path: Path) -> None:
    began = time.process_time()
    read(TALK.format(said=f"So {said}."), tmp_path)
    assert time.process_time() - began < 8
