"""The commands that look after a library: ``onrecord add``, ``sync`` and ``edit``."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import click

from corpus.errors import SourceError
from qa.cli import json_option, library_option, open_filled, print_json, print_reports, progress_bar
from qa.terminal import harmless, say

if TYPE_CHECKING:
    from qa.report import Report

FACTS = ("title", "date", "language", "url")

OTHERS_SHOWN = 5
"""How many of the files that are passed over are named."""


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@click.option("--explain", is_flag=True, help="Add nothing; say what is seen in PATH, and why.")
@library_option
@json_option
def add(paths: tuple[str, ...], explain: bool, library: str | None, as_json: bool) -> None:
    """Add or replace source texts: files, or folders of them."""
    from qa.intake import Intake, list_files

    files, refused = list_files(map(Path, paths))
    _tell_of_others(paths)
    if explain:
        _explain(files, refused, as_json)
        return
    with open_filled(library, adds=True) as opened, progress_bar("embedding") as progress:
        reports = print_reports(chain(refused, Intake(opened).take(files, progress)), as_json)
    order = {file: n for n, file in enumerate(files)}
    reports.sort(key=lambda report: order.get(report.path, -1))
    print_json({"sources": [report.to_json() for report in reports]}, as_json)
    if any(report.refused for report in reports):
        sys.exit(1)


def _tell_of_others(paths: Iterable[str]) -> None:
    """Say which files of the folders at ``paths`` are of no kind that is read."""
    from corpus.read import passed_over

    others = [file for path in paths for file in passed_over(Path(path))]
    if others:
        shown = ", ".join(map(str, others[:OTHERS_SHOWN])) + (", …" * (len(others) > OTHERS_SHOWN))
        many = "files that are" if len(others) > 1 else "file that is"
        click.echo(
            f"onrecord: passed over {len(others)} {many} of no kind that is read: {shown}",
            err=True,
        )


def _explain(files: Sequence[Path], refused: Sequence[Report], as_json: bool) -> None:
    from corpus.explain import explained, explanation
    from corpus.read import read_file

    said = []
    failed = [report.why for report in refused]
    for file in files:
        try:
            found = explanation(read_file(file))
        except SourceError as error:
            failed.append(str(error))
            continue
        said.append({"path": str(file), **found})
        if not as_json:
            say(explained(found))
    print_json({"sources": said}, as_json)
    for why in failed:
        click.echo(harmless(f"onrecord: {why}"), err=True)
    if failed:
        sys.exit(1)


@click.command()
@click.argument("folder", metavar="DIR")
@click.option("--dry-run", is_flag=True, help="Only tell what would be done.")
@library_option
@json_option
def sync(folder: str, dry_run: bool, library: str | None, as_json: bool) -> None:
    """Add, update and remove sources until those that came from DIR match its files."""
    from qa.report import Action
    from qa.sync import count_line, sync_folder

    with open_filled(library, adds=True) as opened, progress_bar("embedding") as progress:
        found = sync_folder(opened, Path(folder), progress, dry_run=dry_run)
        reports = print_reports(found, as_json, quiet=(Action.UNCHANGED,))
    listed = [report.to_json() for report in reports]
    removed = [report.doc_id for report in reports if report.action is Action.REMOVED]
    print_json({"sources": listed, "removed": removed, "dry_run": dry_run}, as_json)
    if not as_json:
        click.echo(("would be: " if dry_run else "") + count_line(reports))
    if any(report.refused for report in reports):
        raise SystemExit(1)


@click.command()
@click.argument("doc_id", metavar="ID")
@click.option("--title", help="What readers see as its name.")
@click.option("--date", help="When it was: 2022, 2022-03-04, 4 March 2022.")
@click.option("--language", help="Its language as a tag: en, pt-BR.")
@click.option("--url", help="Where it was published.")
@click.option(
    "--speaker", "renames", multiple=True, metavar="OLD=NEW", help="Call a speaker by another name."
)
@library_option
@json_option
def edit(
    doc_id: str, renames: tuple[str, ...], library: str | None, as_json: bool, **facts: str | None
) -> None:
    """Change what is known of a source; an empty value takes a fact away.

    No word is changed and nothing is embedded. When the file changes later, what you changed
    here is changed again; it ends when the source is removed.
    """
    from corpus.edits import Edits
    from qa.sources import fact_json

    new = {name: " ".join(value.split()) for name in FACTS if (value := facts[name]) is not None}
    speakers = dict(map(_rename, renames))
    if not new and not speakers:
        raise click.UsageError("give at least one of --title, --date, --language, --url, --speaker")
    with open_filled(library) as opened:
        document = opened.edit(doc_id, Edits(new, speakers))
    result = fact_json(document)
    print_json(result, as_json)
    if not as_json:
        say(f"{doc_id}  {document.title}  ({', '.join(document.speakers)})")
    if new.get("date") and result["first_day"] is None:
        click.echo(
            f"onrecord: {doc_id}: {new['date']!r} is kept as text, but names no days: "
            "--from and --to leave it out",
            err=True,
        )


def _rename(option: str) -> tuple[str, str]:
    old, equals, new = (part.strip() for part in option.partition("="))
    if not (old and equals and new):
        raise click.BadParameter(f"expected OLD=NEW, found {option!r}", param_hint="--speaker")
    return old, new
