"""SQuAD 1.1 and 2.0 as evaluation sets.

Source: Rajpurkar, Jia and Liang, Know What You Don't Know: Unanswerable Questions for SQuAD
(ACL 2018). Contexts become documents; all questions are asked of all documents, and the
answer's own span in its context is the label.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from corpus.document import Document, Role, Turn
from corpus.errors import DatasetError
from corpus.spans import trimmed
from eval.dataset import EvalSet, Gold, Question, field


def read_squad(path: Path) -> EvalSet:
    """Read the SQuAD file at ``path``.

    Raises:
        DatasetError: If it does not have the form of SQuAD 1.1 or 2.0.
    """
    where = str(path)
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise DatasetError(where, f"expected SQuAD JSON, found: {error}") from error
    if not isinstance(data, dict):
        raise DatasetError(where, f"expected SQuAD JSON, found {type(data).__name__}")
    documents: list[Document] = []
    questions: list[Question] = []
    for number, article in enumerate(field(data, "data", list, where)):
        for paragraph in field(article, "paragraphs", list, f"{where}: article {number}"):
            document = _document(article, paragraph, f"squad-{len(documents)}", where)
            documents.append(document)
            questions += _questions(paragraph, document, where)
    return EvalSet(path.stem, tuple(questions), tuple(documents))


def _document(
    article: dict[str, Any], paragraph: dict[str, Any], doc_id: str, where: str
) -> Document:
    # Kept as it is, not normalised: the answers' offsets count in this very text.
    text = field(paragraph, "context", str, where)
    start, end = trimmed(text, 0, len(text))
    title = str(article.get("title") or doc_id).replace("_", " ")
    turns = (Turn(title, Role.NARRATOR, start, end, start),) if start < end else ()
    return Document(doc_id, title, text, turns)


def _questions(paragraph: dict[str, Any], document: Document, where: str) -> Iterator[Question]:
    for item in field(paragraph, "qas", list, where):
        question_id = str(item.get("id"))
        place = f"{where}: question {question_id}"
        impossible = bool(item.get("is_impossible", False))
        gold = {
            Gold(
                document.doc_id, field(a, "text", str, place), field(a, "answer_start", int, place)
            )
            for a in ([] if impossible else field(item, "answers", list, place))
        }
        for label in gold:
            if not document.text.startswith(label.quote, label.start):
                raise DatasetError(place, f"the answer {label.quote!r} is not at its offset")
        if not gold and not impossible:
            raise DatasetError(place, "expected an answer, or is_impossible, found neither")
        yield Question(
            question_id,
            field(item, "question", str, place),
            tuple(sorted(gold, key=lambda g: (g.start or 0, g.quote))),
            category="unanswerable" if impossible else "answerable",
        )
