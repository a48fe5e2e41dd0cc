"""The endpoints for programs: ``/ask``, ``/search``, ``/check`` and those that read."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import gradio as gr
from gradio.events import api

from web.programs import Programs, explained

Answering = Callable[..., dict[str, Any]]

ANSWERS: dict[str, Any] = {"concurrency_id": "answers", "concurrency_limit": 2}
"""Those that make the models work share their turns with the page."""

READS: dict[str, Any] = {"concurrency_id": "reads", "concurrency_limit": 4}


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A function that programs may call.

    Attributes:
        limits: How many may run at a time, as Gradio takes it.
    """

    name: str
    function: Answering
    limits: dict[str, Any]

    @property
    def signature(self) -> inspect.Signature:
        """What it takes, by the names that programs use."""
        return inspect.signature(self.function)


def add_endpoints(endpoints: Iterable[Endpoint]) -> None:
    """Add the endpoints to the page that is being built.

    They come before any event of the page: whoever comes first keeps a name.
    """
    for endpoint in endpoints:
        api(endpoint.function, api_name=endpoint.name, **endpoint.limits)


def endpoints_of(programs: Programs) -> tuple[Endpoint, ...]:
    """Return the endpoints that answer as ``programs`` does."""

    def ask(
        question: str,
        sources: list[str] | None = None,
        speaker: str | None = None,
        k: int = 5,
        history: list[Any] | None = None,
        since: str | None = None,
        until: str | None = None,
        language: str | None = None,
    ) -> dict[str, Any]:
        """Answer a question with exact quotes, as `onrecord ask --json` does.

        Args:
            question: What to ask, in at most 2,000 characters.
            sources: Ids of the only documents to look in.
            speaker: The only speaker to quote.
            k: How many hits to return, 1 to 100.
            history: The questions asked before in the same conversation, oldest first.
            since: Only documents of this date or later: 2022, 2022-03 or 2022-03-04.
            until: Only documents of this date or earlier.
            language: Only documents in this language: en, uk.
        """
        scope = _scope(sources, speaker, k, since, until, language)
        return programs.ask(question, history, **scope)

    def search(
        query: str,
        sources: list[str] | None = None,
        speaker: str | None = None,
        k: int = 5,
        since: str | None = None,
        until: str | None = None,
        language: str | None = None,
        fast: bool = False,
    ) -> dict[str, Any]:
        """Return the passages nearest to a query, without judging whether they answer it.

        Args:
            query: What to look for, in at most 2,000 characters.
            sources: Ids of the only documents to look in.
            speaker: The only speaker to look among.
            k: How many hits to return, 1 to 100.
            since: Only documents of this date or later: 2022, 2022-03 or 2022-03-04.
            until: Only documents of this date or earlier.
            language: Only documents in this language: en, uk.
            fast: Leave the passages unread: ten times sooner, less well ranked.
        """
        return programs.search(query, fast, **_scope(sources, speaker, k, since, until, language))

    def check(
        draft: str, sources: list[str] | None = None, speaker: str | None = None
    ) -> dict[str, Any]:
        """Check the quotations in a draft, as `onrecord check --json` does.

        Args:
            draft: The text, in at most 200,000 characters.
            sources: Ids of the only documents to look in.
            speaker: The only speaker to look among.
        """
        return programs.check(draft, sources, speaker)

    def sources() -> dict[str, Any]:
        """List the sources, as `onrecord list --json` does."""
        return programs.sources()

    def transcript(name: str) -> dict[str, Any]:
        """Return a source's text and turns, as `onrecord show --json` does.

        Args:
            name: The id of a source, or the link of a citation.
        """
        return programs.transcript(name)

    limits: dict[Answering, dict[str, Any]] = {
        ask: ANSWERS,
        search: ANSWERS,
        check: ANSWERS,
        sources: READS,
        transcript: READS,
    }
    return tuple(Endpoint(f.__name__, _as_endpoint(f), limits[f]) for f in limits)


def _scope(*values: object) -> dict[str, object]:
    return dict(zip(("sources", "speaker", "k", "since", "until", "language"), values, strict=True))


NAMED = {"since": "from", "until": "to", "name": "id"}
"""What programs call what Python cannot or should not."""


def _as_endpoint(answering: Answering) -> Answering:
    """Return the function as Gradio takes it: its names are the programs', its errors one line."""

    @functools.wraps(answering)
    def endpoint(*values: Any) -> dict[str, Any]:  # noqa: ANN401  # whatever a program sends
        # The only exception whose message Gradio hands to the caller.
        with explained(lambda why: gr.Error(why, print_exception=False)):
            return answering(*values)

    hints = inspect.get_annotations(answering, eval_str=True)
    parameters = [
        # Gradio hands values over in order; and only so may a name be a word of Python's own.
        p.replace(
            name=NAMED.get(p.name, p.name),
            kind=inspect.Parameter.POSITIONAL_ONLY,
            annotation=hints[p.name],
        )
        for p in inspect.signature(answering).parameters.values()
    ]
    endpoint.__annotations__ = {p.name: p.annotation for p in parameters}
    endpoint.__annotations__["return"] = hints["return"]
    vars(endpoint)["__signature__"] = inspect.Signature(
        parameters, return_annotation=hints["return"]
    )
    doc = inspect.getdoc(answering) or ""
    for ours, theirs in NAMED.items():
        doc = doc.replace(f"    {ours}: ", f"    {theirs}: ")
    endpoint.__doc__ = doc
    return endpoint
