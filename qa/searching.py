"""The command that searches without answering: ``onrecord search``."""

from __future__ import annotations

import click

from qa.asking import where_options
from qa.cli import json_option, library_option, open_filled_answerer, print_json
from qa.terminal import say


@click.command()
@click.argument("query")
@where_options
@click.option("--fast", is_flag=True, help="Leave them unread: ten times sooner, less well ranked.")
@library_option
@json_option
def search(
    query: str,
    sources: tuple[str, ...],
    speaker: str | None,
    since: str | None,
    until: str | None,
    language: str | None,
    k: int,
    fast: bool,
    library: str | None,
    as_json: bool,
) -> None:
    """List the passages nearest to QUERY, of which none is claimed to answer it.

    Those who ask are searched only with --speaker.
    """
    from qa.narrow import Narrowing
    from qa.shown import shown_search

    among = Narrowing(since or "", until or "", language or "")
    answerer = open_filled_answerer(library, warm=not fast)
    found = answerer.search(query, sources=sources, speaker=speaker, k=k, among=among, fast=fast)
    print_json(found.to_json(), as_json)
    if not as_json:
        say(shown_search(found))
