"""The page: two panes laid out in Gradio."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import gradio as gr

from qa.question import MAX_CHARACTERS
from web.asking import wire_asking
from web.conversation import conversation_html
from web.endpoint import Endpoint, add_endpoints
from web.events import Parts, wire
from web.keeping import add_keeping
from web.keys import BUTTON, keys_html
from web.reading import bar_html, reading_script, view_html
from web.scope import ALL
from web.site import GETTING_READY, PREPARING, Site
from web.sources import Sources
from web.sources_events import Panel
from web.sources_html import scope_html
from web.sources_panel import lay_out_panel, wire_panel
from web.starters import MOST
from web.staying import stay_connected

HERE = Path(__file__).parent

# In the head, because what is given to Gradio as css is rewritten to reach its blocks only.
HEAD = "".join(
    f"<style>{(HERE / name).read_text(encoding='utf-8')}</style>"
    for name in ("style.css", "sources.css", "feedback.css", "reading.css", "asking.css")
)

MASTHEAD = (
    "<h1>onrecord</h1><p>Their own words, with the place, or an honest no.</p>"
    '<button type="button" data-sources>Sources</button>'
    f"{BUTTON}{keys_html()}"
    # On a phone the other pages are a menu, elsewhere the end of the line.
    '<button type="button" class="narrow" popovertarget="more">More</button>'
    '<nav id="more" popover aria-label="More">'
    # In tabs of their own, because a chat that is left is gone.
    '<a href="draft" target="_blank" rel="noopener">Check a draft</a>'
    '<a href="evaluation" target="_blank" rel="noopener">Evaluation</a></nav>'
)


BRING_BACK = "Bring the conversation back"


def build_page(site: Site, sources: Sources, endpoints: Iterable[Endpoint] = ()) -> gr.Blocks:
    """Return the page that talks to ``site``, with endpoints for programs."""
    page = gr.Blocks(title="onrecord", analytics_enabled=False, fill_width=True)
    with page:
        stay_connected(page)
        add_endpoints(endpoints)
        parts, panel, recalled = _lay_out(page, site, sources)
        wire(page, parts, site)
        wire_asking(page, parts, site, recalled)
        wire_panel(page, panel, parts, site, sources)
    return page


def _lay_out(page: gr.Blocks, site: Site, sources: Sources) -> tuple[Parts, Panel, Any]:
    with gr.Row(elem_id="masthead"):
        gr.HTML(MASTHEAD, elem_id="name", padding=False)
        clear = gr.Button("Clear", elem_id="clear", size="sm")
    with gr.Row(elem_id="panes", equal_height=True):
        with gr.Column(elem_id="chat"):
            with gr.Column(elem_id="talk"):
                conversation = gr.HTML(
                    conversation_html([]),
                    elem_id="conversation",
                    padding=False,
                    js_on_load=_script("follow.js") + _script("feedback.js"),
                )
                now = gr.HTML(
                    "",
                    elem_id="now",
                    padding=False,
                    js_on_load=_script("asking.js") + _script("lost.js"),
                )
                following = gr.HTML("", elem_id="next", padding=False)
                with gr.Column(elem_id="starters") as starter_list:
                    notice = gr.HTML(f'<p role="status">{GETTING_READY}</p>', padding=False)
                    starters = [gr.Button(visible=False, size="sm") for _ in range(MOST)]
                    back = gr.Button(BRING_BACK, visible=False, size="sm", elem_id="back")
                connect = add_keeping(page, site)
            stated = gr.HTML(
                scope_html("Asking all sources"),
                elem_id="scope",
                padding=False,
                js_on_load=_script("scope.js"),
            )
            with gr.Row(elem_id="asking"):
                question = gr.Textbox(
                    label="Your question",
                    placeholder="Ask what was said…",
                    elem_id="question",
                    show_label=False,
                    container=False,
                    lines=1,
                    max_lines=6,
                    max_length=MAX_CHARACTERS,
                    autofocus=True,
                )
                ask = gr.Button("Ask", variant="primary", elem_id="ask")
                stop = gr.Button("Stop", elem_id="stop")
        with gr.Column(elem_id="reader"):
            gr.HTML(bar_html(), elem_id="reading", padding=False)
            source = gr.Dropdown(
                [],
                label="Transcript",
                show_label=False,
                container=False,
                elem_id="source",
                visible=False,
                interactive=True,
            )
            gr.HTML(view_html(PREPARING), elem_id="transcript", padding=False)
            # Only says what to show; the text itself would be too much for Gradio's state.
            place = gr.HTML("", elem_id="place", padding=False, js_on_load=reading_script())
            panel = lay_out_panel(sources)
    past = gr.State([])
    recalled = connect(conversation, past, starter_list)
    parts = Parts(
        conversation=conversation,
        now=now,
        next=following,
        past=past,
        address=gr.Textbox(visible=False),
        question=question,
        ask=ask,
        stop=stop,
        clear=clear,
        starter_list=starter_list,
        notice=notice,
        starters=tuple(starters),
        back=back,
        cleared=gr.State([]),
        source=source,
        transcript=place,
        scope=gr.State(ALL),
        stated=stated,
    )
    return parts, panel, recalled


def _script(name: str) -> str:
    return (HERE / name).read_text(encoding="utf-8")
