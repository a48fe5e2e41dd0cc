"""What editors, mailers and other systems do to a text changes nobody's words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from interviews import ANSWERER, ASKER, LABELS, Interview, interviews

from corpus.formats import plain
from corpus.frontmatter import FrontMatter
from corpus.turns import find_turns

DEFORMATIONS: dict[str, Callable[[str], bytes]] = {
    "CRLF": lambda text: text.replace("\n", "\r\n").encode(),
    "CR": lambda text: text.replace("\n", "\r").encode(),
    "BOM": lambda text: text.encode("utf-8-sig"),
    "UTF-16": lambda text: text.encode("utf-16"),
    "NFD": lambda text: unicodedata.normalize("NFD", text).encode(),
    "NBSP after labels": lambda text: re.sub(r"(?m)(?<=: )(?=\S)", "\u00a0", text).encode(),
    "indented": lambda text: re.sub(r"(?m)^(?=\S)", "  ", text).encode(),
    "trailing spaces": lambda text: re.sub(r"(?m)(?<=\S)$", "  ", text).encode(),
    "more blank lines": lambda text: text.replace("\n\n", "\n\n\n\n").encode(),
    "blank lines at the ends": lambda text: f"\n\n{text}\n\n".encode(),
    "mixed case labels": lambda text: _every_other(text).encode(),
}


def _every_other(text: str) -> str:
    """Return ``text`` with every other label of the asker's in capitals."""
    parts = text.split(ASKER)
    names = (ASKER, ASKER.upper())
    return parts[0] + "".join(names[n % 2] + part for n, part in enumerate(parts[1:]))


def words(said: str) -> str:
    return " ".join(unicodedata.normalize("NFC", said).split())


@pytest.mark.parametrize("deform", DEFORMATIONS.values(), ids=DEFORMATIONS)
@settings(deadline=None, max_examples=25)
@given(interview=interviews(), form=st.sampled_from(LABELS))
def test_a_deformed_interview_has_the_same_turns(
    deform: Callable[[str], bytes], interview: Interview, form: str
) -> None:
    got = plain.read(deform(interview.labelled(form)), "f")
    found = find_turns(got.text, FrontMatter(got.facts), got.marks, got.times)
    spoken = [
        (turn.speaker, words(got.text[turn.start : turn.end]))
        for turn in found.turns
        if turn.role != "narrator"
    ]
    assert spoken == [
        (ASKER if interview.asks(n) else ANSWERER, words(said))
        for n, said in enumerate(interview.turns)
    ]
