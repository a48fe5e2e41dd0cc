"""What is asked in a real browser while the server is gone, or another than the page knows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect
from served import Gate, served, tea_answerer

pytestmark = pytest.mark.browser

FIRST = "Who buys it?"
SECOND = "What do you grow?"
NOT_ANSWERED = "This page was loaded anew before the answer came."
STARTED_ANEW = "The server was started anew, and so was this page."
NO_ANSWER = "The server does not answer. Your question is kept"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    tea_answerer(tmp_path)
    return tmp_path


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    # No check of what the page asks for in vain: here it does on purpose.
    page = chromium.new_page(viewport={"width": 1280, "height": 800})
    expect.set_options(timeout=30_000)
    yield page
    page.close()


def ask(page: Page, question: str) -> None:
    box = page.get_by_label("Your question")
    box.fill(question)
    box.press("Enter")


def is_back(page: Page, question: str, notice: str) -> None:
    """Expect the question in the box, say why it is there, and answer it when it is asked."""
    expect(page.get_by_label("Your question")).to_have_value(question)
    expect(page.locator("#now [role=status]")).to_contain_text(notice)
    count = page.locator("#conversation .question").count()
    page.get_by_label("Your question").press("Enter")
    expect(page.locator("#conversation .question")).to_have_count(count + 1)
    expect(page.locator("#conversation .question").last).to_have_text(question)
    expect(page.locator("#now [role=status]")).to_have_count(0)
    expect(page.get_by_label("Your question")).to_have_value("")


def has_asked(page: Page, address: str) -> int:
    """Open the page, have one question answered and kept, and return the server's port."""
    page.goto(address)
    ask(page, FIRST)
    expect(page.locator("#conversation .question")).to_have_text([FIRST])
    expect(page.locator("#conversation .acts")).to_have_count(1)
    page.wait_for_function(
        "() => localStorage['onrecord-conversation'] && !sessionStorage['onrecord-unanswered']"
    )
    port = urlsplit(address).port
    assert port is not None
    return port


def test_a_question_put_to_a_server_that_was_started_anew_is_back_in_the_box(
    page: Page, folder: Path
) -> None:
    with served(folder) as address:
        port = has_asked(page, address)
    with served(folder, port=port):
        ask(page, SECOND)
        is_back(page, SECOND, NOT_ANSWERED)
        expect(page.locator("#conversation .question")).to_have_text([FIRST, SECOND])


def test_a_question_put_to_a_server_that_is_gone_waits_for_it(page: Page, folder: Path) -> None:
    with served(folder) as address:
        port = has_asked(page, address)
    ask(page, SECOND)
    expect(page.locator("#now [role=status]")).to_contain_text(NO_ANSWER)
    with served(folder, port=port):
        is_back(page, SECOND, NOT_ANSWERED)


def test_a_question_that_is_being_answered_outlives_a_reload_and_a_server(
    page: Page, folder: Path
) -> None:
    with served(folder) as address:
        port = has_asked(page, address)
        gate = Gate(folder)
        ask(page, SECOND)
        expect(page.locator("#now .pending")).to_be_visible()
        page.reload()
        expect(page.get_by_label("Your question")).to_have_value(SECOND)
        page.get_by_label("Your question").press("Enter")
        expect(page.locator("#now .pending")).to_be_visible()
    gate.open()
    with served(folder, port=port):
        is_back(page, SECOND, NOT_ANSWERED)


def test_a_tab_that_is_come_back_to_knows_the_new_server_and_keeps_what_was_typed(
    page: Page, folder: Path
) -> None:
    with served(folder) as address:
        port = has_asked(page, address)
    page.get_by_label("Your question").fill(SECOND)
    with served(folder, port=port):
        page.evaluate("window.dispatchEvent(new Event('focus'))")
        expect(page.locator("#now [role=status]")).to_contain_text(STARTED_ANEW)
        expect(page.locator("#conversation .question")).to_have_text([FIRST])
        is_back(page, SECOND, STARTED_ANEW)


def test_nothing_comes_back_that_was_answered_or_cleared(page: Page, folder: Path) -> None:
    with served(folder) as address:
        has_asked(page, address)
        page.reload()
        expect(page.locator("#conversation .question")).to_have_text([FIRST])
        gate = Gate(folder)
        ask(page, SECOND)
        expect(page.locator("#now .pending")).to_be_visible()
        page.get_by_role("button", name="Clear").click()
        expect(page.locator("#now .pending")).to_have_count(0)
        gate.open()
        page.reload()
        expect(page.get_by_text("Ask what was said.")).to_be_visible()
        expect(page.locator("#starters [role=status]")).to_have_count(0)
        expect(page.get_by_label("Your question")).to_have_value("")
