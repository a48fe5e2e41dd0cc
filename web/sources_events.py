"""What the events of the panel of sources do.

Everything that a page sends is looked at before it is used.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import gradio as gr

from corpus.errors import FilterError, OnrecordError
from web.events import Changes, Parts, starting
from web.exchange import Exchange
from web.offers_html import adding_html, offers_html, results_html
from web.scope import Scope, read_scope, remembered_scope
from web.site import Site
from web.sources import MOST_FILES, Sources
from web.sources_html import list_html, notice_html, scope_html
from web.uploads import Offer, plans

BROKEN = "Something went wrong here; the server's log says what."

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Panel:
    """The components of the panel.

    Attributes:
        list: Has the events, which ``sources.js`` triggers.
        offer: Files before and after they are added.
        notice: What happened last, with its undo.
    """

    list: Any
    offer: gr.HTML
    notice: gr.HTML


class Handlers:
    """One method for each event, named as the event is or like it."""

    def __init__(self, panel: Panel, parts: Parts, site: Site, sources: Sources) -> None:
        self._panel = panel
        self._parts = parts
        self._site = site
        self._sources = sources

    def show(self, scope: Scope) -> Changes:
        """Show the sources and what is asked of them."""
        held = self._site.documents()
        return {
            self._panel.list: list_html(
                held, scope, self._generation(), read_only=self._sources.read_only
            ),
            self._parts.stated: scope_html(self._site.stated(scope), scope),
        }

    def recall(self, memory: object) -> Changes:
        """Put the next questions to what was chosen before a reload, and show it."""
        scope = remembered_scope(memory)
        return {self._parts.scope: scope, **self.show(scope)}

    def refresh(self, scope: Scope, event: gr.EventData) -> Changes:
        """Show the sources anew if they have changed since the page last showed them."""
        if _told(event, "seen") == str(self._generation()):
            return {self._panel.list: gr.skip()}
        return self.show(scope)

    def choose(self, event: gr.EventData) -> Changes:
        """Put the next questions to what was chosen; a date that is none changes nothing."""
        try:
            scope = read_scope(_all_told(event))
        except FilterError as error:
            return {self._panel.notice: notice_html(str(error), failed=True)}
        choice = _told(event, "choice")
        number = choice if isinstance(choice, int) else 0
        stated = scope_html(self._site.stated(scope), scope, number)
        return {
            self._parts.scope: scope,
            self._parts.stated: stated,
            self._panel.notice: notice_html(""),
        }

    def read(self, event: gr.EventData) -> Changes:
        """Open a transcript at its start."""
        doc_id = _text(event, "id")
        return {self._parts.transcript: self._site.transcript(doc_id), **self._chooser(doc_id)}

    def offered(self, event: gr.EventData) -> Changes:
        """Show what is in the files that were read."""
        offered = self._sources.offered(_tokens(event))
        reports = plans([offer for _, offer in offered], self._site.documents())
        left = _told(event, "left")
        rows = [(*pair, report) for pair, report in zip(offered, reports, strict=True)]
        number = left if isinstance(left, int) and left > 0 else 0
        return {self._panel.offer: offers_html(rows, number)}

    def discard(self, event: gr.EventData) -> Changes:
        """Forget what was offered."""
        self._sources.discard(_tokens(event))
        return {self._panel.offer: ""}

    def add(self, scope: Scope, shown: str | None, event: gr.EventData) -> Iterator[Changes]:
        """Add what was offered, and tell how far that is and what became of each file."""
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
            **self._changed(scope, shown, [report.doc_id for report in reports]),
        }

    def remove(self, scope: Scope, shown: str | None, event: gr.EventData) -> Changes:
        """Remove a source, and offer to put it back."""

        def removal() -> tuple[str, str]:
            document, token = self._sources.remove(_text(event, "id"))
            return f"Removed “{document.title}”", token

        return self._doing(removal, scope, shown)

    def undo(self, scope: Scope, shown: str | None, event: gr.EventData) -> Changes:
        """Put back what was removed."""

        def undoing() -> tuple[str, str]:
            return f"“{self._sources.put_back(_text(event, 'token')).title}” is back", ""

        return self._doing(undoing, scope, shown)

    def starters(self, past: list[Exchange]) -> Iterator[Changes]:
        """Offer questions that the texts of now answer, where any are offered at all."""
        if past:
            yield {self._parts.notice: gr.skip()}
        else:
            yield from starting(self._parts, self._site)()

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

    def _changed(
        self, scope: Scope, shown: str | None, changed: Sequence[str | None] = ()
    ) -> Changes:
        """Show the sources anew, and the open text if it has changed or is gone."""
        ids = [doc_id for _, doc_id in self._site.titles()]
        if shown in ids and shown in changed:
            return {**self.show(scope), self._parts.transcript: self._site.transcript(shown)}
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
