"""Runs, and the command that makes and compares them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from fakes import LetterEmbedder, WordAligner, WordReranker
from runs import outcome, place

import eval.ablate
import qa.assemble
import qa.opening
from corpus.errors import DatasetError
from eval.cli import evaluate
from eval.outcome import Outcome, Place
from eval.run import Run, read_runs
from eval.table import ablation_table, category_table, comparison_table, run_table
from eval.variants import VARIANTS
from index.last_report import last_report

INTERVIEW = """— What do you grow?
— We grow green tea. The hills are steep.
— Who buys it?
— Merchants from Odessa buy it."""

GOLD = place(100)


def question(name: str, text: str, *quotes: str, **fields: Any) -> str:
    gold = [{"doc_id": "tea", "quote": quote} for quote in quotes]
    return json.dumps(
        {"id": name, "question": text, "gold": gold, "answerable": bool(gold), **fields}
    )


Invoke = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Invoke:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ONRECORD_LIBRARY", raising=False)
    for module in (qa.assemble, qa.opening):
        monkeypatch.setattr(module, "open_embedder", lambda *_, **__: LetterEmbedder())
    monkeypatch.setattr(qa.assemble, "open_reranker", lambda *_, **__: WordReranker())
    monkeypatch.setattr(qa.assemble, "open_judge", lambda *_, **__: None)
    monkeypatch.setattr(qa.assemble, "LateInteraction", lambda *_, **__: WordAligner())
    (tmp_path / "tea.txt").write_text(INTERVIEW, encoding="utf-8")
    from qa.curate import add

    assert CliRunner().invoke(add, ["tea.txt", "--library", "L"]).exit_code == 0
    rows = [
        question("q1", "grow green tea", "We grow green tea.", category="direct", split="dev"),
        question("q2", "merchants from Odessa", "Merchants from Odessa buy it.", split="test"),
        question("q3", "xylophone quartz", category="off_topic", split="test"),
    ]
    (tmp_path / "set.jsonl").write_text("\n".join(rows))

    def run(*arguments: str) -> Result:
        return CliRunner().invoke(evaluate, [*arguments, "--library", "L"])

    return run


def test_a_run_holds_every_question_with_what_came_of_it(run: Invoke) -> None:
    result = run("set.jsonl", "--json")
    assert result.exit_code == 0, result.output
    (data,) = json.loads(result.stdout)["runs"]
    assert (data["name"], data["n"], data["answerable"]) == ("set", 3, 2)
    first, _, last = (Outcome.from_json(item) for item in data["outcomes"])
    start = INTERVIEW.index("We grow")
    assert first.labels == ((Place("tea", start, start + len("We grow green tea.")),),)
    assert first.rank() == 1
    assert (last.answered, last.labels) == (False, ())
    assert data["metrics"]["Success@1"]["value"] == 1.0
    assert data["metrics"]["refusal recall"]["value"] == 1.0


@pytest.mark.parametrize(("arguments", "ids"), [(["--split", "test"], 2), (["--limit", "1"], 1)])
def test_a_part_of_a_set_is_run(run: Invoke, arguments: list[str], ids: int) -> None:
    (data,) = json.loads(run("set.jsonl", "--json", *arguments).stdout)["runs"]
    assert data["n"] == ids


def test_a_run_is_compared_with_an_earlier_one(run: Invoke, tmp_path: Path) -> None:
    (tmp_path / "old.json").write_text(run("set.jsonl", "--json").stdout)
    shown = run("set.jsonl", "--compare", "old.json").stdout
    assert "3 questions in common" in shown
    assert "won  0:" in shown
    with pytest.raises(DatasetError, match="expected the output of `onrecord eval --json`"):
        read_runs(tmp_path / "set.jsonl")


def test_variants_follow_the_system_of_which_they_are(
    run: Invoke, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(eval.ablate, "VARIANTS", VARIANTS[:1])
    runs = json.loads(run("set.jsonl", "--json", "--ablate").stdout)["runs"]
    names = ["set", "set · full system", "set · vectors of the words alone"]
    assert [item["name"] for item in runs] == names
    assert runs[1]["metrics"]["Success@1"]["value"] == 1.0
    shown = run("set.jsonl", "--ablate", "--limit", "1").stdout
    assert "set · full system, and variants with one thing changed" in shown


def test_a_report_is_written_and_remembered_in_the_library(run: Invoke, tmp_path: Path) -> None:
    result = run("set.jsonl", "--limit", "2", "--report", "out/my report.html")
    assert result.exit_code == 0, result.output
    html = (tmp_path / "out" / "my report.html").read_text(encoding="utf-8")
    assert last_report(tmp_path / "L").read_text(encoding="utf-8") == html
    typed = "eval set.jsonl --limit 2 --report &#39;out/my report.html&#39; --library L"
    assert sorted(typed.split()) == sorted(re.findall("<code dir.*?>(.*?)<", html)[0].split())
    assert "merchants from Odessa" in html


def test_a_report_does_not_change_what_is_printed(run: Invoke) -> None:
    printed = run("set.jsonl", "--json", "--report", "r.html").stdout
    assert json.loads(printed)["runs"][0]["n"] == 3


def test_a_quote_that_is_not_in_the_source_stops_the_run(run: Invoke, tmp_path: Path) -> None:
    (tmp_path / "set.jsonl").write_text(question("q9", "Why?", "We grow coffee."))
    result = run("set.jsonl")
    assert isinstance(result.exception, DatasetError)
    message = "question q9: the gold quote 'We grow coffee.' is not in tea"
    assert message in str(result.exception)


def made(*outcomes: Outcome) -> Run:
    return Run("set", "2026-01-01T00:00:00+00:00", ("an embedder", "a reranker"), outcomes)


RIGHT = outcome("q1", labels=[[GOLD]], hits=[GOLD], citations=[GOLD], category="direct")
WRONG = outcome("q1", labels=[[GOLD]], category="direct")
REFUSED = outcome("q2", category="off_topic")


def test_a_run_comes_back_from_json(tmp_path: Path) -> None:
    run = made(RIGHT, REFUSED)
    (tmp_path / "run.json").write_text(json.dumps({"runs": [run.to_json()]}))
    assert read_runs(tmp_path / "run.json") == [run]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("confidence", "x"),
        ("latency_ms", None),
        ("question_id", ["q1"]),
        ("reason", 3),
        ("labels", [[{"doc_id": "tea", "start": "a", "end": 5}]]),
        ("hits", "ab"),
        ("needs_all", "no"),
    ],
)
def test_a_run_with_a_field_of_another_type_is_refused(
    tmp_path: Path, field: str, value: object
) -> None:
    kept = made(RIGHT).to_json()
    kept["outcomes"][0][field] = value
    odd = [kept, {**made(RIGHT).to_json(), "name": ["x"]}, {**kept, "outcomes": 5}]
    for run in odd:
        (tmp_path / "run.json").write_text(json.dumps({"runs": [run]}))
        with pytest.raises(DatasetError, match="expected the output of `onrecord eval --json`"):
            read_runs(tmp_path / "run.json")


def test_lists_within_lists_without_end_are_no_runs(tmp_path: Path) -> None:
    (tmp_path / "run.json").write_text("[" * 100_000)
    with pytest.raises(DatasetError, match="expected the output of `onrecord eval --json`"):
        read_runs(tmp_path / "run.json")


def test_the_table_gives_each_figure_with_its_interval() -> None:
    rows = run_table(made(RIGHT, REFUSED)).splitlines()
    assert rows[0] == "set: 2 questions, 1 answerable, 1 not"
    assert rows[3].split() == ["Success@1", "1.000", "1.000", "to", "1.000"]


def test_a_category_shows_only_figures_it_has() -> None:
    rows = [row.split() for row in category_table(made(RIGHT, REFUSED)).splitlines()[1:]]
    assert rows == [
        ["direct", "1", "1.00", "1.00", "1.00", "1.00", "-"],
        ["off_topic", "1", "-", "-", "-", "-", "1.00"],
    ]


def test_follow_ups_are_held_against_their_rewordings() -> None:
    follow_up = replace(RIGHT, category="followup")
    rewording = replace(RIGHT, question_id="q1-rewrite", category="rewrite")
    last = category_table(made(follow_up, rewording, REFUSED)).splitlines()[-1]
    assert last == "followup / rewrite, Success@1: 1.00 (1.00 to 1.00), 1 pairs"


def test_wins_and_losses_are_named() -> None:
    only_here = outcome("q3", labels=[[GOLD]])
    shown = comparison_table(made(RIGHT, REFUSED, only_here), made(WRONG, REFUSED)).splitlines()
    assert "2 questions in common" in shown[0]
    assert shown[-2:] == ["won  1: q1", "lost 0: "]


def test_a_variant_stands_with_its_difference_to_the_full_system() -> None:
    full, variant = (
        replace(made(outcome), name=f"set · {name}")
        for name, outcome in (("full system", RIGHT), ("without words", WRONG))
    )
    _, _, *rows = (line.split("  ") for line in ablation_table(full, [variant]).splitlines())
    cells = [[cell.strip() for cell in row if cell] for row in rows]
    assert cells == [
        ["Success@1", "Success@5", "MRR", "citations right"],
        ["full system", "1.000", "1.000", "1.000", "1.000"],
        ["without words", *["-1.000* (-1.000 to -1.000)"] * 4],
    ]
