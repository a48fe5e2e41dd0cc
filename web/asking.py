"""Asking: the question at once, how far it has come, and the answer; stopping; what to ask next."""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import AsyncIterator, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import Any

import gradio as gr

from corpus.errors import FilterError, OnrecordError
from qa.answer import Reason
from qa.progress import AbandonedError
from qa.question import MAX_CHARACTERS
from web.asklink import AskLink, parse_ask_link
from web.conversation import conversation_html
from web.events import EXCHANGES_KEPT, QUIET, Changes, Parts, reading
from web.exchange import Exchange, history
from web.now_html import next_html, now_html
from web.runs import Run, Step
from web.scope import ALL, Scope
from web.site import BROKEN, Site
from web.sources_html import scope_html
from web.whole import whole

STOPPED = "You stopped this question."
TOO_LONG = f"A question may have {MAX_CHARACTERS:,} characters: ask a shorter one."
NO_ASK_LINK = "This link asks nothing: it has not been copied as a whole."

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A question, and the conversation it goes on with.

    Attributes:
        past: Without the exchange that this one is to stand in for.
    """

    question: str
    past: tuple[Exchange, ...]
    scope: Scope
    link: AskLink | None = None


@dataclass(frozen=True, slots=True)
class _Done:
    exchange: Exchange
    changes: Changes


@dataclass(frozen=True, slots=True)
class _Stopped:
    quietly: bool


class Asking:
    """One method for each event that asks, stops, or comes after an answer."""

    def __init__(self, parts: Parts, site: Site) -> None:
        self._parts = parts
        self._site = site
        # One for all: it waits whenever somebody asks, and must not keep more threads waiting.
        self._aside = ThreadPoolExecutor(1, thread_name_prefix="aside")

    async def typed(
        self, typed: str, past: list[Exchange], scope: Scope, request: gr.Request
    ) -> AsyncIterator[Changes]:
        """Answer what was typed."""
        if not typed.strip():
            yield {self._parts.question: ""}
            return
        wanted = Wanted(typed, tuple(past), scope)
        async for changes in self._answering(wanted, past, request, empties=True):
            yield changes

    async def picked(
        self, picked: str, past: list[Exchange], scope: Scope, request: gr.Request
    ) -> AsyncIterator[Changes]:
        """Answer what stands on a button; what is being typed stays."""
        async for changes in self._answering(Wanted(picked, tuple(past), scope), past, request):
            yield changes

    async def put(
        self, past: list[Exchange], scope: Scope, event: gr.EventData, request: gr.Request
    ) -> AsyncIterator[Changes]:
        """Answer what the page puts: a suggestion, a question once more, or a link's."""
        told = event._data if isinstance(event._data, dict) else {}
        wanted = wanted_by(told, past, scope)
        if isinstance(wanted, str):
            if wanted:
                failed = [*past, Exchange(wanted, note=NO_ASK_LINK, failed=True)]
                yield self._shown(failed)
            else:
                yield {self._parts.past: gr.skip()}
            return
        async for changes in self._answering(wanted, past, request):
            yield changes

    async def _answering(
        self,
        wanted: Wanted,
        past: Sequence[Exchange],
        request: gr.Request,
        *,
        empties: bool = False,
    ) -> AsyncIterator[Changes]:
        parts, site = self._parts, self._site
        wanted = replace(wanted, question=whole(wanted.question))
        if len(wanted.question) > MAX_CHARACTERS:  # which the box does not take
            refused = Exchange(f"{wanted.question[:100]}…", note=TOO_LONG, failed=True)
            yield self._shown([*past, refused])
            return
        page = _page(request)
        news: asyncio.Queue[Step | _Done | _Stopped] = asyncio.Queue()
        loop = asyncio.get_running_loop()

        def tell(step: Step | _Done | _Stopped) -> None:
            loop.call_soon_threadsafe(news.put_nowait, step)

        run = Run(tell, lambda quietly: tell(_Stopped(quietly)))
        if not site.questions.begin(page, run):
            yield {parts.past: gr.skip()}
            return
        site.asides.end(page)
        threading.Thread(target=self._work, args=(wanted, run, tell), daemon=True).start()
        loaded = site.is_ready
        shown = now_html(wanted.question, Step(), loaded=loaded)
        begun: Changes = {
            parts.now: shown,
            parts.next: "",
            parts.starter_list: gr.Column(visible=False),
        }
        if empties:
            begun[parts.question] = ""
        if len(wanted.past) < len(past):
            begun[parts.conversation] = conversation_html(wanted.past)
        try:
            yield begun
            while isinstance(step := await news.get(), Step):
                html = now_html(wanted.question, step)
                if html != shown:
                    shown = html
                    yield {parts.now: html}
            site.questions.end(page, run)  # whoever sees the answer can ask on at once
            outcome = self._outcome(wanted, past, step)
            if outcome:
                yield outcome
        finally:
            site.questions.end(page, run)
            site.line.look_again()

    def _outcome(
        self, wanted: Wanted, past: Sequence[Exchange], step: _Done | _Stopped
    ) -> Changes | None:
        """Return what is shown of a question in the end; nothing, if whoever asked is gone.

        An answer that was to be asked for again is not given up for an error, or for nothing.
        """
        had_answer = any(exchange.answer for exchange in past[len(wanted.past) :])
        if isinstance(step, _Done):
            kept = past if had_answer and step.exchange.failed else wanted.past
            return self._shown([*kept, step.exchange]) | step.changes
        if step.quietly:
            return None
        if had_answer:
            return self._shown(past)
        stopped = Exchange(wanted.question, note=STOPPED, scope=wanted.scope)
        if wanted.link:
            stopped = replace(stopped, after=wanted.link.after)
        return self._shown([*wanted.past, stopped])

    def _shown(self, exchanges: Sequence[Exchange]) -> Changes:
        kept = list(exchanges)[-EXCHANGES_KEPT:]
        parts = self._parts
        return {
            parts.conversation: conversation_html(kept),
            parts.past: kept,
            parts.now: "",
            parts.starter_list: gr.Column(visible=False),
        }

    def _work(self, wanted: Wanted, run: Run, tell: Callable[[_Done], None]) -> None:
        """Answer in a thread of its own; whoever asked hears of it through ``tell``."""
        parts, site = self._parts, self._site
        try:
            exchange = site.exchange(
                wanted.question, wanted.past, wanted.scope, link=wanted.link, run=run
            )
            changes: Changes = {parts.stated: scope_html(site.stated(wanted.scope), wanted.scope)}
            cited = site.first_cited(exchange.answer) if exchange.answer else None
            if cited:
                changes |= reading(parts, site, *cited)
        except AbandonedError:
            return
        except Exception:
            log.exception("cannot show an answer")
            exchange, changes = Exchange(wanted.question, note=BROKEN, failed=True), {}
        tell(_Done(exchange, changes))

    def stop(self, request: gr.Request) -> None:
        """Give up on the question that the page waits for; its own event tells the rest."""
        self._site.stop(_page(request))

    def clear(self, past: list[Exchange], request: gr.Request) -> Changes:
        """Start over; what was there can be brought back until something else is asked."""
        self.leave(request)
        parts = self._parts
        kept: Changes = {parts.cleared: past, parts.back: gr.Button(visible=True)} if past else {}
        return kept | {
            parts.conversation: conversation_html([]),
            parts.past: [],
            parts.question: "",
            parts.now: "",
            parts.next: "",
            parts.starter_list: gr.Column(visible=True),
        }

    def bring_back(self, cleared: list[Exchange]) -> Changes:
        """Undo what :meth:`clear` did."""
        return self._shown(cleared) | {self._parts.back: gr.Button(visible=False)}

    def leave(self, request: gr.Request) -> None:
        """Give up on whatever a page waits for."""
        self._site.stop(_page(request), quietly=True)
        self._site.asides.end(_page(request))

    async def suggest(self, past: list[Exchange], scope: Scope, request: gr.Request) -> Changes:
        """Show what one could ask next, unless something else is asked before that is known."""
        page = _page(request)
        if not past or past[-1].answer is None or self._site.questions.of(page):
            return {self._parts.next: gr.skip()}
        run = Run(lambda _: None)
        self._site.asides.exchange(page, run)
        try:
            label, questions = await asyncio.wrap_future(
                self._aside.submit(self._site.next_questions, past, scope, run)
            )
            is_late = run.is_over
        except (AbandonedError, OnrecordError):
            return {self._parts.next: gr.skip()}
        finally:
            self._site.asides.end(page, run)
        if is_late or self._site.questions.of(page):
            return {self._parts.next: gr.skip()}
        return {self._parts.next: next_html(label, questions)}


def wanted_by(told: dict[str, Any], past: Sequence[Exchange], scope: Scope) -> Wanted | str:
    """Return what a page puts; if that is nothing, the link that it tried to ask by, or ``""``.

    Args:
        told: ``question``, ``again`` or ``widen`` with the number of an exchange from 0, or
            ``link``; out of the browser's hands.
        past: The conversation as it was answered here.
        scope: What new questions are put to.
    """
    question = told.get("question")
    if isinstance(question, str) and question.strip():
        return Wanted(question, tuple(past), scope)
    if "link" in told:
        return _linked(whole(str(told["link"])), past)
    for name in ("again", "widen"):
        number = told.get(name)
        if isinstance(number, int) and 0 <= number < len(past):
            return _once_more(past, number) if name == "again" else _widened(past, number)
    return ""


def _linked(href: str, past: Sequence[Exchange]) -> Wanted | str:
    try:
        link = parse_ask_link(href)
    except FilterError:
        link = None
    if link is None:
        return href[:100]
    return Wanted(link.question, tuple(past), link.scope, link)


def _once_more(past: Sequence[Exchange], number: int) -> Wanted:
    """Ask the last question in its own place, an earlier one at the end."""
    exchange = past[number]
    before = past[:number] if number == len(past) - 1 else past
    link = AskLink(exchange.question, exchange.after, exchange.scope) if exchange.after else None
    return Wanted(exchange.question, tuple(before), exchange.scope, link)


def _widened(past: Sequence[Exchange], number: int) -> Wanted:
    """Ask the same of every speaker, or of everything."""
    exchange = past[number]
    answer = exchange.answer
    by_speaker = answer is not None and answer.reason is Reason.SAID_BY_SOMEONE_ELSE
    scope = replace(exchange.scope, speaker="") if by_speaker else ALL
    # It leans on what was asked before it then, not on itself or on what came after.
    before = exchange.after or history(past[:number])
    link = AskLink(exchange.question, tuple(before), scope)
    return Wanted(exchange.question, tuple(past), scope, link)


def _page(request: gr.Request) -> str:
    """Return what tells one open page from another."""
    return request.session_hash or ""


def wire_asking(page: gr.Blocks, parts: Parts, site: Site, recalled: Any) -> None:  # noqa: ANN401
    """Connect what asks and stops. Must be called inside ``page``.

    Args:
        page: The page that is being built.
        parts: Its components.
        site: Answers.
        recalled: The event after which the conversation is back that the browser remembers.
    """
    asking = Asking(parts, site)
    outputs = [parts.conversation, parts.past, parts.question, parts.starter_list]
    outputs += [parts.now, parts.next]
    # The line of the site counts who waits, and says so; Gradio's own would only keep silent.
    event: dict[str, Any] = {
        "outputs": [*outputs, parts.transcript, parts.source, parts.stated],
        "concurrency_limit": None,
        "trigger_mode": "multiple",  # the site takes one question of a page at a time
        **QUIET,
    }
    running = [
        gr.on(
            [parts.question.submit, parts.ask.click],
            asking.typed,
            [parts.question, parts.past, parts.scope],
            **event,
        ),
        *(
            starter.click(asking.picked, [starter, parts.past, parts.scope], **event)
            for starter in parts.starters
        ),
        parts.now.put(asking.put, [parts.past, parts.scope], **event),
    ]
    outputs += [parts.cleared, parts.back]
    parts.clear.click(asking.clear, parts.past, outputs, cancels=running, queue=False, **QUIET)
    back = parts.back.click(asking.bring_back, parts.cleared, outputs, queue=False, **QUIET)
    for run in [*running, recalled, back]:
        # One that is still being tried must not keep the next answer's from being tried.
        run.then(
            asking.suggest,
            [parts.past, parts.scope],
            parts.next,
            trigger_mode="multiple",
            concurrency_limit=None,
            **QUIET,
        )
    recalled.then(None, js="() => (window.onrecordBack?.(), window.onrecordOpen?.())")
    parts.stop.click(asking.stop, None, None, queue=False, **QUIET)
    page.unload(asking.leave)
