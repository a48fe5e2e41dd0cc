"""CHAT transcripts are read; what tells of the lines in them is left out."""

from __future__ import annotations

import time

import pytest

from corpus.errors import SourceError
from corpus.extracted import Extracted, Kind, LeftOut
from corpus.formats.chat import read
from corpus.marks import Mark

SOURCE = """@UTF8
@Begin
@Participants:\tINV Investigator, PAR Tobias Participant
*INV:\twhere did you
\tgrow up ? \x151200_3000\x15
%mor:\tadv|where v|do
\tpro|you
*PAR:\tin &-um Kalmar [/] Kalmar . \x15%snd:"a.wav"_4000_5000\x15
@End
"""


def left(line: int, text: str) -> LeftOut:
    return LeftOut(f"line {line}", Kind.METADATA, text, "not what is said")


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_lines_with_a_star_are_said(ending: str) -> None:
    assert read(SOURCE.replace("\n", ending).encode(), "a.cha") == Extracted(
        "Investigator: where did you grow up ?\n\nTobias: in &-um Kalmar [/] Kalmar .",
        (Mark(0, 14, "Investigator", "0:00:01"), Mark(39, 47, "Tobias", "0:00:04")),
        ((14, "0:00:01"), (47, "0:00:04")),
        (("interviewee", "Tobias"),),
        (
            left(1, "@UTF8"),
            left(2, "@Begin"),
            left(3, "@Participants:\tINV Investigator, PAR Tobias Participant"),
            left(6, "%mor:\tadv|where v|do pro|you"),
            left(9, "@End"),
        ),
    )


NAMES = {
    "MOT Mother, CHI Ross Target_Child": "Mother: a\n\nRoss: b",
    "MOT Adult, CHI Adult": "MOT: a\n\nCHI: b",
    "MOT, CHI Child": "MOT: a\n\nChild: b",
    "": "MOT: a\n\nCHI: b",
}


@pytest.mark.parametrize("people", NAMES)
def test_codes_stand_for_names_or_else_for_parts_in_the_talk(people: str) -> None:
    source = f"@Begin\n@Participants:\t{people}\n*MOT:\ta\n*CHI:\tb\n@End\n"
    assert read(source.encode(), "a").text == NAMES[people]


def test_signs_that_are_no_time_are_taken_away_without_a_word() -> None:
    assert read(b"*MOT:\tso \x02\x01it\x02 was \x15here\x15 then\n", "a").text == (
        "MOT: so it was here then"
    )


@pytest.mark.parametrize(
    ("source", "why"),
    [
        ("@Begin\n@End\n", 'expected lines such as "*MOT: …", found none: save it as plain text'),
        ("*MOT:\t \n", "expected a text, found none: the file is empty"),
    ],
)
def test_a_file_in_which_nobody_speaks_is_refused(source: str, why: str) -> None:
    with pytest.raises(SourceError) as refused:
        read(source.encode(), "a")
    assert str(refused.value) == f"a: {why}"


def test_time_grows_with_the_length_of_the_file_and_no_faster() -> None:
    began = time.process_time()
    read(b"*MOT:\tso it was .\n%mor:\tx\n" * 20_000, "a")
    read(b"*MOT:\tso " + b"\x15" * 100_000 + b"\n" + b"\tit was\n" * 100_000, "a")
    assert time.process_time() - began < 8
