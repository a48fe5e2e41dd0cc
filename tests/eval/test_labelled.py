"""What is read for a tuning question, and what would have answered it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from fakes import LetterEmbedder, WordAligner, WordReranker

from eval.adapt import Read
from eval.labelled import Unjudged, label
from eval.tune import sentences
from qa.assemble import Models
from qa.settings import load_settings

TALK = """Anna: What did you bring?
Ben: The rope was wet. The rope was old. The rope was long. The rope was ours. A lamp. Nothing else.
Anna: And who came?
Ben: My brother came.
"""


@pytest.fixture(autouse=True)
def short_sentences_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    """The sentences of the talk are short, and each is to be one statement."""
    monkeypatch.setattr("qa.statements.SHORT", 0)


def reads(tmp_path: Path, *asked: dict[str, object]) -> list[Read]:
    """Return what there is to learn from questions about the talk."""
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "talk.txt").write_text(TALK, encoding="utf-8")
    path = tmp_path / "asked.jsonl"
    path.write_text("".join(json.dumps(one) + "\n" for one in asked), encoding="utf-8")
    reranker = WordReranker()
    models = Models(LetterEmbedder(), reranker, WordAligner(), Unjudged())
    return sentences(label(path, load_settings(str(tmp_path / "library")), models))


def question(text: str, *gold: str) -> dict[str, object]:
    """One line of a set."""
    quotes = [{"doc_id": "talk", "quote": quote} for quote in gold]
    asked = {"id": text, "question": text, "category": "direct", "source": "talk"}
    return asked | {"answerable": bool(gold), "gold": quotes, "all": False}


def test_of_what_is_not_read_one_sentence_that_answers_is_learnt_from(tmp_path: Path) -> None:
    asked = (question("Was the rope long?", "The rope was long."), question("The rope?", "A lamp."))
    found, missed = reads(tmp_path, *asked)
    assert "What did you bring? The rope was long." in found.texts
    assert sum(found.right) == 1
    assert missed.right[-1]
    assert missed.texts[-1] == "What did you bring? A lamp."
    assert "A lamp." not in " ".join(missed.texts[:-1])


def test_where_nothing_answers_nothing_is_added(tmp_path: Path) -> None:
    (read,) = reads(tmp_path, question("What did the rope cost?"))
    assert not any(read.right)
    assert len(read.texts) <= 4


def test_a_follow_up_is_read_with_what_it_leans_on(tmp_path: Path) -> None:
    leaning = question("And who came?", "My brother came.") | {"history": ["Who had the rope?"]}
    alone = question("Was the rope old?", "The rope was old.") | {"history": ["Who came?"]}
    asked = [read.question for read in reads(tmp_path, leaning, alone)]
    assert asked == ["Who had the rope? And who came?", "Was the rope old?"]
