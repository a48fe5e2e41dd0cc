"""Quotations in a draft are held against the sources, word for word."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest
from fakes import LetterEmbedder
from ferry import DOCUMENTS, checked, verdicts
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.read import read_text
from index.library import Library
from index.place import Place
from index.where import Where
from qa.check.report import Verdict
from qa.check.words import words_of


@pytest.fixture(scope="module")
def library(new_place: Callable[[], AbstractContextManager[Place]]) -> Iterator[Library]:
    with new_place() as place:
        library = Library(place, LetterEmbedder())
        library.add(DOCUMENTS)
        yield library


@pytest.mark.parametrize(
    ("draft", "verdict"),
    [
        ("“My father ran the ferry for thirty years.”", "exact"),
        ("“[M]y father ran the ferry for thirty years.”", "edited_openly"),
        ("“My father r[un] the ferry for thirty years.”", "edited_openly"),
        ("“My father ran the ferry for thirty years,” said Karl Rudy.", "other_speaker"),
        ("“my father ran the ferry for thirty years,” said Rudy.", "exact"),
        ("“He didn't miss a morning and nobody thanked him”", "exact"),
        ("“'Never again', he used to say, and went again.”", "exact"),
        ("“thirty years. He didn’t miss”", "exact"),
        ("> My father ran the ferry\n> for thirty years.", "exact"),
        ("“My father ran the ferry … nobody thanked him.”", "edited_openly"),
        ("“[He] ran the ferry for thirty years”", "edited_openly"),
        ("“My father ran the ferry [...] and went again.”", "edited_openly"),
        ("“nobody thanked him … My father ran the ferry”", "altered"),
        ("“My father ran the ferry for forty years.”", "altered"),
        ("“My father ran it for thirty years.”", "altered"),
        ("“My father ran the ferry for thirty years,” said Olha Ruda.", "other_speaker"),
        ("“Who mended the ferry?” asked Anna Koval.", "exact"),
        ("“Who mended the ferry?” said Rudy.", "other_speaker"),
        ("“The bridge was built in 1978,” said Jane Doe.", "exact"),
        ("“The moon is made of green cheese and honey.”", "not_found"),
        ("a “ferry” that “never again” ran", "too_short"),
    ],
)
def test_what_becomes_of_a_quotation(library: Library, draft: str, verdict: str) -> None:
    assert verdicts(library, draft)[0] == verdict


def test_what_was_altered_is_shown_word_by_word(library: Library) -> None:
    draft = "“My dear father ran the ferry for forty years. He didn’t miss one morning.”"
    (one,) = checked(library, draft).checked
    assert one.place is not None
    assert [(c.draft, c.source) for c in one.changes] == [
        ("dear", ""),
        ("forty", "thirty"),
        ("one", "a"),
    ]
    assert one.place.quote == "My father ran the ferry for thirty years. He didn’t miss a morning"


DENIED = """JO BERG: Did you see the harbour master on that evening in May?

AN LUND: I did not really see him. I could hear the crane. It was not loud. Then the lamps went
out, which was hardly a surprise, and we walked home along the mole in the dark and the rain."""


@pytest.mark.parametrize(
    ("draft", "verdict", "left_out"),
    [
        ("“I did … see him.”", "altered", [("…", "not really")]),
        ("“I … see him.”", "altered", [("…", "did not really")]),
        ("“I did [see] him. I could hear”", "altered", [("…", "not really see")]),
        ("“I did not […] see him. I could hear the crane.”", "edited_openly", []),
        ("“I could hear the crane. … Then the lamps went out”", "edited_openly", []),
        ("“Then the lamps went out, […] and we walked home”", "edited_openly", []),
        ("“I did not really see him […] the lamps went out”", "edited_openly", []),
        (
            "“I could hear the crane and we walked home”",
            "altered",
            [("", "it was not loud then the lamps went out which was hardly a surprise")],
        ),
        (
            "“I could hear the crane, then the lamps went out and we walked home in the dark.”",
            "altered",
            [
                ("", "it was not loud"),
                ("", "which was hardly a surprise"),
                ("", "along the mole"),
            ],
        ),
        (
            "“I could hear the noisy crane. It was not loud. […] We walked home along the mole”",
            "altered",
            [("noisy", "")],
        ),
        (
            "“You could hear the crane … which was hardly a surprise, we walked home along a”",
            "altered",
            [("you", "i"), ("", "and"), ("a", "the")],
        ),
    ],
)
def test_what_is_left_out_may_turn_the_meaning_or_want_a_mark(
    tmp_path: Path, draft: str, verdict: str, left_out: list[tuple[str, str]]
) -> None:
    library = Library(tmp_path, LetterEmbedder())
    library.add([read_text(DENIED, "denied")])
    (one,) = checked(library, draft).checked
    assert one.verdict == verdict
    assert [(c.draft, c.source) for c in one.changes if verdict == "altered"] == left_out


RETOLD = """JO BERG: And the master?

AN LUND: Old Master Holm came aboard and said, sir, may I see the papers of this ship? I told him
the papers were under water. Holm shrugged. There was no light on the mole that night.

JO BERG: Did he leave?

AN LUND: He did."""


@pytest.mark.parametrize(
    ("draft", "verdict"),
    [
        ("“May I see the papers of this ship?” asked Holm.", "exact"),
        ("“Sir, may I see the papers of this ship?” said Lund.", "exact"),
        ("“May I see the papers of this ship?” asked Berg.", "other_speaker"),
        ("“The papers were under water,” said Holm.", "other_speaker"),
        ("“There was no light on the mole that night,” said Holm.", "other_speaker"),
    ],
)
def test_words_may_be_given_to_whom_the_speaker_gives_them(
    tmp_path: Path, draft: str, verdict: str
) -> None:
    library = Library(tmp_path, LetterEmbedder())
    library.add([read_text(RETOLD, "retold")])
    (one,) = checked(library, draft).checked
    assert one.verdict == verdict


@pytest.mark.parametrize(
    ("draft", "denied"),
    [
        ("She could “really see him”, she says.", "not"),
        ("She could not “really see him”, she says.", ""),
        ("That she could “really see him”, she never said.", ""),
        ("She could “not”, she says, “really see him”.", ""),
        ("She could hear: “Then the lamps went out.”", ""),
        ("She was “loud. Then the lamps”.", "not"),
        ("It was “a surprise, and we walked home”.", "hardly"),
        ("She denies that she could “really see him”.", ""),
        ("She could “hear the crane”, says Lund.", ""),
        ("He “walked home along the mole”.", ""),
        ("“I did not really see him.”", ""),
    ],
)
def test_a_denial_in_front_of_what_is_quoted_is_told(
    tmp_path: Path, draft: str, denied: str
) -> None:
    library = Library(tmp_path, LetterEmbedder())
    library.add([read_text(DENIED, "denied")])
    *_, one = checked(library, draft).checked
    assert (one.verdict, one.denied) == (Verdict.EXACT, denied)


@pytest.mark.parametrize(("between", "verdict"), [(50, "altered"), (400, "not_found")])
def test_common_words_far_apart_are_no_cut(tmp_path: Path, between: int, verdict: str) -> None:
    library = Library(tmp_path, LetterEmbedder())
    far = f"JO BERG: So?\n\nAN LUND: We all went home. {'Rain. ' * between}It was a good time.\n\n"
    library.add([read_text(far + "JO BERG: So?\n\nAN LUND: No.\n\n", "far")])
    assert verdicts(library, "“We all went home, it was a good time.”") == [verdict]


def test_of_words_that_are_nearly_said_twice_the_named_speakers_are_compared(
    tmp_path: Path,
) -> None:
    library = Library(tmp_path, LetterEmbedder())
    said = "JO BERG: We all rowed home together.\n\nAN LUND: We both rowed home together.\n\n"
    library.add([read_text(said * 2, "nearly")])
    for name in ("BERG", "LUND"):
        (one,) = checked(library, f"“We two rowed home together,” said {name}.").checked
        assert one.place is not None
        assert (one.verdict, one.place.speaker.split()[1]) == (Verdict.ALTERED, name)


def test_the_place_is_the_named_speakers_and_others_are_counted(tmp_path: Path) -> None:
    library = Library(tmp_path, LetterEmbedder())
    twice = "JO BERG: We all went home then.\n\nAN LUND: We all went home then.\n\n" * 2
    library.add([read_text(twice, "twice")])
    (one,) = checked(library, "“We all went home then,” said Lund.").checked
    assert one.place is not None
    assert (one.verdict, one.place.speaker, one.elsewhere) == (Verdict.EXACT, "AN LUND", 3)


def test_the_named_speaker_is_found_among_many_who_say_the_same(tmp_path: Path) -> None:
    library = Library(tmp_path, LetterEmbedder())
    crowd = "".join(f"MAN {n}: I do not know that.\n\nJO BERG: And you?\n\n" for n in range(60))
    one = "ANNA LUND: I do not know that, as I said in my long answer about the sea.\n\n"
    library.add([read_text(crowd + one + "JO BERG: Why?\n\nANNA LUND: So.", "crowd")])
    (found,) = checked(library, "“I do not know that,” said Anna Lund.").checked
    assert found.place is not None
    assert (found.verdict, found.place.speaker) == (Verdict.EXACT, "ANNA LUND")


def test_only_the_chosen_sources_and_speaker_count(library: Library) -> None:
    draft = "“The bridge was built in 1978”"
    for where in (Where(frozenset({"ferry"})), Where(speakers=frozenset({"OLHA RUDA"}))):
        (one,) = checked(library, draft, where).checked
        assert one.verdict is Verdict.NOT_FOUND


RUNS = [
    (document, turn, first, last)
    for document in DOCUMENTS
    for turn in document.turns
    for words in [words_of(document.text, turn.start, turn.end)]
    for first in range(len(words) - 3)
    for last in range(first + 4, len(words) + 1)
]


@settings(max_examples=60, deadline=None)
@given(run=st.sampled_from(RUNS), data=st.data())
def test_every_run_of_words_is_found_and_every_change_noticed(
    library: Library, run: Any, data: st.DataObject
) -> None:
    document, turn, first, last = run
    words = words_of(document.text, turn.start, turn.end)[first:last]
    start, end = words[0].start, words[-1].end
    said = document.text[start:end].replace('"', "")
    (one,) = checked(library, f"«{said}»").checked
    assert one.verdict is Verdict.EXACT
    assert one.place is not None
    assert [w.said for w in words_of(one.place.quote)] == [w.said for w in words]
    changed = data.draw(st.integers(0, len(words) - 1))
    forged = [w.said for w in words]
    forged[changed] = "zeppelin"
    (other,) = checked(library, f"«{' '.join(forged)}»").checked
    assert other.verdict in (Verdict.ALTERED, Verdict.NOT_FOUND)


def test_who_has_a_name_in_a_text_does_not_say_what_its_nameless_interviewer_says(
    tmp_path: Path,
) -> None:
    library = Library(tmp_path, LetterEmbedder())
    talk = "HOST: Were you paid by the yard?\n\nAN LUND: I was.\n\n" * 2
    library.add([read_text(talk, "host")])
    draft = "“Were you paid by the yard,” said {}."
    assert verdicts(library, draft.format("Lund")) == ["other_speaker"]
    assert verdicts(library, draft.format("Jane Miller")) == ["exact"]


def test_a_number_of_several_words_is_one_change(tmp_path: Path) -> None:
    library = Library(tmp_path, LetterEmbedder())
    talk = "HOST: Who?\n\nAN LUND: They came on foot, one hundred and twenty of them, to see.\n\n"
    library.add([read_text(talk * 2, "host")])
    (one,) = checked(library, "“They came on foot, 120 of them, to see”").checked
    assert [(c.draft, c.source, c.only) for c in one.changes] == [
        ("120", "one hundred and twenty", "number")
    ]


def test_a_long_quotation_is_found_by_its_words(tmp_path: Path) -> None:
    library = Library(tmp_path, LetterEmbedder())
    told = [f"w{number % 37}x{number}" for number in range(1_000)]
    talk = f"HOST: Go on?\n\nAN LUND: {' '.join(told)}.\n\nHOST: And?\n\nAN LUND: That was it."
    library.add([read_text(talk, "host")])
    said = [*told[400:460], "never", *told[461:560]]
    (one,) = checked(library, f"“{' '.join(said)}”").checked
    assert one.verdict is Verdict.ALTERED
    assert [(c.draft, c.source) for c in one.changes] == [("never", told[460])]
    assert one.place is not None
    assert one.place.quote == " ".join(told[400:560])


def test_what_the_index_finds_stands_where_not_everything_can_be_read(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("qa.check.matching.ALL_READ", 10)
    draft = "“My father ran the ferry for thirty years,” said Nobody Known."
    (one,) = checked(library, draft).checked
    assert one.verdict is Verdict.OTHER_SPEAKER


@pytest.mark.parametrize(
    "draft",
    ["“" + "a" * 200_000 + "”", "„a" * 50_000, " »a" * 50_000, "「" * 100_000, "“ab” " * 20_000],
    ids=["one word", "low marks", "German marks", "corner marks", "quotations"],
)
def test_a_draft_of_nothing_but_marks_or_letters_is_checked_at_once(
    library: Library, draft: str
) -> None:
    began = time.process_time()
    checked(library, draft)
    assert time.process_time() - began < 10  # 0.3 s on a laptop; looked at from each sign, minutes
