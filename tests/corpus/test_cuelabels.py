"""Labels of cues name who speaks, and colons inside a sentence name nobody."""

from __future__ import annotations

import time

import pytest

from corpus.cuelabels import speaker_labels
from corpus.formats.subtitles import read
from corpus.frontmatter import FrontMatter
from corpus.turns import find_turns

SAID = (
    "Where did you grow up?",
    "In Kalmar.",
    "What was the ferry called?",
    "The Svea.",
    "Did you sail on her?",
    "Every summer.",
)


def turns(*said: str) -> list[tuple[str, str]]:
    """Return (speaker, words) of subtitles with a cue every second."""
    times = [f"00:{n // 60:02}:{n % 60:02}.000" for n in range(len(said) + 1)]
    cues = zip(times, times[1:], said, strict=False)
    source = "".join(f"{start} --> {end}\n{words}\n\n" for start, end, words in cues)
    got = read(source.encode(), "a.srt")
    found = find_turns(got.text, FrontMatter(got.facts), got.marks, got.times)
    return [(turn.speaker, got.text[turn.start : turn.end]) for turn in found.turns]


def talk(form: str, *names: str) -> list[str]:
    return [form.format(name=names[n % 2], said=said) for n, said in enumerate(SAID)]


def expected(*names: str) -> list[tuple[str, str]]:
    return [(names[n % 2], said) for n, said in enumerate(SAID)]


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Kurt Holm (he/him)", "Kurt Holm"),
        ("Kurt Holm, PhD", "Kurt Holm, PhD"),
        ("Kurt Holm, archivist", "Kurt Holm"),
        ("Kurt Holm | Museum", "Kurt Holm | Museum"),
        ("Kurt & Co", "Kurt & Co"),
        ("Kurt @ Museum", "Kurt @ Museum"),
        ("+46 480 123456", "+46 480 123456"),
        ("14804553322", "14804553322"),
        ("iPhone von Kurt", "iPhone von Kurt"),
        ("kurt", "kurt"),
        ("speaker0", "speaker0"),
    ],
)
def test_whatever_stands_on_every_cue_is_who_speaks(written: str, shown: str) -> None:
    assert turns(*talk("{name}: {said}", "Marta Lind", written)) == expected("Marta Lind", shown)
    once = [
        *talk("{name}: {said}", "Marta Lind", "Tobias Brandt"),
        f"{written}: I grew up in Lund.",
    ]
    assert turns(*once) == [
        *expected("Marta Lind", "Tobias Brandt"),
        (shown, "I grew up in Lund."),
    ]


@pytest.mark.parametrize(
    ("form", "names"),
    [
        ("[{name}]: {said}", ("SPEAKER_00", "SPEAKER_01")),
        ("[{name}] {said}", ("SPEAKER_00", "SPEAKER_01")),
        ("[{name}] {said}", ("Marta Lind", "Tobias Brandt")),
        ("[{name}]\n{said}", ("Marta Lind", "Tobias Brandt")),
        ("({name}) {said}", ("MARTA", "TOBIAS")),
        ("- {name}: {said}", ("Marta", "Tobias")),
        ("**{name}:** {said}", ("Marta", "Tobias")),
        ("{name}：{said}", ("李明", "王芳")),
    ],
)
def test_labels_may_stand_in_brackets(form: str, names: tuple[str, str]) -> None:
    assert turns(*talk(form, *names)) == expected(*names)


def test_two_cues_with_labels_in_capitals_are_two_turns() -> None:
    assert turns("[SPEAKER_00]: Where?", "[SPEAKER_01]: There.") == [
        ("SPEAKER_00", "Where?"),
        ("SPEAKER_01", "There."),
    ]


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("He always said:\nOne thing: never sail alone.", None),
        ("He always said:\nKalmar: the best of towns.", None),
        ("We had\nwhat we needed: a boat.", None),
        ("There are\ntwo places: Kalmar and Lund.", None),
        ("John 3:16: it says.\n12:30: we left.", None),
        ("\nTwo places: Kalmar and Lund.", "Two places: Kalmar and Lund."),
    ],
)
def test_a_colon_inside_a_cue_names_nobody(said: str, words: str | None) -> None:
    cues = talk("{name}: {said}", "Marta", "Tobias")
    cues[1] = f"Tobias: {said}" if words is None else f"Tobias:{said}"
    want = expected("Marta", "Tobias")
    want[1] = ("Tobias", words or " ".join(said.split("\n")))
    assert turns(*cues) == want


def test_two_with_labels_may_speak_in_one_cue() -> None:
    assert turns("Marta: I say.\nTobias: Good.", "Tobias: Bye.", "Marta: Bye.\nKurt: Bye.") == [
        ("Marta", "I say."),
        ("Tobias", "Good. Bye."),
        ("Marta", "Bye."),
        ("Kurt", "Bye."),
    ]


def test_a_label_that_nothing_follows_is_not_lost() -> None:
    assert turns("Marta: Where?", "Tobias:", "Marta: Where?", "Tobias:", "There.") == [
        ("Marta", "Where?"),
        ("Tobias", "Tobias:"),
        ("Marta", "Where?"),
        ("Tobias", "There."),
    ]


@pytest.mark.parametrize(
    "said",
    [
        ("I have rules.", "Rule one: never sail alone.", "Rule two: eat.", "And: sleep."),
        ("We left at", "12:30: it rained.", "At 13:00 we ate.", "Note: we had fish."),
        ("As we read in", "John 3:16: For God so loved", "John 3:17: He did", "Luke 2:1: In"),
        ("There are three: a, b", "The list: c", "goes on: d", "to the end: e"),
        ("[Applause] Thank you.", "[Music] La la la", "[Applause] Yes.", "[Music] La."),
        ("(SIGHS) No.", "(DOOR OPENS) Yes.", "(SIGHS) Why?", "(DOOR OPENS) Oh.", "(GASPS) So."),
        ("[Sighs] No.", "[Cheers] Yes.", "Why?", "[Sighs] Why?", "[Cheers] Oh.", "[Sighs] So."),
        ("Chapter 1: The sea.", "Rule 2: eat.", "Chapter 1: The sea.", "Rule 2: eat."),
        ("To: Anna", "From: Tom", "To: Ben", "From: Tom"),
        ("Pro: it is cheap.", "Con: it is slow.", "Pro: it is nice.", "Con: it is far."),
        ("(laughs) No.", "(sighs) Yes.", "(laughs) No.", "(sighs) Well."),
        ("[1] He wrote that", "[2] she left [sic]", "[1] and again", "[2] she came"),
        ("1961: I was born.", "1962: We moved.", "1961: That year.", "1962: Also."),
        ("Monday: soup.", "Tuesday: fish.", "Monday: soup.", "Tuesday: fish."),
        ("♪ One: the number ♪", "♪ Two: the sea ♪", "♪ One: the number ♪", "♪ Two: the sea ♪"),
        ("Re:start it", "Marta:hello", "http://a.example: look", "Re:start it", "Marta:hello"),
        ("Sie sagte: Nein.", "Er sagte: Doch.", "Sie sagte: Gut.", "Er sagte: So."),
        ("One thing: eat.", "Two things: eat.", "One thing: go.", "Two things: go."),
    ],
)
def test_what_stands_before_a_colon_or_in_brackets_may_be_said(said: tuple[str, ...]) -> None:
    assert speaker_labels(said) == [None] * len(said)


def test_a_sound_before_the_first_label_is_nobodys() -> None:
    cues = talk("{name}: {said}", "Marta", "Tobias")
    assert turns("[gentle music]", *cues) == [
        ("Narrator", "[gentle music]"),
        *expected("Marta", "Tobias"),
    ]


def test_a_dash_before_a_voice_is_nobodys_turn() -> None:
    assert turns("- <v Marta>Where?</v>\n- <v Tobias>There.</v>", "<v Marta>- Oh.") == [
        ("Marta", "Where?"),
        ("Tobias", "There."),
        ("Marta", "- Oh."),
    ]


@pytest.mark.parametrize(
    "said",
    [
        "A" * 500_000,
        "[" * 500_000,
        "a " * 250_000,
        "[a] " * 125_000,
        "a: " * 160_000,
        "-" * 500_000,
    ],
    ids=["letters", "brackets", "words", "names", "colons", "dashes"],
)
def test_a_long_cue_takes_no_longer_than_it_is(said: str) -> None:
    began = time.process_time()
    speaker_labels([said, said, said])
    assert time.process_time() - began < 1
