"""A rich text's words reach the text, and everything else is accounted for."""

from __future__ import annotations

import pytest

from corpus.errors import SourceError
from corpus.extracted import Extracted, Kind, LeftOut
from corpus.formats import READERS
from corpus.formats.rtf import read

HEAD = (
    r"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0\fcharset0 Arial;}{\f1\fcharset204 Arial;}}"
    r"{\colortbl;\red0;}{\*\generator Word;}"
)


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (r"One.\par Two.\line Three.\par", "One.\n\nTwo.\nThree."),
        (r"{\b Anna:} I was.\par\b Why?\b0\par", "**Anna:** I was.\n\n**Why?**"),
        (r"{\i Why?}\par So.\par\i How?\plain\par", "*Why?*\n\nSo.\n\n*How?*"),
        (r"\b Jo:\plain  So.", "**Jo:** So."),
        (r"caf\'e9 \u8212? \u-10179?\u-8704? \emdash  \{x\}", "café — 😀 — {x}"),
        (r"\uc2\u233\'c3\'a9t\u233\'c3\'a9", "été"),
        (r"{\f1 \'c3\'e4\'e5?} Yes", "Где? Yes"),
        ("a\r\nb", "ab"),
        (r"\trowd a\cell b\cell\row c", "a | b\n\nc"),
        ("a\\\nb", "a\n\nb"),
        (r"{\field{\*\fldinst HYPERLINK x}{\fldrslt a link}}", "a link"),
    ],
)
def test_the_body_is_text(body: str, text: str) -> None:
    assert read((HEAD + body + "}").encode(), "a.rtf") == Extracted(text)


def test_what_is_no_part_of_the_talk_is_left_out_and_said() -> None:
    body = (
        r"{\info{\title A life}{\author Unknown}}{\header Draft}"
        r"I{\footnote A note.} was{\v secret}{\deleted never}."
    )
    assert read((HEAD + body + "}").encode(), "a.rtf") == Extracted(
        "I was.",
        facts=(("title", "A life"),),
        left_out=(
            LeftOut("properties", Kind.METADATA, "Unknown", "author"),
            LeftOut("paragraph 1", Kind.BOILERPLATE, "Draft", "page header"),
            LeftOut("paragraph 1", Kind.BOILERPLATE, "A note.", "footnote"),
            LeftOut("paragraph 1", Kind.BOILERPLATE, "secret", "hidden text"),
            LeftOut("paragraph 1", Kind.BOILERPLATE, "never", "deleted text"),
        ),
    )


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "expected rich text (.rtf), found an empty file: add another"),
        (b"<html>", "expected rich text (.rtf), found a web page: rename it to end in .html"),
        (HEAD.encode(), "expected a text, found none: the file is empty"),
        (
            b"{\\rtf1" + b"{" * 100_000,
            "expected at most 1000 groups in one another, found more: save it as plain text",
        ),
    ],
)
def test_what_is_no_rich_text_is_refused_in_one_line(data: bytes, why: str) -> None:
    with pytest.raises(SourceError) as refused:
        READERS[".rtf"](data, "a.rtf")
    assert str(refused.value) == f"a.rtf: {why}"
