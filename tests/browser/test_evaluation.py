"""The report in a real browser: from a disk, and from the chat it belongs to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from playwright.sync_api import Browser, Page, expect
from runs import outcome, place
from visits import Visit, serving, visiting

from eval.comparison import compare
from eval.excerpt import Excerpt
from eval.outcome import Outcome
from eval.report import report_html, write_report
from eval.run import Run
from index.last_report import last_report

pytestmark = pytest.mark.browser

HOSTILE = (
    "</script><script>alert(1)</script><img src=//evil.example onerror=alert(2)>{{1}}\u2028\u202e"
)
GOLD, OTHER = place(100), place(300)

LOOKS = [
    (width, height, scheme)
    for width, height in ((1280, 800), (390, 844))
    for scheme in ("light", "dark")
]


def worded(made: Outcome, question: str, said: str = "They said so.") -> Outcome:
    words = (Excerpt("a", "A title", "Anna", 100, 110, said),)
    return replace(
        made,
        question=question,
        gold=words if made.labels else (),
        cited=words if made.citations else (),
        nearest=() if made.citations else words,
    )


OUTCOMES = (
    worded(outcome("q1", labels=[[GOLD]], citations=[GOLD], category="direct"), "Who grows tea?"),
    worded(outcome("q2", labels=[[GOLD]], hits=[OTHER, GOLD], category="direct"), "Who buys it?"),
    worded(outcome("q3", citations=[OTHER], confidence=0.9, category="near"), HOSTILE, HOSTILE),
    worded(outcome("q4", category=HOSTILE), "What of football?"),
)
RUN = Run(HOSTILE, "2026-01-01T00:00:00+00:00", ("an embedder", "a reranker"), OUTCOMES)
FORMER = replace(RUN, outcomes=(replace(OUTCOMES[0], citations=(), cited=()), *OUTCOMES[1:]))


@pytest.fixture(scope="module")
def html() -> str:
    return report_html([RUN], "onrecord eval --report x.html", [compare(RUN, FORMER)])


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory, html: str) -> str:
    path = tmp_path_factory.mktemp("report") / "report.html"
    write_report(html, path)
    return path.as_uri()


@pytest.fixture(params=LOOKS, ids=lambda looks: "-".join(map(str, looks)))
def visit(request: pytest.FixtureRequest, chromium: Browser, report: str) -> Iterator[Visit]:
    width, height, scheme = request.param
    with visiting(chromium, report, width, height, color_scheme=scheme) as visit:
        visit.page.goto(report)
        yield visit


def shown(page: Page) -> list[str]:
    return page.locator("#list > li:visible .question").all_text_contents()


def test_hostile_text_is_shown_and_does_nothing(visit: Visit) -> None:
    page = visit.page
    assert shown(page)[0] == HOSTILE
    assert page.locator("#list blockquote").first.text_content() == f"“{HOSTILE}”"
    assert page.locator("img").count() == 0
    assert page.locator("script").count() == 1


def test_the_worst_comes_first(visit: Visit) -> None:
    assert shown(visit.page) == [HOSTILE, "Who buys it?", "Who grows tea?", "What of football?"]
    assert visit.page.locator(".worst > li .verdict").all_text_contents() == [
        "Answered, but the sources do not say it",
        "Refused, although the answer was found at rank 2",
    ]


def test_the_questions_are_filtered_from_the_keyboard(visit: Visit) -> None:
    page, status = visit.page, visit.page.locator("#filters output")
    expect(status).to_have_text("4 of 4 questions")
    search = page.get_by_label("Search")
    search.focus()
    page.keyboard.type("TEA grows")  # any order, any case
    expect(status).to_have_text("1 of 4 questions")
    assert shown(page) == ["Who grows tea?"]
    page.keyboard.press("Tab")
    expect(page.get_by_label("Verdict")).to_be_focused()
    search.fill("")
    page.get_by_label("Verdict").select_option("wrong")
    expect(status).to_have_text("2 of 4 questions")
    page.get_by_label("Category").select_option("direct")
    expect(status).to_have_text("1 of 4 questions")
    page.get_by_role("button", name="Show all").press("Enter")
    expect(status).to_have_text("4 of 4 questions")
    page.get_by_label("Category").select_option(HOSTILE)
    expect(status).to_have_text("1 of 4 questions")


def test_the_questions_are_sorted(visit: Visit) -> None:
    visit.page.get_by_label("Order").select_option("set")
    expect(visit.page.locator("#list > li .question").first).to_have_text("Who grows tea?")
    assert shown(visit.page) == ["Who grows tea?", "Who buys it?", HOSTILE, "What of football?"]


def test_the_page_never_scrolls_sideways(visit: Visit) -> None:
    for part in visit.page.locator("details").all():
        part.evaluate("part => { part.open = true; }")
    assert visit.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


# Relative luminance and contrast are those of WCAG 2.2.
CONTRASTS = """() => {
  const parts = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const light = (colour) => parts(colour).slice(0, 3)
    .map((c) => c / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
    .reduce((sum, c, n) => sum + c * [0.2126, 0.7152, 0.0722][n], 0);
  const behind = (e) => {
    for (; e; e = e.parentElement) {
      const colour = getComputedStyle(e).backgroundColor;
      if (parts(colour)[3] !== 0) return colour;
    }
  };
  const words = (e) => [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim());
  const seen = "body *:not(script, title, desc)";
  return [...document.querySelectorAll(seen)].filter(words).map((e) => {
    const style = getComputedStyle(e);
    const colour = e.namespaceURI.endsWith("svg") ? style.fill : style.color;
    const [a, b] = [light(colour), light(behind(e))];
    return [(Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05), e.outerHTML.slice(0, 80)];
  });
}"""


def test_every_word_stands_out_from_its_ground(visit: Visit) -> None:
    found = visit.page.evaluate(CONTRASTS)
    assert len(found) > 50
    assert [(ratio, what) for ratio, what in found if ratio < 4.5] == []


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory, html: str) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("served")
    write_report(html, last_report(folder / "library"))
    with serving(folder, folder / "library") as url:
        yield url


@pytest.mark.models
@pytest.mark.parametrize("looks", LOOKS)
def test_the_chat_leads_to_the_last_report(
    looks: tuple[int, int, str], chromium: Browser, address: str
) -> None:
    width, height, scheme = looks
    with visiting(chromium, address, width, height, color_scheme=scheme) as visit:
        visit.page.goto(address)
        more = visit.page.get_by_role("button", name="More")
        expect(more).to_be_visible(visible=width < 768)
        if width < 768:
            more.click()
            expect(visit.page.get_by_role("link", name="Check a draft")).to_be_in_viewport()
        link = visit.page.get_by_role("link", name="Evaluation")
        expect(link).to_be_visible()
        link.focus()
        with visit.page.expect_popup() as opened:
            visit.page.keyboard.press("Enter")
        page = opened.value
        expect(page.locator("#filters output")).to_have_text("4 of 4 questions")
        page.get_by_label("Search").fill("football")
        expect(page.locator("#filters output")).to_have_text("1 of 4 questions")
        page.get_by_role("link", name="Ten worst").click()
        expect(page.locator("#worst")).to_be_in_viewport()
        # What is in a report has another origin than the chat.
        assert page.evaluate("self.origin") == "null"
