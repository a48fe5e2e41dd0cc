"""Which event of the page changes what."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape
from typing import Any

import gradio as gr

from web.conversation import conversation_html
from web.exchange import Exchange
from web.site import Site

EXCHANGES_KEPT = 100

Changes = dict[Any, Any]
"""New values by component, as Gradio takes them."""

ADDRESS = "() => location.hash.startsWith('#cite-') ? location.hash : ''"

QUIET: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}


@dataclass(frozen=True, slots=True)
class Parts:
    """The components that events read or change.

    Attributes:
        past: The exchanges shown in the conversation.
        address: Stands for the part after ``#`` in the browser's address; never shown.
        starter_list: Holds the notice, the starter buttons and ``back``.
        cleared: The exchanges that ``back`` brings back.
        conversation: Has an event of its own, ``judge``, from ``feedback.js``.
        now: The question that is being answered; has an event of its own, ``put``, from
            ``asking.js``.
        next: What one could ask next.
        transcript: Has an event of its own, ``cite``, from ``citations.js``.
        scope: What the next questions are put to.
        stated: Says so beside the question box.
    """

    conversation: Any
    now: Any
    next: gr.HTML
    past: gr.State
    address: gr.Textbox
    question: gr.Textbox
    ask: gr.Button
    stop: gr.Button
    clear: gr.Button
    starter_list: gr.Column
    notice: gr.HTML
    starters: tuple[gr.Button, ...]
    back: gr.Button
    cleared: gr.State
    source: gr.Dropdown
    transcript: Any
    scope: gr.State
    stated: gr.HTML


def wire(page: gr.Blocks, parts: Parts, site: Site) -> None:
    """Connect every event with what it does. Must be called inside ``page``."""
    opened = [parts.transcript, parts.source]
    parts.source.input(site.transcript, parts.source, parts.transcript, **QUIET)
    # Each click is answered, past the queue, and the page knows which answer is the last one's.
    parts.transcript.cite(
        _following(parts, site),
        None,
        opened,
        trigger_mode="multiple",
        queue=False,
        **QUIET,
    )
    # Past the queue, because what is sent as an answer ends can be lost with its connection.
    parts.conversation.judge(
        _judging(parts, site),
        parts.past,
        [parts.conversation, parts.past],
        trigger_mode="multiple",
        queue=False,
        **QUIET,
    )
    page.load(_opening(parts, site), parts.address, opened, js=ADDRESS, **QUIET)
    page.load(starting(parts, site), None, [parts.notice, *parts.starters], **QUIET)


def _following(parts: Parts, site: Site) -> Callable[[gr.EventData], Changes]:
    def follow(event: gr.EventData) -> Changes:
        href, asked = getattr(event, "href", None), getattr(event, "asked", 0)
        return reading(parts, site, *site.follow(href, asked))

    return follow


def _judging(
    parts: Parts, site: Site
) -> Callable[[list[Exchange], gr.EventData, gr.Request], Changes]:
    def judge(past: list[Exchange], event: gr.EventData, request: gr.Request) -> Changes:
        if site.questions.of(request.session_hash or ""):
            return {parts.past: gr.skip()}  # the answer on its way would undo it
        found = site.judge(past, getattr(event, "_data", None) or {})
        if not found:
            return {parts.past: gr.skip()}
        return {parts.conversation: conversation_html(found), parts.past: found}

    return judge


def _opening(parts: Parts, site: Site) -> Callable[[str], Changes]:
    """Return the handler that shows the place the address names, or else the first text."""

    def opened(address: str) -> Changes:
        documents = site.titles()
        first = documents[0][1] if documents else None
        if address:
            html, doc_id = site.follow(address)
        else:
            html, doc_id = site.transcript(first), first
        chooser = gr.Dropdown(documents, value=doc_id or first, visible=len(documents) > 1)
        return {parts.transcript: html, parts.source: chooser}

    return opened


def starting(parts: Parts, site: Site) -> Callable[[], Iterator[Changes]]:
    """Return the handler that offers questions the library answers."""

    def started() -> Iterator[Changes]:
        site.wait()
        trouble = f'<p class="failure">{escape(site.trouble)}</p>' if site.trouble else ""
        yield {parts.notice: trouble}
        asked = site.starters()
        buttons = [gr.Button(value=question, visible=True) for question in asked]
        buttons += [gr.Button(visible=False)] * (len(parts.starters) - len(asked))
        yield dict(zip(parts.starters, buttons, strict=True))

    return started


def reading(parts: Parts, site: Site, html: str, doc_id: str | None) -> Changes:
    """Show a transcript; the texts to choose from may have changed since the page was opened."""
    if doc_id is None:
        return {parts.transcript: html}
    documents = site.titles()
    chosen = gr.Dropdown(documents, value=doc_id, visible=len(documents) > 1)
    return {parts.transcript: html, parts.source: chosen}
