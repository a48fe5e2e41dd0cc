"""Many questions at once: one JSON object a line."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from corpus.errors import DatasetError, FilterError
from qa.narrow import Narrowing

NARROWING = {"from": "since", "to": "until", "language": "language"}


@dataclass(frozen=True, slots=True)
class Asked:
    """One line of a batch.

    Attributes:
        question_id: Handed back with the answer.
        sources: Ids of the only documents to look in; all of them if empty.
        speaker: The only speaker to quote.
        history: The questions asked before in the same conversation, oldest first.
        since: The earliest date of the documents to look in; empty for any.
        until: The latest; empty for any.
        language: Their language; empty for any.
        where: The file and line it stands in.
    """

    question_id: str | None
    question: str
    sources: tuple[str, ...]
    speaker: str | None
    history: tuple[str, ...]
    since: str = ""
    until: str = ""
    language: str = ""
    where: str = field(default="", compare=False)


def read_batch(name: str) -> list[Asked]:
    """Read the batch file called ``name``, or standard input for ``-``; blank lines are skipped.

    Everything is read and checked before the first question is answered.

    Raises:
        DatasetError: If the file cannot be read or a line is not of the expected form.
    """
    try:
        text = (
            sys.stdin.read().removeprefix("\ufeff")
            if name == "-"
            else Path(name).read_text(encoding="utf-8-sig")
        )
    except (OSError, UnicodeDecodeError) as error:
        raise DatasetError(
            name, f"expected a UTF-8 file of JSON lines, found: {_why(error)}"
        ) from error
    # Not splitlines: a question may hold U+2028, which JSON allows inside a string.
    lines = enumerate(text.split("\n"), start=1)
    return [_asked(line, f"{name}:{number}") for number, line in lines if line.strip()]


def _asked(line: str, where: str) -> Asked:
    try:
        data = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise DatasetError(where, f"expected one JSON object, found: {error}") from error
    if not isinstance(data, dict) or not isinstance(data.get("question"), str):
        raise DatasetError(where, 'expected {"question": "…", …}, found no text under "question"')
    question_id = data.get("id")
    speaker = data.get("speaker")
    if speaker is not None and not isinstance(speaker, str):
        raise DatasetError(where, f'expected a text under "speaker", found {speaker!r}')
    return Asked(
        None if question_id is None else str(question_id),
        data["question"],
        (*_texts(data, "source", where), *_texts(data, "sources", where)),
        speaker,
        earlier_questions(_list(data, "history", where), where),
        **_narrowing(data, where),
        where=where,
    )


def _narrowing(data: dict[str, Any], where: str) -> dict[str, str]:
    """Return the facts a line narrows its question to, checked."""
    found = {name: data.get(key) or "" for key, name in NARROWING.items()}
    for key, name in NARROWING.items():
        found[name] = str(found[name]) if isinstance(found[name], int) else found[name]
        if not isinstance(found[name], str):
            raise DatasetError(where, f'expected a text under "{key}", found {found[name]!r}')
    try:
        Narrowing(**found)
    except FilterError as error:
        raise DatasetError(where, str(error)) from error
    return found


def _texts(data: dict[str, Any], key: str, where: str) -> tuple[str, ...]:
    value = data.get(key)
    values = [value] if isinstance(value, str) else _list(data, key, where)
    if not all(isinstance(item, str) for item in values):
        raise DatasetError(where, f'expected a text or a list of texts under "{key}"')
    return tuple(values)


def _list(data: dict[str, Any], key: str, where: str) -> list[Any]:
    value = data.get(key)
    if value is None:
        return []
    if not isinstance(value, list):
        raise DatasetError(where, f'expected a list under "{key}", found {value!r}')
    return value


def earlier_questions(history: Iterable[object], where: str) -> tuple[str, ...]:
    """Return what was asked in ``history``, oldest first.

    Args:
        history: Of each exchange the question as a text or as ``{"question": …}``, or, as
            chats are kept, turns of ``{"role", "content"}``.
        where: Begins the message of an error.

    Raises:
        DatasetError: If a turn has another form.
    """
    said = [_said(turn, where) for turn in history]
    return tuple(question for question in said if question is not None)


def _said(turn: object, where: str) -> str | None:
    """Return the question of one earlier exchange; ``None`` for a turn that asks nothing."""
    if isinstance(turn, dict) and "question" not in turn and isinstance(turn.get("role"), str):
        if turn["role"] != "user":
            return None
        question = turn.get("content")
    else:
        question = turn.get("question") if isinstance(turn, dict) else turn
    if not isinstance(question, str):
        raise DatasetError(
            where,
            'expected texts, {"question": "…"} or {"role": "user", "content": "…"} under '
            f'"history", found {turn!r}',
        )
    return question


def _why(error: OSError | UnicodeDecodeError) -> str:
    return error.strerror or "an error" if isinstance(error, OSError) else "other bytes"
