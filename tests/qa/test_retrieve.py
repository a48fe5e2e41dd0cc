"""What is found is read after what was asked, ranked, and spread over turns."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from fakes import LetterEmbedder, WordReranker

from corpus.document import Document, Role, Turn
from index.library import Library
from index.passage import Hit
from index.where import ANSWERING, Where
from qa.retrieve import FITTED, NEARNESS, Found, Ranking, Retrieved, Retriever
from qa.stopwatch import Stopwatch

ASKED = "Which tea?"
LONG = "Green it was, and nobody in those hills had ever poured anything else. " * 12


def retrieve(folder: Path, reply: str, query: str, ranking: Ranking = FITTED) -> Retrieved:
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
        retriever = Retriever(LetterEmbedder(), WordReranker(), ranking)
        return retriever.retrieve(snapshot, query, 10, Where(roles=ANSWERING), Stopwatch())


def by(speaker: str, read: tuple[Found, ...]) -> Found:
    return next(item for item in read if item.passage.speaker == speaker)


def test_a_reply_is_judged_by_its_words_after_what_was_asked(tmp_path: Path) -> None:
    # "green" is in the reply, "tea" only before it.
    reply = LONG[:140].strip()
    assert by("Bob", retrieve(tmp_path, reply, "green tea").read).logit == pytest.approx(10.0)


def test_what_nobody_asked_is_judged_by_its_words(tmp_path: Path) -> None:
    assert by("Cem", retrieve(tmp_path, "Green.", "green tea").read).logit == pytest.approx(0.0)


def test_passages_are_ranked_by_the_logit_and_nearness() -> None:
    found = Found(None, 2.0, 0.5)  # type: ignore[arg-type]
    assert FITTED.score(found) == 2.0 + NEARNESS * 0.5
    assert Ranking(logit=3.0, nearness=4.0).score(found) == 3.0 * 2.0 + 4.0 * 0.5


def test_without_the_logit_the_order_of_the_search_is_kept(tmp_path: Path) -> None:
    # The reranker gives "poured" 10 with Bob's words and -10 with Cem's.
    def cem_first(dense: Sequence[Hit], _: Sequence[Hit]) -> list[Hit]:
        ordered = sorted(dense, key=lambda hit: hit.passage.speaker, reverse=True)
        return [Hit(n, 1 / n, hit.passage) for n, hit in enumerate(ordered, start=1)]

    kept = retrieve(tmp_path / "a", LONG[:140], "poured", Ranking(cem_first, logit=0.0))
    assert [found.logit for found in kept.read] == [-10.0, 10.0]
    judged = retrieve(tmp_path / "b", LONG[:140], "poured", Ranking(cem_first, nearness=0.0))
    assert [found.logit for found in judged.read] == [10.0, -10.0]


def test_the_reranker_can_be_kept_from_reading_what_was_asked(tmp_path: Path) -> None:
    alone = Ranking(reads_question=False)
    assert by("Bob", retrieve(tmp_path, "Green.", "green tea", alone).read).logit == 0.0


def test_every_turn_comes_once_before_any_comes_again_and_scores_fall(tmp_path: Path) -> None:
    found = retrieve(tmp_path, LONG.strip(), "green poured")
    assert len(found.hits) == 3
    assert {hit.passage.speaker for hit in found.hits[:2]} == {"Bob", "Cem"}
    assert [hit.rank for hit in found.hits] == [1, 2, 3]
    scores = [hit.score for hit in found.hits]
    assert scores == sorted(scores, reverse=True)
