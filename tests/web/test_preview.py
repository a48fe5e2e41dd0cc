"""A preview shows the quote in its turn, and what is served by plain requests is text."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest
from fakes import LetterEmbedder

from corpus.document import Document
from corpus.read import read_text
from index.library import Library
from qa.answer import passage_link
from qa.links import EXPLAINED, Fate
from web.preview import AROUND, LONGEST_ASKED, LONGEST_QUOTE, preview_html

HOSTILE = "<script>alert(1)</script>&amp;\"'"
RAIN = f"""---
title: Rain {HOSTILE}
---

ANNA: What was the weather?

BOHDAN: It rained {HOSTILE} all day. Then it stopped.

ANNA: And then?

BOHDAN: {"So it was. " * 100}The end came. {"So it is. " * 100}"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    library = Library(tmp_path_factory.mktemp("rain"), LetterEmbedder())
    library.add([read_text(RAIN, "rain")])
    return library


def link_to(document: Document, quote: str) -> str:
    start = document.text.index(quote)
    return passage_link(document.doc_id, start, start + len(quote), quote)


def test_a_preview_has_the_question_the_speaker_and_the_words_around(library: Library) -> None:
    quote = f"It rained {HOSTILE} all day."
    safe = "&lt;script&gt;alert(1)&lt;/script&gt;&amp;amp;&quot;&#x27;"
    assert preview_html(library, link_to(library.document("rain"), quote)) == (
        '<p class="put" dir="auto">What was the weather?</p>'
        '<p class="who"><bdi class="speaker">BOHDAN</bdi> <span class="role">interviewee</span> '
        f'<bdi class="title">Rain {safe}</bdi></p>'
        f'<p class="said" dir="auto"><mark>It rained {safe} all day.</mark> Then it stopped.</p>'
    )


def test_a_question_has_no_question_before_it(library: Library) -> None:
    html = preview_html(library, link_to(library.document("rain"), "What was the weather?"))
    assert html.startswith('<p class="who"><bdi class="speaker">ANNA</bdi>')


def test_a_long_turn_is_cut_between_words_around_the_quote(library: Library) -> None:
    html = preview_html(library, link_to(library.document("rain"), "The end came."))
    before, quote, after = html.partition('dir="auto">… ')[2].partition(
        "<mark>The end came.</mark>"
    )
    assert quote
    assert (before.split()[-1], after.split()[-1]) == ("was.", "…</p>")
    assert AROUND - 12 < len(before) <= AROUND
    assert set(after.removesuffix(" …</p>").split()) == {"So", "it", "is."}


def test_a_long_quote_and_a_long_question_are_cut(tmp_path: Path) -> None:
    library = Library(tmp_path, LetterEmbedder())
    document = read_text(f"— {'Why ' * 100}?\n— {'It rained. ' * 100}\n— And?\n— No.", "a")
    library.add([document])
    html = preview_html(library, link_to(document, document.said(document.turns[1])))
    whole, _, _ = ("It rained. " * 100)[:LONGEST_QUOTE].rpartition(" ")
    assert f"<mark>{whole} …</mark>" in html
    assert f">{('Why ' * 100)[:LONGEST_ASKED].rstrip()} …</p>" in html


def test_words_without_spaces_are_cut_between_characters(tmp_path: Path) -> None:
    library = Library(tmp_path, LetterEmbedder())
    document = read_text(f"— {'为何' * 120}？\n— {'下雨了' * 60}。停了。{'天晴了' * 60}。", "a")
    library.add([document])
    html = preview_html(library, link_to(document, "停了。"))
    assert f">{('为何' * 120)[:LONGEST_ASKED]} …</p>" in html
    before = ("下雨了" * 60 + "。")[-AROUND:]
    assert f">… {before}<mark>停了。</mark>{('天晴了' * 60)[:AROUND]} …</p>" in html


def test_words_that_are_gone_are_explained(library: Library) -> None:
    changed = preview_html(library, passage_link("rain", 3, 9, "other"))
    assert changed == f'<p class="note">{EXPLAINED[Fate.CHANGED]}</p>'
    unknown = preview_html(library, passage_link("gone", 3, 9, "other"))
    assert unknown == f'<p class="note">{EXPLAINED[Fate.UNKNOWN]}</p>'
    assert preview_html(library, "#cite-") == unknown
    moved = preview_html(library, passage_link("rain", 3, 16, "The end came."))
    assert moved.startswith(f'<p class="note">{EXPLAINED[Fate.MOVED]}</p>')
    assert "<mark>The end came.</mark>" in moved


def test_texts_and_previews_are_served_and_not_kept(address: str) -> None:
    text = httpx.get(f"{address}/sources/text", params={"id": "tea"})
    assert (text.status_code, text.headers["cache-control"]) == (200, "no-store")
    assert "We grow green tea. The hills are steep." in text.text
    preview = httpx.get(f"{address}/sources/preview", params={"link": "#cite-nowhere"})
    assert (preview.status_code, preview.headers["cache-control"]) == (200, "no-store")
    assert EXPLAINED[Fate.UNKNOWN] in preview.text


def test_a_text_that_is_not_there_is_an_error_in_words(address: str) -> None:
    answer = httpx.get(f"{address}/sources/text", params={"id": "<b>"})
    assert answer.status_code == 404
    assert "&lt;b&gt;" in answer.text
    assert "<b>" not in answer.text
