"""Baselines rank places of the same texts and are held against the same labels."""

from __future__ import annotations

from pathlib import Path

import pytest
from fakes import LetterEmbedder

from corpus.document import Document, Role, Turn
from eval.baselines import Bm25, FixedChunks, Unread, run_baseline
from eval.dataset import EvalSet, Gold, Question
from eval.outcome import Place
from eval.table import baseline_table
from index.library import Library


def document(doc_id: str, question: str, reply: str) -> Document:
    text = f"— {question}\n— {reply}"
    middle = 2 + len(question)
    asked = Turn("Ada", Role.INTERVIEWER, 2, middle, 0)
    said = Turn("Bob", Role.INTERVIEWEE, middle + 3, len(text), middle + 1)
    return Document(doc_id, doc_id, text, (asked, said))


TEA = document("tea", "What do you drink?", "Green tea, every morning.")
WAR = document("war", "Will tea be sold?", "Nobody knows the day.")
ASKED = Question("q", "green tea", (Gold("tea", "Green tea, every morning."),))
NOWHERE = Question("n", "zebra", ())


@pytest.fixture
def library(tmp_path: Path) -> Library:
    library = Library(tmp_path, LetterEmbedder())
    library.add([TEA, WAR])
    return library


def test_bm25_counts_the_words_of_the_passages_alone(library: Library) -> None:
    # The interviewer's "tea" before Bob's second reply does not count for that reply.
    places = [place for place, _ in Bm25(library).rank(Question("q", "tea", ()), 5)]
    assert places == [Place("tea", 23, 48)]


def test_fixed_chunks_know_no_turns_and_keep_to_the_source() -> None:
    sea = document("sea", "Where is the tea?", "At sea.")
    chunks = FixedChunks([TEA, WAR, sea], LetterEmbedder())
    whole = {Place(d.doc_id, 0, len(d.text)) for d in (TEA, WAR, sea)}
    assert {place for place, _ in chunks.rank(ASKED, 5)} == whole
    only = chunks.rank(Question("q", "tea", (), sources=("war",)), 5)
    assert [place for place, _ in only] == [Place("war", 0, len(WAR.text))]


@pytest.mark.parametrize("words", [False, True])
def test_ours_without_a_reranker_never_returns_the_interviewer(
    library: Library, words: bool
) -> None:
    ranked = Unread(library, LetterEmbedder(), words=words).rank(ASKED, 5)
    assert {place for place, _ in ranked} == {Place("tea", 23, 48), Place("war", 22, 43)}
    assert [score for _, score in ranked] == sorted((s for _, s in ranked), reverse=True)


def test_a_baseline_quotes_its_first_place_and_refuses_nothing(library: Library) -> None:
    run = run_baseline(
        EvalSet("s", (ASKED, NOWHERE)), Unread(library, LetterEmbedder(), words=False), library
    )
    assert [(o.question_id, o.answered, o.rank()) for o in run.outcomes] == [
        ("q", True, 1),
        ("n", True, None),
    ]
    assert run.name == "s · our vectors"


def test_the_table_gives_each_baseline_and_what_ours_has_over_it(library: Library) -> None:
    run = run_baseline(
        EvalSet("s", (ASKED, NOWHERE)), Unread(library, LetterEmbedder(), words=False), library
    )
    table = baseline_table(run, [run]).splitlines()
    assert table[2].split() == ["metric", "onrecord", "our", "vectors", "ours", "over", "it"]
    assert table[3].split() == "Success@1 1.000 1.000 0.000 (0.000 to 0.000)".split()
