"""Programs get what the command line prints, and what is wrong in one line."""

from __future__ import annotations

import json
from typing import Any

import httpx
import pytest
from gradio_client import Client
from gradio_client.exceptions import AppError

from qa.ask import Answerer
from qa.narrow import Narrowing
from qa.sources import document_json, summary_json

QUESTION = "Who buys it from Odessa?"


@pytest.fixture(scope="module")
def client(address: str) -> Client:
    return Client(address, verbose=False)


def timeless(answer: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in answer.items() if key != "timings_ms"}


def call(address: str, name: str, body: object, **headers: str) -> tuple[str, Any]:
    """Call in two steps, as curl does; return the event and its data, or the HTTP error."""
    url = f"{address}/gradio_api/call/{name}"
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    response = httpx.post(url, content=content, headers=headers)
    if response.status_code != 200:
        return str(response.status_code), response.json()
    said = httpx.get(f"{url}/{response.json()['event_id']}", timeout=30).text
    event, data = said.strip().split("\n")
    return event.removeprefix("event: "), json.loads(data.removeprefix("data: "))


def test_ask_returns_the_answer_as_the_command_line_prints_it(
    client: Client, answerer: Answerer
) -> None:
    expected = answerer.ask(QUESTION, k=2).to_json()
    assert expected["answered"]
    assert timeless(client.predict(QUESTION, k=2, api_name="/ask")) == timeless(expected)


def test_ask_reads_a_follow_up_with_its_history(client: Client, answerer: Answerer) -> None:
    history = ["Who?", {"question": QUESTION}, {"role": "assistant", "content": "No."}]
    expected = answerer.ask("Why?", history=["Who?", QUESTION]).to_json()
    answer = client.predict("Why?", history=history, api_name="/ask")
    assert answer["searched"] == "Who buys it from Odessa? Why?"
    assert timeless(answer) == timeless(expected)


def test_ask_looks_only_where_and_when_it_is_told(client: Client, answerer: Answerer) -> None:
    late = client.predict(QUESTION, api_name="/ask", **{"from": "2023"})
    expected = answerer.ask(QUESTION, among=Narrowing(since="2023")).to_json()
    assert late["hits"] == []
    assert timeless(late) == timeless(expected)
    there = client.predict(QUESTION, ["tea"], api_name="/ask", to="2022-03", language="uk")
    assert there["hits"] == []
    there = client.predict(QUESTION, ["tea"], "Interviewee", api_name="/ask", to="2022-03")
    assert there["answered"]


def test_search_returns_the_hits_of_an_answer_and_judges_nothing(
    client: Client, answerer: Answerer
) -> None:
    found = client.predict("Who grows coffee here?", k=1, api_name="/search")
    asked = answerer.ask("Who grows coffee here?", k=1).to_json()
    assert not asked["answered"]
    assert list(found) == ["query", "hits", "timings_ms", "searched", "undated"]
    assert found["hits"] == asked["hits"]
    assert client.predict("?!", api_name="/search")["hits"] == []


def test_a_fast_search_reads_nothing(client: Client, answerer: Answerer) -> None:
    found = client.predict("grow tea", fast=True, api_name="/search")
    assert timeless(found) == timeless(answerer.search("grow tea", fast=True).to_json())
    with pytest.raises(AppError, match="fast: expected true or false, found 'yes'"):
        client.predict("grow tea", fast="yes", api_name="/search")


def test_the_quotations_of_a_draft_are_checked(client: Client) -> None:
    draft = "“Merchants from Odesa buy it,” and “The hills are steep.”"
    found = client.predict(draft, ["tea"], api_name="/check")
    assert found["counts"] == {"exact": 1, "altered": 1}
    assert [one["source"]["quote"] for one in found["quotations"]] == [
        "Merchants from Odessa buy it",
        "The hills are steep",
    ]
    only = client.predict(draft, speaker="Interviewer", api_name="/check")
    assert only["counts"] == {"not_found": 2}
    for wrong, why in (
        ({"draft": 3}, "draft: expected a text, found 3"),
        ({"draft": "“", "sources": ["nope"]}, "unknown source 'nope'"),
        ({"draft": "“a b c” " * 501}, "draft: expected at most 500 quotations, found 501"),
        ({"draft": "x" * 200_001}, "draft: expected at most 200,000 characters, found 200,001"),
    ):
        with pytest.raises(AppError, match=why):
            client.predict(**wrong, api_name="/check")


def test_search_finds_who_asks_only_by_name(client: Client) -> None:
    roles = [hit["role"] for hit in client.predict("Who buys it?", api_name="/search")["hits"]]
    assert set(roles) == {"interviewee"}
    named = client.predict("Who buys it?", speaker="Interviewer", api_name="/search")["hits"]
    assert named[0]["text"] == "Who buys it?"


def test_sources_and_transcript_are_those_of_the_command_line(
    client: Client, answerer: Answerer
) -> None:
    library = answerer.library
    listed = {"sources": [summary_json(summary) for summary in library.documents()]}
    assert client.predict(api_name="/sources") == listed
    assert client.predict("tea", api_name="/transcript") == document_json(library.document("tea"))


def test_transcript_follows_a_link_to_its_words(client: Client) -> None:
    cited = client.predict(QUESTION, api_name="/ask")["citations"][0]
    place = client.predict(cited["link"], api_name="/transcript")
    assert (place["state"], place["quote"]) == ("unchanged", cited["quote"])


@pytest.mark.parametrize(
    "values",
    [
        [QUESTION],
        [QUESTION, None, None, 5],  # all there were in the first release
        [QUESTION, [], "", 5, [], "", "", ""],
    ],
)
def test_curl_may_leave_out_the_last_values(
    address: str, answerer: Answerer, values: list[object]
) -> None:
    event, (answer,) = call(address, "ask", {"data": values})
    assert event == "complete"
    assert timeless(answer) == timeless(answerer.ask(QUESTION).to_json())


@pytest.mark.parametrize("name", ["ask", "v2/ask"])
def test_curl_may_name_its_values(address: str, answerer: Answerer, name: str) -> None:
    event, (answer,) = call(address, name, {"question": QUESTION, "k": 1, "from": "2022"})
    expected = answerer.ask(QUESTION, k=1, among=Narrowing(since="2022")).to_json()
    assert (event, timeless(answer)) == ("complete", timeless(expected))


@pytest.mark.parametrize(
    ("name", "body", "why"),
    [
        ("ask", b"[1", "the body: expected one JSON object"),
        ("ask", b'{"k": NaN}', "the body: NaN is not JSON"),
        ("ask", b"[" * 100_000, "the body: expected one JSON object"),
        ("ask", {}, "question: expected a value, found none"),
        ("sources", {"data": [1]}, "data: expected at most 0 values (), found 1"),
        (
            "ask",
            {"question": "x", "source": "y"},
            "unknown value 'source': expected question, sources, speaker, k, history, from, to, "
            "language",
        ),
    ],
)
def test_a_call_of_the_wrong_form_is_refused_at_once(
    address: str, name: str, body: object, why: str
) -> None:
    assert call(address, name, body) == ("400", {"error": why})


def test_an_endpoint_that_is_none_is_refused(address: str) -> None:
    expected = "no endpoint 'predict': expected one of ask, search, check, sources, transcript"
    assert call(address, "predict", {}) == ("404", {"error": expected})


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"question": 5}, "question: expected a text, found 5"),
        ({"question": "x" * 2001}, "question: expected at most 2,000 characters, found 2,001"),
        ({"k": 0}, "k: expected a number from 1 to 100, found 0"),
        ({"k": True}, "k: expected a number from 1 to 100, found True"),
        ({"k": 101}, "k: expected a number from 1 to 100, found 101"),
        ({"k": "many"}, "k: expected a number from 1 to 100, found 'many'"),
        ({"sources": {"a": 1}}, "sources: expected a list, found {'a': 1}"),
        ({"sources": [3]}, "sources: expected a text, found 3"),
        ({"sources": ["a"] * 1001}, "sources: expected at most 1,000 of them, found 1,001"),
        (
            {"sources": ["nope"]},
            "unknown source 'nope': expected one of tea; run `onrecord list`",
        ),
        ({"speaker": ["x"]}, "speaker: expected a text, found ['x']"),
        ({"history": "Why?"}, "history: expected a list, found 'Why?'"),
        ({"history": ["a"] * 101}, "history: expected at most 100 of them, found 101"),
        ({"from": "soon"}, "expected a date such as 2022 or 2022-03-04, found 'soon'"),
    ],
)
def test_what_is_wrong_with_a_question_is_said_in_one_line(
    address: str, given: dict[str, object], why: str
) -> None:
    event, said = call(address, "ask", {"question": QUESTION} | given)
    assert (event, said["error"]) == ("error", why)


def test_gradios_client_raises_what_is_wrong(client: Client) -> None:
    with pytest.raises(AppError, match=r"^unknown source 'nope': expected one of tea"):
        client.predict("nope", api_name="/transcript")


def test_half_a_character_is_no_question(address: str) -> None:
    _, (answer,) = call(address, "ask", b'{"question": "\\ud800 who buys it?"}')
    assert answer["reason"] == "unclear_question"


def test_the_guard_stands_before_the_endpoints(address: str) -> None:
    url = f"{address}/gradio_api/call/ask"
    body = {"question": QUESTION}
    assert httpx.post(url, json=body, headers={"origin": "http://evil.example"}).status_code == 403
    assert httpx.post(url, json=body, headers={"host": "evil.example"}).status_code == 400
    assert httpx.post(url, content=b"a" * 1_000_001).status_code == 413
    assert httpx.post(url, json=body).status_code == 200


def test_only_these_endpoints_are_public(address: str) -> None:
    named = httpx.get(f"{address}/gradio_api/info").json()["named_endpoints"]
    taken = {name: [p["parameter_name"] for p in e["parameters"]] for name, e in named.items()}
    scope = ["sources", "speaker", "k"]
    assert taken == {
        "/ask": ["question", *scope, "history", "from", "to", "language"],
        "/search": ["query", *scope, "from", "to", "language", "fast"],
        "/check": ["draft", "sources", "speaker"],
        "/sources": [],
        "/transcript": ["id"],
    }
