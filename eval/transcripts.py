"""Folders of transcripts with interviewers' own questions as evaluation sets.

The folder holds ``docs.jsonl`` (``doc_id``, ``title``, ``text``) and ``items.jsonl`` (``id``,
``doc_id``, ``question``, ``evidence``: spans of that text in code points, any of which answers).
Each question is asked of its own transcript.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from corpus.document import Document
from corpus.errors import DatasetError
from corpus.read import read_text
from eval.dataset import EvalSet, Gold, Question, field, read_lines


def is_transcripts(path: Path) -> bool:
    """Return whether ``path`` is a folder of this layout."""
    return all((path / name).is_file() for name in ("docs.jsonl", "items.jsonl"))


def read_transcripts(path: Path) -> EvalSet:
    """Read the folder at ``path``.

    Raises:
        DatasetError: If a line is not as expected, or a span is not in its transcript.
    """
    texts: dict[str, str] = {}
    documents: dict[str, Document] = {}
    for where, data in read_lines(path / "docs.jsonl"):
        doc_id = field(data, "doc_id", str, where)
        texts[doc_id] = field(data, "text", str, where)
        document = read_text(texts[doc_id], doc_id, where=where)
        documents[doc_id] = replace(document, title=str(data.get("title") or document.title))
    questions = tuple(
        _question(data, texts, documents, where) for where, data in read_lines(path / "items.jsonl")
    )
    return EvalSet(path.name, questions, tuple(documents.values()))


def _question(
    data: dict[str, Any], texts: dict[str, str], documents: dict[str, Document], where: str
) -> Question:
    doc_id = field(data, "doc_id", str, where)
    if doc_id not in documents:
        raise DatasetError(where, f"no document {doc_id!r} in docs.jsonl")
    gold = tuple(
        _gold(span, texts[doc_id], documents[doc_id], where)
        for span in field(data, "evidence", list, where)
    )
    return Question(
        field(data, "id", str, where),
        field(data, "question", str, where),
        gold,
        category="leans on the conversation" if data.get("anaphora") else "stands alone",
        sources=(doc_id,),
        split=str(data.get("split") or ""),
    )


def _gold(span: object, text: str, document: Document, where: str) -> Gold:
    try:
        start, end = int(span["start"]), int(span["end"])  # type: ignore[index]  # checked here
    except (TypeError, KeyError, ValueError) as error:
        raise DatasetError(
            where, f'expected {{"start", "end"}} in "evidence", found {span!r}'
        ) from error
    quote = text[start:end]
    if not quote.strip():
        raise DatasetError(where, f"expected words at {start}-{end}, found none")
    # Offsets count in the text as given; normalising may have moved them.
    at = start if document.text.startswith(quote, start) else document.text.find(quote)
    if at < 0:
        raise DatasetError(where, f"the text at {start}-{end} is not in the transcript as read")
    return Gold(document.doc_id, quote, at)
