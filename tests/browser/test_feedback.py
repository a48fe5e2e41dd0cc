"""Judging answers in a real browser, up to the set they become."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from accessibility import violations
from fakes import LetterEmbedder
from playwright.sync_api import Browser, Page, expect
from served import served
from visits import Visit, reload, visiting

from index.feedback import Quoted, Verdict
from index.library import Library

pytestmark = pytest.mark.browser

SIZES = {"wide": (1280, 800), "phone": (390, 844)}
SELECT = """([first, start, last, end]) => {
    const said = document.querySelectorAll('#transcript .said');
    const words = (turn) => document.createTreeWalker(said[turn], NodeFilter.SHOW_TEXT).nextNode();
    getSelection().setBaseAndExtent(words(first), start, words(last), end);
}"""


LIES_IN_PANE = """() => {
    const [bar, pane] = ['marking', 'reader'].map((id) => document.getElementById(id));
    const [inner, outer] = [bar, pane].map((one) => one.getBoundingClientRect());
    const sheet = innerWidth < 768 ? 'fixed' : 'relative';
    return getComputedStyle(pane).position === sheet && inner.top >= outer.top
        && inner.left >= outer.left && inner.right <= outer.right && inner.bottom <= innerHeight;
}"""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    home = tmp_path_factory.mktemp("feedback") / "library"
    with served(home) as address:
        yield address, home


@pytest.fixture
def folder(server: tuple[str, Path]) -> Path:
    """The library's folder, in which nothing has been said yet."""
    _, home = server
    Library(home, LetterEmbedder()).drop_feedback()
    return home


@pytest.fixture(params=SIZES)
def visit(
    request: pytest.FixtureRequest, chromium: Browser, server: tuple[str, Path]
) -> Iterator[Visit]:
    address, _ = server
    size = SIZES[request.param]
    with visiting(chromium, address, *size, reduced_motion="reduce") as visit:
        expect.set_options(timeout=30_000)
        visit.page.goto(address)
        visit.page.wait_for_selector("#transcript .turn", state="attached")
        yield visit


def ask(page: Page, question: str) -> None:
    box = page.get_by_label("Your question")
    box.fill(question)
    box.press("Enter")


def given(folder: Path) -> list[tuple[str, Verdict, Quoted | None]]:
    library = Library(folder, LetterEmbedder())
    return [(one.question, one.verdict, one.right) for one in library.feedback()]


def test_a_thumb_is_kept_shown_and_taken_back_by_keyboard(visit: Visit, folder: Path) -> None:
    page = visit.page
    ask(page, "Who buys it from Odessa?")
    good = page.get_by_role("button", name="Yes", exact=True)
    good.focus()
    page.keyboard.press("Enter")
    expect(good).to_have_attribute("aria-pressed", "true")
    expect(good).to_be_focused()
    assert given(folder) == [("Who buys it from Odessa?", Verdict.GOOD, None)]
    assert violations(page) == []
    page.keyboard.press("Enter")
    expect(good).to_have_attribute("aria-pressed", "false")
    assert given(folder) == []


def test_the_right_passage_is_marked_by_selecting_it(visit: Visit, folder: Path) -> None:
    page = visit.page
    ask(page, "Who buys it from Odessa?")
    page.get_by_role("button", name="No", exact=True).click()
    page.get_by_role("button", name="Wrong passage").click()
    expect(page.get_by_text("select it in the transcript")).to_be_visible()
    page.get_by_role("link", name="Citation 1").click()
    expect(page.locator("#transcript .turn").first).to_be_visible()
    expect(page.locator("#marking")).to_be_hidden()  # the passage called wrong is no offer
    page.evaluate(SELECT, [1, 0, 1, 18])
    expect(page.locator("#marking")).to_contain_text("“We grow green tea.”")
    assert page.evaluate(LIES_IN_PANE)
    assert violations(page) == []
    page.get_by_role("button", name="This is the passage").click()
    expect(page.get_by_text("the passage is marked")).to_be_in_viewport()
    expect(page.locator("#marking")).to_be_hidden()
    assert given(folder) == [
        (
            "Who buys it from Odessa?",
            Verdict.WRONG_PASSAGE,
            Quoted("tea", "We grow green tea."),
        )
    ]


def test_a_selection_over_turns_ends_with_the_first(visit: Visit, folder: Path) -> None:
    page = visit.page
    ask(page, "Which football club won?")
    page.get_by_role("button", name="Should have answered").click()
    expect(page.get_by_text("select it in the transcript")).to_be_visible()
    page.evaluate("document.getElementById('reader').dataset.open = 'yes'")
    page.evaluate(SELECT, [1, 19, 3, 9])
    expect(page.locator("#marking")).to_contain_text(
        "“The hills are steep.” (to the end of this turn)"
    )
    page.get_by_role("button", name="This is the passage").click()
    expect(page.get_by_text("the passage is marked")).to_be_in_viewport()
    assert [right for _, _, right in given(folder)] == [Quoted("tea", "The hills are steep.")]


def test_what_was_opened_before_the_verdict_is_no_offer(visit: Visit, folder: Path) -> None:
    page = visit.page
    ask(page, "Which football club won?")
    page.get_by_text("Closest passages, not an answer").click()
    page.get_by_role("link", name="show").first.click()
    page.wait_for_function("document.getElementById('reader').contains(document.activeElement)")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Should have answered").click()
    expect(page.get_by_text("select it in the transcript")).to_be_visible()
    expect(page.locator("#marking")).to_have_js_property("hidden", value=True)
    assert len(given(folder)) == 1


def test_the_right_passage_is_marked_by_keyboard_alone(visit: Visit, folder: Path) -> None:
    page = visit.page
    ask(page, "Which football club won?")
    summary = page.get_by_text("Closest passages, not an answer")
    summary.focus()
    page.keyboard.press("Enter")
    answer = page.get_by_role("button", name="Should have answered")
    answer.focus()
    page.keyboard.press("Enter")
    expect(answer).to_have_attribute("aria-pressed", "true")
    page.get_by_role("link", name="show").first.focus()  # the list is still open
    page.keyboard.press("Enter")
    expect(page.locator("#marking")).to_contain_text("The passage that is open here")
    page.wait_for_function("document.getElementById('reader').contains(document.activeElement)")
    page.get_by_role("button", name="This is the passage").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("the passage is marked")).to_be_in_viewport()
    expect(answer).to_be_focused()
    ((_, verdict, right),) = given(folder)
    assert verdict is Verdict.SHOULD_HAVE_ANSWERED
    assert right is not None
    assert right.doc_id == "tea"


def test_what_was_about_to_be_marked_is_forgotten_with_the_conversation(
    visit: Visit, folder: Path
) -> None:
    page = visit.page
    ask(page, "Which football club won?")
    page.get_by_role("button", name="Should have answered").click()
    expect(page.get_by_text("select it in the transcript")).to_be_visible()
    page.evaluate(SELECT, [1, 0, 1, 18])
    expect(page.locator("#marking")).to_have_js_property("hidden", value=False)
    page.get_by_role("button", name="Clear").click()
    expect(page.locator(".welcome")).to_be_visible()
    expect(page.locator("#marking")).to_have_js_property("hidden", value=True)
    assert len(given(folder)) == 1  # what was said stays said


def test_a_refusal_can_be_wrong_and_the_verdict_survives_a_reload(
    visit: Visit, folder: Path
) -> None:
    page = visit.page
    ask(page, "Which football club won?")
    page.get_by_role("button", name="Should have answered").click()
    pressed = page.locator("[data-judge][aria-pressed=true]")
    expect(pressed).to_have_text("Should have answered")
    reload(visit)
    expect(pressed).to_have_text("Should have answered")
    assert given(folder) == [("Which football club won?", Verdict.SHOULD_HAVE_ANSWERED, None)]
