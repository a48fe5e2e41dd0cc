"""Keeping a page connected, so that nothing that is asked there gets lost."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import gradio as gr

from web.events import QUIET

LOOKS_EVERY_SECONDS = 5


def stay_connected(page: gr.Blocks) -> None:
    """Await one result for as long as a page is open. Must be the first event of ``page``.

    Gradio closes a page's stream of results when none is awaited, and what is asked in that
    moment is never answered; the first event is awaited before any other can end.
    """
    page.load(_stay, None, None, concurrency_limit=None, **QUIET)


async def _stay() -> AsyncIterator[None]:
    # Each time something comes, Gradio looks whether the page is still there.
    while True:
        yield
        await asyncio.sleep(LOOKS_EVERY_SECONDS)
