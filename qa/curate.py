"""The commands that look after a library: ``onrecord sync`` and ``onrecord edit``."""

from __future__ import annotations

from pathlib import Path

import click

from qa.cli import json_option, library_option, open_filled, print_json, print_reports, progress_bar

FACTS = ("title", "date", "language", "url")


@click.command()
@click.argument("folder", metavar="DIR")
@click.option("--dry-run", is_flag=True, help="Only tell what would be done.")
@library_option
@json_option
def sync(folder: str, dry_run: bool, library: str | None, as_json: bool) -> None:
    """Add, update and remove sources until those that came from DIR match its files."""
    from qa.report import Action
    from qa.sync import count_line, sync_folder

    with open_filled(library) as opened, progress_bar("embedding") as progress:
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
        click.echo(f"{doc_id}  {document.title}  ({', '.join(document.speakers)})")
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
