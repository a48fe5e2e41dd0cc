"""A conversation is kept as a file, and stays when the page is loaded again."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from served import served, tea_answerer
from visits import Visit, reload, visiting

pytestmark = pytest.mark.browser

QUESTION = "Who buys it from Odessa?"


@pytest.fixture
def tea(tmp_path: Path) -> Path:
    tea_answerer(tmp_path)
    return tmp_path


@pytest.fixture
def visit(chromium: Browser, tea: Path) -> Iterator[Visit]:
    with served(tea) as address, visiting(chromium, address, 390, 844) as visit:
        visit.page.goto(address)
        visit.page.wait_for_selector("#transcript .turn", state="attached")
        yield visit


def ask(page: Page, question: str, count: int) -> None:
    box = page.get_by_label("Your question")
    box.fill(question)
    box.press("Enter")
    expect(page.locator(".answer, .refusal")).to_have_count(count)


def test_each_form_is_saved_with_one_click_and_again(visit: Visit) -> None:
    page = visit.page
    expect(page.get_by_role("button", name="JSON")).to_be_hidden()
    ask(page, QUESTION, 1)
    files = {"Markdown": "md", "JSON": "json", "page to print": "html"}
    for label, suffix in [*files.items(), *files.items()]:
        with page.expect_download() as saved:
            page.get_by_role("button", name=label).click()
        assert saved.value.suggested_filename == f"conversation.{suffix}"
        text = saved.value.path().read_text(encoding="utf-8")
        assert "Merchants from Odessa buy it." in text
    page.get_by_role("button", name="JSON").click()
    with page.expect_download() as saved:
        page.get_by_role("button", name="JSON").click()
    (answer,) = json.loads(saved.value.path().read_text(encoding="utf-8"))["answers"]
    (citation,) = answer["citations"]
    assert citation["address"] == page.url.split("#")[0] + citation["link"]
    assert citation["date"] == "2022-03-04"


def test_a_printed_page_holds_all_of_the_conversation_in_dark_letters(visit: Visit) -> None:
    page = visit.page
    page.emulate_media(color_scheme="dark")
    page.set_viewport_size({"width": 700, "height": 300})
    ask(page, QUESTION, 1)
    ask(page, "Which football club won?", 2)
    page.emulate_media(media="print")
    for name in ("Ask again", "Clear", "JSON", "Sources"):
        expect(page.get_by_role("button", name=name)).to_be_hidden()
    expect(page.get_by_label("Your question")).to_be_hidden()
    # From the top of the page, which scrolls to a new answer when it comes.
    bottom = "e => Math.round(e.getBoundingClientRect().bottom + scrollY)"
    end = page.locator("#conversation .log").evaluate(bottom)
    assert 300 < end <= page.locator("#panes").evaluate(bottom)
    for part in (
        "#conversation blockquote",
        "#conversation .question",
        "#conversation .refusal .why",
    ):
        expect(page.locator(part).first).to_have_css("color", "rgb(31, 29, 26)")


def log(page: Page) -> str:
    """Return the conversation as it is written, whichever citation is open beside it."""
    html = page.locator("#conversation .log").inner_html()
    return html.replace(' aria-current="location"', "")


def test_a_reload_keeps_the_conversation_and_clear_ends_it(visit: Visit) -> None:
    page = visit.page
    ask(page, QUESTION, 1)
    ask(page, "Which football club won?", 2)
    before = log(page)
    reload(visit)
    expect(page.locator(".question")).to_have_count(2)
    assert log(page) == before
    assert "Merchants" not in page.evaluate("JSON.stringify(localStorage)")
    ask(page, "Why?", 3)  # the conversation goes on
    page.get_by_role("button", name="Clear").click()
    expect(page.locator(".welcome")).to_be_visible()
    reload(visit)
    expect(page.locator(".welcome")).to_be_visible()
    expect(page.locator(".question")).to_have_count(0)
