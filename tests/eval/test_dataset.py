"""Reading evaluation sets: ours, SQuAD, BEIR, and what is not one."""

import json
from pathlib import Path
from typing import Any

import pytest

from corpus.errors import DatasetError
from eval.dataset import EvalSet, Gold, Question, load_set
from eval.outcome import Place, locate
from qa.narrow import Narrowing

QUESTION = {
    "id": "q1",
    "question": "Who won?",
    "gold": [{"doc_id": "a", "quote": "We won."}],
    "answerable": True,
}


def lines(path: Path, *rows: Any) -> Path:
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    return path


def test_our_lines_are_read_in_order(tmp_path: Path) -> None:
    second = {"id": "q2", "question": "Why?", "gold": [], "answerable": False, "category": "x"}
    third = {**second, "id": "q3", "sources": ["a", "b"], "from": "2020", "language": "uk"}
    fourth = {**second, "id": "q4", "source": "a"}
    path = lines(tmp_path / "set.jsonl", QUESTION, second, third, fourth)
    assert load_set(path) == EvalSet(
        "set",
        (
            Question("q1", "Who won?", (Gold("a", "We won."),)),
            Question("q2", "Why?", (), category="x"),
            Question(
                "q3",
                "Why?",
                (),
                category="x",
                sources=("a", "b"),
                among=Narrowing("2020", "", "uk"),
            ),
            Question("q4", "Why?", (), category="x", sources=("a",)),
        ),
    )


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"question": 3}, 'set.jsonl:1: expected str under "question", found 3'),
        ({"gold": None}, 'set.jsonl:1: expected list under "gold", found None'),
        ({"gold": ["We won."]}, 'expected {"doc_id", "quote"} in "gold"'),
        ({"gold": [{"doc_id": "a", "quote": " "}]}, 'expected words under "quote", found none'),
        ({"answerable": False}, "expected gold quotes exactly when the question is answerable"),
        ({"all": "yes"}, "expected bool under \"all\", found 'yes'"),
        ({"source": "a", "sources": ["b"]}, 'expected either "source" or "sources", found both'),
        ({"sources": [1]}, 'expected a list of texts under "sources", found [1]'),
        ({"from": "soon"}, "expected a date such as 2022 or 2022-03-04, found 'soon'"),
        ({"answer": "We did."}, "unknown field 'answer'"),
    ],
)
def test_a_wrong_line_is_named(tmp_path: Path, change: dict[str, Any], message: str) -> None:
    path = lines(tmp_path / "set.jsonl", {**QUESTION, **change})
    with pytest.raises(DatasetError) as caught:
        load_set(path)
    assert message in str(caught.value)


def test_an_id_is_used_once(tmp_path: Path) -> None:
    path = lines(tmp_path / "set.jsonl", QUESTION, QUESTION)
    with pytest.raises(DatasetError, match=r'set\.jsonl:2: the id "q1" is used twice'):
        load_set(path)


@pytest.mark.parametrize("text", ["{", "[1]", "\x00"])
def test_what_is_not_an_object_is_named(tmp_path: Path, text: str) -> None:
    (tmp_path / "set.jsonl").write_text(text)
    with pytest.raises(DatasetError, match=r"set\.jsonl:1: expected"):
        load_set(tmp_path / "set.jsonl")


@pytest.mark.parametrize(("name", "found"), [("none.jsonl", "nothing"), ("a.txt", "another kind")])
def test_a_path_that_is_no_set_is_refused(tmp_path: Path, name: str, found: str) -> None:
    (tmp_path / "a.txt").write_text("hello")
    with pytest.raises(DatasetError, match=f"expected a .jsonl file .* found {found}"):
        load_set(tmp_path / name)


CONTEXT = "  It rained in Baku.\r\nThen it stopped."
SQUAD = {
    "version": "v2.0",
    "data": [
        {
            "title": "Weather_report",
            "paragraphs": [
                {
                    "context": CONTEXT,
                    "qas": [
                        {
                            "id": "s1",
                            "question": "Where did it rain?",
                            "is_impossible": False,
                            "answers": [
                                {"text": "Baku", "answer_start": 15},
                                {"text": "in Baku", "answer_start": 12},
                                {"text": "Baku", "answer_start": 15},
                            ],
                        },
                        {
                            "id": "s2",
                            "question": "Who was wet?",
                            "is_impossible": True,
                            "answers": [],
                            "plausible_answers": [{"text": "Baku", "answer_start": 15}],
                        },
                    ],
                }
            ],
        }
    ],
}


def test_squad_keeps_contexts_as_they_are_and_labels_by_offset(tmp_path: Path) -> None:
    path = tmp_path / "squad.json"
    path.write_text(json.dumps(SQUAD))
    loaded = load_set(path)
    (document,) = loaded.documents
    assert document.title == "Weather report"
    assert document.text == CONTEXT
    first, second = loaded.questions
    assert first.gold == (Gold("squad-0", "in Baku", 12), Gold("squad-0", "Baku", 15))
    assert locate(first, lambda _: document) == (
        (Place("squad-0", 12, 19),),
        (Place("squad-0", 15, 19),),
    )
    assert not second.answerable


@pytest.mark.parametrize(
    ("answers", "message"),
    [
        ([{"text": "Baku", "answer_start": 14}], "the answer 'Baku' is not at its offset"),
        ([], "expected an answer, or is_impossible"),
        ([{"text": "Baku"}], 'expected int under "answer_start", found nothing'),
    ],
)
def test_a_wrong_squad_label_is_named(tmp_path: Path, answers: list[Any], message: str) -> None:
    data = json.loads(json.dumps(SQUAD))
    data["data"][0]["paragraphs"][0]["qas"][0]["answers"] = answers
    (tmp_path / "squad.json").write_text(json.dumps(data))
    with pytest.raises(DatasetError, match="question s1") as caught:
        load_set(tmp_path / "squad.json")
    assert message in str(caught.value)


def beir(folder: Path, qrels: str) -> Path:
    lines(
        folder / "corpus.jsonl",
        {"_id": "d1", "title": "Rain", "text": "It rained."},
        {"_id": "d2", "text": "It did not."},
    )
    lines(folder / "queries.jsonl", {"_id": "q1", "text": "Rain?"}, {"_id": "q2", "text": "Sun?"})
    (folder / "qrels").mkdir()
    (folder / "qrels" / "test.tsv").write_text(qrels)
    return folder


def test_beir_counts_whole_documents_above_grade_0(tmp_path: Path) -> None:
    folder = beir(tmp_path, "query-id\tcorpus-id\tscore\nq1\td1\t2\nq1\td2\t0\nq2\td2\t1\n")
    loaded = load_set(folder)
    assert [document.text for document in loaded.documents] == ["Rain\nIt rained.", "It did not."]
    assert loaded.questions == (
        Question("q1", "Rain?", (Gold("d1"),)),
        Question("q2", "Sun?", (Gold("d2"),)),
    )
    assert locate(loaded.questions[0], lambda _: loaded.documents[0]) == ((Place("d1", 0, 15),),)


@pytest.mark.parametrize(
    ("qrels", "message"),
    [
        ("q1\td3\t1\n", "no document 'd3'"),
        ("q3\td1\t1\n", "no query 'q3'"),
        ("q1\td1\n", "test.tsv:1: expected query, document, grade"),
    ],
)
def test_a_wrong_beir_label_is_named(tmp_path: Path, qrels: str, message: str) -> None:
    with pytest.raises(DatasetError, match=message):
        load_set(beir(tmp_path, qrels))


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("deep.jsonl", "deep.jsonl:1: expected one JSON object"),
        ("deep.json", "expected SQuAD JSON"),
    ],
)
def test_lists_within_lists_without_end_are_no_set(tmp_path: Path, name: str, why: str) -> None:
    (tmp_path / name).write_text("[" * 100_000, encoding="utf-8")
    with pytest.raises(DatasetError, match=why):
        load_set(tmp_path / name)
