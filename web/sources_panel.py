"""The panel of sources: what it is made of, and which of its events does what."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import gradio as gr

from web.events import QUIET, Parts
from web.offers_html import DROP
from web.site import Site
from web.sources import Sources
from web.sources_events import Handlers, Panel
from web.sources_html import notice_html
from web.transcript import empty_transcript

HERE = Path(__file__).parent

MEMORY = """() => {
  try {
    return [sessionStorage.getItem("onrecord-scope") ?? ""];
  } catch {
    return [""];
  }
}"""
"""Written by scope.js, for as long as the tab is open."""

HEADING = (
    '<div class="top"><h2 tabindex="-1">Sources</h2>'
    '<button type="button" class="act" data-close-sources>Close</button></div>'
)


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
    handlers = Handlers(panel, parts, site, sources)
    shown = [panel.list, parts.stated]
    everything = [*shown, panel.offer, panel.notice, parts.scope, parts.source, parts.transcript]
    light: dict[str, Any] = {"concurrency_limit": None, **QUIET}
    given = gr.Textbox(visible=False)  # stands for what the browser knows
    page.load(handlers.recall, given, [*shown, parts.scope], js=MEMORY, **light)
    panel.list.refresh(handlers.refresh, parts.scope, shown, **light)
    # Each choice counts, in the order they were made, so one waits for the other.
    panel.list.choose(
        handlers.choose,
        None,
        [parts.stated, panel.notice, parts.scope],
        trigger_mode="multiple",
        concurrency_limit=1,
        **QUIET,
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
        change.success(handlers.starters, parts.past, [parts.notice, *parts.starters], **QUIET)
