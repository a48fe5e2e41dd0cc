"""What is spoken of becomes a set, with what is said of it as gold."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from corpus.read import read_text
from eval.dataset import load_set
from eval.topics import CATEGORY, FOREIGN, said_about, topics

FERRY = """ANNA KOVAL: When did you take the ferry across the river?

BOHDAN RUDY: In the autumn of 1961. I took it to Kaniv, with the sheep.

ANNA KOVAL: And the bridge at Kaniv?

BOHDAN RUDY: That came later. It has three lanes."""

MILL = """ANNA KOVAL: Who ran the mill?

IVA BLOM: We did, for years.

ANNA KOVAL: And then?

IVA BLOM: My mother sold the mill to Kostrava, for the clock. The clock never went."""


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("talks")
    texts = folder / "texts"
    texts.mkdir()
    (texts / "ferry.txt").write_text(FERRY, encoding="utf-8")
    (texts / "mill.txt").write_text(MILL, encoding="utf-8")
    made = folder / "topics.jsonl"
    told = CliRunner().invoke(topics, [str(texts), "--out", str(made)])
    assert told.output == f"{made}: {len(load_set(made).questions)} questions\n"
    return made


def test_a_subject_of_the_text_is_answered_and_one_of_another_text_is_not(asked: Path) -> None:
    questions = load_set(asked).questions
    other = {"ferry": MILL, "mill": FERRY}
    own = {"ferry": FERRY, "mill": MILL}
    assert {q.category for q in questions} == {CATEGORY, FOREIGN}
    for question in questions:
        (source,) = question.sources
        text = (own if question.answerable else other)[source]
        words = question.text.rstrip("?.").split()
        assert words[-1].casefold() in text.casefold()
        assert question.answerable is (question.category == CATEGORY) is bool(question.gold)
        if not question.answerable:
            assert words[-1].casefold() not in own[source].casefold()


def test_gold_is_each_sentence_with_the_subject_and_the_reply_to_a_question_with_it() -> None:
    ferry = read_text(FERRY, "ferry")
    assert list(said_about(ferry, "Kaniv")) == [
        "I took it to Kaniv, with the sheep.",
        "That came later. It has three lanes.",
    ]
    assert list(said_about(read_text(MILL, "mill"), "the clock")) == [
        "My mother sold the mill to Kostrava, for the clock.",
        "The clock never went.",
    ]


def test_the_sets_beside_the_texts_are_what_the_texts_give(tmp_path: Path) -> None:
    sets = Path(__file__).parents[2] / "eval" / "sets"
    folders = sorted({path.parent for path in sets.glob("*/*topic-questions.jsonl")})
    assert len(folders) == 5
    for folder in folders:
        made = tmp_path / "made.jsonl"
        CliRunner().invoke(topics, [str(folder / "texts"), "--out", str(made)])
        shipped = [line for path in folder.glob("*topic-questions.jsonl") for line in _lines(path)]
        # When its set was made, one text had kept its labels within the turns, and one interviewee
        # no name; the judge has learnt from the sets as they are.
        mended = [line.replace('"quote": "A: ', '"quote": "') for line in shipped]
        poet = '{"id": "poet-'
        mended = [
            line.replace("Interviewee", "Ilka Tarvenne") if line.startswith(poet) else line
            for line in mended
        ]
        assert sorted(mended) == sorted(_lines(made))
        assert all(bool(q["gold"]) is q["answerable"] for q in map(json.loads, shipped))


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()
