"""Serving the chat as a user does, and visiting a page while watching what it does."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, ConsoleMessage, Dialog, Error, Page, Request


@dataclass(frozen=True, slots=True)
class Visit:
    """A page, with what went wrong on it and what it asked of other machines."""

    page: Page
    errors: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)


WHEN_LEAVING = (
    "AbortError: signal is aborted",
    "Unexpected error Connection errored out",
    "Unexpected error 404: Not Found",
    "Failed to load resource: net::ERR_INCOMPLETE_CHUNKED_ENCODING",
    "TypeError: network error",
)
"""What Gradio reports of the connection of a page that is left."""


@contextmanager
def leaving(visit: Visit) -> Iterator[None]:
    """Pass over what Gradio says of its connection while a page is left for another."""
    before = len(visit.errors)
    yield
    said = visit.errors[before:]
    visit.errors[before:] = [error for error in said if not error.startswith(WHEN_LEAVING)]


def reload(visit: Visit, page: Page | None = None) -> None:
    """Load the visit's page again, or another tab."""
    page = page or visit.page
    with leaving(visit):
        page.reload()
        page.wait_for_selector("#transcript .turn", state="attached")


@contextmanager
def visiting(
    browser: Browser, address: str, width: int, height: int, *, anew: bool = False, **looks: Any
) -> Iterator[Visit]:
    """Lend an empty tab; afterwards nothing may have gone wrong or left ``address`` in it.

    Args:
        browser: Whose tab.
        address: What the tab may ask.
        width: Of the window.
        height: Of the window.
        anew: Whether no test had it before and none has it after, for what cannot be undone.
        looks: What else the context is made with.
    """
    kept = () if anew else (browser, *sorted(looks.items()))
    page = _FREE.pop(kept, None) or browser.new_context(**looks).new_page()
    visit, context = Visit(page), page.context

    def seen(asked: Request) -> None:
        if not asked.url.startswith((address, "data:", "blob:")):
            visit.outside.append(asked.url)

    def erred(error: Error) -> None:
        visit.errors.append(str(error))

    def said(message: ConsoleMessage) -> None:
        if message.type == "error":
            visit.errors.append(message.text)

    def asked(dialog: Dialog) -> None:
        visit.errors.append(dialog.message)

    def watch(page: Page) -> None:
        page.on("pageerror", erred)
        page.on("console", said)
        page.on("dialog", asked)

    context.on("request", seen)
    context.on("page", watch)  # the tabs it opens
    watch(page)
    page.set_viewport_size({"width": width, "height": height})
    yield visit
    if anew or page.is_closed():
        context.close()
    else:
        for emitter, event, listener in (
            (context, "request", seen),
            (context, "page", watch),
            (page, "pageerror", erred),
            (page, "console", said),
            (page, "dialog", asked),
        ):
            emitter.remove_listener(event, listener)
        # Of a test that fails on paper the next one would see nothing.
        page.emulate_media(media="screen", color_scheme=looks.get("color_scheme", "light"))
        _empty(page, address)
        _FREE[kept] = page
    assert visit.errors == [], visit.errors
    assert visit.outside == []


_FREE: dict[tuple[Any, ...], Page] = {}
"""Tabs that no test has, by browser and looks. A page comes up three times as fast in a tab that
has shown it before, since its scripts need not be compiled again."""


def _empty(page: Page, address: str) -> None:
    """Leave nothing in the tab of what was done on the page at ``address``."""
    for other in page.context.pages:
        if other is not page:
            other.close()
    page.unroute_all(behavior="ignoreErrors")
    page.context.clear_permissions()
    page.context.clear_cookies()
    if address.startswith("http"):
        # From where no script of the page keeps anything any more.
        page.goto(f"{address.rstrip('/')}/theme.css")
        page.evaluate("localStorage.clear(); sessionStorage.clear()")
    page.goto("about:blank")


@contextmanager
def serving(folder: Path, library: Path, *flags: str) -> Iterator[str]:
    """Run ``app.py`` in ``folder`` and yield its address."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    url = f"http://127.0.0.1:{port}/"
    with subprocess.Popen(
        [sys.executable, str(Path.cwd() / "app.py"), "--port", str(port), *flags],
        env={**os.environ, "ONRECORD_LIBRARY": str(library)},
        cwd=folder,
    ) as server:
        try:
            _wait_for(url, server)
            yield url
        finally:
            server.terminate()


def _wait_for(url: str, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        assert server.poll() is None, "the server stopped"
        try:
            with urllib.request.urlopen(url, timeout=1):  # noqa: S310  # our own address
                return
        except OSError:
            time.sleep(0.1)
    raise AssertionError("the server gave no page within a minute")
