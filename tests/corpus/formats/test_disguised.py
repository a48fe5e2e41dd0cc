"""What was saved as text is read as what it is, and a text as a text."""

from __future__ import annotations

import json
import time

import pytest

from corpus.errors import SourceError
from corpus.formats import READERS

SAID = (("Marta", "Where was it?"), ("Tobias", "In Kalmar."))
TALK = "Marta: Where was it?\n\nTobias: In Kalmar."
PARAGRAPHS = "\n".join(f"<p><b>{who}:</b> {said}</p>" for who, said in SAID)
STAMPED = "".join(
    f'<p><span class="timestamp" data-timestamp="1">0:01</span>{who}: {said}<br></p>'
    for who, said in SAID
)
OBJECTS = [{"speaker": who, "text": said} for who, said in SAID]
UTTERANCES = "".join(f'<u who="#{who}">{said}</u>' for who, said in SAID)
BOLD = TALK.replace("Marta:", "**Marta:**").replace("Tobias:", "**Tobias:**")

DISGUISED = {
    "JSON": (json.dumps(OBJECTS, indent=1), TALK),
    "JSON lines": ("\n\n".join(map(json.dumps, OBJECTS)), TALK),
    "TEI": (f"<?xml version='1.0'?>\n<TEI><text>{UTTERANCES}</text></TEI>", TALK),
    "a page": (f"\n<!DOCTYPE html>\n<html><body>{PARAGRAPHS}</body></html>", BOLD),
    "XHTML": (f"<?xml version='1.0'?><html>{PARAGRAPHS}</html>", BOLD),
    "a piece of a page": (PARAGRAPHS, BOLD),
    "rich text": (r"{\rtf1 Marta: Where was it?\par\par Tobias: In Kalmar.}", TALK),
    "CHAT": ("@Begin\n*Marta:\tWhere was it?\n*Tobias:\tIn Kalmar.\n@End\n", TALK),
    "oTranscribe": (
        json.dumps({"text": STAMPED, "media": "a.mp3"}),
        "0:01 Marta: Where was it?\n\n0:01 Tobias: In Kalmar.",
    ),
}


@pytest.mark.parametrize("kind", DISGUISED)
def test_a_file_saved_as_text_is_read_as_what_it_is(kind: str) -> None:
    source, expected = DISGUISED[kind]
    for encoding in ("utf-8", "utf-8-sig"):
        assert READERS[".txt"](source.encode(encoding), "a").text == expected


TEXTS = [
    f"{{Tape 1}}\n\n{TALK}\n\n{{End of tape}}",
    f"[Laughs]\n\n{TALK}\n\n[End]",
    "[1]",
    "{}",
    '["a", "b"]',
    f"<http://a.b/>\n\n{TALK}\n\n<http://c.d/>",
    '{"a": 1}\nSome prose.\n{"b": 2}',
    '{"a": 1} is what she wrote}',
    "<marta> Where <b>was</b> it?\n<tobias> In Kalmar</p>",
    f'<p align="center">A talk</p>\n\n# Talk\n\n{TALK}\n\nThe end.\n\n<p>x</p>',
    "<p>One paragraph that nobody closes.",
    "<html-like> words and </more>",
    "@Beginning of tape\n\nSo it was.",
    "if a < b and b > c then",
    "{\\it So} it was",
]


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_with_brackets_is_a_text(text: str) -> None:
    assert READERS[".txt"](text.encode(), "a").text == text


@pytest.mark.parametrize(
    ("source", "why"),
    [
        ('{"name": "x"}', "expected a list of objects with a text, found none in 'name': "),
        ("<?xml version='1.0'?><rss/>", "expected TEI, TTML or an OHMS record, found <rss>: save"),
    ],
)
def test_markup_that_is_no_transcript_is_refused_in_one_line(source: str, why: str) -> None:
    with pytest.raises(SourceError) as refused:
        READERS[".md"](source.encode(), "a.md")
    assert str(refused.value).startswith(f"a.md: {why}")


def test_a_transcript_of_otranscribe_is_a_page_within_json() -> None:
    data = json.dumps({"text": STAMPED, "media": "a.mp3", "media-time": 12}).encode()
    for ending in (".otr", ".json"):
        found = READERS[ending](data, "a")
        assert (found.text, found.facts) == (
            DISGUISED["oTranscribe"][1],
            (("media", "a.mp3"), ("media-time", "12")),
        )


@pytest.mark.parametrize(
    "source",
    [
        "[" * 4_000_000 + "]",
        "{" * 4_000_000 + "}",
        '{"a": 1}\n' * 400_000 + "x}",
        "<p>" * 1_500_000,
    ],
    ids=["lists", "objects", "lines", "tags"],
)
def test_looking_at_a_text_takes_time_that_grows_with_it(source: str) -> None:
    began = time.process_time()
    READERS[".txt"](source.encode(), "a")
    assert time.process_time() - began < 15
