"""Asking in a real browser: stages, stopping, once more, copies, links, what to ask next."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from accessibility import violations
from playwright.sync_api import Browser, Page, expect
from served import Gate, served, tea_answerer
from visits import Visit, reload, visiting

from corpus.read import read_text

pytestmark = pytest.mark.browser

SIZES = {"wide": (1280, 800), "phone": (390, 844)}
QUESTION = "Who buys it from Odessa?"
BOATS = "Who repairs the boats on the eastern island?"
LIGHTHOUSE = "Who paints the lighthouse near the eastern island?"
ISLAND = f"""— {BOATS}
— The smith repairs the boats on the eastern island.
— {LIGHTHOUSE}
— My sister paints the lighthouse near the eastern island."""
STOPPED = "You stopped this question."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    tea_answerer(tmp_path).library.add([read_text(ISLAND, "island")])
    return tmp_path


@pytest.fixture(params=SIZES)
def visit(request: pytest.FixtureRequest, chromium: Browser, folder: Path) -> Iterator[Visit]:
    size = SIZES[request.param]
    with (
        served(folder) as address,
        visiting(chromium, f"{address}/", *size, reduced_motion="reduce") as visit,
    ):
        expect.set_options(timeout=30_000)
        visit.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        visit.page.goto(f"{address}/")
        visit.page.wait_for_selector("#transcript .turn", state="attached")
        # Starters are tried by the same models, and would take what a gate lets pass.
        expect(visit.page.get_by_role("button", name=LIGHTHOUSE)).to_be_visible()
        yield visit


@contextmanager
def held(folder: Path) -> Iterator[Gate]:
    gate = Gate(folder)
    try:
        yield gate
    finally:
        gate.open()


def ask(page: Page, question: str) -> None:
    box = page.get_by_label("Your question")
    box.fill(question)
    box.press("Enter")


def answered(page: Page, question: str, count: int = 1) -> None:
    """Ask, and wait until there are so many answers."""
    ask(page, question)
    expect(page.locator("#conversation .question")).to_have_count(count)


def top(page: Page) -> float:
    """Return where the newest question begins, in pixels from above."""
    return float(
        page.locator("#talk .question").last.evaluate("e => e.getBoundingClientRect().top")
    )


def test_the_question_is_there_at_once_then_what_was_found_then_the_answer(
    visit: Visit, folder: Path
) -> None:
    page = visit.page
    with held(folder) as gate:
        ask(page, QUESTION)
        expect(page.locator("#now .question")).to_have_text(QUESTION)
        expect(page.locator("#now .pending")).to_have_text("Searching the sources…")
        expect(page.get_by_label("Your question")).to_be_focused()
        expect(page.locator(".welcome")).to_be_hidden()
        assert violations(page) == []
        began = top(page)
        gate.let_pass()
        expect(page.locator("#now .pending")).to_contain_text("Reading whether they answer")
        expect(page.locator("#now .found")).to_contain_text("Merchants from Odessa buy it.")
        expect(page.locator(".answer")).to_have_count(0)
        assert violations(page) == []
        assert top(page) == began
    expect(page.locator(".answer blockquote")).to_have_text("“Merchants from Odessa buy it.”")
    expect(page.locator("#now")).to_have_text("")
    assert top(page) == began


def test_on_the_smallest_screen_a_later_question_stays_where_it_was_asked(
    visit: Visit, folder: Path
) -> None:
    page = visit.page
    page.set_viewport_size({"width": 320, "height": 640})
    answered(page, BOATS)
    answered(page, LIGHTHOUSE, 2)
    with held(folder):
        ask(page, QUESTION)
        expect(page.locator("#now .question")).to_be_in_viewport(ratio=1)
    expect(page.locator("#conversation .question")).to_have_count(3)
    expect(page.locator("#now .question")).to_have_count(0)
    # What was asked before has lost a line, that of "Ask again".
    expect(page.locator("#conversation .question").last).to_be_in_viewport(ratio=1)
    assert page.evaluate(
        """() => {
            const question = [...document.querySelectorAll("#talk .question")].at(-1);
            const talk = document.querySelector("#talk").getBoundingClientRect();
            return Math.round(question.getBoundingClientRect().top - talk.top);
        }"""
    ) in range(17)


def test_what_was_cleared_is_brought_back(visit: Visit) -> None:
    page = visit.page
    answered(page, QUESTION)
    answered(page, BOATS, 2)
    said = page.locator("#conversation .log").text_content()
    page.get_by_role("button", name="Clear").click()
    back = page.get_by_role("button", name="Bring the conversation back")
    expect(back).to_be_visible()
    assert violations(page) == []
    with page.expect_response(lambda r: r.request.method == "POST"):
        page.get_by_role("button", name="Clear").click()  # of nothing, nothing is kept
    back.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#conversation .log")).to_have_text(said or "")
    expect(back).to_be_hidden()
    expect(page.get_by_label("Your question")).to_be_focused()
    reload(visit)
    expect(page.locator("#conversation .question")).to_have_text([QUESTION, BOATS])


def test_a_question_is_laid_out_in_the_direction_of_its_script(visit: Visit) -> None:
    page = visit.page
    answered(page, QUESTION)
    answered(page, "מי קונה את התה?", 2)
    first, second = page.locator("#conversation .question").all()
    expect(first).to_have_css("direction", "ltr")
    expect(second).to_have_css("direction", "rtl")


@pytest.mark.parametrize("how", ["Stop", "Escape"])
def test_a_question_that_is_stopped_ends_and_can_be_asked_again(
    visit: Visit, folder: Path, how: str
) -> None:
    page = visit.page
    with held(folder):
        ask(page, QUESTION)
        expect(page.locator("#now .pending")).to_be_visible()
        expect(page.get_by_role("button", name="Ask", exact=True)).to_be_hidden()
        if how == "Stop":
            page.get_by_role("button", name="Stop").click()
        else:
            page.keyboard.press("Escape")
        # It still waits at the gate, but nobody waits for it.
        expect(page.locator(".stopped")).to_have_text(STOPPED)
        expect(page.get_by_role("button", name="Ask", exact=True)).to_be_visible()
        assert violations(page) == []
    page.get_by_role("button", name="Ask again").click()
    expect(page.locator(".answer")).to_be_visible()
    expect(page.locator(".question")).to_have_text([QUESTION])
    expect(page.locator(".stopped")).to_have_count(0)


def test_whoever_has_to_wait_is_told_how_many_are_before(
    visit: Visit, folder: Path, chromium: Browser
) -> None:
    # Each with connections of its own, of which one browser has six to a server.
    pages = [visit.page, *(chromium.new_page() for _ in range(2))]
    with held(folder):
        for page in pages:
            if page is not visit.page:
                page.goto(visit.page.url)
                page.wait_for_selector("#transcript .turn", state="attached")
            ask(page, QUESTION)
            expect(page.locator("#now .pending")).to_be_visible()
        expect(page.locator("#now .pending")).to_have_text("Waiting: 2 questions are before yours.")
    for page in pages:
        expect(page.locator(".answer")).to_be_visible()
    for page in pages[1:]:
        page.context.close()


def test_clear_ends_what_is_on_its_way(visit: Visit, folder: Path) -> None:
    page = visit.page
    with held(folder):
        ask(page, QUESTION)
        expect(page.locator("#now .pending")).to_be_visible()
        page.get_by_role("button", name="Clear").click()
        expect(page.locator(".welcome")).to_be_visible()
        expect(page.locator(".question")).to_have_count(0)
    answered(page, QUESTION)


def test_everything_about_a_question_is_done_by_keyboard(visit: Visit) -> None:
    page = visit.page
    box = page.get_by_label("Your question")
    box.focus()
    page.keyboard.press("ArrowUp")
    expect(box).to_have_value("")
    page.keyboard.type("Who buys it")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("from Odessa?")
    expect(box).to_have_value("Who buys it\nfrom Odessa?")
    page.keyboard.press("Enter")
    expect(page.locator(".answer")).to_be_visible()
    expect(box).to_have_value("")
    expect(box).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(box).to_have_value("Who buys it\nfrom Odessa?")
    page.keyboard.press("ArrowUp")  # moves in the text, as everywhere
    expect(box).to_have_value("Who buys it\nfrom Odessa?")
    for name in ("Copy answer", "Copy link", "Edit question", "Ask again"):
        button = page.get_by_role("button", name=name)
        button.focus()
        page.keyboard.press("Tab")
        page.keyboard.press("Shift+Tab")
        expect(button).to_be_focused()
        assert button.evaluate("button => getComputedStyle(button).outlineStyle") == "solid"


def test_an_edited_question_is_asked_anew_and_the_first_answer_stays(visit: Visit) -> None:
    page = visit.page
    answered(page, QUESTION)
    page.get_by_role("button", name="Edit question").click()
    box = page.get_by_label("Your question")
    expect(box).to_be_focused()
    expect(box).to_have_value(QUESTION)
    box.press("End")
    page.keyboard.type(" Odessa?")
    box.press("Enter")
    expect(page.locator("#conversation .question")).to_have_text([QUESTION, f"{QUESTION} Odessa?"])


def test_an_answer_is_copied_with_its_citations(visit: Visit) -> None:
    page = visit.page
    answered(page, QUESTION)
    page.get_by_role("button", name="Copy answer").click()
    expect(page.locator(".acts [role=status]")).to_have_text("Copied.")
    link = page.get_by_role("link", name="Citation 1").get_attribute("href")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(f"{QUESTION}\n\n“Merchants from Odessa buy it.”\n— ")
    assert copied.endswith(f"\n{page.url.split('#')[0]}{link}")
    assert "(interviewee), Tea & hills, 2022-03-04, characters " in copied


def test_a_link_to_an_answer_asks_the_same_and_only_once(visit: Visit) -> None:
    page = visit.page
    answered(page, QUESTION)
    page.get_by_role("button", name="Copy link").click()
    expect(page.locator(".acts [role=status]")).to_have_text("Copied.")
    sent = page.evaluate("navigator.clipboard.readText()")
    assert "#ask-q=" in sent
    theirs = page.context.new_page()
    theirs.goto(sent)
    # Their browser remembers the conversation, which goes on.
    expect(theirs.locator("#conversation .question")).to_have_text([QUESTION, QUESTION])
    expect(theirs.locator(".answer")).to_have_count(2)
    expect(theirs.locator(".differs")).to_have_count(0)
    assert "#" not in theirs.url
    reload(visit, theirs)
    expect(theirs.locator("#conversation .question")).to_have_count(2)
    theirs.close()


def test_an_answer_survives_that_it_was_asked_for_again_and_stopped(
    visit: Visit, folder: Path
) -> None:
    page = visit.page
    answered(page, QUESTION)
    with held(folder):
        page.get_by_role("button", name="Ask again").click()
        expect(page.locator("#now .pending")).to_be_visible()
        page.get_by_role("button", name="Stop").click()
        expect(page.locator(".answer")).to_be_visible()
        expect(page.locator(".stopped")).to_have_count(0)


def test_a_link_that_comes_while_an_answer_is_on_its_way_is_asked_after_it(
    visit: Visit, folder: Path
) -> None:
    page = visit.page
    with held(folder):
        ask(page, QUESTION)
        expect(page.locator("#now .pending")).to_be_visible()
        page.evaluate("asked => { location.hash = '#ask-q=' + encodeURIComponent(asked) }", BOATS)
    expect(page.locator("#conversation .question")).to_have_text([QUESTION, BOATS])


def test_what_is_being_typed_stays_when_a_suggestion_is_asked(visit: Visit) -> None:
    page = visit.page
    box = page.get_by_label("Your question")
    box.fill("Half a quest")
    page.get_by_role("button", name=LIGHTHOUSE).click()
    expect(page.locator(".answer")).to_be_visible()
    expect(box).to_have_value("Half a quest")


def test_a_link_from_anybody_is_only_a_question(visit: Visit) -> None:
    page = visit.page
    asked = "<img src=x onerror=alert(1)> {{1+1}} why?"
    page.evaluate("asked => { location.hash = '#ask-q=' + encodeURIComponent(asked) }", asked)
    expect(page.locator("#conversation .question")).to_have_text([asked])
    expect(page.locator(".refusal")).to_be_visible()
    expect(page.locator("#conversation img")).to_have_count(0)
    page.evaluate("location.hash = '#ask-q='")
    expect(page.locator(".failure")).to_contain_text("This link asks nothing")


def test_what_is_offered_next_is_answered(visit: Visit) -> None:
    page = visit.page
    answered(page, BOATS)
    assert violations(page) == []
    offered = page.get_by_role("group", name="You could ask next").get_by_role("button")
    expect(offered).to_have_text([LIGHTHOUSE])
    offered.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".answer")).to_have_count(2)
    expect(page.locator("#conversation .question")).to_have_text([BOATS, LIGHTHOUSE])


def test_a_refusal_leads_to_what_the_sources_do_answer(visit: Visit) -> None:
    page = visit.page
    answered(page, "Which football club won?")
    expect(page.locator(".refusal")).to_contain_text("The sources do not answer this.")
    offered = page.get_by_role("group", name="What the sources do answer").get_by_role("button")
    expect(offered).to_have_count(1)
    offered.click()
    expect(page.locator(".answer")).to_be_visible()


def test_the_newest_question_is_on_top_while_the_answer_comes(visit: Visit, folder: Path) -> None:
    page = visit.page
    answered(page, QUESTION)
    answered(page, "Which football club won?", 2)
    expect(page.locator("#next .next")).to_be_visible()
    with held(folder) as gate:
        ask(page, BOATS)
        expect(page.locator("#now .question")).to_be_visible()
        above = page.locator("#talk").evaluate("talk => talk.getBoundingClientRect().top")
        asked = top(page)
        assert 0 <= asked - above < 12
        gate.let_pass()
        expect(page.locator("#now .found")).to_be_visible()
        assert abs(top(page) - asked) <= 1
    expect(page.locator(".answer")).to_have_count(2)
    assert abs(top(page) - asked) <= 1
    expect(page.locator("#next .next")).to_be_visible()
    assert abs(top(page) - asked) <= 1


@pytest.mark.parametrize(
    "question",
    ["شو بتزرعوا؟ 🍵", "👩‍🌾👩🏽‍🚀 tea?", "We\n\n\ngrow\ngreen\ttea?", "tea " * 499],
    ids=["rtl", "emoji", "pasted", "long"],
)
def test_whatever_can_be_typed_is_shown_as_it_was(visit: Visit, question: str) -> None:
    page = visit.page
    ask(page, question)
    expect(page.locator("#conversation .question")).to_have_count(1)
    assert page.locator("#conversation .question").text_content() == question
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    expect(page.get_by_label("Your question")).to_be_in_viewport()
    expect(page.locator("#conversation :is(.refusal, .answer)")).to_be_in_viewport()
    assert violations(page) == []
    reload(visit)
    expect(page.locator("#conversation .question")).to_have_count(1)
    assert page.locator("#conversation .question").text_content() == question


def test_the_keys_are_told(visit: Visit) -> None:
    page = visit.page
    button = page.get_by_role("button", name="Keys")
    if page.viewport_size == {"width": 390, "height": 844}:
        expect(button).to_be_hidden()
        return
    button.click()
    expect(page.get_by_role("dialog", name="Keys")).to_contain_text("Begin a new line")
    assert violations(page) == []
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog", name="Keys")).to_be_hidden()
