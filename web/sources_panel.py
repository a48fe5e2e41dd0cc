"""The panel of sources: what it is made of, and which of its events changes what."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import gradio as gr

from corpus.errors import FilterError, OnrecordError
from web.events import QUIET, Changes, Parts, starting
from web.offers_html import DROP, adding_html, offers_html, results_html
from web.scope import Scope, read_scope
from web.site import Site
from web.sources import MOST_FILES, Sources
from web.sources_html import list_html, notice_html, scope_html
from web.transcript import empty_transcript
from web.uploads import Offer, plans

HERE = Path(__file__).parent

HEADING = (
    '<div class="top"><h2 tabindex="-1">Sources</h2>'
    '<button type="button" class="act" data-close-sources>Close</button></div>'
)
BROKEN = "Something went wrong here; the server's log says what."

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Panel:
    """Its components.

    Attributes:
        list: Has the events, which ``sources.js`` triggers.
        offer: Files before and after they are added.
        notice: What happened last, with its undo.
    """

    list: Any
    offer: gr.HTML
    notice: gr.HTML


def lay_out_panel(sources: Sources) -> Panel:
    """Lay the panel out where it is called; without a way to add if that is not allowed."""
    with gr.Column(elem_id="sources"):
        gr.HTML(HEADING, padding=False)
        with gr.Column(elem_classes="body"):
            if not sources.read_only:
                gr.HTML(DROP, padding=False)
            offer = gr.HTML("", elem_id="offer", padding=False)
            listed = gr.HTML(
                empty_transcript("The sources are being read."),
                padding=False,
                js_on_load=(HERE / "sources.js").read_text(encoding="utf-8"),
            )
        notice = gr.HTML(notice_html(""), padding=False)
    return Panel(listed, offer, notice)


def wire_panel(page: gr.Blocks, panel: Panel, parts: Parts, site: Site, sources: Sources) -> None:
    """Connect the panel's events. Must be called inside ``page``."""
    handlers = _Handlers(panel, parts, site, sources)
    shown = [panel.list, parts.stated]
    everything = [*shown, panel.offer, panel.notice, parts.scope, parts.source, parts.transcript]
    light: dict[str, Any] = {"concurrency_limit": None, **QUIET}
    page.load(handlers.show, parts.scope, shown, **light)
    panel.list.refresh(handlers.refresh, parts.scope, shown, **light)
    panel.list.choose(
        handlers.choose,
        None,
        [*shown, panel.notice, parts.scope],
        trigger_mode="always_last",
        **light,
    )
    panel.list.read_source(handlers.read, None, [parts.transcript, parts.source], **light)
    if sources.read_only:
        return
    changing: dict[str, Any] = {"concurrency_id": "changes", "concurrency_limit": 1, **QUIET}
    panel.list.offered(handlers.offered, None, [panel.offer], **light)
    panel.list.discard(handlers.discard, None, [panel.offer], **light)
    inputs = [parts.scope, parts.source]
    changes = [
        panel.list.add_files(handlers.add, inputs, everything, **changing),
        panel.list.remove_source(handlers.remove, inputs, everything, **changing),
        panel.list.put_back(handlers.undo, inputs, everything, **changing),
    ]
    for change in changes:
        fresh = starting(parts, site)
        change.success(fresh, None, [parts.notice, *parts.starters], **QUIET)


class _Handlers:
    """What the events do; everything that a page sends is looked at before it is used."""

    def __init__(self, panel: Panel, parts: Parts, site: Site, sources: Sources) -> None:
        self._panel = panel
        self._parts = parts
        self._site = site
        self._sources = sources

    def show(self, scope: Scope) -> Changes:
        held = self._site.documents()
        return {
            self._panel.list: list_html(
                held, scope, self._generation(), read_only=self._sources.read_only
            ),
            self._parts.stated: scope_html(self._site.stated(scope)),
        }

    def refresh(self, scope: Scope, event: gr.EventData) -> Changes:
        """Show the sources anew if they have changed since the page last showed them."""
        if _told(event, "seen") == str(self._generation()):
            return {self._panel.list: gr.skip()}
        return self.show(scope)

    def choose(self, event: gr.EventData) -> Changes:
        try:
            scope = read_scope(_all_told(event))
        except FilterError as error:
            return {self._panel.notice: notice_html(str(error), failed=True)}
        stated = scope_html(self._site.stated(scope))
        return {
            self._parts.scope: scope,
            self._parts.stated: stated,
            self._panel.notice: notice_html(""),
        }

    def read(self, event: gr.EventData) -> Changes:
        doc_id = _text(event, "id")
        return {self._parts.transcript: self._site.transcript(doc_id), **self._chooser(doc_id)}

    def offered(self, event: gr.EventData) -> Changes:
        offered = self._sources.offered(_tokens(event))
        reports = plans([offer for _, offer in offered], self._site.documents())
        left = _told(event, "left")
        rows = [(*pair, report) for pair, report in zip(offered, reports, strict=True)]
        number = left if isinstance(left, int) and left > 0 else 0
        return {self._panel.offer: offers_html(rows, number)}

    def discard(self, event: gr.EventData) -> Changes:
        self._sources.discard(_tokens(event))
        return {self._panel.offer: ""}

    def add(self, scope: Scope, shown: str | None, event: gr.EventData) -> Iterator[Changes]:
        offered = self._sources.offered(_tokens(event))
        offers = [offer for _, offer in offered]
        reports = []
        yield {self._panel.offer: _adding(0, offers)}
        try:
            for report in self._sources.add(offers):
                reports.append(report)
                if report.doc_id is not None and not report.skipped:
                    scope = scope.taking_in(report.doc_id)
                if len(reports) < len(offers):
                    yield {self._panel.offer: _adding(len(reports), offers)}
        except OnrecordError as error:
            yield {self._panel.notice: notice_html(str(error), failed=True)}
        self._sources.discard(token for token, _ in offered)
        yield {
            self._panel.offer: results_html(reports),
            self._parts.scope: scope,
            **self._changed(scope, shown),
        }

    def remove(self, scope: Scope, shown: str | None, event: gr.EventData) -> Changes:
        def removal() -> tuple[str, str]:
            document, token = self._sources.remove(_text(event, "id"))
            return f"Removed {document.title}.", token

        return self._doing(removal, scope, shown)

    def undo(self, scope: Scope, shown: str | None, event: gr.EventData) -> Changes:
        def undoing() -> tuple[str, str]:
            return f"{self._sources.put_back(_text(event, 'token')).title} is back.", ""

        return self._doing(undoing, scope, shown)

    def _doing(
        self, change: Callable[[], tuple[str, str]], scope: Scope, shown: str | None
    ) -> Changes:
        try:
            notice = notice_html(*change())
        except OnrecordError as error:
            notice = notice_html(str(error), failed=True)
        except Exception:
            log.exception("cannot change the sources")
            notice = notice_html(BROKEN, failed=True)
        return {self._panel.notice: notice, **self._changed(scope, shown)}

    def _changed(self, scope: Scope, shown: str | None) -> Changes:
        """Show the sources anew, and another text if the one that was open is gone."""
        ids = [doc_id for _, doc_id in self._site.titles()]
        if shown in ids:
            return {**self.show(scope), **self._chooser(shown)}
        first = ids[0] if ids else None
        transcript = self._site.transcript(first)
        return {**self.show(scope), **self._chooser(first), self._parts.transcript: transcript}

    def _chooser(self, doc_id: str | None) -> Changes:
        titles = self._site.titles()
        there = doc_id if doc_id in [held for _, held in titles] else None
        return {self._parts.source: gr.Dropdown(titles, value=there, visible=len(titles) > 1)}

    def _generation(self) -> int:
        try:
            return self._sources.library.generation()
        except OnrecordError:
            return -1


def _adding(done: int, offers: Sequence[Offer]) -> str:
    return adding_html(done, len(offers), offers[done].name) if offers else ""


def _all_told(event: gr.EventData) -> dict[str, Any]:
    return event._data if isinstance(event._data, dict) else {}


def _told(event: gr.EventData, name: str) -> object:
    return _all_told(event).get(name)


def _text(event: gr.EventData, name: str) -> str:
    told = _told(event, name)
    return told if isinstance(told, str) else ""


def _tokens(event: gr.EventData) -> list[str]:
    told = _told(event, "tokens")
    tokens = [token for token in told if isinstance(token, str)] if isinstance(told, list) else []
    return tokens[:MOST_FILES]
