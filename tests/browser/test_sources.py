"""Swapping texts in a real browser, with the real models: no command line is needed for it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect
from visits import Visit, serving, visiting

pytestmark = [pytest.mark.browser, pytest.mark.models]

PATIENCE = 60_000
SIZES = {"wide": (1280, 800), "phone": (390, 844)}
HOSTILE = "<img src=//evil.example/x onerror=alert(1)>"

FERRY = """---
title: {title}
date: 1987-05
---
ANNA KOVAL: When did you first take the ferry across the river?

BOHDAN RUDY: I first took the ferry across in the autumn of 1961, with forty sheep on board.

ANNA KOVAL: Why did the ferry stop?

BOHDAN RUDY: The ferry stopped because the new bridge at Kaniv was opened that summer.
"""
QUESTION = "Why did the ferry stop?"
SAID = "The ferry stopped because the new bridge at Kaniv was opened that summer."


@pytest.fixture(params=SIZES, scope="module")
def served(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, Path, tuple[int, int]]]:
    """Start the chat on a new library; yield address, library and the size of the window."""
    folder = tmp_path_factory.mktemp("sources")
    with serving(folder, folder / "library") as url:
        yield url, folder / "library", SIZES[request.param]


@pytest.fixture
def visit(chromium: Browser, served: tuple[str, Path, tuple[int, int]]) -> Iterator[Visit]:
    url, _, size = served
    with visiting(chromium, url, *size) as visit:
        arrive(visit.page, url)
        yield visit


def arrive(page: Page, url: str) -> None:
    page.set_default_timeout(PATIENCE)
    expect.set_options(timeout=PATIENCE)
    page.goto(url)
    page.wait_for_selector("#transcript .turn", state="attached")
    page.wait_for_selector("#sources .source", state="attached")


def open_panel(page: Page) -> None:
    page.get_by_role("button", name="Sources", exact=True).click()
    expect(page.get_by_role("heading", name="Sources")).to_be_focused()


def close_panel(page: Page) -> None:
    page.get_by_role("button", name="Close", exact=True).first.click()
    expect(page.locator("#sources")).to_be_hidden()


def offer(page: Page, *files: tuple[str, str | bytes]) -> None:
    sent = [
        {
            "name": name,
            "mimeType": "text/plain",
            "buffer": data if isinstance(data, bytes) else data.encode(),
        }
        for name, data in files
    ]
    page.get_by_label("Add files").set_input_files(sent)
    expect(page.locator(".offer h3")).to_be_focused()


def add(page: Page, title: str) -> None:
    """Add the ferryman's interview under a title of the test's own."""
    name = title.lower().replace(" ", "-")
    offer(page, (f"{name}.txt", FERRY.format(title=title)))
    page.get_by_role("button", name="Add to the sources").click()
    expect(page.get_by_label("What was added")).to_contain_text(f"added {title}")


def source(title: str) -> str:
    return f".source:has-text('{title}')"


def remove(page: Page, title: str) -> None:
    item = page.locator(source(title))
    item.get_by_role("button", name="Remove").click()
    item.get_by_role("button", name="Yes, remove").click()


def ask(page: Page, question: str) -> None:
    page.get_by_label("Your question").fill(question)
    page.get_by_label("Your question").press("Enter")


def test_files_are_shown_before_they_are_added_and_asked_after(visit: Visit) -> None:
    page = visit.page
    open_panel(page)
    offer(
        page,
        ("old-ferry.txt", FERRY.format(title=f"Old ferry {HOSTILE}")),
        (f"{HOSTILE}.txt", b"\0\1\2"),
    )
    shown = page.get_by_label("Before adding")
    expect(shown).to_contain_text(f"Old ferry {HOSTILE}")
    expect(shown).to_contain_text("BOHDAN RUDY, interviewee, 2 turns")
    expect(shown).to_contain_text("ANNA KOVAL, interviewer, 2 turns")
    expect(shown.locator(".no")).to_contain_text("found NUL bytes")
    expect(page.locator("#sources .source")).to_have_count(1)

    page.get_by_role("button", name="Add to the sources").click()
    expect(page.get_by_label("What was added")).to_contain_text("1 source added")
    expect(page.locator("#sources .source")).to_have_count(2)
    expect(page.locator("#scope")).to_contain_text("Asking all 2 sources")
    expect(page.locator("#sources img")).to_have_count(0)

    close_panel(page)
    ask(page, QUESTION)
    expect(page.locator(".quote blockquote").first).to_have_text(f"“{SAID}”")
    page.get_by_role("link", name="Citation 1").click()
    expect(page.locator("mark#hit")).to_be_in_viewport()
    if page.get_by_role("button", name="Back to the chat").is_visible():
        page.get_by_role("button", name="Back to the chat").click()
    open_panel(page)
    remove(page, "Old ferry")
    expect(page.locator("#sources .source")).to_have_count(1)


def test_only_what_is_ticked_is_asked(visit: Visit) -> None:
    page = visit.page
    open_panel(page)
    add(page, "The ticked ferry")
    page.locator(source("The ticked ferry")).get_by_role("checkbox").uncheck()
    expect(page.locator("#scope")).to_contain_text("Asking 1 of 2 sources")
    close_panel(page)
    ask(page, QUESTION)
    expect(page.locator(".refusal")).to_be_visible()
    expect(page.locator(".understood")).to_have_text("Asking 1 of 2 sources")

    page.locator("#scope").get_by_role("button").click()
    page.get_by_label("All sources").check()
    page.get_by_role("combobox", name="Speaker").select_option("BOHDAN RUDY")
    page.get_by_role("textbox", name="To").fill("1990")
    page.get_by_role("textbox", name="To").press("Tab")
    expect(page.locator("#scope")).to_contain_text("1 of 2 sources, up to 1990, only BOHDAN RUDY")
    close_panel(page)
    ask(page, QUESTION)
    expect(page.locator(".quote blockquote").first).to_have_text(f"“{SAID}”")

    open_panel(page)
    page.get_by_role("textbox", name="To").fill("long ago")
    page.get_by_role("textbox", name="To").press("Tab")
    expect(page.locator(".notice")).to_contain_text("expected a date")
    remove(page, "The ticked ferry")
    expect(page.locator("#sources .source")).to_have_count(1)


def test_a_choice_whose_answer_is_lost_is_told_again(visit: Visit) -> None:
    page = visit.page
    lost: list[str] = []

    def lose_once(route: Route) -> None:
        told = route.request.post_data or ""
        if '"until":"1990"' in told and not lost:
            lost.append(told)
            route.fulfill(json={"event_id": "of no event"})
        else:
            route.continue_()

    page.route("**/queue/join*", lose_once)
    open_panel(page)
    page.get_by_role("textbox", name="To").fill("1990")
    page.get_by_role("textbox", name="To").press("Tab")
    expect(page.locator("#scope")).to_contain_text("up to 1990")
    assert len(lost) == 1


def test_what_was_removed_comes_back_with_the_keyboard_alone(visit: Visit) -> None:
    page = visit.page
    page.get_by_role("button", name="Sources", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Sources")).to_be_focused()
    add(page, "The lost ferry")
    item = page.locator(source("The lost ferry"))
    item.get_by_role("button", name="Remove").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(item.get_by_role("button", name="Yes, remove")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # No
    expect(item.get_by_role("button", name="Remove The lost ferry")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Undo")).to_be_focused()
    expect(item).to_have_count(0)
    page.keyboard.press("Enter")
    expect(page.locator(".notice")).to_contain_text("“The lost ferry” is back")
    expect(item).to_have_count(1)
    item.get_by_role("button", name="Read").click()
    expect(page.locator("#transcript h2")).to_have_text("The lost ferry")
    expect(page.locator("#transcript h2")).to_be_in_viewport()
    page.keyboard.press("Escape")
    open_panel(page)
    remove(page, "The lost ferry")
    page.keyboard.press("Escape")
    expect(page.locator("#sources")).to_be_hidden()


def test_a_running_chat_sees_what_the_command_line_adds(
    visit: Visit, served: tuple[str, Path, tuple[int, int]], tmp_path: Path
) -> None:
    page = visit.page
    open_panel(page)
    (tmp_path / "cli.txt").write_text(FERRY.format(title="From the shell"), encoding="utf-8")
    command = [sys.executable, "-m", "qa", "add", str(tmp_path / "cli.txt")]
    environment = {**os.environ, "ONRECORD_LIBRARY": str(served[1])}
    subprocess.run(command, env=environment, check=True)
    item = page.locator(source("From the shell"))
    expect(item).to_be_visible()
    expect(page.locator("#scope")).to_contain_text("Asking all 2 sources")
    remove(page, "From the shell")
    expect(item).to_have_count(0)


def test_a_removal_that_failed_can_be_tried_again(visit: Visit) -> None:
    page = visit.page
    open_panel(page)
    add(page, "The late ferry")
    item = page.locator(source("The late ferry"))
    button = item.locator("[data-remove]")
    name = button.evaluate(
        "(it) => { const id = it.dataset.remove; it.dataset.remove = 'x'; return id; }"
    )
    remove(page, "The late ferry")
    expect(page.locator(".notice.failure")).to_be_focused()
    expect(button).to_be_enabled()
    button.evaluate("(it, id) => { it.dataset.remove = id; }", name)
    button.press("Enter")
    expect(item).to_have_count(0)


def test_a_file_is_dropped_and_nothing_moves_sideways(visit: Visit) -> None:
    page = visit.page
    open_panel(page)
    page.evaluate(
        """(text) => {
            const files = new DataTransfer();
            files.items.add(new File([text], "dropped.txt"));
            const dropping = { dataTransfer: files, bubbles: true, cancelable: true };
            document.querySelector("#sources .body").dispatchEvent(new DragEvent("drop", dropping));
        }""",
        FERRY.format(title="A very long title " + "without-a-break" * 20),
    )
    expect(page.get_by_label("Before adding")).to_contain_text("A very long title")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.evaluate(
        "(() => { const b = document.querySelector('#sources .body');"
        " return b.scrollWidth <= b.clientWidth })()"
    )
    page.get_by_role("button", name="Cancel").click()
    expect(page.get_by_label("Before adding")).to_have_count(0)


def test_a_read_only_chat_shows_sources_and_no_way_to_change_them(
    chromium: Browser, tmp_path: Path
) -> None:
    with serving(tmp_path, tmp_path / "library", "--read-only") as url:
        wired = urllib.request.urlopen(f"{url}config").read()  # noqa: S310  # our own address
        assert b'"choose"' in wired
        assert b'"remove_source"' not in wired
        for size in SIZES.values():
            with visiting(chromium, url, *size) as visit:
                page = visit.page
                arrive(page, url)
                open_panel(page)
                expect(page.locator("#sources .source")).to_have_count(1)
                expect(page.locator("[data-files]")).to_have_count(0)
                expect(page.get_by_role("button", name=re.compile("Remove"))).to_have_count(0)
                page.locator("#sources .source").get_by_role("checkbox").uncheck()
                expect(page.locator("#scope")).to_contain_text("Asking none of 1 source")
                answer = page.request.post(f"{url}sources/upload?name=tea.txt", data="A: b")
                assert answer.status == 403
