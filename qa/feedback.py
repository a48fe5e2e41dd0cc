"""From what readers say of answers to an evaluation set: ``onrecord feedback``."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from corpus.errors import OnrecordError
from index.feedback import Feedback, Quoted, Verdict
from qa.cli import json_option, library_option, open_filled, print_json

if TYPE_CHECKING:
    from index.library import Library

NO_PASSAGE = "nobody marked the right passage"
MOVED_ON = "the words it quotes are no longer in the sources"
SCOPE_GONE = "the source or the speaker it was put to is no longer there"


def labelled(feedback: Feedback) -> list[Quoted] | str:
    """Return the places that answer, none if the sources do not; or why that is not known."""
    if feedback.right is not None:
        return [feedback.right]
    if feedback.verdict is Verdict.GOOD:
        return list(feedback.cited)
    return [] if feedback.verdict is Verdict.SHOULD_HAVE_REFUSED else NO_PASSAGE


def as_question(feedback: Feedback, gold: Iterable[Quoted]) -> dict[str, Any]:
    """Return one line of an evaluation set; see ``docs/evaluation.md``."""
    labels = [asdict(quoted) for quoted in gold]
    since, until = feedback.dates
    only = feedback.sources[0] if len(feedback.sources) == 1 else ""
    optional = {
        "source": only,
        "sources": [] if only else list(feedback.sources),
        "from": since,
        "to": until,
        "speaker": feedback.speaker,
        "history": list(feedback.history),
    }
    return {
        "id": f"feedback-{feedback.key}",
        "question": feedback.question,
        "gold": labels,
        "answerable": bool(labels),
        "category": str(feedback.verdict),
        **{name: value for name, value in optional.items() if value},
    }


def as_set(library: Library) -> tuple[list[dict[str, Any]], Counter[str]]:
    """Return the lines of a set made of the library's feedback, and why the rest is left out."""
    lines, left_out = [], Counter[str]()
    held = library.documents()
    scopes = {summary.doc_id for summary in held}, {one for s in held for one in s.speakers}
    texts: dict[str, str] = {}
    for feedback in library.feedback():
        gold = labelled(feedback)
        if isinstance(gold, str):
            left_out[gold] += 1
        elif not _is_in(scopes, feedback):
            left_out[SCOPE_GONE] += 1
        elif all(_is_there(library, texts, quoted) for quoted in gold):
            lines.append(as_question(feedback, gold))
        else:
            left_out[MOVED_ON] += 1
    return lines, left_out


def _is_in(scopes: tuple[set[str], set[str]], feedback: Feedback) -> bool:
    doc_ids, speakers = scopes
    return doc_ids.issuperset(feedback.sources) and feedback.speaker in speakers | {""}


def _is_there(library: Library, texts: dict[str, str], quoted: Quoted) -> bool:
    if quoted.doc_id not in texts:
        held = library.holds(quoted.doc_id)
        texts[quoted.doc_id] = library.document(quoted.doc_id).text if held else ""
    return quoted.quote in texts[quoted.doc_id]


@click.group()
def feedback() -> None:
    """What readers of the chat said of its answers."""


@feedback.command(name="list")
@library_option
@json_option
def list_feedback(library: str | None, as_json: bool) -> None:
    """List what was said, oldest first."""
    with open_filled(library) as opened:
        given = opened.feedback()
    print_json({"feedback": [{"key": one.key, **asdict(one)} for one in given]}, as_json)
    if not as_json:
        for one in given:
            marked = f"  → {one.right.doc_id}: “{one.right.quote}”" if one.right else ""
            click.echo(_line(f"{one.given}  {one.verdict}  {one.question}{marked}"))
        if not given:
            click.echo("no feedback yet: readers give it under the answers of `onrecord serve`")


def _line(text: str) -> str:
    """Return ``text`` without what moves a terminal's cursor: a stranger has typed it."""
    return "".join(c if c.isprintable() else " " for c in text)


@feedback.command()
@click.option("--out", metavar="FILE", type=click.Path(path_type=Path), help="[default: stdout]")
@library_option
def export(out: Path | None, library: str | None) -> None:
    """Write an evaluation set that `onrecord eval FILE` runs.

    A good answer's quotes, and passages that readers marked, become what is right; "should
    have refused" becomes a question without an answer.
    """
    with open_filled(library) as opened:
        lines, left_out = as_set(opened)
    text = "".join(f"{json.dumps(line, ensure_ascii=False)}\n" for line in lines)
    if out is None:
        click.echo(text, nl=False)
    else:
        try:
            out.write_text(text, encoding="utf-8")
        except OSError as error:
            raise OnrecordError(f"{out}: cannot be written ({error.strerror})") from error
    click.echo(f"{len(lines)} questions written", err=True)
    for why, count in left_out.items():
        click.echo(f"{count} left out: {why} (see `onrecord feedback list`)", err=True)


@feedback.command()
@click.confirmation_option(prompt="Delete all feedback in the library?")
@library_option
def clear(library: str | None) -> None:
    """Delete all of it."""
    with open_filled(library) as opened:
        click.echo(f"{opened.drop_feedback()} deleted")
