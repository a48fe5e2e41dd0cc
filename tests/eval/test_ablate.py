"""Variants are asked the same questions, in libraries made as they want."""

from __future__ import annotations

from pathlib import Path

import pytest
from fakes import LetterEmbedder, WordAligner, WordReranker

import eval.ablate
import qa.assemble
from corpus.read import read_text
from eval.ablate import ablate
from eval.dataset import EvalSet, Gold, Question
from eval.outcome import Outcome
from eval.variants import FULL, VARIANTS
from qa.settings import Settings

TEA = f"""— What do you grow?
— We grow green tea. {"The hills are steep and it rains. " * 30}
— Who buys it?
— Merchants from Odessa buy it."""

SET = EvalSet(
    "set",
    (
        Question("q1", "grow green tea", (Gold("tea", "We grow green tea."),)),
        Question("q2", "Odessa merchants", (Gold("tea", "Merchants from Odessa buy it."),)),
    ),
)


@pytest.fixture
def outcomes(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> dict[str, tuple[Outcome, ...]]:
    embedders: dict[str, LetterEmbedder] = {}

    def opened(name: str, **_: object) -> LetterEmbedder:
        return embedders.setdefault(name, LetterEmbedder(name))

    monkeypatch.setattr(qa.assemble, "open_embedder", opened)
    for module in (qa.assemble, eval.ablate):
        monkeypatch.setattr(module, "open_reranker", lambda *_, **__: WordReranker())
    monkeypatch.setattr(qa.assemble, "open_judge", lambda *_, **__: None)
    monkeypatch.setattr(qa.assemble, "LateInteraction", lambda *_, **__: WordAligner())
    runs = ablate(SET, [read_text(TEA, "tea")], Settings(library=tmp_path, threshold=0.0))
    assert [run.name for run in runs] == [f"set · {v.name}" for v in (FULL, *VARIANTS)]
    return {run.name.removeprefix("set · "): run.outcomes for run in runs}


def test_every_variant_is_asked_every_question(
    outcomes: dict[str, tuple[Outcome, ...]], tmp_path: Path
) -> None:
    assert {tuple(o.question_id for o in found) for found in outcomes.values()} == {("q1", "q2")}
    longest = {
        name: max(hit.end - hit.start for o in found for hit in o.hits)
        for name, found in outcomes.items()
    }
    assert longest["passages of 300 characters"] <= 300 < longest["full system"] <= 600
    assert 600 < longest["passages of 1000 characters"] <= 1000
    assert list(tmp_path.iterdir()) == []  # the library of the settings is left alone
