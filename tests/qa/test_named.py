"""Questions that name somebody who speaks."""

from __future__ import annotations

from pathlib import Path

import pytest
from fakes import BY_WORDS, LetterEmbedder, WordAligner, WordReranker

from corpus.read import read_text
from index.library import Library
from qa.answer import Reason
from qa.ask import Answerer
from qa.named import Named, named_speaker

SPEAKERS = ("NADIA OKAFOR", "TOM RUIZ", "Dr. Will Brandt", "Interviewee")

KELP = """Ellen: How much kelp do you take, Tom?

Tom Ruiz: We landed forty tons.

Ellen: And otters?

Nadia Okafor: Otters eat the urchins.

Ellen: Who buys the kelp?

Tom Ruiz: Farmers buy it."""


@pytest.fixture
def kelp(tmp_path: Path) -> Answerer:
    library = Library(tmp_path, LetterEmbedder())
    library.add([read_text(KELP, "kelp")])
    return Answerer(library, LetterEmbedder(), WordReranker(), WordAligner(), BY_WORDS)


@pytest.mark.parametrize(
    ("question", "speaker", "text", "is_own"),
    [
        ("How old is Nadia Okafor?", "NADIA OKAFOR", "How old are they?", False),
        ("What does Ms. Okafor fear?", "NADIA OKAFOR", "What do they fear?", False),
        ("What did Ruiz say about otters?", "TOM RUIZ", "What did they say about otters?", True),
        ("According to Ruiz, who cuts?", "TOM RUIZ", "According to them, who cuts?", True),
        ("What is Okafor's view of it?", "NADIA OKAFOR", "What is their view of it?", True),
        ("Ruiz’s catch: how big was it?", "TOM RUIZ", "their catch: how big was it?", False),
        ("Who showed Tom how to cut?", "TOM RUIZ", "Who showed them how to cut?", False),
        ("What did Ruiz say about Okafor?", "TOM RUIZ", "What did they say about Okafor?", True),
        ("Did Okafor go when she could?", "NADIA OKAFOR", "Did she go when she could?", False),
        ("Who taught Ruiz what he knows?", "TOM RUIZ", "Who taught him what he knows?", False),
        ("Why was Will Brandt late?", "Dr. Will Brandt", "Why were they late?", False),
    ],
)
def test_a_pronoun_stands_for_the_one_who_is_named(
    question: str, speaker: str, text: str, is_own: bool
) -> None:
    assert named_speaker(question, SPEAKERS) == Named(speaker, text, is_own)


@pytest.mark.parametrize(
    "question",
    [
        "Whom do Ruiz and Okafor blame?",  # two
        "Who is Tom Ruiz?",  # and nothing more
        "Will she come?",  # no name
        "What does Ruiz's sister do to Nadia?",  # two
        "Who is the minister?",
        "what did ruiz say",  # too like other words
        "Where is Ruiz Avenue?",  # nobody's whole name
        "Did Anna Okafor leave?",  # another
        "",
    ],
)
def test_a_question_that_names_no_one_or_several_is_left_as_it_is(question: str) -> None:
    assert named_speaker(question, SPEAKERS) is None


@pytest.mark.parametrize(
    ("question", "speaker"),
    [
        ("How often was Katja Volk tested?", "VOLK"),
        ("How often was Mr Karl Volk tested?", "Mr. Volk"),
        ("Where is Volk Avenue?", None),
        ("How often was Ana Volk tested?", None),
    ],
)
def test_more_of_a_name_than_the_sources_give_is_still_that_name(
    question: str, speaker: str | None
) -> None:
    speakers = (speaker or "Volk", *([] if speaker else ["Ana Lund"]))
    named = named_speaker(question, speakers)
    assert (named and named.speaker) == speaker


def test_a_name_that_two_bear_is_nobodys() -> None:
    assert named_speaker("What does Ruiz sell?", ("TOM RUIZ", "Ana Ruiz")) is None
    assert named_speaker("What does Ana Ruiz sell?", ("TOM RUIZ", "Ana Ruiz")) is not None


def test_whoever_is_named_answers_without_saying_the_name(kelp: Answerer) -> None:
    answer = kelp.ask("How much kelp did Ruiz landed?")
    assert [(c.speaker, c.quote) for c in answer.citations] == [
        ("Tom Ruiz", "We landed forty tons.")
    ]


def test_what_somebody_says_is_not_told_by_anybody_else(kelp: Answerer) -> None:
    answer = kelp.ask("Did Ruiz say otters eat urchins?")
    assert (answer.reason, answer.citations) == (Reason.SAID_BY_SOMEONE_ELSE, ())
    assert kelp.ask("Did Okafor say otters eat urchins?").reason is Reason.ANSWERED


def test_somebody_else_may_tell_of_whoever_is_named(kelp: Answerer) -> None:
    answer = kelp.ask("Otters eat urchins, Ruiz?")
    assert [c.speaker for c in answer.citations] == ["Nadia Okafor"]


def test_a_follow_up_that_exchanges_the_name_asks_the_other(kelp: Answerer) -> None:
    answer = kelp.ask("And Okafor?", history=["Did Ruiz say otters eat urchins?"])
    assert [c.speaker for c in answer.citations] == ["Nadia Okafor"]
    other = kelp.ask("And Ruiz?", history=["Did Okafor say otters eat urchins?"])
    assert other.reason is Reason.SAID_BY_SOMEONE_ELSE


def test_those_who_ask_are_not_among_those_who_answer(kelp: Answerer) -> None:
    with kelp.library.snapshot() as snapshot:
        assert snapshot.answering(frozenset({"kelp"})) == ("Nadia Okafor", "Tom Ruiz")
        assert snapshot.answering() == ("Nadia Okafor", "Tom Ruiz")
