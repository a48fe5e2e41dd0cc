"""Times before every few words are times, whatever the ending of the file."""

from __future__ import annotations

import time

import pytest

from corpus.extracted import Extracted
from corpus.formats.pasted import is_subtitles
from corpus.formats.plain import from_text

SAID = ("Where did you", "grow up?", "In Kalmar.", "And", "the ferry?", "The Svea: a ship.")


def written(form: str) -> str:
    return "".join(form.format(n=n, a=2 * n, b=2 * n + 2, said=said) for n, said in enumerate(SAID))


def expected(start: int = 0) -> Extracted:
    text = " ".join(SAID)
    times = tuple((text.index(said), f"0:00:{2 * n:02}") for n, said in enumerate(SAID, start))
    return Extracted(text, times=times)


@pytest.mark.parametrize(
    "form",
    [
        "[00:{a:02}.000 --> 00:{b:02}.000]  {said}\n",
        "[00:00:{a:02}.000 -> 00:00:{b:02}.000] {said}\n",
        "[{a}.00s -> {b}.00s] {said}\n",
        "[00:00:{a:02}]{said}\n",
        "[00:{a:02}.00]{said}\n",
        "[00:{a:02}.000 --> 00:{b:02}.000]\n{said}\n",
        "{n}\n00:00:{a:02},000 --> 00:00:{b:02},000\n{said}\n\n",
        "00:{a:02}.000 --> 00:{b:02}.000 align:start\n<i>{said}</i>\n\n",
        "0:00:{a:02}.000,0:00:{b:02}.000\n{said}\n\n",
    ],
)
def test_times_of_a_machine_are_no_words(form: str) -> None:
    assert from_text(written(form), "a.txt") == expected()


def test_pasted_subtitles_keep_the_facts_above() -> None:
    source = "---\ntitle: A talk\n---\nWEBVTT\n\n" + written(
        "00:{a:02}.000 --> 00:{b:02}.000\n<v Anna>{said}\n\n"
    )
    got = from_text(source, "a.txt")
    assert got.facts == (("title", "A talk"),)
    assert [mark.key for mark in got.marks or ()] == ["Anna"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "A cue is so written:\n\n```\n1\n00:00:01,000 --> 00:00:02,000\nHello\n```\n\nThat is all.",
        "00:01 --> 00:02\n\n00:03 --> 00:04\n\n00:05 --> 00:06\n",
        "Anna\n00:01 --> 00:02\nWhy?\n\nTom\n00:03 --> 00:04\nSo.\n\nAnna\n00:05 --> 00:06\nOh.",
        "00:01 --> 00:02\nAnna\nWhy?\n\n00:03 --> 00:04\nTom\nSo.\n\n00:05 --> 00:06\nAnna\nOh.\n\n"
        "00:07 --> 00:08\nTom\nYes.",
        "00:01 --> 00:02 Why?\n\n00:03 --> 00:04 So.\n\n00:05 --> 00:06 Oh.",
        "One\ntwo\nthree\n\n00:01 --> 00:02\na\n\n00:03 --> 00:04\nb\n\n00:05 --> 00:06\nc",
        "1, 2\n\n3, 4\n\n5, 6\n\nWe met at 10:00, 11:00 and 12:00.",
    ],
)
def test_other_texts_with_times_are_no_subtitles(text: str) -> None:
    assert not is_subtitles(text)


@pytest.mark.parametrize("text", ["1:" * 250_000, "0:01 --> 0:02\n" * 35_000, ",\n" * 250_000])
def test_a_long_text_takes_no_longer_than_it_is(text: str) -> None:
    began = time.process_time()
    is_subtitles(text)
    assert time.process_time() - began < 3
