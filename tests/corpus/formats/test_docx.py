"""A Word document's words reach the text, and everything else is accounted for."""

from __future__ import annotations

import pytest
from office import W, docx, p, packed, r, table

from corpus.errors import SourceError
from corpus.extracted import Extracted, Kind, LeftOut
from corpus.formats import READERS
from corpus.formats.docx import read

STYLES = (
    f'<w:styles {W}><w:style w:styleId="T"><w:name w:val="Title"/></w:style>'
    '<w:style w:styleId="H2"><w:name w:val="heading 2"/></w:style>'
    '<w:style w:styleId="Q"><w:rPr><w:b/></w:rPr></w:style>'
    '<w:style w:styleId="Q2"><w:basedOn w:val="Q"/></w:style>'
    '<w:style w:styleId="I"><w:rPr><w:i/></w:rPr></w:style></w:styles>'
)
ITEM = '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
HIDDEN = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r>"
DELETED = "<w:del><w:r><w:delText>never</w:delText></w:r></w:del>"
SLANTED = "<w:r><w:rPr><w:i/></w:rPr><w:t>How?</w:t></w:r>"
INSERTED = "<w:ins><w:r><w:t> always</w:t></w:r></w:ins>"
BOX = f"<w:r><w:drawing><w:txbxContent>{p('In a box.')}</w:txbxContent></w:drawing></w:r>"
TWICE = (
    '<w:r><mc:AlternateContent xmlns:mc="x"><mc:Choice><w:t>Once.</w:t></mc:Choice>'
    "<mc:Fallback><w:t>Once.</w:t></mc:Fallback></mc:AlternateContent></w:r>"
)
BREAK = "<w:r><w:br/></w:r>"


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (p("One.") + "<w:p/>" + p("Two."), "One.\n\nTwo."),
        (p("Anna Berg   0:01") + p("I was."), "Anna Berg   0:01\n\nI was."),
        (p("*Anna: ", "I was ", "*born", " there."), "**Anna:** I was born there."),
        (p("*An", "*na", ": I was."), "**Anna**: I was."),
        (p("*Why", " ", "*so?"), "**Why so?**"),
        (
            p("Why?", style="I") + p("So.") + p(SLANTED) + p("Thus."),
            "*Why?*\n\nSo.\n\n*How?*\n\nThus.",
        ),
        (p("*Why?", BREAK, "Because."), "**Why?**\nBecause."),
        (p("*Why?", style="T"), "# Why?"),
        (p("Why?", style="H2"), "## Why?"),
        (p("Why?", style="Q2"), "**Why?**"),
        (p("*… ", "So."), "… So."),
        (f"<w:p>{ITEM}{r('a')}</w:p><w:p>{ITEM}{r('b')}</w:p>", "• a\n• b"),
        (p("I", INSERTED, " was."), "I always was."),
        (p("Words.", BOX) + p("More."), "Words.\n\nIn a box.\n\nMore."),
        (p(TWICE), "Once."),
        (
            f"<w:sdt><w:sdtContent>{p('Wrapped.')}</w:sdtContent></w:sdt>",
            "Wrapped.",
        ),
        (
            table(("Anna", "I was born."), ("Jo", "Where was it?"), ("Anna", "At home.")),
            "Anna: I was born.\n\nJo: Where was it?\n\nAnna: At home.",
        ),
        (
            table(("0:01", "Anna:", "I was born."), ("0:02", "Jo:", "Where was it?"))
            + table(("a", "b")),
            "Anna (0:01): I was born.\n\nJo (0:02): Where was it?\n\na | b",
        ),
        (
            table(("Name", "Role"), ("Anna Berg", "miller (retired)"), ("Jo", "reporter")),
            "Name | Role\n\nAnna Berg | miller (retired)\n\nJo | reporter",
        ),
        (
            table(("Interviewer:", "Jo Roe"), ("Interviewee:", "Anna Berg, of the mill")),
            "Interviewer: | Jo Roe\n\nInterviewee: | Anna Berg, of the mill",
        ),
    ],
)
def test_the_body_is_text(body: str, text: str) -> None:
    assert read(docx(body, styles=STYLES), "a.docx") == Extracted(text)


def test_what_is_no_part_of_the_talk_is_left_out_and_said() -> None:
    rows = table(("Speaker", "Text"), ("Anna", "I was born."), ("Jo", "Where was it?"))
    data = docx(
        p("I", DELETED, HIDDEN, " was.") + rows,
        header1=f"<w:hdr {W}>{p('Draft')}</w:hdr>",
        footnotes=f"<w:footnotes {W}><w:footnote>{p('A note.')}</w:footnote></w:footnotes>",
        comments=f"<w:comments {W}><w:comment>{p('Sure?')}</w:comment></w:comments>",
    )
    assert read(data, "a.docx") == Extracted(
        "I was.\n\nAnna: I was born.\n\nJo: Where was it?",
        left_out=(
            LeftOut("paragraph 1", Kind.BOILERPLATE, "never", "deleted text"),
            LeftOut("paragraph 1", Kind.BOILERPLATE, "secret", "hidden text"),
            LeftOut("table 1", Kind.METADATA, "Speaker | Text", "names of columns"),
            LeftOut("page header", Kind.BOILERPLATE, "Draft", "page header"),
            LeftOut("footnote", Kind.BOILERPLATE, "A note.", "footnote"),
            LeftOut("comment", Kind.BOILERPLATE, "Sure?", "comment"),
        ),
    )


def test_a_question_beside_its_answer_comes_before_it() -> None:
    rows = [
        ("Nr", "Question", "Time", "Answer"),
        ("1.", "Where?", "0:07", "Here."),
        ("2.", "When?"),
    ]
    assert read(docx(table(*rows)), "a.docx") == Extracted(
        "Q (0:07): Where?\n\nA: Here.\n\nQ: When?",
        left_out=(
            LeftOut("table 1", Kind.METADATA, "Nr | Question | Time | Answer", "names of columns"),
            LeftOut("table 1", Kind.METADATA, "1. 2.", "numbers of rows"),
        ),
    )


@pytest.mark.parametrize(
    "rows",
    [
        [("Interviewer", "Interviewee", "Date"), ("Jo Roe", "Anna Berg", "3 May")],
        [("Question", "Answer", "Code"), ("Where?", "At home.", "place of birth")],
    ],
)
def test_names_below_roles_and_notes_beside_answers_are_laid_out(rows: list[tuple[str]]) -> None:
    lines = "\n\n".join(map(" | ".join, rows))
    assert read(docx(table(*rows)), "a.docx") == Extracted(lines)


@pytest.mark.parametrize(
    ("title", "facts"),
    [
        ("A  life", (("title", "A life"),)),
        ("Microsoft Word - a.doc", ()),
        ("a.docx", ()),
        ("Untitled", ()),
        ("", ()),
    ],
)
def test_a_title_that_says_nothing_is_no_fact(title: str, facts: tuple[object, ...]) -> None:
    data = packed(
        {
            "word/document.xml": f"<w:document {W}>{p('I was.')}</w:document>",
            "docProps/core.xml": f"<core><title>{title}</title><created>2013</created></core>",
        }
    )
    extracted = read(data, "a.docx")
    assert extracted.facts == facts
    assert LeftOut("properties", Kind.METADATA, "2013", "created") in extracted.left_out


def document(xml: str) -> bytes:
    return packed({"word/document.xml": xml})


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha"}">' for n in range(10))
WHAT = "a.docx: expected a Word document (.docx), found "


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", f"{WHAT}an empty file: add another"),
        (b"%PDF-1.7", f"{WHAT}a PDF: rename it to end in .pdf"),
        (b"<html>", f"{WHAT}a web page: rename it to end in .html"),
        (b"{\\rtf1", f"{WHAT}rich text: rename it to end in .rtf"),
        (
            b"Words.",
            f"{WHAT}something else, beginning b'Words.': save it anew, or mend its ending",
        ),
        (
            b"\xd0\xcf\x11\xe0",
            f"{WHAT}a file with a password or of an old version: save it without one, as .docx",
        ),
        (
            docx(p("Words."))[:-30],
            f"{WHAT}a damaged or other ZIP archive: open it in the program that made it, "
            "save it anew",
        ),
        (packed({"content.xml": "<a/>"}), f"{WHAT}another archive: check its ending"),
        (docx(""), "a.docx: expected a text, found none: the file is empty"),
        (
            packed(dict.fromkeys(map(str, range(2_001)), "")),
            "a.docx: expected at most 2,000 parts, found more: save it as plain text",
        ),
        (
            document(" " * 20_000_001),
            "a.docx: expected at most 20,000,000 bytes of text, found more: split it",
        ),
        (
            document(f"<!DOCTYPE a [{LAUGHS}]><a>&l9;</a>"),
            f"{WHAT}a document type declared in word/document.xml: save it anew",
        ),
        (
            document('<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'),
            f"{WHAT}a document type declared in word/document.xml: save it anew",
        ),
    ],
)
def test_what_is_no_word_document_is_refused_in_one_line(data: bytes, why: str) -> None:
    with pytest.raises(SourceError) as refused:
        READERS[".docx"](data, "a.docx")
    assert str(refused.value) == why


@pytest.mark.parametrize("depth", [200, 100_000])
def test_deep_nesting_ends(depth: int) -> None:
    data = docx("<w:sdt>" * depth + p("Words.") + "</w:sdt>" * depth)
    try:
        assert READERS[".docx"](data, "a.docx").text == "Words."
    except SourceError as error:
        assert "\n" not in str(error)
