"""The web chat in a real browser, with the real models, on the bundled interview."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from visits import Visit, serving, visiting

pytestmark = [pytest.mark.browser, pytest.mark.models]

QUESTION = "What energy equipment was delivered to Ukraine?"
HOSTILE = "<img src=http://evil.example/x onerror=alert(1)> {{1+1}} why?"
SCREENSHOT = os.environ.get("SCREENSHOT")
"""Where to write the picture for the README; a test run leaves none."""

SHIFTED = """async () => {
  let shifted = 0;
  const sum = (list) => list.getEntries().forEach((shift) => (shifted += shift.value));
  new PerformanceObserver(sum).observe({ type: "layout-shift", buffered: true });
  for (let frame = 0; frame < 5; frame += 1) await new Promise(requestAnimationFrame);
  return shifted;
}"""
"""How much of the page has moved without being asked to, as Layout Instability has it."""

OVERLAPPING = """() => {
  const seen = "#masthead :is(h1, p, button, a), .welcome > *, #starters button, #scope, #asking";
  const parts = [...document.querySelectorAll(seen)].filter((part) => part.checkVisibility());
  const talk = document.querySelector("#talk").getBoundingClientRect();
  const boxes = parts.map((part) => {
    const { left, right, top, bottom } = part.getBoundingClientRect();
    const below = part.closest("#talk") ? Math.min(bottom, talk.bottom) : bottom;
    return { words: part.textContent.trim().slice(0, 30), left, right, top, bottom: below };
  }).filter(({ top, bottom }) => bottom > top);
  const over = (a, b) =>
    a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
  const pairs = boxes.flatMap((a, n) => boxes.slice(n + 1).map((b) => [a, b]));
  return pairs.filter(([a, b]) => over(a, b)).map(([a, b]) => [a.words, b.words]);
}"""
"""What lies over something else on the page as it is at first."""

PATIENCE = 60_000
"""Milliseconds; the models may still be loading when the first question is asked."""


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Start the chat on a new library, the way a user does."""
    folder = tmp_path_factory.mktemp("served")
    with serving(folder, folder / "library") as url:
        yield url


@pytest.fixture(params=[(1280, 800), (390, 844)], ids=["wide", "phone"])
def visit(request: pytest.FixtureRequest, chromium: Browser, address: str) -> Iterator[Visit]:
    width, height = request.param
    with visiting(chromium, address, width, height) as visit:
        visit.page.set_default_timeout(PATIENCE)
        visit.page.goto(address)
        # Gradio loses what is typed in the few milliseconds before its events are connected.
        visit.page.wait_for_selector("#transcript .turn", state="attached")
        yield visit


def ask(page: Page, question: str) -> None:
    box = page.get_by_label("Your question")
    box.fill(question)
    box.press("Enter")


def quote(page: Page) -> str:
    shown = page.locator(".quote blockquote").first.text_content(timeout=PATIENCE)
    assert shown is not None
    return shown.removeprefix("“").removesuffix("”")


def test_nothing_jumps_while_the_page_builds_up_or_lies_over_another_at_any_size(
    visit: Visit,
) -> None:
    page = visit.page
    expect(page.locator("#starters button").first).to_be_visible(timeout=PATIENCE)
    # Gradio's own loading screen moves by the margin of the page: 0.014 to 0.016.
    assert 0 < page.evaluate(SHIFTED) < 0.03
    # The smallest phone, a window at 200 %, a tablet, a large screen.
    for width, height in ((320, 568), (640, 400), (768, 1024), (1920, 1080)):
        page.set_viewport_size({"width": width, "height": height})
        assert page.evaluate(OVERLAPPING) == [], width
        box = page.locator("#masthead").bounding_box()
        assert box is not None
        assert abs(box["x"] - (width - box["x"] - box["width"])) <= 1


def test_a_citation_opens_the_transcript_at_exactly_its_quote(visit: Visit) -> None:
    page = visit.page
    ask(page, QUESTION)
    said = quote(page)
    assert "transformers, cables, and other energy equipment" in said
    page.get_by_role("link", name="Citation 1").click()
    mark = page.locator("mark#hit")
    expect(mark).to_be_in_viewport()
    assert mark.text_content() == said
    expect(mark).to_be_focused()
    if SCREENSHOT and page.viewport_size == {"width": 1280, "height": 800}:
        page.wait_for_timeout(1000)  # until the scrolling is over
        page.screenshot(path=SCREENSHOT)


def test_the_last_of_several_citations_is_brought_into_sight_past_turns_never_seen(
    visit: Visit,
) -> None:
    page = visit.page
    ask(page, "Which deputy ministers did he meet, and what equipment was delivered?")
    last = page.get_by_role("link", name="Citation 2")
    expect(last).to_be_visible(timeout=PATIENCE)
    last.click()
    mark = page.locator("mark#hit")
    expect(mark).to_contain_text("transformers, cables, and other energy equipment")
    expect(mark).to_be_in_viewport(timeout=10_000)


def test_enter_on_a_citation_does_what_a_click_does(visit: Visit) -> None:
    page = visit.page
    ask(page, QUESTION)
    said = quote(page)
    page.get_by_role("link", name="Citation 1").focus()
    page.keyboard.press("Enter")
    expect(page.locator("mark#hit")).to_be_in_viewport()
    assert page.locator("mark#hit").text_content() == said


def test_a_refusal_looks_like_one_and_shows_the_closest_passages(visit: Visit) -> None:
    page = visit.page
    ask(page, "How many goals did the striker score in the cup final?")
    refusal = page.locator(".refusal")
    expect(refusal).to_contain_text("The sources do not answer this.", timeout=PATIENCE)
    expect(page.locator(".quote")).to_have_count(0)
    refusal.get_by_text("Closest passages, not an answer").click()
    refusal.get_by_role("link", name="show").first.click()
    expect(page.locator("mark#hit")).to_be_in_viewport()


def test_a_hostile_question_is_shown_as_it_was_typed(visit: Visit) -> None:
    page = visit.page
    ask(page, HOSTILE)
    expect(page.locator(".refusal")).to_be_visible(timeout=PATIENCE)
    assert page.locator(".question").text_content() == HOSTILE
    expect(page.locator("#conversation img")).to_have_count(0)


def test_a_link_sent_to_somebody_opens_at_its_quote(visit: Visit, chromium: Browser) -> None:
    page = visit.page
    ask(page, QUESTION)
    said = quote(page)
    page.get_by_role("link", name="Citation 1").click()
    expect(page.locator("mark#hit")).to_be_in_viewport()
    sent = page.url
    assert "#cite-" in sent
    theirs = chromium.new_page(viewport=page.viewport_size)
    theirs.goto(sent)
    expect(theirs.locator("mark#hit")).to_be_in_viewport(timeout=PATIENCE)
    assert theirs.locator("mark#hit").text_content() == said
    theirs.close()


def test_a_starter_question_gets_an_answer(visit: Visit) -> None:
    page = visit.page
    starter = page.locator("#starters button").first
    expect(starter).to_be_visible(timeout=PATIENCE)
    asked = starter.inner_text()
    starter.click()
    expect(page.locator(".question")).to_have_text(asked)
    assert quote(page)


def test_clear_starts_over(visit: Visit) -> None:
    page = visit.page
    ask(page, "asdf qwer")
    expect(page.locator(".refusal")).to_be_visible(timeout=PATIENCE)
    page.get_by_role("button", name="Clear").click()
    expect(page.locator(".question")).to_have_count(0)
    expect(page.locator(".welcome")).to_be_visible()


def test_the_page_never_scrolls_sideways(visit: Visit) -> None:
    page = visit.page
    ask(page, "x" * 300 + " " + QUESTION)
    expect(page.locator(".quote, .refusal").first).to_be_visible(timeout=PATIENCE)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
