"""BEIR folders as evaluation sets.

Source: Thakur et al., BEIR: A Heterogeneous Benchmark for Zero-shot Evaluation of Information
Retrieval Models (NeurIPS 2021). A document counts as a whole; grades above 0 are relevant.
"""

from __future__ import annotations

import csv
from pathlib import Path

from corpus.document import Document, Role, Turn
from corpus.errors import DatasetError
from corpus.spans import trimmed
from eval.dataset import EvalSet, Gold, Question, field, read_lines

PREFERRED = ("test.tsv", "dev.tsv", "train.tsv")


def is_beir(path: Path) -> bool:
    """Return whether ``path`` is a folder in BEIR's layout."""
    return all((path / name).exists() for name in ("corpus.jsonl", "queries.jsonl", "qrels"))


def read_beir(path: Path) -> EvalSet:
    """Read the BEIR folder at ``path``, with the labels of its test part if there are any.

    Raises:
        DatasetError: If a file of it is missing or not as expected, or a label names a
            document or query that is not there.
    """
    documents = {
        field(data, "_id", str, where): _document(data, where)
        for where, data in read_lines(path / "corpus.jsonl")
    }
    qrels = _qrels(path / "qrels")
    queries = {
        field(data, "_id", str, where): field(data, "text", str, where)
        for where, data in read_lines(path / "queries.jsonl")
    }
    for query_id, doc_ids in qrels.items():
        for missing in sorted(doc_ids - documents.keys()):
            raise DatasetError(str(path / "qrels"), f"no document {missing!r} in corpus.jsonl")
        if query_id not in queries:
            raise DatasetError(str(path / "qrels"), f"no query {query_id!r} in queries.jsonl")
    questions = tuple(
        Question(query_id, queries[query_id], tuple(Gold(d) for d in sorted(doc_ids)))
        for query_id, doc_ids in qrels.items()
        if doc_ids
    )
    return EvalSet(path.name, questions, tuple(documents.values()))


def _document(data: dict[str, object], where: str) -> Document:
    doc_id = field(data, "_id", str, where)
    title = str(data.get("title") or "")
    text = "\n".join(part for part in (title, field(data, "text", str, where)) if part)
    start, end = trimmed(text, 0, len(text))
    turns = (Turn("Text", Role.NARRATOR, start, end, start),) if start < end else ()
    return Document(doc_id, title or doc_id, text, turns)


def _qrels(folder: Path) -> dict[str, set[str]]:
    files = [folder / name for name in PREFERRED if (folder / name).is_file()]
    files = files or sorted(folder.glob("*.tsv"))
    if not files:
        raise DatasetError(str(folder), "expected test.tsv or another .tsv, found none")
    qrels: dict[str, set[str]] = {}
    with files[0].open(encoding="utf-8", newline="") as lines:
        for number, row in enumerate(csv.reader(lines, delimiter="\t"), start=1):
            if number == 1 and row[-1:] == ["score"]:
                continue
            if len(row) != 3 or not row[2].lstrip("-").isdigit():
                raise DatasetError(
                    f"{files[0]}:{number}", f"expected query, document, grade; found {row!r}"
                )
            relevant = qrels.setdefault(row[0], set())
            if int(row[2]) > 0:
                relevant.add(row[1])
    return qrels
