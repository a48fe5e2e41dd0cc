"""Evidence: sentences of the best passages, judged after their question, the best one grown."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from fakes import WordAligner, WordReranker

from corpus.document import Role
from index.passage import Passage
from qa.evidence import GROWN_QUOTE, MOST_OF_ONE, SENTENCES_READ, Evidence, find_evidence
from qa.rerank import Logits
from qa.retrieve import Found

SAID = "We grew tea. This made us rich. Then came the war."


@pytest.fixture(autouse=True)
def short_sentences_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    """The sentences here are short, and each is to be one statement."""
    monkeypatch.setattr("qa.statements.SHORT", 0)


def passage(said: str, asked: str = "", start: int = 0) -> Passage:
    end = start + len(said)
    return Passage(1, "d", 0, start, end, said, "Bob", Role.INTERVIEWEE, asked)


def evidence_for(question: str, *read: Found) -> list[Evidence]:
    return find_evidence(question, read, WordReranker(), WordAligner())


def test_sentences_are_read_with_the_question_and_come_best_first() -> None:
    found = evidence_for("tea", Found(passage(SAID), 3.5, 0.7))
    assert [(e.quote, e.sentence_logit, e.passage_logit, e.nearness) for e in found] == [
        ("We grew tea.", 10.0, 3.5, 0.7),
        ("This made us rich.", -10.0, 3.5, 0.7),
        ("Then came the war.", -10.0, 3.5, 0.7),
    ]


def test_a_quote_takes_in_the_neighbour_that_makes_it_answer_better() -> None:
    found = evidence_for("tea rich", Found(passage(SAID), 0.0, 0.5))
    # Either sentence has one of two words and scores 0; both together score 10.
    assert (found[0].quote, found[0].sentence_logit) == ("We grew tea. This made us rich.", 10.0)


def test_a_quote_does_not_grow_past_its_length() -> None:
    long = f"We grew tea. It took {'many ' * (GROWN_QUOTE // 5)}years to get rich."
    found = evidence_for("tea rich", Found(passage(long), 0.0, 0.5))
    assert found[0].quote == "We grew tea."


def test_a_sentence_is_judged_after_the_last_question_it_replies_to() -> None:
    asked = "You were young. How was the harvest of tea?"
    said = (
        f"It was poor. {'Nobody had expected that of such a mild and rainy spring. ' * 3}".strip()
    )
    texts: list[str] = []

    class Recorder(WordReranker):
        def score(self, question: str, read: Sequence[str]) -> Logits:
            texts.extend(read)
            return super().score(question, read)

    found = [Found(passage(said, asked), 0.0, 0.5)]
    find_evidence("tea", found, Recorder(), WordAligner())
    assert "How was the harvest of tea? It was poor." in texts


def test_a_reply_of_one_sentence_is_judged_as_well_whatever_its_passage_got() -> None:
    found = evidence_for("skate", Found(passage("Every winter.", "Did you skate?"), 6.0, 0.5))
    assert [(e.quote, e.sentence_logit, e.passage_logit) for e in found] == [
        ("Every winter.", 10.0, 6.0)
    ]


def test_no_passage_takes_all_the_places_where_sentences_are_read() -> None:
    many = passage("Tea one. Tea two. Tea three. Tea four. Tea five.")
    other = passage("Tea there.", start=100)
    found = evidence_for("tea", Found(many, 5.0, 0.5), Found(other, 0.0, 0.4))
    assert len(found) == SENTENCES_READ
    assert sum(e.passage is many for e in found) == MOST_OF_ONE


def test_nothing_found_is_no_evidence() -> None:
    assert evidence_for("tea") == []


def test_words_are_met_where_they_stand() -> None:
    long = f"{SAID} {'Nobody knew what would become of all of us here. ' * 3}".strip()
    (first, *_) = evidence_for("tea war", Found(passage(long, "Any war?"), 0.0, 0.5))
    assert first.quote == "We grew tea."
    assert (first.met, first.met_in_context) == ((1.0, 0.0), (1.0, 1.0))
