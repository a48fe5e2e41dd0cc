"""The page: two panes in Gradio, and which event changes what."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import gradio as gr

from qa.question import MAX_CHARACTERS
from web.conversation import Exchange, conversation_html
from web.site import PREPARING, Site
from web.starters import MOST
from web.transcript import empty_transcript

HERE = Path(__file__).parent

# In the head, because what is given to Gradio as css is rewritten to reach its blocks only.
HEAD = f"<style>{(HERE / 'style.css').read_text(encoding='utf-8')}</style>"
EXCHANGES_KEPT = 100

HEADER = (
    '<div class="masthead"><h1>onrecord</h1>'
    "<p>Their own words, with the place, or an honest no.</p></div>"
)


def build_page(site: Site) -> gr.Blocks:
    """Return the page that talks to ``site``, with the programs' endpoint ``ask``."""
    with gr.Blocks(title="onrecord", analytics_enabled=False, fill_width=True) as page:
        gr.HTML(HEADER)
        past = gr.State([])
        with gr.Row(elem_id="panes", equal_height=True):
            with gr.Column(elem_id="chat"):
                conversation = gr.HTML(
                    conversation_html([]), elem_id="conversation", js_on_load=_script("follow.js")
                )
                with gr.Row(elem_id="starters", visible=False) as starter_row:
                    starters = [gr.Button(visible=False, size="sm") for _ in range(MOST)]
                with gr.Row(elem_id="asking"):
                    question = gr.Textbox(
                        label="Your question",
                        placeholder="Ask what was said…",
                        elem_id="question",
                        lines=1,
                        max_lines=6,
                        max_length=MAX_CHARACTERS,
                        autofocus=True,
                        scale=8,
                    )
                    ask = gr.Button("Ask", variant="primary", elem_id="ask", scale=1, min_width=80)
                    clear = gr.Button("Clear", elem_id="clear", scale=1, min_width=80)
            with gr.Column(elem_id="reader"):
                source = gr.Dropdown(
                    [], label="Transcript", elem_id="source", visible=False, interactive=True
                )
                transcript = gr.HTML(
                    empty_transcript(PREPARING),
                    elem_id="transcript",
                    js_on_load=_script("citations.js"),
                )
        shown = [conversation, past, question, ask, starter_row, transcript, source]
        asking = {
            "outputs": shown,
            "concurrency_id": "answers",
            "concurrency_limit": 2,
            "show_progress": "hidden",
            "api_visibility": "private",
        }
        answering = _answering(site)
        gr.on([question.submit, ask.click], answering, [question, past], **asking)
        for starter in starters:
            starter.click(answering, [starter, past], **asking)
        quick: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
        clear.click(
            lambda: (conversation_html([]), [], gr.Row(visible=True)),
            None,
            [conversation, past, starter_row],
            queue=False,
            **quick,
        )
        source.input(site.transcript, source, transcript, **quick)
        transcript.cite(_following(site), None, [transcript, source], **quick)
        page.load(
            _opening(site, starters), None, [transcript, source, starter_row, *starters], **quick
        )
        _add_endpoint(site)
    return page


def _answering(site: Site) -> Callable[[str, list[Exchange]], Iterator[list[Any]]]:
    """Return the handler that shows the question at once and the answer when it is there."""

    def answer(typed: str, past: list[Exchange]) -> Iterator[list[Any]]:
        if not typed.strip():
            yield [gr.skip()] * 7
            return
        waiting = [*past, Exchange(typed, note=site.waiting())]
        unchanged = [gr.skip(), gr.skip()]
        busy = gr.Button(interactive=False)
        yield [conversation_html(waiting), past, "", busy, gr.Row(visible=False), *unchanged]
        exchange = site.exchange(typed)
        done = [*past, exchange][-EXCHANGES_KEPT:]
        cited = site.first_cited(exchange.answer) if exchange.answer else None
        reading = [cited[0], gr.Dropdown(value=cited[1])] if cited else unchanged
        ready = gr.Button(interactive=True)
        yield [conversation_html(done), done, gr.skip(), ready, gr.skip(), *reading]

    return answer


def _following(site: Site) -> Callable[[gr.EventData], list[Any]]:
    def follow(event: gr.EventData) -> list[Any]:
        html, doc_id = site.follow(getattr(event, "href", None))
        return [html, gr.Dropdown(value=doc_id) if doc_id else gr.skip()]

    return follow


def _opening(site: Site, starters: list[gr.Button]) -> Callable[[], list[Any]]:
    def opened() -> list[Any]:
        documents = site.doc_ids()
        first = documents[0][1] if documents else None
        asked = site.starters()
        buttons = [
            gr.Button(value=asked[n] if n < len(asked) else "", visible=n < len(asked))
            for n in range(len(starters))
        ]
        chooser = gr.Dropdown(choices=documents, value=first, visible=len(documents) > 1)
        return [site.transcript(first), chooser, gr.Row(visible=bool(asked)), *buttons]

    return opened


def _add_endpoint(site: Site) -> None:
    def ask(
        question: str, sources: list[str] | None = None, speaker: str | None = None, k: int = 5
    ) -> str:
        """Answer a question with exact quotes, as the JSON that `onrecord ask --json` prints.

        Args:
            question: What to ask.
            sources: Ids of the only documents to look in.
            speaker: The only speaker to quote.
            k: How many hits to return.
        """
        answer = site.answerer.ask(question, sources=sources or (), speaker=speaker, k=k)
        return json.dumps(answer.to_json(), ensure_ascii=False)

    gr.api(ask, api_name="ask", concurrency_id="answers", concurrency_limit=2)


def _script(name: str) -> str:
    return (HERE / name).read_text(encoding="utf-8")
