"""axe-core finds nothing on the page: in no state, by day or by night, wide or narrow."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import pytest
from accessibility import violations
from playwright.sync_api import Browser, Page, expect
from visits import Visit, leaving, serving, visiting

pytestmark = [pytest.mark.browser, pytest.mark.models]

PATIENCE = 60_000
SIZES = {"wide": (1280, 800), "phone": (390, 844)}
ANSWERED = "What energy equipment was delivered to Ukraine?"
SAID = "transformers, cables, and other energy equipment"
NOT_ANSWERED = "What is the capital of Mongolia?"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("accessible")
    with serving(folder, folder / "library") as url:
        yield url


@pytest.fixture(params=product(SIZES, ("light", "dark")), ids="-".join)
def visit(request: pytest.FixtureRequest, chromium: Browser, address: str) -> Iterator[Visit]:
    """A page that stands still, because half a transition has the colours of neither end."""
    size, scheme = request.param
    looks = {"color_scheme": scheme, "reduced_motion": "reduce"}
    with visiting(chromium, address, *SIZES[size], **looks) as visit:
        visit.page.set_default_timeout(PATIENCE)
        expect.set_options(timeout=PATIENCE)
        visit.page.goto(address)
        expect(visit.page.locator("#starters button").first).to_be_visible()
        yield visit


def ask(page: Page, question: str) -> None:
    box = page.get_by_label("Your question")
    box.fill(question)
    box.press("Enter")
    expect(page.locator(".answer, .refusal").last).to_be_visible()
    expect(page.get_by_role("button", name="Ask", exact=True)).to_be_enabled()


def test_axe_would_tell(visit: Visit) -> None:
    visit.page.evaluate("document.querySelector('#conversation h2').style.color = '#ccc'")
    visit.page.evaluate("document.querySelector('#conversation h2').style.background = '#ddd'")
    assert any(found.startswith("color-contrast: ") for found in violations(visit.page))


def test_axe_finds_nothing_at_the_start(visit: Visit) -> None:
    assert violations(visit.page) == []
    more = visit.page.get_by_role("button", name="More")
    if more.is_visible():
        more.click()
        expect(visit.page.get_by_role("link", name="Check a draft")).to_be_visible()
        assert violations(visit.page) == []


def test_axe_finds_nothing_with_an_answer_and_its_place_open(visit: Visit) -> None:
    page = visit.page
    ask(page, ANSWERED)
    assert violations(page) == []
    page.get_by_role("link", name="Citation 1").click()
    expect(page.locator("mark#hit")).to_be_in_viewport()
    assert violations(page) == []


def test_axe_finds_nothing_while_reading(visit: Visit) -> None:
    page = visit.page
    ask(page, ANSWERED)
    page.get_by_role("link", name="Citation 1").hover()
    expect(page.get_by_role("tooltip")).to_be_visible()
    assert violations(page) == []
    page.get_by_role("link", name="Citation 1").click()
    expect(page.locator("mark#hit")).to_be_focused()
    page.get_by_label("Find in the transcript").fill("energy")
    expect(page.locator("#reading .count")).to_contain_text("1 of ")
    page.locator("summary", has_text="Questions").click()
    expect(page.locator("#reading .outline button").first).to_be_visible()
    assert violations(page) == []
    if page.locator("summary", has_text="Keys").is_visible():
        page.locator("summary", has_text="Keys").click()
        expect(page.locator("#reading .keys dl")).to_be_visible()
        assert violations(page) == []


def test_axe_finds_nothing_with_a_refusal(visit: Visit) -> None:
    page = visit.page
    ask(page, NOT_ANSWERED)
    expect(page.locator(".refusal")).to_be_visible()
    page.get_by_text("Closest passages, not an answer").click()
    assert violations(page) == []


def test_axe_finds_nothing_with_the_sources_open(visit: Visit) -> None:
    page = visit.page
    page.get_by_role("button", name="Sources", exact=True).click()
    expect(page.get_by_role("heading", name="Sources")).to_be_focused()
    page.locator("#sources .source").get_by_role("button", name="Details").first.click()
    assert violations(page) == []


def test_axe_finds_nothing_on_the_page_of_the_evaluation(visit: Visit, address: str) -> None:
    with leaving(visit):
        visit.page.goto(f"{address}evaluation")
    assert violations(visit.page) == []


def test_whoever_wants_less_motion_gets_none(visit: Visit) -> None:
    moving = """() => [...document.querySelectorAll('*')].filter(part => {
        const style = getComputedStyle(part);
        return [style.transitionDuration, style.animationDuration]
            .some(times => times.split(',').some(time => parseFloat(time) > 0.01));
    }).map(part => part.outerHTML.slice(0, 80))"""
    assert visit.page.evaluate(moving) == []


def test_the_transcript_scrolls_by_keyboard(visit: Visit) -> None:
    page = visit.page
    ask(page, ANSWERED)
    page.get_by_role("link", name="Citation 1").click()
    expect(page.locator("mark#hit")).to_be_in_viewport()
    pane = page.get_by_role("region", name="Transcript")
    pane.focus()
    before = pane.evaluate("pane => pane.scrollTop")
    page.keyboard.press("PageDown")
    page.wait_for_function(
        "before => document.querySelector('#transcript').scrollTop > before", arg=before
    )


def test_axe_finds_nothing_on_the_page_that_checks_a_draft(visit: Visit, address: str) -> None:
    page = visit.page
    with leaving(visit):
        page.goto(f"{address}draft")
    assert violations(page) == []
    draft = f"“{SAID}” said Mischenko.\n\n“{SAID.replace('cables', 'pipes')}”\n\n“not a word of it”"
    page.get_by_label("Your text, with its quotation marks").fill(draft)
    page.get_by_role("button", name="Check the quotations").click()
    expect(page.locator(".verdict strong")).to_have_text(
        ["Word for word", "The words were changed", "Not in the sources"]
    )
    assert violations(page) == []
    page.goto(f"{address}{page.get_by_role('link').first.get_attribute('href')}")
    expect(page.locator("mark#hit")).to_have_text(SAID)
