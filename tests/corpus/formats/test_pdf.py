"""A PDF's words reach the text as they were set, and what pages add is accounted for."""

from __future__ import annotations

import io

import pytest
from pdfs import Placed, pdf, pdf_of_any_letters
from pypdf import PdfReader, PdfWriter

from corpus.errors import SourceError
from corpus.extracted import Extracted, Kind, LeftOut
from corpus.formats import READERS
from corpus.formats.pdf import read


def left(page: int, text: str, why: str) -> LeftOut:
    return LeftOut(f"page {page}", Kind.BOILERPLATE, text, why)


def test_paragraphs_stay_wrapped_as_they_were_set() -> None:
    page = [
        (50, 700, "*Anna:"),
        (90, 700, "I was born by the har-"),
        (50, 688, "bour."),
        (50, 664, "*Jo:"),
        (90, 664, "Where was that?"),
    ]
    assert read(pdf(page), "a.pdf") == Extracted(
        "**Anna:** I was born by the har-\nbour.\n\n**Jo:** Where was that?"
    )


def test_a_bold_word_that_begins_a_line_by_chance_is_no_label() -> None:
    page = [(50, 700, "I saw the"), (50, 688, "*harbour"), (100, 688, "street."), (50, 676, "*Jo:")]
    assert read(pdf(page), "a.pdf").text == "I saw the\nharbour street.\n**Jo:**"


def test_what_comes_again_on_every_page_is_left_out_and_said() -> None:
    pages: list[list[Placed]] = [
        [
            (50, 780, f"Interview {n}"),
            (50, 700, text),
            (50, 688, "So."),
            (300, 30, f"Page {n} of 3"),
        ]
        for n, text in ((1, "One goes"), (2, "on here"), (3, "Three."))
    ]
    assert read(pdf(*pages), "a.pdf") == Extracted(
        "One goes\nSo.\non here\nSo.\n\nThree.\nSo.",
        left_out=tuple(
            left(n, text, why)
            for n in (1, 2, 3)
            for text, why in (
                (f"Interview {n}", "running header"),
                (f"Page {n} of 3", "page number"),
            )
        ),
    )


def test_numbers_in_the_margin_are_no_words() -> None:
    lines: list[Placed] = []
    for n in range(1, 6):
        lines += [(20, 700 - 24 * n, str(n)), (50, 700 - 24 * n, f"*Jo: It was {1900 + n}.")]
    extracted = read(pdf(lines), "a.pdf")
    assert extracted == Extracted(
        "\n".join(f"**Jo: It was {1900 + n}.**" for n in range(1, 6)),
        left_out=tuple(left(1, str(n), "line number in the margin") for n in range(1, 6)),
    )


def test_a_number_that_is_said_stays() -> None:
    page = [(50, 700, "How old?"), (50, 688, "42"), (50, 676, "And now?"), (50, 664, "43")]
    assert read(pdf(page), "a.pdf").text == "How old?\n42\nAnd now?\n43"


def test_a_title_is_a_fact_and_the_day_of_making_is_not() -> None:
    data = pdf([(50, 700, "I was.")], info="/Title (A life) /CreationDate (D:2024)")
    assert read(data, "a.pdf") == Extracted(
        "I was.",
        facts=(("title", "A life"),),
        left_out=(LeftOut("properties", Kind.METADATA, "D:2024", "CreationDate"),),
    )


def locked() -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf([(50, 700, "I was.")]))))
    writer.encrypt("secret", algorithm="RC4-128")
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "expected a PDF, found an empty file: add another"),
        (b"<html><p>x", "expected a PDF, found a web page: rename it to end in .html"),
        (
            pdf([], []),
            "expected a PDF with text, found scanned images without text: "
            "run OCR first, e.g. ocrmypdf",
        ),
        (locked(), "expected a PDF without a password, found one with: save it without"),
        (pdf(*[[]] * 501), "expected at most 500 pages, found 501: split it"),
    ],
    ids=["empty", "page", "images", "locked", "pages"],
)
def test_what_cannot_be_read_is_refused_in_one_line(data: bytes, why: str) -> None:
    with pytest.raises(SourceError) as refused:
        READERS[".pdf"](data, "a.pdf")
    assert str(refused.value) == f"a.pdf: {why}"


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_a_truncated_file_is_read_or_refused_in_one_line(share: float) -> None:
    whole = pdf([(50, 700, "I was.")])
    try:
        assert READERS[".pdf"](whole[: int(share * len(whole))], "a.pdf").text == "I was."
    except SourceError as error:
        assert "\n" not in str(error)


def seen(said: str) -> str:
    """Return words that run from right to left as a page shows them, from left to right."""
    return said[::-1].translate(str.maketrans("()[]", ")(]["))


LEFTWARDS = {
    "a number": ([seen(", ומי?"), "1947", seen("בשנת ")], "בשנת 1947, ומי?"),
    "two numbers": ([seen(" או לא"), "1948", seen(", "), "1947"], "1947, 1948 או לא"),
    "a time": ([seen(" בבוקר."), "10:30", seen("ב-")], "ב-10:30 בבוקר."),
    "a share and a sum": ([seen(" ₪"), "120", seen(" או "), "50%", seen("כ-")], "כ-50% או 120 ₪"),
    "other words": ([seen(" (החדש)."), "Boeing 747", seen("על ")], "על Boeing 747 (החדש)."),
    "words in two pieces": (
        [seen(", לא אחר"), "BBC World ", "Service", seen("ה-")],
        "ה-BBC World Service, לא אחר",
    ),
    "a number in brackets": ([seen(" אז"), "(1947)", seen("רות ")], "רות (1947) אז"),
    "points": ([seen("שָׁלוֹם, [צוחקת] אמר!")], "שָׁלוֹם, [צוחקת] אמר!"),
    "shapes": ([seen("ﻻ، ﻓﻲ ﻋﺎم "), seen("ﻣﺘﻰ ")], "متى لا، في عام"),
    "Arabic digits": ([seen("؟ (لا)"), "١٩٤٧", seen("في عام ")], "في عام ١٩٤٧؟ (لا)"),
    "an Arabic time": ([seen(" صباحا"), "١٠:٣٠", seen("في ")], "في ١٠:٣٠ صباحا"),
    "Arabic digits after a sign": (["٢٥٠", seen("و ")], "و ٢٥٠"),
}


@pytest.mark.parametrize("pieces", [1, 2], ids=["placed one by one", "shown in one piece"])
@pytest.mark.parametrize(("shown", "said"), LEFTWARDS.values(), ids=LEFTWARDS)
def test_lines_from_right_to_left_are_read_so(shown: list[str], said: str, pieces: int) -> None:
    more = "כך סיפרה רות ברדיו לפני שנים רבות"
    line: list[Placed] = []
    x = 50.0
    for text in shown if pieces == 1 else ["".join(shown)]:
        line.append((x, 700, text))
        x += 5 * len(text)
    page = [*line, (50.0, 688.0, seen(more))]
    assert read(pdf_of_any_letters(page), "a.pdf").text == f"{said}\n{more}"


def test_a_word_from_right_to_left_in_other_text_turns_nothing_round() -> None:
    page = [(50, 700, "The word (" + seen("שלום") + ") means peace, 1947, and more.")]
    text = read(pdf_of_any_letters(page), "a.pdf").text
    assert text == "The word (שלום) means peace, 1947, and more."


def test_letters_written_as_one_become_letters() -> None:
    assert read(pdf_of_any_letters([(50, 700, "eﬃcient oﬀers, ﬁne ﬂour")]), "a.pdf").text == (
        "efficient offers, fine flour"
    )


def test_a_word_partly_in_bold_is_one_word() -> None:
    page = [(50, 700, "I will un"), (83.3, 700, "*pack"), (106.1, 700, "ed it.")]
    assert read(pdf(page), "a.pdf").text == "I will unpacked it."
