"""Evaluation sets: questions with labels that survive any change of chunking."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.document import Document
from corpus.errors import DatasetError, FilterError
from corpus.read import find_sources, read_source
from qa.answer import Reason
from qa.narrow import EVERYTHING, Narrowing

KNOWN_FIELDS = frozenset(
    "id question gold answerable all category split source sources speaker from to history reason"
    " language".split()
)
NARROWING = ("from", "to", "language")
TEXTS = "texts"
"""The folder beside a set of ours that holds its documents, if it brings any."""


@dataclass(frozen=True, slots=True)
class Gold:
    """A place that answers a question.

    Attributes:
        doc_id: The document it is in.
        quote: Its words, verbatim; empty if the whole document counts.
        start: Where the quote begins, in code points, if the set says so; otherwise every
            place where the quote occurs counts.
    """

    doc_id: str
    quote: str = ""
    start: int | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """A question with its labels.

    Attributes:
        gold: The places that answer; any one of them, unless ``needs_all``. Empty exactly
            when the sources do not answer.
        category: What kind of question it is; for breakdowns.
        split: ``"dev"`` may be tuned on, ``"test"`` is for reports; empty if not said.
        sources: The only documents to look in, if the set names any.
        speaker: The only speaker to quote, if the set says so.
        among: The time and the language of the only documents to look in, if the set says so.
        history: What was asked before in the same conversation, oldest first.
        reason: Why it should be refused, as :class:`qa.answer.Reason` has it; empty if the
            set does not say.
    """

    question_id: str
    text: str
    gold: tuple[Gold, ...]
    needs_all: bool = False
    category: str = ""
    split: str = ""
    sources: tuple[str, ...] = ()
    speaker: str | None = None
    among: Narrowing = EVERYTHING
    history: tuple[str, ...] = ()
    reason: str = ""

    @property
    def answerable(self) -> bool:
        """Whether the sources answer it."""
        return bool(self.gold)


@dataclass(frozen=True, slots=True)
class EvalSet:
    """Questions, with the documents they are about unless those are in the library already."""

    name: str
    questions: tuple[Question, ...]
    documents: tuple[Document, ...] = ()


def bundled_set() -> Path:
    """Return the set on the bundled interview."""
    return Path(__file__).parent / "sets" / "mischenko-caliber.jsonl"


def load_set(path: Path) -> EvalSet:
    """Read the set at ``path``: our JSON lines, SQuAD JSON, or a folder of BEIR's or transcripts.

    A set of ours with a folder ``texts`` beside it brings the documents in there.

    Raises:
        DatasetError: If the path holds none of these, or a line of it is not as expected.
    """
    from eval.beir import is_beir, read_beir
    from eval.squad import read_squad
    from eval.transcripts import is_transcripts, read_transcripts

    if is_beir(path):
        return read_beir(path)
    if is_transcripts(path):
        return read_transcripts(path)
    if path.suffix == ".json" and path.is_file():
        return read_squad(path)
    if path.suffix == ".jsonl" and path.is_file():
        return EvalSet(_name(path), tuple(_questions(path)), texts_in(path.parent / TEXTS))
    raise DatasetError(
        str(path),
        "expected a .jsonl file of questions, a SQuAD .json file, or a folder of BEIR's or of "
        "transcripts, "
        f"found {'another kind of file' if path.exists() else 'nothing'}",
    )


def _name(path: Path) -> str:
    return f"{path.parent.name}/{path.stem}" if (path.parent / TEXTS).is_dir() else path.stem


def texts_in(folder: Path) -> tuple[Document, ...]:
    """Return the documents of the files in ``folder``, none if there is no such folder."""
    if not folder.is_dir():
        return ()
    taken: list[str] = []
    documents = []
    for file in find_sources(folder):
        documents.append(read_source(file, taken))
        taken.append(documents[-1].doc_id)
    return tuple(documents)


def read_lines(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield ``("FILE:LINE", object)`` for every line of JSON in the file at ``path``.

    Raises:
        DatasetError: If the file cannot be read, or a line is not a JSON object.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise DatasetError(str(path), "expected a readable UTF-8 file") from error
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        where = f"{path}:{number}"
        try:
            data = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise DatasetError(where, f"expected one JSON object, found: {error}") from error
        if not isinstance(data, dict):
            raise DatasetError(where, f"expected a JSON object, found {type(data).__name__}")
        yield where, data


def write_lines(path: Path, lines: Iterable[Mapping[str, Any]]) -> int:
    """Write each of ``lines`` as a line of JSON to the file at ``path``; return how many."""
    written = [f"{json.dumps(data, ensure_ascii=False)}\n" for data in lines]
    path.write_text("".join(written), encoding="utf-8")
    return len(written)


def field(data: dict[str, Any], name: str, kind: type, where: str) -> Any:  # noqa: ANN401
    """Return ``data[name]``, which must be of type ``kind``.

    Raises:
        DatasetError: If it is missing or of another type.
    """
    value = data.get(name)
    if not isinstance(value, kind):
        found = "nothing" if name not in data else repr(value)
        raise DatasetError(where, f'expected {kind.__name__} under "{name}", found {found}')
    return value


def _questions(path: Path) -> Iterator[Question]:
    seen: set[str] = set()
    for where, data in read_lines(path):
        question = _question(data, where)
        if question.question_id in seen:
            raise DatasetError(where, f'the id "{question.question_id}" is used twice')
        seen.add(question.question_id)
        yield question


def _question(data: dict[str, Any], where: str) -> Question:
    if unknown := sorted(data.keys() - KNOWN_FIELDS):
        raise DatasetError(
            where, f"unknown field {unknown[0]!r}: expected {', '.join(sorted(KNOWN_FIELDS))}"
        )
    gold = tuple(_gold(item, where) for item in field(data, "gold", list, where))
    if field(data, "answerable", bool, where) != bool(gold):
        raise DatasetError(where, "expected gold quotes exactly when the question is answerable")
    optional = {
        name: field(data, name, str, where)
        for name in ("category", "split", "speaker", "reason")
        if data.get(name) is not None
    }
    needs_all = field(data, "all", bool, where) if "all" in data else False
    if optional.get("reason", Reason.NOT_IN_SOURCES) not in set(Reason):
        raise DatasetError(
            where, f'expected one of {", ".join(Reason)} under "reason", found {data["reason"]!r}'
        )
    return Question(
        field(data, "id", str, where),
        field(data, "question", str, where),
        gold,
        needs_all,
        sources=_sources(data, where),
        among=_among(data, where),
        history=_texts_under(data, "history", where),
        **optional,
    )


def _sources(data: dict[str, Any], where: str) -> tuple[str, ...]:
    if data.get("source") is None:
        return _texts_under(data, "sources", where)
    if "sources" in data:
        raise DatasetError(where, 'expected either "source" or "sources", found both')
    return (field(data, "source", str, where),)


def _texts_under(data: dict[str, Any], name: str, where: str) -> tuple[str, ...]:
    found = field(data, name, list, where) if name in data else []
    if not all(isinstance(text, str) for text in found):
        raise DatasetError(where, f'expected a list of texts under "{name}", found {found!r}')
    return tuple(found)


def _among(data: dict[str, Any], where: str) -> Narrowing:
    given = [name for name in NARROWING if data.get(name) is not None]
    said = {name: field(data, name, str, where) for name in given}
    try:
        return Narrowing(*(said.get(name, "") for name in NARROWING))
    except FilterError as error:
        raise DatasetError(where, str(error)) from error


def _gold(item: object, where: str) -> Gold:
    if not isinstance(item, dict):
        raise DatasetError(where, f'expected {{"doc_id", "quote"}} in "gold", found {item!r}')
    quote = field(item, "quote", str, where)
    if not quote.strip():
        raise DatasetError(where, 'expected words under "quote", found none')
    return Gold(field(item, "doc_id", str, where), quote)
