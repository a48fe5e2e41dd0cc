"""Assistants get five tools that answer as the command line does."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from typing import Any

import httpx
import pytest
from loops import run
from mcp import ClientSession
from mcp.client.streamable_http import streamable_http_client
from mcp.types import CallToolResult, TextContent

from qa.ask import Answerer
from qa.narrow import Narrowing
from qa.sources import document_json, summary_json

QUESTION = "Who buys it from Odessa?"

Talk = Callable[[ClientSession], Awaitable[Any]]


def talking(address: str, talk: Talk) -> Any:
    """Return what comes of a session of the protocol's own client with the server."""

    async def session() -> Any:
        async with (
            streamable_http_client(f"{address}/mcp") as (read, write, _),
            ClientSession(read, write) as session,
        ):
            await session.initialize()
            return await talk(session)

    return run(session)


def call(address: str, name: str, **given: Any) -> CallToolResult:
    return talking(address, lambda session: session.call_tool(name, given))


def answer(address: str, name: str, **given: Any) -> dict[str, Any]:
    result = call(address, name, **given)
    assert not result.isError, result.content
    content = result.content[0]
    assert isinstance(content, TextContent)
    assert json.loads(content.text) == result.structuredContent
    return {k: v for k, v in json.loads(content.text).items() if k != "timings_ms"}


def timeless(found: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in found.items() if key != "timings_ms"}


def test_exactly_these_five_tools_are_offered(with_tools: str) -> None:
    tools = talking(with_tools, lambda session: session.list_tools()).tools
    scope = ["sources", "speaker", "k", "from", "to", "language"]
    assert {tool.name: list(tool.inputSchema["properties"]) for tool in tools} == {
        "ask_interviews": ["question", "history", *scope],
        "search_passages": ["query", *scope, "fast"],
        "check_quotations": ["draft", "sources", "speaker"],
        "list_sources": [],
        "get_transcript": ["id"],
    }
    for tool in tools:
        assert tool.annotations.readOnlyHint
        assert len(tool.description) > 60
        for schema in tool.inputSchema["properties"].values():
            assert {"type", "description"} <= schema.keys()


def test_an_answer_is_that_of_the_command_line(with_tools: str, answerer: Answerer) -> None:
    given = {"question": QUESTION, "sources": ["tea"], "k": 1, "from": "2022"}
    expected = answerer.ask(QUESTION, sources=["tea"], k=1, among=Narrowing(since="2022"))
    assert expected.answered
    assert answer(with_tools, "ask_interviews", **given) == timeless(expected.to_json())


def test_a_follow_up_is_read_with_its_history(with_tools: str) -> None:
    read = answer(with_tools, "ask_interviews", question="Why?", history=[QUESTION])
    assert read["searched"] == "Who buys it from Odessa? Why?"


@pytest.mark.parametrize(
    ("name", "given", "said"),
    [
        ("ask_interviews", {"question": "\ud800 who buys it?"}, "unclear_question"),
        ("get_transcript", {"id": "#cite-\ud800"}, "#cite-\ufffd: expected"),
    ],
)
def test_half_a_character_is_answered_as_any_other_request(
    with_tools: str, name: str, given: dict[str, Any], said: str
) -> None:
    asked = {"jsonrpc": "2.0", "id": 1, "method": "tools/call"}
    asked |= {"params": {"name": name, "arguments": given}}
    headers = {"accept": "application/json, text/event-stream", "content-type": "application/json"}
    body = json.dumps(asked)
    found = httpx.post(f"{with_tools}/mcp", content=body, headers=headers, timeout=30).json()
    assert said in found["result"]["content"][0]["text"]
    assert "\ufffd" in found["result"]["content"][0]["text"]


def test_a_refusal_is_no_error(with_tools: str) -> None:
    refused = answer(with_tools, "ask_interviews", question="Which football club won?")
    assert (refused["answered"], refused["citations"]) == (False, [])


def test_passages_sources_and_transcripts(with_tools: str, answerer: Answerer) -> None:
    found = answer(with_tools, "search_passages", query=QUESTION, k=1)
    assert found == timeless(answerer.search(QUESTION, k=1).to_json())
    found = answer(with_tools, "search_passages", query=QUESTION, fast=True)
    assert found == timeless(answerer.search(QUESTION, fast=True).to_json())
    checked = answer(with_tools, "check_quotations", draft="“Merchants from Odessa buy it.”")
    assert checked["counts"] == {"exact": 1}
    library = answerer.library
    assert answer(with_tools, "list_sources") == {
        "sources": [summary_json(summary) for summary in library.documents()]
    }
    transcript = answer(with_tools, "get_transcript", id="tea")
    assert transcript == document_json(library.document("tea"))
    place = answer(with_tools, "get_transcript", id=found["hits"][0]["link"])
    assert (place["state"], place["quote"]) == ("unchanged", found["hits"][0]["text"])


@pytest.mark.parametrize(
    ("name", "given", "why"),
    [
        ("ask_interviews", {}, "question: expected a value, found none"),
        ("ask_interviews", {"question": 5}, "question: expected a text, found 5"),
        (
            "ask_interviews",
            {"question": "x", "k": 1000},
            "k: expected a number from 1 to 100, found 1000",
        ),
        (
            "get_transcript",
            {"id": "nope"},
            "unknown source 'nope': expected one of tea; run `onrecord list`",
        ),
        ("list_sources", {"all": True}, "unknown value 'all': expected nothing"),
        (
            "answer",
            {},
            "no tool 'answer': expected one of ask_interviews, search_passages, check_quotations, "
            "list_sources, get_transcript",
        ),
    ],
)
def test_what_is_wrong_is_said_in_one_line(
    with_tools: str, name: str, given: dict[str, Any], why: str
) -> None:
    result = call(with_tools, name, **given)
    assert result.isError
    assert [content.text for content in result.content if content.type == "text"] == [why]


def test_without_the_option_there_are_no_tools(address: str) -> None:
    asked = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}
    headers = {"accept": "application/json, text/event-stream"}
    assert httpx.post(f"{address}/mcp", json=asked, headers=headers).status_code in (404, 405)
    for path in ("/gradio_api/mcp", "/gradio_api/mcp/"):
        assert httpx.post(address + path, json=asked, headers=headers).status_code in (404, 405)


def test_the_guard_stands_before_the_tools(with_tools: str) -> None:
    asked = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}
    headers = {"accept": "application/json, text/event-stream"}
    for path in ("/mcp", "/mcp/"):
        url = with_tools + path
        assert httpx.post(url, json=asked, headers=headers).status_code == 200
        evil = headers | {"origin": "http://evil.example"}
        assert httpx.post(url, json=asked, headers=evil).status_code == 403
        assert httpx.post(url, json=asked, headers=headers | {"host": "evil"}).status_code == 400


def test_the_endpoints_are_there_as_well(with_tools: str) -> None:
    named = httpx.get(f"{with_tools}/gradio_api/info").json()["named_endpoints"]
    assert list(named) == ["/ask", "/search", "/check", "/sources", "/transcript"]
