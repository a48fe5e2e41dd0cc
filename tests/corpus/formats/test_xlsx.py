"""Workbooks are tables in parcels, and some of these are bombs."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from workbooks import cell, table, workbook

from corpus.errors import SourceError
from corpus.extracted import Kind, LeftOut
from corpus.formats.xlsx import read

WHY = "Why did you leave the harbour?"
HEADER: list[str | float] = ["time", "speaker", "text"]


def refusal(data: bytes) -> str:
    with pytest.raises(SourceError) as refused:
        read(data, "a.xlsx")
    return str(refused.value)


def test_a_sheet_is_read_below_its_title() -> None:
    found = read(workbook(table([["A talk"], [], HEADER, ["0:01", "Anna", WHY]])), "a")
    assert found.text == f"Anna: {WHY}"
    assert found.times == ((6, "0:00:01"),)
    assert found.left_out == (LeftOut("row 1", Kind.METADATA, "A talk", "above the table"),)


@pytest.mark.parametrize("style", [0, 1])
def test_times_are_fractions_of_a_day(style: int) -> None:
    rows = table([HEADER, [0.0, "Anna", WHY], [65.4 / 86_400, "Ben", "So."]], style)
    assert [at for _, at in read(workbook(rows), "a").times] == ["0:00:00", "0:01:05"]


def test_a_formula_is_shown_as_its_value() -> None:
    rows = (
        '<row r="1"><c r="A1" t="str"><f>B1&amp;"x"</f><v>Anna has said this and that</v></c></row>'
    )
    assert read(workbook(rows), "a").text == "Anna has said this and that"


def test_the_sheet_that_looks_like_a_transcript_is_read_and_others_are_left_out() -> None:
    notes = table([["Some notes on this and that, and on much else besides."], [3.0, 2.5, True]])
    found = read(workbook(notes, table([HEADER, ["0:01", "Anna", WHY]])), "a")
    assert found.text == f"Anna: {WHY}"
    assert found.left_out == (
        LeftOut(
            "sheet S1",
            Kind.METADATA,
            "Some notes on this and that, and on much else besides.\n3\t2.5\tTrue",
            "another sheet",
        ),
    )


def test_a_speaker_over_merged_cells_says_all_beside_them() -> None:
    rows = table([["speaker", "text"], ["Anna", WHY], ["", "Tell me."], ["", "Please."]])
    assert read(workbook(rows, merged="A2:A3"), "a").text == (f"Anna: {WHY}\n\nTell me.\n\nPlease.")


def test_what_is_no_workbook_is_refused() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("a.txt", "a")
    for data in (b"", b"Only prose.", workbook(table([HEADER]))[:-200], file.getvalue()):
        message = refusal(data)
        assert message.startswith("a.xlsx: expected a workbook, found something else (")
        assert message.endswith("): save it as CSV")
        assert "\n" not in message


def test_an_empty_workbook_is_refused() -> None:
    assert refusal(workbook("", "")) == (
        "a.xlsx: expected a table, found an empty workbook: check the file"
    )


TOO_LARGE = "a.xlsx: expected at most 2,000,000 cells, found more: save the transcript alone"


@pytest.mark.parametrize(
    "rows",
    [
        f'<row r="1">{cell("A1", "x")}</row><row r="1048576">{cell("XFD1048576", 1.0)}</row>',
        f'<row r="9999999">{cell("A9999999", 1.0)}</row>',
        f'<row r="4294967296">{cell("A4294967296", 1.0)}</row>',
        "<!--" + "x" * 51_000_000 + "-->",
    ],
    ids=["a cell far out", "a row far out", "a row beyond all", "inflated"],
)
def test_a_bomb_is_refused(rows: str) -> None:
    assert refusal(workbook(rows)) == TOO_LARGE


@settings(deadline=None, max_examples=60)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["Anna", "Ben"]),
            st.text(st.sampled_from("abÉ<&;\n\"' "), min_size=1, max_size=20),
        ).filter(lambda turn: any(map(str.isalpha, turn[1]))),
        min_size=1,
    )
)
def test_every_word_is_read(turns: list[tuple[str, str]]) -> None:
    rows: list[list[str | float]] = [HEADER, *(["0:01", who, said] for who, said in turns)]
    found = read(workbook(table(rows)), "a")
    assert found.marks is not None
    labels = "".join(f"{mark.key}: " for mark in found.marks)
    written = "".join(said for _, said in turns)
    assert sorted("".join(found.text.split())) == sorted("".join((written + labels).split()))


def test_all_sheets_together_are_no_longer_than_a_text() -> None:
    long = table([["x" * 1_000_000]] * 3)
    assert "expected at most" not in read(workbook(long), "a").text
    assert refusal(workbook(long, long)) == (
        "a.xlsx: expected at most 2,000,000 cells, found more: save the transcript alone"
    )
    merged = workbook(table([["x" * 1_000_000]] + [["", 1.0]] * 9), merged="A1:A10")
    assert refusal(merged).startswith("a.xlsx: expected at most")
