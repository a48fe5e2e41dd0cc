"""An OpenDocument text's words reach the text, and everything else is accounted for."""

from __future__ import annotations

import pytest
from office import packed

from corpus.errors import SourceError
from corpus.extracted import Extracted, Kind, LeftOut
from corpus.formats import READERS
from corpus.formats.odt import read

NAMES = 'xmlns:office="o" xmlns:text="t" xmlns:table="b" xmlns:style="s" xmlns:fo="f"'
STYLES = (
    '<office:styles><style:style style:name="B"><style:text-properties fo:font-weight="bold"/>'
    '</style:style><style:style style:name="I"><style:text-properties fo:font-style="italic"/>'
    '</style:style><style:style style:name="Q" style:parent-style-name="B"/></office:styles>'
)


def odt(body: str, **parts: str) -> bytes:
    """An OpenDocument text."""
    content = (
        f"<office:document-content {NAMES}>{STYLES}<office:body><office:text>{body}"
        "</office:text></office:body></office:document-content>"
    )
    others = {f"{name}.xml": xml for name, xml in parts.items()}
    return packed({"mimetype": "x", "content.xml": content, **others})


def rows(*cells: tuple[str, ...]) -> str:
    """A table."""
    lines = (
        "".join(f"<table:table-cell><text:p>{c}</text:p></table:table-cell>" for c in row)
        for row in cells
    )
    inside = "".join(f"<table:table-row>{line}</table:table-row>" for line in lines)
    return f"<table:table>{inside}</table:table>"


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<text:p>One.</text:p><text:p/><text:p>Two.</text:p>", "One.\n\nTwo."),
        (
            '<text:p><text:span text:style-name="B">Anna:</text:span> I was.</text:p>',
            "**Anna:** I was.",
        ),
        ('<text:p text:style-name="Q">Why?</text:p>', "**Why?**"),
        (
            '<text:p text:style-name="I">Why?</text:p><text:p>So.</text:p>'
            '<text:p><text:span text:style-name="I">How?</text:span></text:p>',
            "*Why?*\n\nSo.\n\n*How?*",
        ),
        ("<text:p>a<text:line-break/>b<text:s/><text:tab/>c</text:p>", "a\nb \tc"),
        ('<text:h text:outline-level="2">A life</text:h>', "## A life"),
        (
            "<text:list><text:list-item><text:p>a</text:p></text:list-item>"
            "<text:list-item><text:p>b</text:p></text:list-item></text:list>",
            "• a\n• b",
        ),
        (
            rows(("Jo:", "Why is it?"), ("An:", "It is so.")),
            "Jo: Why is it?\n\nAn: It is so.",
        ),
    ],
)
def test_the_body_is_text(body: str, text: str) -> None:
    assert read(odt(body), "a.odt") == Extracted(text)


def test_what_is_no_part_of_the_talk_is_left_out_and_said() -> None:
    data = odt(
        "<text:tracked-changes><text:p>never</text:p></text:tracked-changes>"
        "<text:p>I<text:note><text:p>A note.</text:p></text:note> was.</text:p>",
        styles=f"<a {NAMES}><style:header><text:p>Draft</text:p></style:header></a>",
        meta=f"<a {NAMES}><b><title>A life</title><date>2024</date></b></a>",
    )
    assert read(data, "a.odt") == Extracted(
        "I was.",
        facts=(("title", "A life"),),
        left_out=(
            LeftOut("properties", Kind.METADATA, "2024", "date"),
            LeftOut("paragraph 1", Kind.BOILERPLATE, "never", "deleted text"),
            LeftOut("paragraph 1", Kind.BOILERPLATE, "A note.", "footnote or endnote"),
            LeftOut("page header", Kind.BOILERPLATE, "Draft", "page header"),
        ),
    )


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"%PDF-1.7", "found a PDF: rename it to end in .pdf"),
        (packed({"word/document.xml": "<a/>"}), "found another archive: check its ending"),
        (
            packed({"content.xml": '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'}),
            "found a document type declared in content.xml: save it anew",
        ),
    ],
)
def test_what_is_no_such_document_is_refused_in_one_line(data: bytes, why: str) -> None:
    with pytest.raises(SourceError) as refused:
        READERS[".odt"](data, "a.odt")
    assert str(refused.value) == f"a.odt: expected an OpenDocument text (.odt), {why}"
