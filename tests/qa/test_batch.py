"""Batch files: read whole and checked before anything is answered."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.errors import DatasetError
from qa.batch import Asked, read_batch


def test_every_form_of_a_line_is_read(tmp_path: Path) -> None:
    file = tmp_path / "b.jsonl"
    file.write_text(
        '{"question": "Why?"}\n\n'
        '{"id": 7, "question": "When\u2028then?", "source": "a", "speaker": "Bob"}\n'
        '{"id": "x", "question": "", "source": ["a", "b"],'
        ' "history": ["Who?", {"question": "How?", "answer": "So."}]}\n'
        '{"question": "And?", "sources": ["a", "b"]}\n',
        encoding="utf-8",
    )
    assert read_batch(str(file)) == [
        Asked(None, "Why?", (), None, ()),
        Asked("7", "When\u2028then?", ("a",), "Bob", ()),
        Asked("x", "", ("a", "b"), None, ("Who?", "How?")),
        Asked(None, "And?", ("a", "b"), None, ()),
    ]


def test_the_history_may_be_a_chat_and_its_questions_count(tmp_path: Path) -> None:
    file = tmp_path / "b.jsonl"
    file.write_text(
        '{"question": "Why?", "history": [{"role": "user", "content": "Who?"},'
        ' {"role": "assistant", "content": "Bob."}, {"question": "How?", "citations": []}]}'
    )
    (asked,) = read_batch(str(file))
    assert asked.history == ("Who?", "How?")


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("why?", "expected one JSON object, found: "),
        ("[1]", 'expected {"question": "…", …}'),
        ('{"question": 3}', 'found no text under "question"'),
        ('{"question": "?", "source": 3}', 'expected a list under "source", found 3'),
        ('{"question": "?", "source": [3]}', 'expected a text or a list of texts under "source"'),
        ('{"question": "?", "speaker": 3}', 'expected a text under "speaker", found 3'),
        ('{"question": "?", "history": [3]}', 'under "history", found 3'),
        ('{"question": "?", "history": [{"role": "user"}]}', "found {'role': 'user'}"),
    ],
)
def test_a_wrong_line_is_an_error_naming_it(tmp_path: Path, line: str, message: str) -> None:
    file = tmp_path / "b.jsonl"
    file.write_text(f'{{"question": "ok?"}}\n{line}\n', encoding="utf-8")
    with pytest.raises(DatasetError) as raised:
        read_batch(str(file))
    assert raised.value.where == f"{file}:2"
    assert message in raised.value.why


def test_a_missing_or_binary_file_is_an_error_naming_it(tmp_path: Path) -> None:
    (tmp_path / "binary").write_bytes(b"\xff\xfe\x00\x80\x81")
    for name in ("missing", "binary"):
        with pytest.raises(DatasetError, match=f"{name}: expected a UTF-8 file of JSON lines"):
            read_batch(str(tmp_path / name))
