"""From an answer in the chat to an evaluation set, and back through ``onrecord eval``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from fakes import LetterEmbedder, WordAligner, WordReranker
from served import tea_answerer

import qa.assemble
from eval.cli import evaluate
from qa.feedback import feedback
from web.exchange import Exchange
from web.site import Site

GROWN = {"doc": "tea", "turn": 1, "start": 0, "end": 18, "words": "We grow green tea."}

JUDGED = (
    ("Who buys it from Odessa?", {"verdict": "good"}),
    ("Which football club won?", {"verdict": "good"}),
    ("Who buys it?", {"verdict": "should_have_refused"}),
    ("Which football club lost?", {"verdict": "should_have_answered", **GROWN}),
    ("Merchants from Odessa", {"verdict": "bad"}),
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ONRECORD_LIBRARY", raising=False)
    monkeypatch.setattr(qa.assemble, "open_embedder", lambda *_, **__: LetterEmbedder())
    monkeypatch.setattr(qa.assemble, "open_reranker", lambda *_, **__: WordReranker())
    monkeypatch.setattr(qa.assemble, "open_judge", lambda *_, **__: None)
    monkeypatch.setattr(qa.assemble, "LateInteraction", lambda *_, **__: WordAligner())
    return tmp_path / "L"


def test_what_readers_said_of_answers_is_a_set_that_runs(folder: Path) -> None:
    site = Site(tea_answerer(folder), lambda: None)
    site.prepare()
    past: list[Exchange] = []
    for number, (question, told) in enumerate(JUDGED):
        past.append(site.exchange(question))
        found = site.judge(past, {"number": number, **told})
        assert isinstance(found, list), question
    exported = CliRunner().invoke(feedback, ["export", "--out", "f.jsonl", "--library", "L"])
    assert exported.exit_code == 0, exported.output
    assert exported.stderr.splitlines() == [
        "4 questions written",
        "1 left out: nobody marked the right passage (see `onrecord feedback list`)",
    ]
    ran = CliRunner().invoke(evaluate, ["f.jsonl", "--json", "--library", "L"])
    assert ran.exit_code == 0, ran.output
    (run,) = json.loads(ran.stdout)["runs"]
    text = site.answerer.library.document("tea").text
    labels = {
        one["question"]: [text[at["start"] : at["end"]] for need in one["labels"] for at in need]
        for one in run["outcomes"]
    }
    assert labels == {
        "Who buys it from Odessa?": ["Merchants from Odessa buy it."],
        "Which football club won?": [],
        "Who buys it?": [],
        "Which football club lost?": ["We grow green tea."],
    }
    assert run["metrics"]["Success@5"]["value"] == 1.0
