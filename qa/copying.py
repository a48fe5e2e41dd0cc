"""``onrecord copy``: a library at another place, or in another engine."""

from __future__ import annotations

import click

from qa.cli import json_option, print_json, progress_bar


@click.command()
@click.argument("source", metavar="FROM")
@click.argument("target", metavar="TO")
@click.option("--add", is_flag=True, help="Let TO hold sources; replace those of the same id.")
@json_option
def copy(source: str, target: str, add: bool, as_json: bool) -> None:
    """Copy the library FROM to TO: folders, or postgresql://USER@HOST/DATABASE.

    Nothing is embedded again. After an interruption run it again with --add.
    """
    from index.copying import copy_library
    from index.place import place_of

    done = []
    origin, goal = place_of(source), place_of(target)
    with progress_bar("copying") as progress:
        for copied in copy_library(origin, goal, add=add):
            done.append(copied)
            progress(copied.passages)
    new = sum(not copied.unchanged for copied in done)
    passages = sum(copied.passages for copied in done)
    there = len(done) - new
    print_json({"copied": new, "unchanged": there, "passages": passages}, as_json)
    if not as_json:
        also = f", {there} were there already" if there else ""
        click.echo(f"{new} sources copied to {goal}{also}")
