"""Subtitles become running text, and no word of them is lost."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.errors import SourceError
from corpus.extracted import Extracted, Kind, LeftOut
from corpus.formats.subtitles import read
from corpus.frontmatter import FrontMatter
from corpus.turns import find_turns

SRT = """1
00:00:01,000 --> 00:00:02,500
I was born

2
00:00:02,600 --> 00:01:04,000
in the harbour. & 5 < 6

3
00:01:07,000 --> 00:01:08,000
42
"""
SAID = Extracted(
    "I was born in the harbour. & 5 < 6 42",
    times=((0, "0:00:01"), (11, "0:00:02"), (35, "0:01:07")),
)


def text(source: str) -> str:
    return read(source.encode(), "a.srt").text


def turns(source: str) -> list[tuple[str, str, str | None]]:
    got = read(source.encode(), "a.vtt")
    found = find_turns(got.text, FrontMatter(got.facts), got.marks, got.times)
    return [(turn.speaker, got.text[turn.start : turn.end], turn.time) for turn in found.turns]


def cue(*lines: str, start: int = 0) -> str:
    """Return a cue of one second, without a pause before the next."""
    at = (f"00:{n // 60:02}:{n % 60:02}.000" for n in (start, start + 1))
    return " --> ".join(at) + "\n" + "\n".join(lines) + "\n\n"


def cues(*said: str) -> str:
    return "".join(cue(*one.split("\n"), start=n) for n, one in enumerate(said))


def vtt(*said: str) -> str:
    return "WEBVTT\n\n" + cues(*said)


@pytest.mark.parametrize(
    "deform",
    [
        lambda s: s,
        lambda s: "WEBVTT\n\n" + s.replace(",", ".").replace("00:0", "0").replace("< 6", "&lt; 6"),
        lambda s: s.replace("\n", "\r\n"),
        lambda s: s.replace("\n", "\r"),
        lambda s: s.replace("\n", "\r\r\n"),
        lambda s: "\ufeff" + s,
        lambda s: s.replace("\n\n", "\n"),
        lambda s: s.replace("\n\n", "\n\n\n \n"),
        lambda s: s.replace("\n\n", "\n\u00a0\n"),
        lambda s: s.replace("\n", " \t\n"),
        lambda s: s.replace("00:0", "0:0"),
        lambda s: s.replace(",", "."),
        lambda s: s.replace(",", ":"),
        lambda s: s.replace(",", " , ").replace(":", ": "),
        lambda s: s.replace(" --> ", "-->"),
        lambda s: s.replace(" --> ", "  ->\t"),
        lambda s: s.replace("500\n", "500 align:start position:0%\n"),
        lambda s: s.replace("1\n00", "00", 1).replace("2\n00", "00", 1),
        lambda s: s.replace("1\n00", "7\n00", 1).replace("2\n00", "7\n00", 1),
    ],
)
def test_files_that_differ_in_form_alone_read_alike(deform: Callable[[str], str]) -> None:
    assert read(deform(SRT).encode(), "a") == SAID
    assert read(deform(SRT).encode("utf-16"), "a") == SAID


@pytest.mark.parametrize(
    ("times", "shown"),
    [
        ("00:01:02,000 --> 00:01:03,000", "0:01:02"),
        ("01:02.000 --> 01:03.000", "0:01:02"),
        ("75:10.000 --> 75:12.000", "1:15:10"),
        ("123:00:00.000 --> 123:00:01.000", "123:00:00"),
        ("1:2 --> 1:3", "0:01:02"),
        ("00:01:02,000 -->", "0:01:02"),
        ("00:01:02,000 --> 00:00:01,000", "0:01:02"),
        ("00:01:02,000 --> ??", "0:01:02"),
        ("--> 00:01:03,000", None),
        ("0000:: --> 00:01:03,000", None),
    ],
)
def test_times_are_read_however_they_are_written(times: str, shown: str | None) -> None:
    found = read(f"1\n{times}\nWords\n".encode(), "a")
    assert found.times == (((0, shown),) if shown else ())
    assert "".join(found.text.split()).removeprefix("??") == "Words"


def test_cues_keep_the_order_of_the_file() -> None:
    assert text(cue("Later", start=9) + cue("sooner", start=2)) == "Later sooner"


@pytest.mark.parametrize(
    ("payload", "said"),
    [
        ("<i>Hello</i> <c.yellow.bg_blue>you</c>", "Hello you"),
        ('<font color="#fff">Hello</font>{\\an8}', "Hello"),
        ("He<00:00:01.500><c>llo</c>", "Hello"),
        ("<laughs> 3 < 4 > 2", "<laughs> 3 < 4 > 2"),
        ("&lt;i&gt; Tom &amp; Ann AT&T &copy 5&nbsp;m", "<i> Tom & Ann AT&T &copy 5\u00a0m"),
        ("one\ntwo", "one two"),
        ("日本の\n話です。", "日本の話です。"),
        ("<lang en>Yes</lang><b></b>", "Yes"),
        ("See A --> B", "See A --> B"),
    ],
)
def test_markup_is_no_text(payload: str, said: str) -> None:
    assert text(vtt(payload)) == said


def test_a_paragraph_ends_at_a_pause_after_a_sentence() -> None:
    source = cue("One.", start=0) + cue("Two", start=3) + cue("three.", start=6)
    assert text(source) == "One.\n\nTwo three."


def test_a_long_paragraph_ends_with_its_sentence() -> None:
    long = "word " * 120 + "end."
    assert text(cues(long, "More.", "And more.")) == f"{long}\n\nMore. And more."


def test_what_has_no_sentences_ends_a_paragraph_when_it_is_very_long() -> None:
    assert [len(p) for p in text(cues(*["x" * 99] * 32)).split("\n\n")] == [1599, 1599]


def test_chinese_and_japanese_cues_are_joined_without_a_space() -> None:
    assert text(cues("日本の", "話です", "OK", "か\u3099")) == "日本の話です OK が"


def test_a_voice_tag_names_the_speaker() -> None:
    assert turns(
        vtt("<v Anna Berg>Why?</v>", "<v.loud Ben &amp; Co>So", "<v Ben &amp; Co>it is.", "Hm.")
    ) == [
        ("Anna Berg", "Why?", "0:00:00"),
        ("Ben & Co", "So it is.", "0:00:01"),
        ("Unknown speaker", "Hm.", "0:00:03"),
    ]


def test_two_voices_in_one_cue_are_two_turns() -> None:
    assert turns(vtt("<v Anna>Why?</v>\n<v Ben>So.")) == [
        ("Anna", "Why?", "0:00:00"),
        ("Ben", "So.", "0:00:00"),
    ]


def test_a_label_on_every_cue_names_the_speaker() -> None:
    assert turns(vtt("Anna: Why?", "Ben: It was", "Ben: long ago.", "Ben: Yes.", "Anna: Oh.")) == [
        ("Anna", "Why?", "0:00:00"),
        ("Ben", "It was long ago. Yes.", "0:00:01"),
        ("Anna", "Oh.", "0:00:04"),
    ]


def test_where_all_cues_have_labels_one_used_once_is_a_label() -> None:
    assert turns(vtt("Anna: Why?", "Ben: It was", "Ben: long ago.")) == [
        ("Anna", "Why?", "0:00:00"),
        ("Ben", "It was long ago.", "0:00:01"),
    ]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (["- Why?\n- So it", "is."], "- Why?\n- So it is."),
        (["-Why?", "-So."], "-Why?\n-So."),
        (["&gt;&gt; Why?", "I ask.", ">> So."], ">> Why? I ask.\n>> So."),
        (
            ["ANNA: Why?", "I ask", "again.", "and", "BEN: So."],
            "ANNA: Why? I ask again. and\nBEN: So.",
        ),
        (["One thing: he", "said", "Listen: no", "more."], "One thing: he said Listen: no more."),
    ],
)
def test_what_opens_a_turn_begins_a_line(said: list[str], expected: str) -> None:
    assert text(cues(*said)) == expected


def test_captions_that_roll_are_told_once() -> None:
    source = vtt("\none", "one", "one\ntwo", "two", "two\ntwo", "two\nthree")
    assert read(source.encode(), "a") == Extracted(
        "one two two three",
        times=((0, "0:00:00"), (4, "0:00:02"), (8, "0:00:04"), (12, "0:00:05")),
        left_out=(
            LeftOut(
                "line 4", Kind.BOILERPLATE, "one\none\ntwo\ntwo\ntwo", "repeats the cue before"
            ),
        ),
    )


def test_who_says_the_same_again_is_heard_again() -> None:
    assert text(cues("No.", "No.", "No.", "Yes.")) == "No. No. No. Yes."


def test_what_is_no_cue_is_left_out_and_named() -> None:
    source = (
        "WEBVTT - A talk\nKind: captions\nLanguage: en-GB\n\nNOTE by hand\nin May\n\n"
        "STYLE\n::cue { color: red }\n\nintro\n" + cue("Hello") + "NOTE end\n\n7\n" + cue("there.")
    )
    assert read(source.encode(), "a") == Extracted(
        "Hello there.",
        times=((0, "0:00:00"), (6, "0:00:00")),
        facts=(("language", "en-GB"),),
        left_out=(
            LeftOut("line 1", Kind.METADATA, "- A talk\nKind: captions", "header"),
            LeftOut("line 5", Kind.METADATA, "NOTE by hand\nin May", "note"),
            LeftOut("line 8", Kind.METADATA, "STYLE\n::cue { color: red }", "style"),
            LeftOut("line 15", Kind.METADATA, "NOTE end", "note"),
            LeftOut("line 13", Kind.METADATA, "intro", "names of cues"),
        ),
    )


def test_text_above_the_first_cue_is_left_out_and_named() -> None:
    assert read(("Made by hand\n\n1\n" + cue("Hello")).encode(), "a").left_out == (
        LeftOut("line 1", Kind.METADATA, "Made by hand", "before the cues"),
    )


@pytest.mark.parametrize(
    ("source", "why"),
    [
        (
            "Only prose.",
            'expected lines such as "00:00:01,000 --> 00:00:02,000", found none: '
            "save it as subtitles or as plain text",
        ),
        (cue("") + cue("<i></i>"), "expected cues with text, found only times: check the file"),
        (" ", "expected a text, found none: the file is empty"),
        (
            "".join(cue(f"w{n}") for n in range(50_001)),
            "expected at most 50,000 pieces, found 50,001: split the file",
        ),
    ],
)
def test_a_file_without_cues_is_refused(source: str, why: str) -> None:
    with pytest.raises(SourceError) as refused:
        read(source.encode(), "a.srt")
    assert str(refused.value) == f"a.srt: {why}"


WORDS = st.text(st.sampled_from("ab7Zé日い.?&>:- \u00a0"), min_size=1, max_size=12).filter(
    lambda said: said.strip() and "-->" not in said and not said.strip().isdigit()
)
LINES = st.lists(st.lists(WORDS, min_size=1, max_size=2), min_size=1, max_size=8)


@settings(deadline=None)
@given(
    said=LINES,
    end=st.sampled_from(["\n", "\r\n", "\r", "\r\r\n", " \n"]),
    blanks=st.sampled_from(["", "\n", "\n\n"]),
    counted=st.booleans(),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_no_character_of_a_cue_is_lost(
    said: list[list[str]], end: str, blanks: str, counted: bool, encoding: str
) -> None:
    written = "".join(
        (f"{n}\n" if counted else "") + cue(*lines, start=n * 2).rstrip("\n") + "\n" + blanks
        for n, lines in enumerate(said)
    )
    found = read(written.replace("\n", end).encode(encoding), "a")
    kept = found.text + "".join(left.text for left in found.left_out)
    # A label that every cue begins with is written once a turn.
    assert found.marks or letters(kept) == letters("".join(map("".join, said)))


def letters(text: str) -> list[str]:
    return sorted("".join(text.split()))


@pytest.mark.parametrize(
    "source",
    [
        "".join(f"{n}\n" + cue(f"Word {n}.", start=n % 3000) for n in range(50_000)),
        cue("x") + ("1" * 900 + "\n") * 3_000,
        cue("x") + "1" * 2_000_000,
        cue("x") + ("1:" * 400 + "\n") * 3_000,
        cue("<" * 500_000 + "&" * 500_000 + "{\\" * 200_000),
        "WEBVTT\n\n" + "NOTE x\n" * 200_000 + "\n" + cue("x"),
        cue("x\n" * 200_000) + cue("x\n" * 200_000),
        (" " * 900 + "-->" + "\n") * 2_000 + cue("x"),
    ],
    ids=["cues", "digits", "one number", "colons", "markup", "notes", "lines", "arrows"],
)
def test_time_grows_with_the_length_of_the_file_and_no_faster(source: str) -> None:
    began = time.process_time()
    read(source.encode(), "a")
    assert time.process_time() - began < 5
