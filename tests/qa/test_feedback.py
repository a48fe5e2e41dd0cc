"""What readers said becomes an evaluation set that runs as it is."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from fakes import LetterEmbedder
from served import tea_answerer

from corpus.errors import OnrecordError
from corpus.read import read_text
from eval.dataset import Gold, Question, load_set
from eval.run import run_set
from index.feedback import Feedback, Quoted, Verdict
from index.library import Library
from index.place import Place, address_of
from qa.feedback import MOVED_ON, NO_PASSAGE, SCOPE_GONE, as_set, feedback
from qa.narrow import Narrowing

SAID = Quoted("tea", "Merchants from Odessa buy it.")
GROWN = Quoted("tea", "We grow green tea.")


def said(question: str, verdict: Verdict, *cited: Quoted, **more: object) -> Feedback:
    reason = "answered" if cited else "not_in_sources"
    return Feedback(question, verdict, reason, 0.5, cited, **more)  # type: ignore[arg-type]


GIVEN = (
    said("Who buys it from Odessa?", Verdict.GOOD, SAID, given="1"),
    said("Which football club won?", Verdict.GOOD, given="2"),
    said("What do you grow?", Verdict.WRONG_PASSAGE, SAID, right=GROWN, given="3"),
    said("And in Odessa?", Verdict.SHOULD_HAVE_REFUSED, SAID, history=("Who?",), given="4"),
    said("Is it green?", Verdict.SHOULD_HAVE_ANSWERED, right=GROWN, sources=("tea",), given="5"),
    said("Which is wrong?", Verdict.WRONG_PASSAGE, SAID, given="6"),
    said("Which part?", Verdict.GOOD, SAID, dates=("2020", ""), given="7"),
    said("Which of two?", Verdict.GOOD, SAID, sources=("tea", "tea-2"), given="71"),
    said("Which words?", Verdict.GOOD, Quoted("tea", "These are none."), given="8"),
    said("Is it bad?", Verdict.BAD, SAID, given="9"),
    said("Says who?", Verdict.SHOULD_HAVE_REFUSED, SAID, speaker="Nobody", given="91"),
    said("Says what?", Verdict.SHOULD_HAVE_REFUSED, SAID, sources=("gone",), given="92"),
)


@pytest.fixture
def library(place: Place) -> Library:
    made = tea_answerer(place).library
    made.add([read_text("— Why?\n— For the taste.", "tea-2")])
    for one in GIVEN:
        assert made.keep_feedback(one)
    return made


def test_feedback_comes_back_as_it_was_given(library: Library) -> None:
    assert library.feedback() == list(GIVEN)


def test_labels_are_what_readers_said_and_the_rest_is_counted(
    library: Library, tmp_path: Path
) -> None:
    lines, left_out = as_set(library)
    file = tmp_path / "set.jsonl"
    file.write_text("".join(f"{json.dumps(line)}\n" for line in lines))
    keys = [f"feedback-{one.key}" for one in GIVEN]
    sold, grown = Gold("tea", SAID.quote), Gold("tea", GROWN.quote)
    assert load_set(file).questions == (
        Question(keys[0], "Who buys it from Odessa?", (sold,), category="good"),
        Question(keys[1], "Which football club won?", (), category="good"),
        Question(keys[2], "What do you grow?", (grown,), category="wrong_passage"),
        Question(keys[3], "And in Odessa?", (), category="should_have_refused", history=("Who?",)),
        Question(
            keys[4], "Is it green?", (grown,), category="should_have_answered", sources=("tea",)
        ),
        Question(keys[6], "Which part?", (sold,), category="good", among=Narrowing("2020")),
        Question(keys[7], "Which of two?", (sold,), category="good", sources=("tea", "tea-2")),
    )
    assert left_out == {NO_PASSAGE: 2, MOVED_ON: 1, SCOPE_GONE: 2}


def test_an_exported_set_runs(tmp_path: Path) -> None:
    answerer = tea_answerer(tmp_path / "library")
    for one in GIVEN[:2]:
        answerer.library.keep_feedback(one)
    file = tmp_path / "set.jsonl"
    file.write_text("".join(f"{json.dumps(line)}\n" for line in as_set(answerer.library)[0]))
    run = run_set(load_set(file), answerer, ())
    assert [(o.question, o.answered, bool(o.labels)) for o in run.outcomes] == [
        ("Who buys it from Odessa?", True, True),
        ("Which football club won?", False, False),
    ]


def test_removing_a_source_takes_its_words_out_of_the_feedback(library: Library) -> None:
    library.add([read_text("— Why?\n— The quay.", "quay")])
    library.keep_feedback(said("And the sea?", Verdict.GOOD, Quoted("quay", "The quay.")))
    library.remove("tea")
    # A question of the reader's own stays, where it quotes nothing.
    assert [one.question for one in library.feedback()] == [
        "And the sea?",
        "Which football club won?",
    ]


def test_the_latest_counts_whatever_the_spaces_and_capitals(library: Library) -> None:
    library.drop_feedback()
    library.keep_feedback(said("Who buys it?", Verdict.GOOD, SAID))
    library.keep_feedback(said(" who buys  it? ", Verdict.SHOULD_HAVE_REFUSED, SAID))
    assert [one.verdict for one in library.feedback()] == [Verdict.SHOULD_HAVE_REFUSED]
    library.keep_feedback(said("Who buys it?", Verdict.GOOD, SAID, sources=("tea",)))
    assert len(library.feedback()) == 2  # put to something else


def test_feedback_names_nobody_who_was_removed(library: Library) -> None:
    library.add([read_text("Ada: Why?\n\nBob: The quay.\n" * 3, "quay")])
    library.drop_feedback()
    library.keep_feedback(said("Is it said?", Verdict.GOOD, speaker="Bob"))
    library.keep_feedback(said("Is it sold?", Verdict.GOOD, SAID, speaker="Bob"))
    library.remove("quay")
    assert [one.question for one in library.feedback()] == ["Is it sold?"]


def test_a_strangers_question_does_not_command_the_terminal(library: Library) -> None:
    library.drop_feedback()
    library.keep_feedback(said("\x1b[2J\x1b]0;owned\x07\r\nWho?", Verdict.GOOD, given="now"))
    told = CliRunner().invoke(
        feedback, ["list", "--library", address_of(library.place)], color=True
    )
    assert told.stdout == "now  good   [2J ]0;owned   Who?\n"


def test_a_file_that_cannot_be_written_is_said(library: Library, tmp_path: Path) -> None:
    out = str(tmp_path / "no" / "set.jsonl")
    told = CliRunner().invoke(
        feedback, ["export", "--out", out, "--library", address_of(library.place)]
    )
    assert isinstance(told.exception, OnrecordError)
    assert str(told.exception) == f"{out}: cannot be written (No such file or directory)"


def test_an_interviewers_own_question_goes_with_the_interview(library: Library) -> None:
    library.drop_feedback()
    library.keep_feedback(said("Who buys it?", Verdict.GOOD))
    library.remove("tea")
    assert library.feedback() == []


def test_the_command_line_lists_exports_and_clears(library: Library, tmp_path: Path) -> None:
    def run(*arguments: str) -> str:
        told = CliRunner().invoke(feedback, [*arguments, "--library", address_of(library.place)])
        assert told.exit_code == 0, told.output
        return told.stdout

    assert [one["question"] for one in json.loads(run("list", "--json"))["feedback"]] == [
        one.question for one in GIVEN
    ]
    assert "3  wrong_passage  What do you grow?  → tea: “We grow green tea.”" in run("list")
    out = tmp_path / "out.jsonl"
    run("export", "--out", str(out))
    assert out.read_text() == run("export")
    assert len(json.loads(run("list", "--json"))["feedback"][0]["key"]) == 16
    assert run("clear", "--yes") == "12 deleted\n"
    assert run("list").startswith("no feedback yet")
    assert Library(library.place, LetterEmbedder()).feedback() == []
