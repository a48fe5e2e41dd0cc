"""The command line: ``onrecord``."""

from __future__ import annotations

import json
import re
import sys
import threading
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from typing import TYPE_CHECKING

import click

from corpus.errors import OnrecordError, SettingsError
from index.threads import limit_threads
from qa.output import whole_output
from qa.settings import load_settings, read_value
from qa.terminal import harmless, say

if TYPE_CHECKING:
    from index.library import Library, Progress
    from qa.ask import Answerer
    from qa.report import Action, Report

COMMANDS = "onrecord.commands"
"""Entry point group of commands that live above this package: eval, bench, serve."""

OWN = (
    EntryPoint("add", "qa.curate:add", COMMANDS),
    EntryPoint("ask", "qa.asking:ask", COMMANDS),
    EntryPoint("check", "qa.checking:check", COMMANDS),
    EntryPoint("search", "qa.searching:search", COMMANDS),
    EntryPoint("sync", "qa.curate:sync", COMMANDS),
    EntryPoint("edit", "qa.curate:edit", COMMANDS),
    EntryPoint("copy", "qa.copying:copy", COMMANDS),
    EntryPoint("feedback", "qa.feedback:feedback", COMMANDS),
)
"""Commands of this package that live in files of their own."""


class Commands(click.Group):
    """The commands of this module and those that other packages register, loaded when named."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return all names, sorted."""
        own = [entry.name for entry in OWN]
        return sorted({*super().list_commands(ctx), *own, *entry_points(group=COMMANDS).names})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command of that name, importing it if it lives elsewhere."""
        found = super().get_command(ctx, cmd_name)
        if found is None:
            elsewhere = [*OWN, *entry_points(group=COMMANDS)]
            found = next((_load(entry) for entry in elsewhere if entry.name == cmd_name), None)
        return found


def _load(entry: EntryPoint) -> click.Command:
    command = entry.load()
    if not isinstance(command, click.Command):
        raise TypeError(f"{entry.value} is not a click command")
    return command


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="onrecord")
def cli() -> None:
    """Ask interviews questions; get the speakers' own words, cited, or an honest refusal."""


library_option = click.option(
    "--library",
    metavar="DIR|URL",
    help="The library's folder or database [default: $ONRECORD_LIBRARY or .onrecord].",
)
json_option = click.option("--json", "as_json", is_flag=True, help="One JSON document on stdout.")


@cli.command()
@click.argument("ids", nargs=-1, required=True, metavar="ID…")
@library_option
@json_option
def remove(ids: tuple[str, ...], library: str | None, as_json: bool) -> None:
    """Remove sources with everything that belongs to them."""
    with open_filled(library) as opened:
        opened.remove(*ids)  # none is removed if one of the ids is wrong
    print_json({"removed": list(dict.fromkeys(ids))}, as_json)
    if not as_json:
        click.echo("\n".join(f"removed {doc_id}" for doc_id in dict.fromkeys(ids)))


@cli.command(name="list")
@library_option
@json_option
def list_sources(library: str | None, as_json: bool) -> None:
    """List the sources of the library."""
    from qa.sources import describe, summary_json

    with open_filled(library) as opened:
        summaries = opened.documents()
    print_json({"sources": [summary_json(summary) for summary in summaries]}, as_json)
    if not as_json:
        say("\n".join(map(describe, summaries)) or "no sources: run `onrecord add PATH`")


@cli.command()
@click.argument("name", metavar="ID|LINK")
@library_option
@json_option
def show(name: str, library: str | None, as_json: bool) -> None:
    """Show a source as onrecord reads it, or the quote that a citation's LINK leads to.

    A LINK is put in quotes, for the shell's sake. What is shown says whether the words are
    unchanged, have moved, have changed, or are of a text that was removed.
    """
    from qa.links import Place, find_named
    from qa.sources import document_json

    with open_filled(library) as opened:
        found = find_named(opened, name)
    if isinstance(found, Place):
        print_json(found.to_json(), as_json)
        if not as_json:
            say(found.shown())
        return
    print_json(document_json(found), as_json)
    if not as_json:
        say(found.text, nl=not found.text.endswith("\n"))


@cli.command()
@click.option("--rebuild", is_flag=True, help="Cut and embed every text again.")
@click.option("--embedder", metavar="NAME", help="Rebuild with this model.")
@library_option
@json_option
def index(rebuild: bool, embedder: str | None, library: str | None, as_json: bool) -> None:
    """Bring the indexes up to date with the texts, and check them."""
    if embedder is not None and not rebuild:
        raise click.UsageError("--embedder needs --rebuild")
    with open_filled(library, embedder) as opened, progress_bar("embedding") as progress:
        if rebuild:
            opened.rebuild(progress)
        opened.refresh()
        summaries = opened.documents()
    count = sum(summary.passages for summary in summaries)
    print_json({"sources": len(summaries), "passages": count}, as_json)
    if not as_json:
        click.echo(f"{len(summaries)} sources, {count} passages, indexes up to date")


@cli.command()
@click.argument("name", required=False)
@click.argument("value", required=False)
@library_option
@json_option
def config(name: str | None, value: str | None, library: str | None, as_json: bool) -> None:
    """Show the settings, or one of them; with VALUE, let the library keep it.

    A library keeps its embedder, reranker, aligner and stemmer. The environment and
    onrecord.toml win over what it keeps.
    """
    from qa.config import keep_setting, settings_in_force

    if name is not None and value is not None:
        keep_setting(library, name, value)
    found = [s for s in settings_in_force(library) if name in (None, s.name)]
    if not found:
        raise SettingsError(f"config: unknown setting {name!r}: run `onrecord config`")
    named = {s.name: {"value": s.value or None, "origin": s.origin} for s in found}
    print_json({"settings": named}, as_json)
    if not as_json:
        click.echo("\n".join(f"{s.name} = {s.value or '-'}  ({s.origin})" for s in found))


@contextmanager
def open_filled(
    folder: str | None, embedder: str | None = None, *, adds: bool = False
) -> Iterator[Library]:
    """Open the library, filled with the bundled texts if it is the default one and new.

    Another one that is new is pointed out, unless something is about to be added.
    """
    from qa.opening import fill_if_new, open_library

    settings = load_settings(folder)
    if embedder is not None:
        settings = replace(settings, embedder=str(read_value("embedder", embedder, "--embedder")))
    opened = open_library(settings)
    with progress_bar("first use") as progress:
        fill_if_new(opened, settings, progress)
    if not adds:
        _tell_if_new(opened, folder)
    yield opened


def _tell_if_new(library: Library, folder: str | None) -> None:
    """Say so if a library that was named is not there, or was never added to."""
    # A file is no folder of a library's, which opening it will say.
    if folder is not None and library.is_new and not Path(folder).is_file():
        click.echo(
            f"onrecord: {library.place}: no texts here yet: check --library, or run "
            f"`onrecord add PATH --library {library.place}`",
            err=True,
        )


def open_filled_answerer(folder: str | None, *, warm: bool = True) -> Answerer:
    """Return an answerer over the library, which is filled as :func:`open_filled` fills it.

    Unless ``warm``, a model is loaded when it is needed, or never.
    """
    from qa.assemble import fill_if_new, open_answerer

    settings = load_settings(folder)
    answerer = open_answerer(settings)
    # The models load while the library is opened. Not as a daemon: a process that ends while
    # a model loads would crash.
    if warm:
        threading.Thread(target=_warm_up, args=(answerer,), name="warm up").start()
    with progress_bar("first use") as progress:
        fill_if_new(answerer.library, settings, progress)
    _tell_if_new(answerer.library, folder)
    return answerer


def _warm_up(answerer: Answerer) -> None:
    with suppress(OnrecordError):  # whoever asks meets the same error, and reports it
        answerer.warm_up()


@contextmanager
def progress_bar(what: str) -> Iterator[Progress]:
    """Show a bar on stderr while passages are embedded; none where nobody watches."""
    from tqdm import tqdm

    with tqdm(desc=what, unit=" passages", disable=None, leave=False) as bar:

        def advance(count: int) -> None:
            bar.update(count)

        yield advance


def print_reports(
    reports: Iterable[Report], as_json: bool, quiet: Collection[Action] = ()
) -> list[Report]:
    """Print each report as it comes, the bad ones as errors; return them all."""
    from tqdm import tqdm

    done = []
    for report in reports:
        done.append(report)
        if report.refused:
            tqdm.write(harmless(f"onrecord: {report.line()}"), file=sys.stderr)
        elif not as_json and report.action not in quiet:
            tqdm.write(harmless(report.line()), file=sys.stdout)  # beside a progress bar
    return done


def print_json(value: object, wanted: bool) -> None:
    """Print ``value`` as one JSON document, if that is wanted."""
    if wanted:
        click.echo(json_text(value))


def json_text(value: object) -> str:
    """Return ``value`` as JSON; half a surrogate pair, as JSON may bring it, stays escaped."""
    text = json.dumps(value, ensure_ascii=False)
    return re.sub("[\ud800-\udfff]", lambda half: f"\\u{ord(half[0]):04x}", text)


def entry(arguments: Sequence[str] | None = None) -> None:
    """Run the command line; an error the user can mend is one line and exit code 1."""
    try:
        with whole_output():
            cli(arguments, prog_name="onrecord")
    except OnrecordError as error:
        click.echo(harmless(f"onrecord: {' '.join(str(error).split())}"), err=True)
        sys.exit(1)


def main() -> None:
    """Run ``onrecord`` with the arguments of the process."""
    limit_threads()
    entry()
