"""What is kept of a conversation says who said it where, and holds every quote as it is."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser

from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from corpus.document import Document, Role, Turn
from qa.answer import Answer, Citation, Reason
from web.exchange import Exchange
from web.export import Kept, as_json, as_markdown, as_page

HOSTILE = "<script>alert(1)</script>&amp;\"'`{{1}}\\n[1](javascript:x) **b** www.evil.example"
CHAT = "http://127.0.0.1:7860/"

_PIECES = [
    *"ab<>&\"'\\{}$/;#=*_~|`[]()!+-. é😀",
    "<b>",
    "&lt;",
    "1. ",
    "\n",
    "\n\n",
    "    ",
    "http://a.b",
    "a@b.c",
]
_texts = st.lists(st.sampled_from(_PIECES), min_size=1, max_size=12).map("".join)


def kept(quote: str, name: str = "Ada", title: str = "Tea", address: str = CHAT) -> Kept:
    document = Document("a b", title, quote, (Turn(name, Role.INTERVIEWEE, 0, len(quote), 0),))
    citation = Citation(
        number=1,
        doc_id="a b",
        title=title,
        speaker=name,
        role=Role.INTERVIEWEE,
        asked="",
        turn=0,
        start=0,
        end=len(quote),
        quote=quote,
        score=0.9,
        document=document,
    )
    exchanges = [
        Exchange(title, Answer(title, Reason.ANSWERED, 0.9, (citation,))),
        Exchange("Why?", Answer("Why?", Reason.NOT_IN_SOURCES, 0.1), asked="Asking 1 of 2 sources"),
        Exchange("And?", note="broken", failed=True),
    ]
    return Kept(exchanges, {"a b": "4 March 2022"}, address, "2026-01-02")


class Text(HTMLParser):
    """Collects the tags, the links, and the text inside every block quote."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.links: list[str] = []
        self.quoted = ""
        self._inside = 0
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.links += [value or "" for name, value in attrs if name == "href"]
        self._inside += tag == "blockquote"

    def handle_endtag(self, tag: str) -> None:
        self._inside -= tag == "blockquote"

    def handle_data(self, data: str) -> None:
        self.quoted += data if self._inside else ""


def test_markdown_by_hand() -> None:
    link = re.escape(f"{CHAT}#cite-a%20b-0-10-") + "[0-9a-f]{8}"
    said = as_markdown(kept("It\nrained."))
    assert re.fullmatch(
        rf"# Asked and answered\n\n2026-01-02. .*\n\n## Tea\n\n> “It\n> rained\.”\n\n"
        rf"— Ada \(interviewee\), \*Tea\*, 4 March 2022, \[characters 0–10\]\(<{link}>\)\n\n"
        r"90% likely that this answers the question\.\n\n"
        r"## Why\?\n\nAsking 1 of 2 sources\n\n\*The sources do not answer this\.\*\n",
        said,
    )


def test_json_is_that_of_the_command_line_with_date_and_address() -> None:
    here = kept("It rained.")
    found = json.loads(as_json(here))
    first = here.answers[0].to_json()
    citation = first["citations"][0]
    longer = citation | {"date": "4 March 2022", "address": CHAT + citation["link"]}
    assert found["answers"] == [
        first | {"notes": [], "citations": [longer]},
        here.answers[1].to_json() | {"notes": ["Asking 1 of 2 sources"]},
    ]


def test_the_page_loads_nothing_and_names_the_source() -> None:
    page = as_page(kept("It rained.\nAll day."))
    text = Text(page)
    assert "default-src 'none'" in page
    assert text.quoted == "“It rained.\nAll day.”"
    assert text.links[0].startswith(f"{CHAT}#cite-a%20b-0-19-")
    assert "Ada (interviewee), <cite>Tea</cite>, 4 March 2022, " in page


@settings(max_examples=150, deadline=None)
@given(_texts.filter(lambda s: s == s.strip()), _texts.filter(str.strip))
def test_no_quote_is_changed_and_nothing_becomes_markup(quote: str, name: str) -> None:
    here, plain = kept(quote, name, name), kept("a", "a", "a")
    page = Text(as_page(here))
    assert page.quoted == f"“{quote}”"
    assert page.tags == Text(as_page(plain)).tags
    shown = MarkdownIt("commonmark", {"html": True}).enable(["strikethrough", "table"])
    rendered = Text(shown.render(as_markdown(here)))
    assert rendered.quoted.split() == f"“{quote}”".split()
    # A blank line makes two paragraphs of one.
    expected = [tag for tag in Text(shown.render(as_markdown(plain))).tags if tag != "p"]
    assert [tag for tag in rendered.tags if tag != "p"] == expected
    assert json.loads(as_json(here))["answers"][0]["citations"][0]["quote"] == quote


def test_an_address_that_is_no_web_page_is_left_out() -> None:
    for address in ("javascript:alert(1)//", "data:text/html,x", "", HOSTILE):
        here = kept("It rained.", address=address)
        assert Text(as_page(here)).links[0].startswith("#cite-")
        assert "](<#cite-" in as_markdown(here)
