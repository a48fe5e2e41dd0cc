"""The simpler forms of subtitles are read with their times."""

from __future__ import annotations

import time

import pytest

from corpus.errors import SourceError
from corpus.extracted import Extracted, Kind, LeftOut
from corpus.formats.moresubtitles import read_lrc, read_sbv


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_cues_of_sbv_have_times_above(ending: str) -> None:
    source = "0:00:01.000,0:00:02.500\nIn Kalmar,\n\n0:00:02.500,0:00:04.000\non the[br]coast.\n"
    assert read_sbv(source.replace("\n", ending).encode(), "a") == Extracted(
        "In Kalmar, on the coast.", times=((0, "0:00:01"), (11, "0:00:02"))
    )


def test_lines_of_lrc_have_times_in_front() -> None:
    source = (
        "[ti:A talk]\n[by:me]\n\nAbove.\n[00:01.20]In <00:01.90>Kalmar,\n[00:02][01:05.3]on it."
    )
    assert read_lrc(source.encode(), "a") == Extracted(
        "Above.\n\nIn Kalmar, on it.",
        times=((8, "0:00:01"), (19, "0:00:02")),
        facts=(("title", "A talk"),),
        left_out=(LeftOut("line 2", Kind.METADATA, "[by:me]", "tag"),),
    )


def test_lines_with_labels_are_turns() -> None:
    source = "[00:01.2]Ann: Where?\n[00:02.2]Ben: Here.\n[00:03.2]Ann: Why?\n[00:04.2]Ben: So."
    assert read_lrc(source.encode(), "a").text == (
        "Ann: Where?\n\nBen: Here.\n\nAnn: Why?\n\nBen: So."
    )


@pytest.mark.parametrize("source", ["Only words.", "[ti:A talk]", "[Laughs]\nSo."])
def test_lines_without_times_are_refused(source: str) -> None:
    with pytest.raises(SourceError) as refused:
        read_lrc(source.encode(), "a")
    assert str(refused.value) == (
        'a: expected lines such as "[00:12.30] …", found none: save it as plain text'
    )
    with pytest.raises(SourceError, match=r"^a: expected lines such as .*, found none: save it"):
        read_sbv(source.encode(), "a")


@pytest.mark.parametrize(
    "source",
    [
        "[00:01.2]" * 500_000 + "So.",
        "[00:01.2]so it was\n" * 40_000,
        " " * 4_000_000 + "[00:01]So.",
    ],
    ids=["stamps", "lines", "spaces"],
)
def test_time_grows_with_the_length_of_the_file_and_no_faster(source: str) -> None:
    began = time.process_time()
    for read in (read_lrc, read_sbv):
        try:
            read(source.encode(), "a")
        except SourceError:
            continue
    assert time.process_time() - began < 8
