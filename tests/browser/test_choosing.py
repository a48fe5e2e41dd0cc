"""Choosing among many sources in a real browser, wide and on a phone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from accessibility import violations
from playwright.sync_api import Browser, expect
from served import served, tea_answerer
from visits import Visit, reload, visiting

from corpus.read import read_text

pytestmark = pytest.mark.browser

SIZES = {"wide": (1280, 800), "phone": (390, 844)}
BOAT = """---
title: Boat {number}
interviewee: Builder {number}
---

— What do you build?
— We build boat {number} of oak."""


@pytest.fixture(params=SIZES)
def visit(request: pytest.FixtureRequest, chromium: Browser, tmp_path: Path) -> Iterator[Visit]:
    boats = [read_text(BOAT.format(number=n), f"boat-{n}") for n in range(199)]
    tea_answerer(tmp_path).library.add(boats)
    with (
        served(tmp_path) as address,
        visiting(chromium, f"{address}/", *SIZES[request.param], reduced_motion="reduce") as visit,
    ):
        expect.set_options(timeout=30_000)
        visit.page.goto(f"{address}/")
        visit.page.wait_for_selector("#transcript .turn", state="attached")
        expect(visit.page.locator("#sources .source")).to_have_count(200)
        visit.page.get_by_role("button", name="Sources", exact=True).click()
        yield visit


def test_what_is_found_among_200_sources_is_asked_alone(visit: Visit) -> None:
    page = visit.page
    only = page.locator("[data-only]")
    expect(only).to_be_hidden()
    page.get_by_label("Find a source").fill("boat 17")
    shown = page.locator("#sources .source:visible .title")
    names = sorted(["Boat 17", *(f"Boat {n}" for n in range(170, 180))])
    assert sorted(shown.all_text_contents()) == names
    expect(only).to_have_text("Ask only these 11")
    assert violations(page) == []
    only.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#scope")).to_contain_text("Asking 11 of 200 sources")
    page.get_by_label("Find a source").fill("")
    expect(only).to_be_hidden()
    assert (
        sorted(page.locator("#sources .source:has(:checked) .title").all_text_contents()) == names
    )


def test_one_or_no_source_that_is_found_is_said(visit: Visit) -> None:
    page = visit.page
    page.get_by_label("Find a source").fill("tea & hills")
    expect(page.locator("[data-only]")).to_have_text("Ask only this one")
    page.get_by_label("Find a source").fill("zeppelin")
    expect(page.get_by_text("No source has these words.")).to_be_visible()
    expect(page.locator("[data-only]")).to_be_hidden()
    expect(page.locator("#sources .source:visible")).to_have_count(0)


def test_all_and_none_are_one_tick(visit: Visit) -> None:
    page = visit.page
    page.get_by_label("All sources").uncheck()
    expect(page.locator("#scope")).to_contain_text("Asking none of 200 sources")
    page.get_by_label("All sources").check()
    expect(page.locator("#scope")).to_contain_text("Asking all 200 sources")


def test_of_many_speakers_one_is_typed(visit: Visit) -> None:
    page = visit.page
    speaker = page.get_by_label("Speaker")
    speaker.fill("builder 170")
    speaker.press("Enter")
    expect(page.locator("#scope")).to_contain_text("Asking all 200 sources, only Builder 170")
    expect(speaker).to_have_value("Builder 170")
    assert violations(page) == []
    speaker.fill("uilder 17")
    speaker.press("Enter")
    why = speaker.evaluate("field => field.validationMessage")
    assert why == "11 speakers have “uilder 17” in their names."
    page.get_by_label("Find a source").fill("boat 17")
    page.locator("[data-only]").click()
    expect(page.locator("#scope")).to_contain_text("Asking 11 of 200 sources, only Builder 170")
    page.get_by_label("All sources").check()
    speaker.fill("")
    speaker.press("Enter")
    expect(page.locator("#scope [role=status]")).to_have_text("Asking all 200 sources")
    assert speaker.evaluate("field => field.validity.valid")


def test_what_is_asked_outlives_a_reload_and_another_tab_asks_all(visit: Visit) -> None:
    page = visit.page
    page.get_by_label("Find a source").fill("boat 17")
    page.locator("[data-only]").click()
    name = "Builder 170"
    page.get_by_label("Speaker").fill(name)
    page.keyboard.press("Enter")
    stated = f"Asking 11 of 200 sources, only {name}"
    expect(page.locator("#scope")).to_contain_text(stated)
    reload(visit)
    expect(page.locator("#scope")).to_contain_text(stated)
    expect(page.locator("#sources .source:has(:checked)")).to_have_count(11)
    expect(page.locator("[data-speaker]")).to_have_value(name)
    other = page.context.new_page()
    other.goto(page.url)
    expect(other.locator("#scope")).to_contain_text("Asking all 200 sources")
    other.close()
