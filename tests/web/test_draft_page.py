"""The page that checks a draft: what is sent, what is shown, and what may not happen."""

from __future__ import annotations

from time import perf_counter

import httpx
import pytest
from selectolax.lexbor import LexborHTMLParser

HOSTILE = "</textarea><script>alert(1)</script> {{1}} “</blockquote><img src=x onerror=alert(2)> a”"


def sent(address: str, draft: str, **headers: str) -> httpx.Response:
    return httpx.post(f"{address}/draft", data={"draft": draft}, headers=headers)


def texts(response: httpx.Response, selector: str) -> list[str]:
    return [" ".join(node.text().split()) for node in LexborHTMLParser(response.text).css(selector)]


def test_the_form_comes_first(address: str) -> None:
    response = httpx.get(f"{address}/draft")
    assert (response.status_code, texts(response, "h1"), texts(response, "li")) == (
        200,
        ["Check a draft"],
        [],
    )
    policy = response.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "script-src" not in policy
    assert response.headers["cache-control"] == "no-store"


def test_each_quotation_has_its_verdict_source_and_link(address: str) -> None:
    draft = "“Merchants from Odessa buy it.”\r\n\r\n“Merchants from Odesa buy it.”\r\n\r\n“open"
    response = sent(address, draft)
    assert texts(response, "#found") == ["2 quotations"]
    assert texts(response, ".verdict strong") == ["Word for word", "The words were changed"]
    assert texts(response, ".changes li") == ["odesa is odessa there"]
    assert texts(response, ".trouble") == [
        "Line 5, column 1: a quotation mark opens here that nothing closes."
    ]
    links = LexborHTMLParser(response.text).css("li a")
    assert [str(link.attributes["href"]).startswith("./#cite-tea-") for link in links] == [True] * 2
    # What was sent can be mended and sent again.
    assert texts(response, "textarea") == [" ".join(draft.split())]


def test_a_draft_without_quotations_says_so(address: str) -> None:
    assert texts(sent(address, "Nobody is quoted."), "#found") == ["No quotations found"]


def test_nothing_that_is_sent_is_markup(address: str) -> None:
    page = LexborHTMLParser(sent(address, HOSTILE).text)
    assert page.css("script, img") == []
    (area,) = page.css("textarea")
    assert area.text().strip() == HOSTILE


@pytest.mark.parametrize(
    ("draft", "why"),
    [
        ("x" * 200_001, "draft: expected at most 200,000 characters, found 200,001"),
        ("“a b c” " * 501, "draft: expected at most 500 quotations, found 501"),
    ],
)
def test_what_is_too_much_is_said_in_one_line(address: str, draft: str, why: str) -> None:
    response = sent(address, draft)
    assert response.status_code == 400
    assert texts(response, ".trouble")[0].startswith(why)


def test_a_draft_of_the_greatest_length_may_be_in_any_script(address: str) -> None:
    assert sent(address, "기" * 200_000).status_code == 200


def test_another_site_cannot_send_a_draft(address: str) -> None:
    assert sent(address, "“a b c”", origin="http://evil.example").status_code == 403
    assert httpx.post(f"{address}/draft", content=b"a" * 2_500_001).status_code == 413


@pytest.mark.parametrize("body", [b"", b"\xff=\xfe", b"draft", b"a=1&" * 9, b"draft=no&" * 99])
def test_what_is_no_form_is_no_draft(address: str, body: bytes) -> None:
    response = httpx.post(f"{address}/draft", content=body)
    assert (response.status_code, texts(response, ".trouble")) == (
        400,
        ["draft: expected a text, found none: the file is empty"],
    )


def test_a_form_of_a_million_fields_is_not_read(address: str) -> None:
    started = perf_counter()
    assert httpx.post(f"{address}/draft", content=b"a=%41&" * 416_000).status_code == 400
    assert perf_counter() - started < 2
