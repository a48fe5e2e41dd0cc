"""Quotations in a draft are held against the sources, word for word."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from itertools import pairwise, product
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from fakes import LetterEmbedder
from hypothesis import given, settings
from hypothesis import strategies as st

import qa.opening
from corpus.builtin import texts_folder
from corpus.read import find_sources, read_source, read_text
from index.library import Library
from index.place import Place, address_of
from index.where import Where
from qa.check.attribution import around, attributed_to
from qa.check.people import is_nameless, is_same_person
from qa.check.pieces import runs, shortest
from qa.check.quotations import find_quotations
from qa.check.report import Report, Verdict
from qa.check.verdict import check
from qa.check.words import Line, words_of
from qa.checking import check as command
from qa.cli import entry

TALK = """ANNA KOVAL: Who ran the ferry in those years, and who paid for it?

BOHDAN RUDY: My father ran the ferry for thirty years. He didn’t miss a morning, and nobody
thanked him. "Never again," he used to say — and went again.

ANNA KOVAL: Who mended the ferry?

OLHA RUDA: My uncle mended the ferry each spring with pitch and old sails. He sang."""
OTHER = """Q: Was the bridge built by then?

A: The bridge was built in 1978. The ferry lay on the bank after that.
Nobody bought the ferry, so we burnt it one cold night."""
DOCUMENTS = (read_text(TALK, "ferry"), read_text(OTHER, "bridge"))


@pytest.fixture(scope="module")
def library(new_place: Callable[[], AbstractContextManager[Place]]) -> Iterator[Library]:
    with new_place() as place:
        library = Library(place, LetterEmbedder())
        library.add(DOCUMENTS)
        yield library


EVERYWHERE = Where()


def checked(library: Library, draft: str, where: Where = EVERYWHERE) -> Report:
    with library.snapshot() as snapshot:
        return check(draft, snapshot, where)


def verdicts(library: Library, draft: str) -> list[str]:
    return [str(one.verdict) for one in checked(library, draft).checked]


@pytest.mark.parametrize(
    ("draft", "quoted"),
    [
        ("He said “one two” and «three».", ["one two", "three"]),
        ("„eins zwei“ und »nein« und ‹ja›", ["eins zwei", "nein", "ja"]),
        ('"one," he said, "two."', ["one,", "two."]),
        ("‘one don’t two’ said Jo, the boys’ friend", ["one don’t two"]),
        ("'one two' isn't the boys' own", ["one two"]),
        ("「一二三」と言った", ["一二三"]),
        ("“he told me ‘one two’ then”", ["he told me ‘one two’ then"]),
        ("“one\n\n“two\n\n“three”", ["one", "two", "three"]),
        ("Text.\n\n> one two\n> three\n\nMore.", ["> one two\n> three"]),
        ("> one two\n> three\n", ["> one two\n> three"]),
        ("> one two\n> — Jo Berg\n", ["> one two"]),
        ("> one two\n>\n> - Jo Berg\n\nMore.", ["> one two\n>"]),
        ('5\'10" tall and 6" wide', []),
        ("“…”", []),
    ],
)
def test_quotations_are_found_by_any_marks(draft: str, quoted: list[str]) -> None:
    found = find_quotations(draft)
    assert [q.text for q in found.quotations] == quoted
    assert all(draft[q.start : q.end] == q.text for q in found.quotations)


def test_what_follows_a_mark_that_nothing_closes_is_found_all_the_same() -> None:
    found = find_quotations("“This never ends. “One two” does, and “three” too.")
    assert (found.unclosed, [q.text for q in found.quotations]) == ((0,), ["One two", "three"])


@given(st.text(alphabet="a b.\n>“”„«»‹›「」‘’\"'[]…-—", max_size=60))
def test_whatever_the_marks_quotations_lie_apart_and_in_order(draft: str) -> None:
    found = find_quotations(draft).quotations
    assert all(draft[q.start : q.end] == q.text and q.said.strip() for q in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


def test_many_apostrophes_take_no_longer_for_each_other() -> None:
    assert find_quotations(" 'a" * 100_000).quotations == ()


def test_a_mark_that_nothing_closes_is_told() -> None:
    found = find_quotations("First.\n\n“This never ends.\n\nThen “one” ends.")
    assert (found.unclosed, [q.text for q in found.quotations]) == ((8,), ["one"])


@pytest.mark.parametrize(
    ("draft", "name"),
    [
        ("“We left,” said Anna Koval.", "Anna Koval"),
        ("“We left,” the captain Rudy recalled.", "Rudy"),
        ("“We left”, according to Olha Ruda.", "Olha Ruda"),
        ("Bohdan Rudy said: “We left.”", "Bohdan Rudy"),
        ("Bohdan Rudy, who ran it, told the paper that “we left.”", "Bohdan Rudy"),
        ("Anna Koval: “We left.”", "Anna Koval"),
        ("Olha Ruda told me that Anna Koval said: “We left.”", "Anna Koval"),
        ("“We left,” he said.", ""),
        ("“We left,” he said of Anna Koval.", ""),
        ("“We left,” said the captain of Anna Koval.", ""),
        ("“We left.” Anna Koval said no more.", ""),
        ("“We left.” Anna Koval said.", "Anna Koval"),
        ("“We left”. Anna Koval said no more.", ""),
        ("“We left!” Anna Koval said to us.", "Anna Koval"),
        ("“Did we leave?” Anna Koval said: yes.", ""),
        ("“We left,” Anna Koval’s father said.", ""),
        ("“We left,” Olha Ruda and Anna Koval said.", ""),
        ("Olha Ruda said no, while Anna Koval shrugged: “We left.”", ""),
        ("The town, which Olha Ruda said was lost, calls this “leaving”.", ""),
        ("It was Anna Koval he told: “We left.”", ""),
        ("> We left\n\nAnna Koval said no.", ""),
        ("“We left.” Anna Koval was there.", ""),
        ("It was cold. “We left.”", ""),
        ("Anna Koval said no. “We left.”", ""),
    ],
)
def test_whom_a_draft_names_is_clear_or_nobody(draft: str, name: str) -> None:
    (quotation,) = find_quotations(draft).quotations
    assert attributed_to(draft, quotation) == name


def test_whom_another_quotation_names_is_not_who_speaks() -> None:
    draft = "“Anna Koval said so,” he told us, “and we left,” and “Koval said” no more."
    quotations = find_quotations(draft).quotations
    assert [attributed_to(around(draft, quotations), one) for one in quotations] == ["", "", ""]


@pytest.mark.parametrize("between", ["\n\n", "\n> ", "\n>\n> "])
def test_a_block_is_whose_name_stands_below_it(between: str) -> None:
    draft = f"> My father ran the ferry{between}— Bohdan Rudy\n"
    (quotation,) = find_quotations(draft).quotations
    assert attributed_to(draft, quotation) == "Bohdan Rudy"


@pytest.mark.parametrize(
    ("name", "speaker", "same"),
    [
        ("Rudy", "BOHDAN RUDY", True),
        ("Dr. Bohdan Rudy", "BOHDAN RUDY", True),
        ("Bohdan", "BOHDAN RUDY", True),
        ("Olha Ruda", "BOHDAN RUDY", False),
        ("Koval", "BOHDAN RUDY", False),
        ("Karl Rudy", "BOHDAN RUDY", False),
        ("Dr. Karl Rudy", "Dr. BOHDAN RUDY", False),
        ("B. Rudy", "BOHDAN RUDY", True),
        ("Bogdan Rudy", "BOHDAN RUDY", True),
        ("Captain Rudy", "BOHDAN RUDY", True),
        ("Former Captain Karl Rudy", "BOHDAN RUDY", False),
        ("Oleksandr Mishchenko", "Olexandr Mischenko", True),
        ("Ivan Petrova", "Ivan Petrov", False),
        ("Olha Rudy", "OLHA RUDA", False),
    ],
)
def test_the_last_name_is_enough(name: str, speaker: str, same: bool) -> None:
    assert is_same_person(name, speaker) is same


@pytest.mark.parametrize("speaker", ["Interviewee", "Host", "Correspondent", "SPEAKER_00", "Q"])
def test_a_label_that_is_no_name_may_be_anybody(speaker: str) -> None:
    assert is_nameless(speaker)
    assert not is_nameless("BOHDAN RUDY")


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


LETTERS = st.lists(st.sampled_from("abc"), min_size=1, max_size=12)


@given(LETTERS, st.lists(LETTERS.map(lambda piece: piece[:2]), min_size=1, max_size=3))
def test_marks_of_omission_stand_for_as_little_as_they_can(
    words: list[str], pieces: list[list[str]]
) -> None:
    where = [
        [at for at in range(len(words)) if words[at : at + len(piece)] == piece] for piece in pieces
    ]
    spans = [
        places[-1] + len(pieces[-1]) - places[0]
        for places in product(*where)
        if all(at + len(piece) <= n for at, n, piece in zip(places, places[1:], pieces))  # noqa: B905
    ]
    found = shortest(Line(words_of(" ".join(words))), pieces)
    assert (found and found[-1] + len(pieces[-1]) - found[0]) == min(spans, default=None)


@given(LETTERS, LETTERS)
def test_runs_are_the_longest_that_stand_together(words: list[str], said: list[str]) -> None:
    found = runs(Line(words_of(" ".join(words))), [said], 3, len(said))
    texts = [" ".join(said[run.start : run.stop]) for run in found]
    assert re.search(".*".join(texts), " ".join(words))
    assert all(len(run) >= min(3, len(said)) for run in found)


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


@pytest.fixture(autouse=True)
def letters(monkeypatch: pytest.MonkeyPatch) -> None:
    """Open libraries with the embedder that these were made with."""
    monkeypatch.setattr(qa.opening, "open_embedder", lambda *_, **__: LetterEmbedder())


@pytest.fixture
def run(library: Library, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Iterator[Any]:
    def run(draft: str, *flags: str) -> tuple[int, str]:
        file = tmp_path / "draft.md"
        file.write_text(draft, encoding="utf-8")
        code = 0
        try:
            entry(["check", str(file), "--library", address_of(library.place), *flags])
        except SystemExit as done:
            code = int(done.code or 0)
        return code, capsys.readouterr().out

    yield run


def test_the_command_tells_place_verdict_and_source(run: Any, library: Library) -> None:
    code, out = run("Intro.\n\n“My father ran the ferry for forty years,” said Rudy.")
    link = checked(library, "“My father ran the ferry for thirty years”").to_json()
    assert code == 0
    assert out == (
        "3:2  ALTERED: the words were changed, given to Rudy\n"
        "  “My father ran the ferry for forty years,”\n"
        "  source: “My father ran the ferry for thirty years”\n"
        "    “forty” is “thirty” there\n"
        "  BOHDAN RUDY (interviewee), ferry\n"
        f"  {link['quotations'][0]['source']['link']}\n\n"
        "1 quotation: 1 altered\n"
    )


def test_who_has_a_name_in_a_text_does_not_say_what_its_nameless_interviewer_says(
    tmp_path: Path,
) -> None:
    library = Library(tmp_path, LetterEmbedder())
    talk = "HOST: Were you paid by the yard?\n\nAN LUND: I was.\n\n" * 2
    library.add([read_text(talk, "host")])
    draft = "“Were you paid by the yard,” said {}."
    assert verdicts(library, draft.format("Lund")) == ["other_speaker"]
    assert verdicts(library, draft.format("Jane Miller")) == ["exact"]


def test_that_altered_words_are_somebody_elses_is_told_too(run: Any) -> None:
    draft = "“My father ran the ferry for forty years,” said Koval."
    _, out = run(draft)
    assert out.startswith(
        "1:2  ALTERED: the words were changed, and somebody else says them, given to Koval\n"
    )
    (one,) = json.loads(run(draft, "--json")[1])["quotations"]
    assert (one["verdict"], one["other_speaker"]) == ("altered", True)


def test_house_style_is_told_from_other_words(run: Any, library: Library) -> None:
    draft = "“My father ran the ferry for {} years,” said {}."
    same, other = (draft.format(years, "Rudy") for years in ("30", "40"))
    code, out = run(same, "--strict")
    assert (code, out.splitlines()[0], out.splitlines()[3]) == (
        1,
        "1:2  ALTERED: the same words but for how numbers are written, given to Rudy",
        "    “30” is “thirty” there",
    )
    (one,) = json.loads(run(same, "--json")[1])["quotations"]
    assert one["changes"] == [{"draft": "30", "source": "thirty", "only": "number"}]
    (one,) = json.loads(run(other, "--json")[1])["quotations"]
    assert one["changes"] == [{"draft": "40", "source": "thirty", "only": None}]
    mixed = checked(library, "“he ran the ferry for 30 years. He didn’t miss a mourning”").checked[
        0
    ]
    assert mixed.explained == "the words were changed"
    anothers = checked(library, draft.format("30", "Koval")).checked[0]
    assert anothers.explained == (
        "the same words but for how numbers are written, and somebody else says them"
    )


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


def test_a_denial_in_front_is_shown_and_no_fault(run: Any) -> None:
    code, out = run("The ferry could “miss a morning”, said Rudy.", "--strict")
    assert (code, out.splitlines()[2]) == (
        0,
        "    “didn't” stands before it there: is the meaning kept?",
    )


def test_the_json_has_every_place_and_counts(run: Any) -> None:
    code, out = run("“nobody thanked him”\n\n“open", "--json", "--strict")
    found = json.loads(out)
    assert code == 1
    assert list(found) == ["file", "quotations", "unclosed", "counts"]
    (one,) = found["quotations"]
    source = one.pop("source")
    assert one == {
        "number": 1,
        "line": 1,
        "column": 2,
        "start": 1,
        "end": 19,
        "quote": "nobody thanked him",
        "attributed": None,
        "verdict": "exact",
        "changes": [],
        "elsewhere": 0,
        "other_speaker": False,
        "denied": None,
        "explained": "word for word",
    }
    assert TALK[source["start"] : source["end"]] == source["quote"] == "nobody\nthanked him"
    assert (found["unclosed"], found["counts"]) == ([{"line": 3, "column": 1}], {"exact": 1})


def test_a_sound_draft_is_fine_when_strict(run: Any) -> None:
    assert run("“nobody thanked him”", "--strict") == (0, run("“nobody thanked him”")[1])
    assert run("No quotation here.") == (0, "no quotations found\n")


def test_the_page_shows_what_the_command_prints(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = (Path(__file__).parents[2] / "docs" / "checking.md").read_text(encoding="utf-8")
    (draft,) = re.findall(r"^```markdown\n(.*?)^```$", page, re.M | re.S)
    (printed,) = re.findall(r"^```text\n(.*?)^```$", page, re.M | re.S)
    library = Library(tmp_path / "library", LetterEmbedder())
    library.add([read_source(path) for path in find_sources(texts_folder())])
    (tmp_path / "draft.md").write_text(draft, encoding="utf-8")
    with pytest.raises(SystemExit, match=r"^0$"):
        entry(["check", str(tmp_path / "draft.md"), "--library", address_of(library.place)])
    assert capsys.readouterr().out == printed


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("gone.md", "gone.md: expected a readable file, found: No such file or directory"),
        ("talk.srt", "talk.srt: expected a draft in one of .docx, .htm"),
    ],
)
def test_what_is_no_draft_is_one_line(
    library: Library, name: str, why: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as done:
        entry(["check", name, "--library", address_of(library.place)])
    assert done.value.code == 1
    assert capsys.readouterr().err.startswith(f"onrecord: {why}")


def test_a_draft_may_come_from_stdin(library: Library) -> None:
    told: Result = CliRunner().invoke(
        command, ["-", "--library", address_of(library.place)], input="“nobody thanked him”"
    )
    assert told.stdout.startswith("1:2  EXACT: word for word\n")


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
