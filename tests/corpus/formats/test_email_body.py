"""E-mails are read for their body."""

from __future__ import annotations

import pytest

from corpus.errors import SourceError
from corpus.extracted import Extracted, Kind, LeftOut
from corpus.formats import READERS
from corpus.formats.email_body import read

HEAD = "From: Marta <m@x.org>\nSubject: =?utf-8?q?Fr=C3=A5gor?=\n"
TALK = "Marta: Where?\n\nTobias: Here."
PLAIN = f"Content-Type: text/plain; charset=utf-8\n\n{TALK}\n"
PAGE = (
    "Content-Type: text/html; charset=utf-8\n\n<p><b>Marta:</b> Where?</p><p><b>Tobias:</b> Here."
)


def mixed(kind: str, *parts: str) -> str:
    inside = "".join(f"--B\n{part}\n" for part in parts)
    return f"Content-Type: multipart/{kind}; boundary=B\n\n{inside}--B--\n"


def test_the_body_is_the_text_and_the_subject_its_title() -> None:
    attached = "Content-Type: audio/mp3\nContent-Disposition: attachment; filename=a.mp3\n\nAAAA"
    found = read((HEAD + mixed("mixed", PLAIN.rstrip(), attached)).encode(), "a.eml")
    header = 'From: Marta <m@x.org>\nContent-Type: multipart/mixed; boundary="B"'
    assert found == Extracted(
        TALK,
        facts=(("title", "Frågor"),),
        left_out=(
            LeftOut("headers", Kind.METADATA, header, "header"),
            LeftOut("attachment", Kind.BOILERPLATE, "a.mp3", "attachment"),
        ),
    )


BODIES = {
    "plain": (PLAIN, f"{TALK}\n"),
    "page": (PAGE, "**Marta:** Where?\n\n**Tobias:** Here."),
    "both": (mixed("alternative", PAGE, PLAIN.rstrip()), TALK),
    "no encoding anybody knows": (PLAIN.replace("utf-8", "x-no"), f"{TALK}\n"),
}


@pytest.mark.parametrize("body", BODIES)
def test_a_body_is_read_as_what_it_is(body: str) -> None:
    source, expected = BODIES[body]
    assert read((HEAD + source).encode(), "a").text == expected


@pytest.mark.parametrize(
    "source", ["", "Only words.", HEAD + "Content-Type: image/png\n\nAAAA", f"X: y\n{PLAIN}"]
)
def test_what_is_no_letter_is_refused_in_one_line(source: str) -> None:
    with pytest.raises(SourceError) as refused:
        READERS[".eml"](source.encode(), "a")
    assert str(refused.value) == (
        "a: expected an e-mail with a text, found none: save it as plain text"
    )


def test_a_header_that_is_broken_is_shown_as_it_is() -> None:
    found = read(f"From: a, of</p>M <m@x.org>\nSubject: Hi\n{PLAIN}".encode(), "a")
    assert (found.text, found.facts) == (f"{TALK}\n", (("title", "Hi"),))
    assert found.left_out[0].text.startswith("From: a, of")


def test_parts_within_parts_end() -> None:
    deep = "".join(
        f"Content-Type: multipart/mixed; boundary=B{n}\n\n--B{n}\n" for n in range(2_000)
    )
    with pytest.raises(SourceError):
        READERS[".eml"]((HEAD + deep + PLAIN).encode(), "a")
