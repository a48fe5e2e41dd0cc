"""Reading in a real browser: previews, citations one after another, finding, and the sheet.

The models are made up, so that every question is answered as the test expects.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fakes import LetterEmbedder
from playwright.sync_api import Browser, Page, Route, expect
from served import served
from visits import Visit, visiting

from corpus.document import Document
from corpus.read import read_text
from index.library import Library
from qa.answer import passage_link
from qa.links import EXPLAINED, Fate

pytestmark = pytest.mark.browser

SIZES = {"wide": (1280, 800), "phone": (390, 844)}
PATIENCE = 30_000
FERRY = """---
title: The ferry 🛶
---

ANNA KOVAL: Who ran the ferry?

BOHDAN RUDY: My father ran the ferry for thirty years. 😀 He never missed a morning,
and nobody thanked him.

ANNA KOVAL: Who mended the ferry?

OLHA RUDA: My uncle mended the ferry each spring 🔧 with pitch
  and old sails. He sang.

ANNA KOVAL: And in winter?

BOHDAN RUDY: In winter the ferry lay on the bank. Café owners from İzmir and Diyarbakır
bought its rope. Її звали Ївга, а його Андрей; Ёлка стояла.

OLHA RUDA: הַמַּעְבּוֹרֶת הייתה ישנה. كانت العَبّارة قديمة جدا.
"""
LONG = "---\ntitle: Years\n---\n\n" + "\n\n".join(
    f"— What happened in {year}?\n\n— In {year} 🌾 the harvest was {year % 7} carts, "
    + "and then it rained on the long road to the mill. " * 12
    for year in range(1000, 1990)
)
FERRY_READ = read_text(FERRY, "a ferry")
LONG_READ = read_text(LONG, "years")


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    library = Library(tmp_path_factory.mktemp("reading"), LetterEmbedder())
    library.add([FERRY_READ, LONG_READ])
    return library


@pytest.fixture(scope="module")
def address(library: Library) -> Iterator[str]:
    with served(library.folder) as url:
        yield f"{url}/"


@pytest.fixture(params=SIZES)
def visit(request: pytest.FixtureRequest, chromium: Browser, address: str) -> Iterator[Visit]:
    with visiting(chromium, address, *SIZES[request.param]) as visit:
        start(visit.page, address)
        yield visit


@pytest.fixture
def wide(chromium: Browser, address: str) -> Iterator[Page]:
    with visiting(chromium, address, *SIZES["wide"]) as visit:
        start(visit.page, address)
        yield visit.page


@pytest.fixture
def phone(chromium: Browser, address: str) -> Iterator[Page]:
    with visiting(chromium, address, *SIZES["phone"], has_touch=True, is_mobile=True) as visit:
        start(visit.page, address)
        yield visit.page


def start(page: Page, address: str) -> None:
    page.set_default_timeout(PATIENCE)
    expect.set_options(timeout=PATIENCE)
    page.goto(address)
    page.wait_for_selector("#transcript .turn", state="attached")


def ask(page: Page, question: str) -> list[str]:
    """Put a question and return the quotes of its answer."""
    answers = page.locator(".answer, .refusal").count()
    page.get_by_label("Your question").fill(question)
    page.get_by_label("Your question").press("Enter")
    expect(page.locator(".answer, .refusal")).to_have_count(answers + 1)
    expect(page.get_by_role("button", name="Ask", exact=True)).to_be_enabled()
    # Python says where the first citation is after it says the answer.
    if page.locator(".answer").count():
        expect(page.locator("mark#hit")).to_be_attached()
    said = page.locator(".quote blockquote").all_text_contents()
    return [words.removeprefix("“").removesuffix("”") for words in said]


def link_to(document: Document, quote: str) -> str:
    start = document.text.index(quote)
    return passage_link(document.doc_id, start, start + len(quote), quote)


def click_link(page: Page, href: str) -> None:
    """Click a link that an answer could hold."""
    page.evaluate(
        """href => {
            const link = document.createElement('a');
            Object.assign(link, { href, id: 'given', textContent: 'given' });
            document.getElementById('given')?.remove();
            document.querySelector('#conversation').append(link);
            link.click();
        }""",
        href,
    )


def test_pointing_at_a_citation_shows_its_words_where_they_stand(wide: Page) -> None:
    ask(wide, "the ferry")
    second = wide.get_by_role("link", name="Citation 2")
    before = wide.locator("#conversation").bounding_box()
    preview = wide.get_by_role("tooltip")
    wide.get_by_role("link", name="Citation 1").hover()
    expect(preview.locator("mark")).to_contain_text("My father ran")
    second.hover()  # what is shown of the first is not in its way
    expect(preview.locator(".speaker")).to_have_text("OLHA RUDA")
    assert preview.locator(".put").text_content() == "Who mended the ferry?"
    quote = "My uncle mended the ferry each spring 🔧 with pitch\n  and old sails."
    assert preview.locator("mark").text_content() == quote
    assert preview.locator(".said").text_content() == f"{quote} He sang."
    expect(second).to_have_attribute("aria-describedby", "preview")
    assert wide.locator("#conversation").bounding_box() == before
    preview.hover()  # it can be pointed at, to read on
    wide.keyboard.press("Escape")
    expect(preview).to_be_hidden()


def test_coming_to_a_citation_by_keyboard_previews_it_and_leaving_ends_that(visit: Visit) -> None:
    page = visit.page
    ask(page, "the ferry")
    page.locator("summary", has_text="What was asked").first.focus()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Citation 1")).to_be_focused()
    expect(page.get_by_role("tooltip").locator("mark")).to_contain_text("My father ran")
    page.keyboard.press("Tab")
    expect(page.get_by_role("tooltip")).to_be_hidden()


def test_a_finger_opens_and_previews_nothing(phone: Page) -> None:
    ask(phone, "the ferry")
    phone.get_by_role("link", name="Citation 1").tap()
    expect(phone.locator("mark#hit")).to_be_focused()
    expect(phone.locator("#preview:popover-open")).to_have_count(0)
    phone.get_by_role("button", name="Back to the chat").tap()
    expect(phone.get_by_role("link", name="Citation 1")).to_be_focused()
    expect(phone.locator("#preview:popover-open")).to_have_count(0)


@pytest.mark.parametrize(
    ("document", "quote"),
    [
        (FERRY_READ, "😀 He never missed a morning,\nand nobody"),
        (FERRY_READ, "with pitch\n  and old sails."),
        (FERRY_READ, "bought its rope. Її звали Ївга"),
        (FERRY_READ, "הייתה ישנה. كانت العَبّارة"),
        (LONG_READ, "In 1987 🌾 the harvest was 6 carts"),
    ],
    ids=["emoji", "lines", "cyrillic", "right to left", "far down"],
)
def test_exactly_the_words_of_a_link_are_marked(
    visit: Visit, document: Document, quote: str
) -> None:
    page = visit.page
    for _ in "by Python's word", "in the page":
        click_link(page, link_to(document, quote))
        mark = page.locator("mark#hit")
        expect(mark).to_be_in_viewport()
        expect(mark).to_be_focused()
        assert mark.text_content() == quote
        click_link(page, link_to(document, document.said(document.turns[1])))
        expect(mark).to_have_text(re.compile(re.escape(document.said(document.turns[1])[:10])))
    said = page.locator("#transcript .said").all_text_contents()
    assert said == [document.said(turn) for turn in document.turns]


def unanswered(route: Route) -> None:
    """Leave a request waiting, as a server does that is busy with something else."""


def test_in_a_text_that_is_shown_nobody_waits_for_the_server(visit: Visit) -> None:
    page = visit.page
    click_link(page, link_to(LONG_READ, "In 1500 🌾 the harvest"))
    expect(page.locator("mark#hit")).to_have_text("In 1500 🌾 the harvest")
    page.route("**/*", unanswered)
    click_link(page, link_to(LONG_READ, "In 1900 🌾 the harvest"))
    expect(page.locator("mark#hit")).to_have_text("In 1900 🌾 the harvest")
    expect(page.locator("mark#hit")).to_be_in_viewport()


def test_words_that_are_no_longer_there_are_not_marked_and_that_is_said(visit: Visit) -> None:
    page = visit.page
    gone = passage_link("a ferry", 30, 40, "other words")
    ask(page, "the ferry")
    click_link(page, gone)
    expect(page.locator("#transcript .changed")).to_have_text(EXPLAINED[Fate.CHANGED])
    expect(page.locator("mark#hit")).to_have_count(0)
    click_link(page, link_to(FERRY_READ, "He sang."))
    expect(page.locator("mark#hit")).to_have_text("He sang.")
    expect(page.locator("#transcript .changed")).to_have_count(0)
    click_link(page, gone)
    expect(page.locator("#transcript .changed")).to_be_visible()
    expect(page.locator("mark#hit")).to_have_count(0)


def test_words_that_moved_are_marked_where_they_are_now(visit: Visit) -> None:
    page = visit.page
    click_link(page, passage_link("a ferry", 3, 11, "He sang."))
    expect(page.locator("#transcript .moved")).to_have_text(EXPLAINED[Fate.MOVED])
    expect(page.locator("mark#hit")).to_have_text("He sang.")


def test_a_link_to_a_removed_text_says_so(visit: Visit, library: Library) -> None:
    page = visit.page
    library.add([read_text("— Who?\n— A passer-by.", "passing")])
    link = passage_link("passing", 9, 21, "A passer-by.")
    library.remove("passing")
    click_link(page, link)
    expect(page.locator("#transcript .nothing")).to_have_text(EXPLAINED[Fate.REMOVED])


def test_keys_go_from_citation_to_citation(visit: Visit) -> None:
    page = visit.page
    first, second = ask(page, "the ferry")
    mark, which = page.locator("mark#hit"), page.locator("#reading .which")
    page.get_by_label("Your question").press("n")
    expect(page.get_by_label("Your question")).to_have_value("n")
    page.get_by_label("Your question").fill("")
    page.get_by_role("link", name="Citation 1").focus()
    page.keyboard.press("n")
    expect(mark).to_be_focused()
    assert mark.text_content() == second
    expect(which).to_have_text("Citation 2 of 2")
    expect(page.get_by_role("link", name="Citation 2")).to_have_attribute(
        "aria-current", "location"
    )
    page.keyboard.press("n")  # there is no third
    expect(which).to_have_text("Citation 2 of 2")
    page.keyboard.press("p")
    expect(which).to_have_text("Citation 1 of 2")
    expect(mark).to_have_text(first)
    assert mark.text_content() == first


def test_buttons_go_from_citation_to_citation_and_keep_the_focus(visit: Visit) -> None:
    page = visit.page
    first, second = ask(page, "the ferry")
    page.get_by_role("link", name="Citation 1").click()
    onwards = page.get_by_role("button", name="Next citation")
    onwards.click()
    expect(page.locator("mark#hit")).to_be_in_viewport()
    assert page.locator("mark#hit").text_content() == second
    expect(onwards).to_be_focused()
    expect(onwards).to_have_attribute("aria-disabled", "true")
    page.get_by_role("button", name="Previous citation").click()
    assert page.locator("mark#hit").text_content() == first


def test_the_keys_are_told_and_can_be_switched_off(wide: Page) -> None:
    ask(wide, "the ferry")
    wide.get_by_role("button", name="Keys").click()
    expect(wide.get_by_role("dialog", name="Keys")).to_contain_text("Next citation")
    wide.get_by_label("Use the keys").uncheck()
    wide.keyboard.press("Escape")
    expect(wide.get_by_role("dialog", name="Keys")).to_be_hidden()
    wide.get_by_role("link", name="Citation 1").focus()
    wide.keyboard.press("n")
    expect(wide.locator("#reading .which")).to_have_text("Citation 1 of 2")
    again = wide.context.new_page()
    start(again, wide.url.split("#")[0])
    again.get_by_role("button", name="Keys").click()
    expect(again.get_by_label("Use the keys")).not_to_be_checked()


def painted(page: Page, name: str = "onrecord-found") -> list[str]:
    return page.evaluate("name => [...CSS.highlights.get(name)].map(String)", name)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("FERRY", ["ferry"] * 5),
        ("cafe owners", ["Café owners"]),
        ("izmir", ["İzmir"]),
        ("DİYARBAKIR", ["Diyarbakır"]),
        ("їВГА", ["Ївга"]),
        ("андрей елка", []),
        ("елка", ["Ёлка"]),
        ("андреи", []),
        ("המעבורת", ["הַמַּעְבּוֹרֶת"]),
        ("العبارة", ["العَبّارة"]),
        ("morning, and nobody", ["morning,\nand nobody"]),
        ("pitch and old", ["pitch\n  and old"]),
        ("no such words", []),
    ],
)
def test_words_are_found_whatever_their_case_accents_and_lines(
    wide: Page, typed: str, found: list[str]
) -> None:
    wide.get_by_label("Find in the transcript").fill(typed)
    count = f"1 of {len(found)}" if found else "none"
    expect(wide.locator("#reading .count")).to_have_text(count)
    assert painted(wide) == found


def test_finding_goes_through_the_matches_and_around(visit: Visit) -> None:
    page = visit.page
    click_link(page, link_to(LONG_READ, "In 1000 🌾 the harvest"))
    expect(page.locator("mark#hit")).to_be_focused()
    page.keyboard.press("/")
    field, count = page.get_by_label("Find in the transcript"), page.locator("#reading .count")
    expect(field).to_be_focused()
    field.fill("was 3 carts")
    total = len(re.findall("was 3 carts", LONG_READ.text))
    expect(count).to_have_text(f"1 of {total}")
    field.press("Shift+Enter")
    expect(count).to_have_text(f"{total} of {total}")
    assert painted(page, "onrecord-found-now") == ["was 3 carts"]
    assert page.evaluate(
        """() => {
            const [range] = CSS.highlights.get('onrecord-found-now');
            const pane = document.querySelector('#transcript').getBoundingClientRect();
            const place = range.getBoundingClientRect();
            return place.top >= pane.top && place.bottom <= pane.bottom;
        }"""
    )
    page.get_by_role("button", name="Next match").click()
    expect(count).to_have_text(f"1 of {total}")
    assert page.locator("mark#hit").text_content() == "In 1000 🌾 the harvest"
    field.press("Escape")
    expect(field).to_have_value("")
    assert painted(page) == []


def test_a_browser_that_paints_no_highlights_selects_the_match(
    chromium: Browser, address: str
) -> None:
    with visiting(chromium, address, *SIZES["wide"], anew=True) as visit:
        visit.page.add_init_script("delete globalThis.Highlight")
        start(visit.page, address)
        visit.page.get_by_label("Find in the transcript").fill("cafe")
        expect(visit.page.locator("#reading .count")).to_have_text("1 of 1")
        assert visit.page.evaluate("String(getSelection())") == "Café"


def test_the_questions_of_the_interview_lead_to_their_places(visit: Visit) -> None:
    page = visit.page
    click_link(page, link_to(LONG_READ, "In 1000 🌾 the harvest"))
    expect(page.locator("mark#hit")).to_be_focused()
    page.locator("summary", has_text="Questions").click()
    asked = page.locator("#reading .outline button")
    expect(asked).to_have_count(990)
    asked.filter(has_text="What happened in 1700?").click()
    expect(page.locator(".turn", has_text="What happened in 1700?")).to_be_in_viewport()
    expect(asked.first).to_be_hidden()


def test_another_text_is_chosen_and_read_from_its_beginning(visit: Visit) -> None:
    page = visit.page
    ask(page, "the ferry")
    page.get_by_role("link", name="Citation 1").click()
    expect(page.locator("mark#hit")).to_be_focused()
    page.get_by_label("Transcript", exact=True).locator("visible=true").first.click()
    page.get_by_role("option", name="Years").click()
    expect(page.locator("#transcript h2")).to_have_text("Years")
    expect(page.locator("#transcript h2")).to_be_in_viewport()
    expect(page.locator("mark#hit")).to_have_count(0)


@pytest.mark.parametrize("way", ["key", "button", "browser"])
def test_the_sheet_closes_and_the_focus_returns_to_the_citation(phone: Page, way: str) -> None:
    ask(phone, "the ferry")
    cited = phone.get_by_role("link", name="Citation 2")
    cited.tap()
    expect(phone.locator("mark#hit")).to_be_focused()
    expect(phone.locator("#reader")).to_be_in_viewport()
    ways = {
        "key": lambda: phone.keyboard.press("Escape"),
        "button": lambda: phone.get_by_role("button", name="Back to the chat").tap(),
        "browser": phone.go_back,
    }
    ways[way]()
    expect(phone.locator("#reader")).not_to_be_in_viewport()
    expect(cited).to_be_focused()
    expect(phone.locator(".quote")).to_have_count(2)
    cited.tap()  # and all over again
    expect(phone.locator("mark#hit")).to_be_focused()
    expect(phone.locator("#reader")).to_be_in_viewport()


def test_the_sheet_returns_to_the_citation_that_was_read_last(phone: Page) -> None:
    ask(phone, "the ferry")
    phone.get_by_role("link", name="Citation 1").tap()
    expect(phone.locator("mark#hit")).to_be_focused()
    phone.get_by_role("button", name="Next citation").tap()
    expect(phone.locator("#reading .which")).to_have_text("Citation 2 of 2")
    phone.keyboard.press("Escape")
    expect(phone.get_by_role("link", name="Citation 2")).to_be_focused()


def test_the_keyboard_stays_in_the_sheet(phone: Page) -> None:
    ask(phone, "the ferry")
    phone.get_by_role("link", name="Citation 1").tap()
    expect(phone.locator("mark#hit")).to_be_focused()
    phone.keyboard.press("Tab")
    expect(phone.get_by_role("button", name="Back to the chat")).to_be_focused()
    phone.keyboard.press("Shift+Tab")
    expect(phone.get_by_role("region", name="Transcript")).to_be_focused()
    phone.keyboard.press("Tab")
    expect(phone.get_by_role("button", name="Back to the chat")).to_be_focused()


def test_right_to_left_words_run_from_the_right(wide: Page) -> None:
    ask(wide, "הייתה ישנה")
    way = "part => getComputedStyle(part).direction"
    assert wide.locator(".quote blockquote").first.evaluate(way) == "rtl"
    assert wide.locator("#transcript .said").last.evaluate(way) == "rtl"
    assert wide.locator("#transcript .said").first.evaluate(way) == "ltr"


def test_escape_in_the_question_box_leaves_the_focus_there(wide: Page) -> None:
    ask(wide, "the ferry")
    wide.get_by_role("link", name="Citation 1").click()
    expect(wide.locator("mark#hit")).to_be_focused()
    box = wide.get_by_label("Your question")
    box.click()
    box.press("Escape")
    expect(box).to_be_focused()


def test_nothing_that_was_found_or_previewed_is_markup(chromium: Browser, tmp_path: Path) -> None:
    hostile = "<img src=x onerror=alert(1)> {{1+1}} \\n &amp; <b>"
    document = read_text(f"— Who {hostile}?\n— It was {hostile} in the end.", "hostile")
    library = Library(tmp_path, LetterEmbedder())
    library.add([document])
    with (
        served(tmp_path) as url,
        visiting(chromium, f"{url}/", *SIZES["wide"]) as visit,
    ):
        page = visit.page
        start(page, f"{url}/")
        click_link(page, link_to(document, f"It was {hostile} in the end."))
        assert page.locator("mark#hit").text_content() == f"It was {hostile} in the end."
        page.locator("#given").hover()
        expect(page.get_by_role("tooltip").locator("mark")).to_have_text(
            f"It was {hostile} in the end."
        )
        page.locator("summary", has_text="Questions").click()
        expect(page.locator("#reading .outline")).to_contain_text(f"Who {hostile}?")
        page.get_by_label("Find in the transcript").fill("<b>")
        expect(page.locator("#reading .count")).to_contain_text("of 2")
        expect(page.locator("#reader img, #preview img")).to_have_count(0)
