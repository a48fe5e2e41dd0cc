"""Bytes become one text, whatever wrote them, or are refused with a reason."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from interviews import Interview, interviews

from corpus.errors import SourceError
from corpus.normalise import MAX_BYTES, MAX_CHARACTERS, decode, normalise

RUSSIAN = "Съешь же ещё этих мягких французских булок, да выпей чаю."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
@settings(deadline=None, max_examples=20)
@given(interview=interviews())
def test_byte_order_marks_leave_no_trace(encoding: str, interview: Interview) -> None:
    text = interview.dashed()
    assert decode(text.encode(encoding), "f") == text


@settings(deadline=None)
@given(interview=interviews())
def test_line_ends_and_decomposed_accents_give_the_same_text(interview: Interview) -> None:
    text = interview.dashed()
    assert normalise(text.replace("\n", "\r\n"), "f") == text
    assert normalise(text.replace("\n", "\r"), "f") == text
    assert normalise(unicodedata.normalize("NFD", text), "f") == text


def test_nothing_but_line_ends_and_the_unicode_form_is_changed() -> None:
    text = " \u00a0a\u2028b\u2029c\u0085d\tAe\u0301  \n\n\u200be \ufb01 \n "
    assert normalise(text, "f") == text.replace("e\u0301", "é")


@pytest.mark.parametrize("encoding", ["cp1251", "koi8-r", "cp866"])
def test_cyrillic_of_the_last_century_is_read(encoding: str) -> None:
    assert decode(RUSSIAN.encode(encoding), "f") == RUSSIAN


def test_western_text_of_the_last_century_is_read() -> None:
    text = "“Café” — naïve résumé, très déjà vu."
    assert decode(text.encode("cp1252"), "f") == text


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (
            b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
            "f: expected a text, found NUL bytes: it looks binary, convert it to plain text",
        ),
        (
            b"MZ\x90\x00\x03",
            "f: expected a text, found NUL bytes: it looks binary, convert it to plain text",
        ),
        (
            b"\xff\xfea",
            "f: expected utf-16, as its first bytes say, found other bytes at 2: "
            "save the file as UTF-8",
        ),
        (
            bytes(range(128, 256)),
            "f: expected a text, found bytes of no known encoding: save the file as UTF-8",
        ),
        (
            b"a" * (MAX_BYTES + 1),
            "f: expected at most 20,000,000 bytes, found more: split it",
        ),
    ],
    ids=["image", "program", "half a character", "no encoding", "too large"],
)
def test_bytes_that_are_no_text_are_refused(data: bytes, message: str) -> None:
    with pytest.raises(SourceError) as refusal:
        decode(data, "f")
    assert str(refusal.value) == message


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "f: expected a text, found none: the file is empty"),
        (" \n\u00a0\t", "f: expected a text, found none: the file is empty"),
        (
            "a\nb\x01",
            "f:2: expected a text, found the character U+0001: "
            "it looks binary, convert it to plain text",
        ),
        (
            "half a pair: \ud83d",
            "f:1: expected a text, found the character U+D83D: "
            "it looks binary, convert it to plain text",
        ),
        (
            "a" + "\u0301" * 17,
            "f: expected at most 16 combining marks in a row, found more: remove them",
        ),
        (
            "a" * (MAX_CHARACTERS + 1),
            "f: expected at most 5,000,000 characters, found 5,000,001: split it",
        ),
    ],
    ids=["empty", "white space", "control", "surrogate", "combining marks", "too long"],
)
def test_characters_that_no_text_holds_are_refused(text: str, message: str) -> None:
    with pytest.raises(SourceError) as refusal:
        normalise(text, "f")
    assert str(refusal.value) == message


def test_sixteen_combining_marks_are_read() -> None:
    text = "x" + "\u0323" * 16
    assert normalise(text, "f") == unicodedata.normalize("NFC", text)
