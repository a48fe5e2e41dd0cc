"""The endpoint for programs: ``/ask``."""

from __future__ import annotations

from typing import Any

import gradio as gr
from gradio.events import api

from corpus.errors import OnrecordError
from web.site import Site


def add_endpoint(site: Site) -> None:
    """Add ``ask`` to the page that is being built."""

    def ask(
        question: str, sources: list[str] | None = None, speaker: str | None = None, k: int = 5
    ) -> dict[str, Any]:
        """Answer a question with exact quotes, as `onrecord ask --json` does.

        Args:
            question: What to ask.
            sources: Ids of the only documents to look in.
            speaker: The only speaker to quote.
            k: How many hits to return.
        """
        try:
            return site.ask(question, sources or (), speaker, max(1, k)).to_json()
        except OnrecordError as error:
            # The only exception whose message Gradio hands to the caller.
            raise gr.Error(str(error), print_exception=False) from error

    api(ask, api_name="ask", concurrency_id="answers", concurrency_limit=2)
