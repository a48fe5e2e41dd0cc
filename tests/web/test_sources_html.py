"""Titles, names and ids of files are text, whatever is in them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from fakes import LetterEmbedder

from corpus.read import read_text
from index.library import Library
from index.view import Summary
from web.offers_html import adding_html, offers_html, results_html
from web.scope import ALL, Scope
from web.sources_html import list_html, notice_html, scope_html
from web.uploads import plans, read_upload

HOSTILE = "<img src=x onerror=alert(1)>\"' onfocus=x"
TEXT = "Anna: Why?\n\nBohdan: It sells."


def held(folder: Path, **facts: str) -> list[Summary]:
    library = Library(folder, LetterEmbedder())
    library.add([replace(read_text(TEXT, "tea"), **facts)])
    return library.documents()


def test_no_markup_of_a_source_reaches_the_page(tmp_path: Path) -> None:
    [item] = held(tmp_path, title=HOSTILE, origin=f"upload:{HOSTILE}")
    item = replace(item, doc_id=HOSTILE, speakers=(HOSTILE,))
    shown = [
        list_html([item], Scope(speaker=HOSTILE), 1, read_only=False),
        notice_html(HOSTILE, HOSTILE),
        scope_html(HOSTILE),
        adding_html(0, 1, HOSTILE),
    ]
    for html in shown:
        assert "<img" not in html
        assert "\"' onfocus" not in html


def test_no_markup_of_an_upload_reaches_the_page(tmp_path: Path) -> None:
    library = Library(tmp_path, LetterEmbedder())
    text = TEXT.replace("Anna", "<b>Anna").encode()
    offers = [read_upload(library, name, text) for name in ("<img>.txt", "<img>.exe")]
    reports = list(plans(offers, []))
    rows = [("<t>", offer, report) for offer, report in zip(offers, reports, strict=True)]
    for html in (offers_html(rows, 3), results_html(reports)):
        assert "<img" not in html
        assert "<b>Anna" not in html
        assert "<t>" not in html


def test_only_what_is_chosen_is_ticked(tmp_path: Path) -> None:
    items = held(tmp_path)
    assert list_html(items, ALL, 1, read_only=False).count(" checked") == 2
    assert list_html(items, Scope(frozenset()), 1, read_only=False).count(" checked") == 0


def test_where_a_file_lies_on_the_server_is_not_shown(tmp_path: Path) -> None:
    html = list_html(held(tmp_path, origin="/home/anna/secret/tea.txt"), ALL, 1, read_only=False)
    assert "tea.txt" in html
    assert "secret" not in html


def test_read_only_shows_no_way_to_remove(tmp_path: Path) -> None:
    items = held(tmp_path)
    assert "data-remove" in list_html(items, ALL, 1, read_only=False)
    assert "emov" not in list_html(items, ALL, 1, read_only=True)
