"""What is found is read twice, ranked by both judgements, and spread over turns."""

from __future__ import annotations

from pathlib import Path

import pytest
from fakes import LetterEmbedder, WordReranker

from corpus.document import Document, Role, Turn
from index.library import Library
from index.where import ANSWERING, Where
from qa.retrieve import NEARNESS, Found, Retrieved, Retriever
from qa.stopwatch import Stopwatch

ASKED = "Which tea?"
LONG = "Green it was, and nobody in those hills had ever poured anything else. " * 12


def retrieve(folder: Path, reply: str, query: str) -> Retrieved:
    text = f"{ASKED}\n{reply}\nTea here."
    second = len(ASKED) + 1 + len(reply) + 1
    turns = (
        Turn("Ada", Role.INTERVIEWER, 0, len(ASKED), 0),
        Turn("Bob", Role.INTERVIEWEE, len(ASKED) + 1, second - 1, len(ASKED) + 1),
        Turn("Cem", Role.NARRATOR, second, len(text), second),
    )
    library = Library(folder, LetterEmbedder())
    library.add([Document("d", "D", text, turns)])
    with library.snapshot() as snapshot:
        retriever = Retriever(LetterEmbedder(), WordReranker())
        return retriever.retrieve(snapshot, query, 10, Where(roles=ANSWERING), Stopwatch())


def by(speaker: str, read: tuple[Found, ...]) -> Found:
    return next(item for item in read if item.passage.speaker == speaker)


def test_a_reply_is_judged_half_by_its_words_and_half_with_what_was_asked(tmp_path: Path) -> None:
    # "green" is in the reply, "tea" only before it: 0 alone, 10 together, so 5.
    reply = LONG[:140].strip()
    assert by("Bob", retrieve(tmp_path, reply, "green tea").read).logit == pytest.approx(5.0)


def test_a_short_reply_is_judged_only_with_what_was_asked(tmp_path: Path) -> None:
    assert by("Bob", retrieve(tmp_path, "Green.", "green tea").read).logit == pytest.approx(10.0)


def test_what_nobody_asked_is_judged_by_its_words(tmp_path: Path) -> None:
    assert by("Cem", retrieve(tmp_path, "Green.", "green tea").read).logit == pytest.approx(0.0)


def test_passages_are_ranked_by_logit_and_nearness() -> None:
    assert Found(None, 2.0, 0.5).score == 2.0 + NEARNESS * 0.5  # type: ignore[arg-type]


def test_every_turn_comes_once_before_any_comes_again_and_scores_fall(tmp_path: Path) -> None:
    found = retrieve(tmp_path, LONG.strip(), "green poured")
    assert len(found.hits) == 3
    assert {hit.passage.speaker for hit in found.hits[:2]} == {"Bob", "Cem"}
    assert [hit.rank for hit in found.hits] == [1, 2, 3]
    scores = [hit.score for hit in found.hits]
    assert scores == sorted(scores, reverse=True)
