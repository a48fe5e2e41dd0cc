"""What a page says reaches the text, and what stands around it is accounted for."""

from __future__ import annotations

import time

import pytest

from corpus.errors import SourceError
from corpus.extracted import Extracted, Kind, LeftOut
from corpus.formats import READERS
from corpus.formats.webpage import read


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<p>One\n  line.<p>Two.", "One line.\n\nTwo."),
        ("<p><strong>Anna:</strong> I was <b>born</b>.", "**Anna:** I was born."),
        ("<p><b>Why?</b><br>\n Because.", "**Why?**\nBecause."),
        ("<p><strong>Why&nbsp;so?</strong></p><p>So.</p>", "**Why\u00a0so?**\n\nSo."),
        ('<p class="question">Why?</p><p class="answer">So.</p>', "**Why?**\n\nSo."),
        (
            "<p><em>Why?</em><p>So.<p style='font-style: italic'>How, <i>then</i>?<p><i>So</i> I.",
            "*Why?*\n\nSo.\n\n*How, then?*\n\nSo I.",
        ),
        ("<p><em>Why?</em><p>So.<p><em>Never.</em>", "Why?\n\nSo.\n\nNever."),
        (
            "<p><em>By Jo</em><p><b>Why?</b><p>So.<p><em>She laughs.</em><p><b>How?</b><p>Thus.",
            "By Jo\n\n**Why?**\n\nSo.\n\n*She laughs.*\n\n**How?**\n\nThus.",
        ),
        (
            "<p><b>Why?</b><p><em>So.</em><p><em>It is.</em><p><b>How?</b><p><em>Thus.</em>",
            "**Why?**\n\nSo.\n\nIt is.\n\n**How?**\n\nThus.",
        ),
        ("<h2>A <b>life</b></h2><div>I<div>was</div>there</div>", "## A life\n\nI\n\nwas\n\nthere"),
        ("<ul><li>a</li><li><p>b</p></li></ul>", "• a\n• b"),
        ("<dl><dt>Why?<dd>So.<dt>How?<dd>Thus.</dl>", "**Why?**\n\nSo.\n\n**How?**\n\nThus."),
        (
            "<dl><dt>Jo<dd>Why?<dt>An<dd>So.<dt>Jo<dd>How?<dt>An<dd>Thus.</dl>",
            "**Jo:**\n\nWhy?\n\n**An:**\n\nSo.\n\n**Jo:**\n\nHow?\n\n**An:**\n\nThus.",
        ),
        ('<p><span class="speaker">Jo</span><span>Why?</span>', "**Jo:** Why?"),
        (
            "<table><tr><th>Time<th>Speaker<th>Text<tr><td>0:01<td>Jo<td>Why is it?"
            "<tr><td>0:02<td>An<td>Because it is.</table>",
            "Jo (0:01): Why is it?\n\nAn (0:02): Because it is.",
        ),
        ("<table><tr><td>a<td>b<tr><td><p>c</p><p>d</p></table>", "a | b\n\nc\n\nd"),
        ("<pre>Jo: Why?\nAn: So.</pre>", "Jo: Why?\nAn: So."),
        ("<form><p>All of it.</p></form>", "All of it."),
        ("<p>1 < 2 &amp; 3", "1 < 2 & 3"),
    ],
)
def test_a_body_is_text(body: str, text: str) -> None:
    assert read(f"<html><body>{body}".encode(), "a.html").text == text


def test_what_stands_around_the_talk_is_left_out_and_said() -> None:
    page = """<html lang="en"><head><title>A life | Site</title>
    <meta property="og:title" content="A life"><meta name="author" content="Jo Weiss">
    <meta property="article:published_time" content="2020-01-02">
    <link rel="canonical" href="https://example.org/a"></head><body>
    <header>Site</header><nav><a>Home</a> <a>About</a></nav>
    <article><header><h1>A life</h1></header><p>I was born in a house by the harbour.
    <script>x = 1</script>
    <p style="display: none">Trap<p hidden>Trap<aside>Buy</aside><p>There.</article>
    <div class="sidebar">More</div><footer>© 2020</footer>"""

    def left(tag: str, text: str, why: str) -> LeftOut:
        return LeftOut(f"<{tag}>", Kind.BOILERPLATE, text, why)

    assert read(page.encode(), "a.html") == Extracted(
        "# A life\n\nI was born in a house by the harbour.\n\nThere.",
        facts=(
            ("title", "A life"),
            ("author", "Jo Weiss"),
            ("date", "2020-01-02"),
            ("language", "en"),
            ("url", "https://example.org/a"),
        ),
        left_out=(
            left("header", "Site", "page header"),
            left("nav", "Home About", "navigation"),
            left("script", "x = 1", "script"),
            left("p", "Trap", "hidden"),
            left("p", "Trap", "hidden"),
            left("aside", "Buy", "aside"),
            left("div", "More", "beside the main content"),
            left("footer", "© 2020", "footer"),
        ),
    )


def test_an_old_page_is_read_in_the_encoding_it_declares() -> None:
    page = '<meta charset="windows-1251"><p>Где вы родились?'
    assert read(page.encode("cp1251"), "a.html").text == "Где вы родились?"


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "expected a text, found none: the file is empty"),
        (b"<html><body></body>", "expected a text, found none: the file is empty"),
        (b"%PDF-1.7", "expected a web page, found a PDF: rename it to end in .pdf"),
        (
            b"Only words.",
            "expected a web page, found something else, beginning b'Only wor': save it anew, "
            "or mend its ending",
        ),
        (b"<p>" + b"x" * 5_000_000, "expected at most 5,000,000 bytes, found more: split it"),
    ],
)
def test_what_is_no_page_is_refused_in_one_line(data: bytes, why: str) -> None:
    with pytest.raises(SourceError) as refused:
        READERS[".html"](data, "a.html")
    assert str(refused.value) == f"a.html: {why}"


def test_deep_nesting_ends() -> None:
    page = b"<div>" * 10_000 + b"Words."
    assert READERS[".html"](page, "a.html").text == "Words."


def test_a_list_of_thousands_of_speakers_is_read_at_once() -> None:
    page = f"<dl>{'<dt>Jo<dd>Why?<dt>An<dd>So.' * 2_000}</dl>".encode()
    began = time.process_time()
    assert read(page, "a.html").text.startswith("**Jo:**\n\nWhy?\n\n**An:**")
    assert time.process_time() - began < 8  # 0.3 s on a laptop; each counted anew, minutes
