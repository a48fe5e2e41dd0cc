"""Halves of public sets: every text is in one of them, with its questions."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from corpus.errors import DatasetError
from eval.dataset import load_set
from eval.split import split, split_set


def article(name: str) -> dict[str, object]:
    answer = {"text": name, "answer_start": 0}
    question = {"id": name, "question": f"Who is {name}?", "answers": [answer]}
    return {"title": name, "paragraphs": [{"context": f"{name} is.", "qas": [question]}]}


def test_squads_articles_go_to_either_half_in_turn(tmp_path: Path) -> None:
    file = tmp_path / "squad.json"
    file.write_text(json.dumps({"version": "v2", "data": [article(n) for n in "ABC"]}))
    tune, report = split_set(file, tmp_path / "out")
    assert [path.name for path in (tune, report)] == ["squad-tune.json", "squad-report.json"]
    assert [q.question_id for q in load_set(tune).questions] == ["A", "C"]
    assert [q.question_id for q in load_set(report).questions] == ["B"]
    assert json.loads(report.read_text(encoding="utf-8"))["version"] == "v2"


def test_transcripts_take_their_questions_along(tmp_path: Path) -> None:
    folder = tmp_path / "talks"
    folder.mkdir()
    docs = [{"doc_id": d, "title": d, "text": f"Q: Why?\nA: Für {d}."} for d in "abc"]
    items = [
        {"id": d, "doc_id": d, "question": "Why?", "evidence": [{"start": 11, "end": 17}]}
        for d in "cba"
    ]
    for name, rows in (("docs.jsonl", docs), ("items.jsonl", items)):
        (folder / name).write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    result = CliRunner().invoke(split, [str(folder), "--out", str(tmp_path / "out")])
    assert result.exit_code == 0, result.output
    tune, report = map(load_set, map(Path, result.stdout.splitlines()))
    assert (tune.name, report.name) == ("talks-tune", "talks-report")
    assert [d.doc_id for d in tune.documents] == ["a", "c"]
    assert [(q.question_id, q.gold[0].quote) for q in tune.questions] == [
        ("c", "Für c."),
        ("a", "Für a."),
    ]
    assert [q.question_id for q in report.questions] == ["b"]


def test_what_is_neither_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match="expected SQuAD JSON or a folder of transcripts"):
        split_set(tmp_path / "none.json", tmp_path)
    shown = CliRunner().invoke(split, [str(tmp_path / "none.json"), "--out", str(tmp_path)])
    assert (shown.exit_code, "expected SQuAD JSON" in shown.output) == (1, True)
