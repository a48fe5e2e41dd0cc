"""The command that asks: one question, or many at once."""

from __future__ import annotations

from collections.abc import Callable

import click

from corpus.errors import DatasetError, UnknownNameError
from qa.cli import json_option, json_text, library_option, open_filled_answerer, print_json
from qa.terminal import say


def where_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options that say where to look and how many hits to return."""
    for option in (
        click.option("-k", default=5, show_default=True, type=click.IntRange(1, 100), help="Hits."),
        click.option("--language", metavar="TAG", help="Only in texts of this language: en, uk."),
        click.option(
            "--to", "until", metavar="DATE", help="Only in texts of this date or earlier."
        ),
        click.option(
            "--from", "since", metavar="DATE", help="Only in texts of this date or later."
        ),
        click.option("--speaker", metavar="NAME", help="Quote only this speaker."),
        click.option("--source", "sources", multiple=True, metavar="ID", help="Look only here."),
    ):
        command = option(command)
    return command


@click.command()
@click.argument("question", required=False)
@where_options
@click.option(
    "--after", multiple=True, metavar="QUESTION", help="Asked before this; repeat, oldest first."
)
@click.option("--batch", metavar="FILE", help="Questions as JSON lines; answers likewise.")
@library_option
@json_option
def ask(
    question: str | None,
    sources: tuple[str, ...],
    speaker: str | None,
    since: str | None,
    until: str | None,
    language: str | None,
    after: tuple[str, ...],
    k: int,
    batch: str | None,
    library: str | None,
    as_json: bool,
) -> None:
    """Answer QUESTION with exact quotes, or say that the sources do not.

    A DATE is a year, 2022-03 or 2022-03-04. With --from or --to a text without a date is
    left out. With --after a QUESTION such as "Why?" is read as the next of a conversation.
    """
    if (question is None) == (batch is None):
        raise click.UsageError("give either a QUESTION or --batch FILE")
    if after and question is None:
        raise click.UsageError("--after needs a QUESTION; a batch has its own history")
    from qa.batch import read_batch
    from qa.narrow import Narrowing
    from qa.shown import shown

    among = Narrowing(since or "", until or "", language or "")
    asked = read_batch(batch) if batch is not None else []
    answerer = open_filled_answerer(library)
    if question is not None:
        answer = answerer.ask(
            question, sources=sources, speaker=speaker, k=k, history=after, among=among
        )
        print_json(answer.to_json(), as_json)
        if not as_json:
            say(shown(answer))
    for item in asked:
        within = Narrowing(
            item.since or among.since, item.until or among.until, item.language or among.language
        )
        try:
            answer = answerer.ask(
                item.question,
                sources=item.sources or sources,
                speaker=item.speaker or speaker,
                k=k,
                question_id=item.question_id,
                history=item.history,
                among=within,
            )
        except UnknownNameError as error:
            raise DatasetError(item.where, str(error)) from error
        name = f"{item.question_id}: " if item.question_id else ""
        # Half a surrogate pair, as JSON may bring it, cannot be printed.
        head = f"{name}{item.question}\n".encode(errors="replace").decode()
        if as_json:
            click.echo(json_text(answer.to_json()))
        else:
            say(f"{head}{shown(answer)}\n")
