"""The tools for assistants: ``/mcp`` speaks the Model Context Protocol over HTTP.

Each request stands alone, so nothing is kept between two of them and a restart breaks nobody.
"""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from functools import partial
from importlib.metadata import version
from typing import Any

import anyio
from mcp.server.lowlevel import Server
from mcp.server.streamable_http_manager import StreamableHTTPSessionManager
from mcp.types import TextContent, Tool, ToolAnnotations
from starlette.types import Receive, Scope, Send

from corpus.errors import RequestError
from qa.question import MAX_CHARACTERS
from web.programs import (
    LONGEST_DRAFT,
    LONGEST_NAME,
    MOST_EARLIER,
    MOST_HITS,
    MOST_SOURCES,
    Programs,
    explained,
)
from web.whole import whole

PATH = "/mcp"

AT_A_TIME = 2

INSTRUCTIONS = (
    "Answers questions about recorded interviews with exact quotes, or refuses. Give quotes "
    "character for character, with the speaker's name and the link. If `answered` is false, say "
    "that the sources do not answer; the hits are then only what came closest."
)

Json = dict[str, Any]

_NAME: Json = {"type": "string", "maxLength": LONGEST_NAME}
_QUESTION: Json = {"type": "string", "maxLength": MAX_CHARACTERS}
_SCOPE: Json = {
    "sources": {
        "type": "array",
        "items": _NAME,
        "maxItems": MOST_SOURCES,
        "description": "Ids of the only sources to look in, as list_sources gives them.",
    },
    "speaker": _NAME | {"description": "The only speaker to quote, by name."},
    "k": {
        "type": "integer",
        "minimum": 1,
        "maximum": MOST_HITS,
        "default": 5,
        "description": "How many of the nearest passages to return.",
    },
    "from": _NAME
    | {"description": "Only sources of this date or later: 2022, 2022-03 or 2022-03-04."},
    "to": _NAME | {"description": "Only sources of this date or earlier."},
    "language": _NAME | {"description": "Only sources in this language, as a tag: en, uk."},
}
_ANSWER: Json = {
    "answered": {"type": "boolean"},
    "confidence": {"type": "number", "minimum": 0, "maximum": 1},
    "reason": {"type": "string"},
    "answer": {"type": "string"},
    "citations": {"type": "array", "items": {"type": "object"}},
    "hits": {"type": "array", "items": {"type": "object"}},
}


def _tool(name: str, title: str, description: str, takes: Json, gives: Json) -> Tool:
    first = [key for key in ("question", "query", "draft", "id") if key in takes]
    return Tool(
        name=name,
        title=title,
        description=description,
        inputSchema={
            "type": "object",
            "properties": takes,
            "required": first,
            "additionalProperties": False,
        },
        outputSchema={"type": "object", "properties": gives, "required": list(gives)},
        annotations=ToolAnnotations(
            readOnlyHint=True, destructiveHint=False, idempotentHint=True, openWorldHint=False
        ),
    )


TOOLS = (
    _tool(
        "ask_interviews",
        "Ask the interviews",
        "Answer a question from the interviews with one to three exact quotes, each with its "
        "speaker, source, place and link, or refuse when the interviews do not answer it. "
        "`confidence` is the probability that the quotes answer the question. Ask one thing at "
        "a time, in plain words; for a follow-up such as “Why?” give the earlier questions.",
        {
            "question": _QUESTION | {"description": "One question, in plain words."},
            "history": {
                "type": "array",
                "items": _QUESTION,
                "maxItems": MOST_EARLIER,
                "description": "The questions asked before in this conversation, oldest first.",
            },
        }
        | _SCOPE,
        _ANSWER,
    ),
    _tool(
        "search_passages",
        "Search the passages",
        "Return the passages nearest to a query, best first, without judging whether they "
        "answer anything. Use it to explore a subject, or after a refusal. The interviewers' "
        "own words are found only with their name as `speaker`.",
        {"query": _QUESTION | {"description": "What to look for: words or a question."}}
        | _SCOPE
        | {
            "fast": {
                "type": "boolean",
                "default": False,
                "description": "Leave the passages unread: ten times sooner, less well ranked.",
            }
        },
        {"query": {"type": "string"}, "hits": _ANSWER["hits"]},
    ),
    _tool(
        "check_quotations",
        "Check the quotations in a draft",
        "Hold every quotation in a text against the interviews, word for word: whether the words "
        "are there, were changed, or are somebody else's than the text says. Use it before you "
        "give a text with quotations to anybody.",
        {
            "draft": {
                "type": "string",
                "maxLength": LONGEST_DRAFT,
                "description": "The text, with its quotation marks.",
            },
            "sources": _SCOPE["sources"],
            "speaker": _SCOPE["speaker"],
        },
        {
            "quotations": {"type": "array", "items": {"type": "object"}},
            "unclosed": {"type": "array", "items": {"type": "object"}},
            "counts": {"type": "object"},
        },
    ),
    _tool(
        "list_sources",
        "List the sources",
        "List every interview: id, title, speakers, date, language, and how long it is.",
        {},
        {"sources": {"type": "array", "items": {"type": "object"}}},
    ),
    _tool(
        "get_transcript",
        "Get a transcript",
        "Return a whole interview by its id, its text with the turns of each speaker as spans "
        "of it; or, for a citation's link, the quoted words with what stands around them.",
        {"id": _NAME | {"description": "A source's id, or a citation's link (#cite-…)."}},
        {"doc_id": {"type": "string"}},
    ),
)


class Tools:
    """An ASGI application that offers the tools; :meth:`running` is its life span."""

    def __init__(self, programs: Programs) -> None:
        self._programs = programs
        self._turns = anyio.CapacityLimiter(AT_A_TIME)
        server: Server[Any, Any] = Server(
            "onrecord", version=version("onrecord"), instructions=INSTRUCTIONS
        )
        server.list_tools()(_list_tools)  # type: ignore[no-untyped-call]
        server.call_tool(validate_input=False)(self._call)
        self._manager = StreamableHTTPSessionManager(server, json_response=True, stateless=True)

    @asynccontextmanager
    async def running(self, _: object) -> AsyncIterator[None]:
        """Take requests."""
        async with self._manager.run():
            yield

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        await self._manager.handle_request(scope, receive, send)

    async def _call(self, name: str, given: Json) -> tuple[list[TextContent], Json]:
        with explained(lambda why: RequestError(whole(why))):
            answering = _chosen(self._programs, name, given)
            found = await anyio.to_thread.run_sync(answering, limiter=self._turns)
        # Not left to the protocol's package, which escapes every letter that is not Latin.
        text = whole(json.dumps(found, ensure_ascii=False))
        return [TextContent(type="text", text=text)], json.loads(text)


async def _list_tools() -> list[Tool]:
    return list(TOOLS)


def _chosen(programs: Programs, name: str, given: Json) -> Callable[[], Json]:
    """Return what answers the call.

    Raises:
        RequestError: If there is no such tool, or a value has no place in it or is missing.
    """
    tool = next((tool for tool in TOOLS if tool.name == name), None)
    if tool is None:
        known = ", ".join(tool.name for tool in TOOLS)
        raise RequestError(f"no tool {name[:60]!r}: expected one of {known}")
    takes = tool.inputSchema["properties"]
    unknown = [key for key in given if key not in takes]
    if unknown:
        known = ", ".join(takes) or "nothing"
        raise RequestError(f"unknown value {unknown[0][:60]!r}: expected {known}")
    missing = [key for key in tool.inputSchema["required"] if key not in given]
    if missing:
        raise RequestError(f"{missing[0]}: expected a value, found none")
    methods: dict[str, Callable[..., Json]] = {
        "ask_interviews": programs.ask,
        "search_passages": programs.search,
        "check_quotations": programs.check,
        "list_sources": programs.sources,
        "get_transcript": programs.transcript,
    }
    return partial(methods[name], **{OURS.get(key, key): value for key, value in given.items()})


OURS = {"from": "since", "to": "until", "id": "name"}
"""What Python calls the values that programs name as they please."""
