"""Keeping the conversation: as a file, and across a reload of the page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from html import escape
from itertools import count
from pathlib import Path
from typing import Any

import gradio as gr

from corpus.errors import OnrecordError
from web.conversation import conversation_html
from web.events import QUIET
from web.exchange import Exchange
from web.export import FORMS, Form, Kept
from web.recall import recalled
from web.site import Site

SAVE = (Path(__file__).parent / "keep.js").read_text(encoding="utf-8")

ADDRESS = "(_, past) => [location.origin + location.pathname, past]"

MEMORY = """(_, past) => {
  const name = "onrecord-conversation";
  try {
    return [sessionStorage.getItem(name) ?? localStorage.getItem(name) ?? "", past];
  } catch {
    return ["", past];
  }
}"""
"""Written by follow.js, together with what is shown: an event of its own would come too late."""


def add_keeping(page: gr.Blocks, site: Site) -> Callable[[gr.HTML, gr.State, gr.Column], Any]:
    """Lay out the buttons here; return what connects them with the conversation.

    That in turn returns the event after which a remembered conversation is back.
    """
    with gr.Row(elem_id="keeping"):
        gr.HTML("Keep this as", padding=False, elem_id="keeping-label")
        buttons = [(gr.Button(form.label, size="sm"), form) for form in FORMS]
        given = gr.Textbox(visible=False)  # stands for what the browser knows
        kept = gr.HTML("", padding=False, elem_id="kept", js_on_load=SAVE)

    def connect(conversation: gr.HTML, past: gr.State, starter_list: gr.Column) -> Any:  # noqa: ANN401
        for button, form in buttons:
            button.click(_saving(site, form), [given, past], kept, js=ADDRESS, **QUIET)
        return page.load(
            _recalling(site, conversation, past, starter_list),
            [given, past],
            [conversation, past, starter_list],
            js=MEMORY,
            **QUIET,
        )

    return connect


def _saving(site: Site, form: Form) -> Callable[[object, list[Exchange]], str]:
    return partial(_save, site, form, count())


def _save(site: Site, form: Form, calls: count[int], address: object, past: list[Exchange]) -> str:
    kept = Kept(past, _dates(site), str(address or "")[:500], f"{datetime.now(UTC):%Y-%m-%d}")
    # The number makes every value another one, so that the same file can be saved twice.
    return (
        f'<span hidden data-number="{next(calls)}" data-file="{form.file}" '
        f'data-type="{form.media_type}">{escape(form.write(kept))}</span>'
    )


def _dates(site: Site) -> dict[str, str]:
    try:
        summaries = site.filled().documents()
    except OnrecordError:
        return {}
    return {s.doc_id: s.facts.date for s in summaries if s.facts.date}


def _recalling(
    site: Site, conversation: gr.HTML, past: gr.State, starter_list: gr.Column
) -> Callable[[object, list[Exchange]], dict[Any, Any]]:
    def recall(memory: object, asked: list[Exchange]) -> dict[Any, Any]:
        found = [] if asked else recalled(memory, site.filled(), judgeable=site.feedback)
        if not found:
            return {past: gr.skip()}
        return {
            conversation: conversation_html(found),
            past: found,
            starter_list: gr.Column(visible=False),
        }

    return recall
