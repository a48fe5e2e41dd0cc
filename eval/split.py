"""Halve a public set: ``python -m eval.split SET --out DIR`` writes what to tune on and report.

The first, third, fifth … article of a SQuAD file, or transcript of a folder of transcripts, is
for tuning, the others are for reports. Questions go with their text, so that no text is in both.
"""

from __future__ import annotations

import json
from pathlib import Path

import click

from corpus.errors import DatasetError, OnrecordError
from eval.dataset import field, read_lines, write_lines
from eval.transcripts import is_transcripts

HALVES = ("tune", "report")


def split_set(path: Path, out: Path) -> list[Path]:
    """Write both halves of the set at ``path`` into ``out``; return where they are, tune first.

    Raises:
        DatasetError: If it is neither SQuAD JSON nor a folder of transcripts.
    """
    out.mkdir(parents=True, exist_ok=True)
    halves = [out / f"{path.stem}-{name}{path.suffix}" for name in HALVES]
    if is_transcripts(path):
        _split_transcripts(path, halves)
    else:
        _split_squad(path, halves)
    return halves


def _split_squad(path: Path, halves: list[Path]) -> None:
    where = str(path)
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise DatasetError(where, "expected SQuAD JSON or a folder of transcripts") from error
    if not isinstance(data, dict):
        raise DatasetError(where, f"expected SQuAD JSON, found {type(data).__name__}")
    articles = field(data, "data", list, where)
    for n, half in enumerate(halves):
        write_lines(half, [{**data, "data": articles[n::2]}])


def _split_transcripts(path: Path, halves: list[Path]) -> None:
    docs, items = (list(read_lines(path / name)) for name in ("docs.jsonl", "items.jsonl"))
    for n, half in enumerate(halves):
        ids = {field(data, "doc_id", str, where) for where, data in docs[n::2]}
        half.mkdir(exist_ok=True)
        write_lines(half / "docs.jsonl", (data for _, data in docs[n::2]))
        write_lines(half / "items.jsonl", (data for _, data in items if data.get("doc_id") in ids))


@click.command()
@click.argument("path", metavar="SET", type=click.Path(path_type=Path))
@click.option("--out", required=True, metavar="DIR", type=click.Path(path_type=Path))
def split(path: Path, out: Path) -> None:
    """Write the tuning and the reporting half of SET, a SQuAD file or transcripts, into DIR."""
    try:
        halves = split_set(path, out)
    except OnrecordError as error:
        raise click.ClickException(str(error)) from error
    click.echo("\n".join(map(str, halves)))


if __name__ == "__main__":
    split()
