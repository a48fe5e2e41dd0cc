"""The command that checks the quotations in a draft: ``onrecord check``."""

from __future__ import annotations

import sys
from pathlib import Path
from textwrap import fill, indent
from typing import TYPE_CHECKING

import click

from corpus.errors import SourceError
from corpus.formats import READERS
from corpus.normalise import MAX_BYTES, decode, normalise
from qa.cli import json_option, library_option, open_filled, print_json
from qa.shown import WIDTH
from qa.terminal import say

if TYPE_CHECKING:
    from qa.check.report import Checked, Report

PLAIN = frozenset({"", ".txt", ".text", ".md", ".markdown"})
DOCUMENTS = frozenset({".html", ".htm", ".pdf", ".docx", ".odt", ".rtf"})


@click.command()
@click.argument("draft", metavar="FILE|-")
@click.option("--source", "sources", multiple=True, metavar="ID", help="Look only here.")
@click.option("--speaker", metavar="NAME", help="Look only among this speaker's words.")
@click.option("--strict", is_flag=True, help="Exit with 1 if a quotation needs a second look.")
@library_option
@json_option
def check(
    draft: str,
    sources: tuple[str, ...],
    speaker: str | None,
    strict: bool,
    library: str | None,
    as_json: bool,
) -> None:
    """Check every quotation in the draft FILE against the sources, word for word.

    FILE is a text, Markdown, a web page, PDF, Word, OpenDocument or rich text; - is text on
    stdin. A quotation is what stands between quotation marks, or a Markdown block quote.
    """
    from index.where import Where
    from qa.check.verdict import check as checked

    text = read_draft(draft)
    with open_filled(library) as opened, opened.snapshot() as snapshot:
        snapshot.check_sources(sources)
        speakers = frozenset({snapshot.find_speaker(speaker)}) if speaker else None
        report = checked(text, snapshot, Where(frozenset(sources) or None, speakers))
    print_json({"file": draft, **report.to_json()}, as_json)
    if not as_json:
        say(shown(report))
    if strict and not report.is_sound:
        sys.exit(1)


def read_draft(name: str) -> str:
    """Return the text of the draft called ``name``, normalised.

    Raises:
        SourceError: If it cannot be read or is no draft.
    """
    path = Path(name)
    suffix = path.suffix.lower()
    if name != "-" and suffix not in PLAIN | DOCUMENTS:
        known = ", ".join(sorted((PLAIN | DOCUMENTS) - {""}))
        raise SourceError(name, f"expected a draft in one of {known}, found {suffix}")
    try:
        data = sys.stdin.buffer.read(MAX_BYTES + 1) if name == "-" else path.read_bytes()
    except OSError as error:
        raise SourceError(name, f"expected a readable file, found: {error.strerror}") from error
    if len(data) > MAX_BYTES:
        raise SourceError(name, f"expected at most {MAX_BYTES:,} bytes, found more: split the file")
    if suffix in DOCUMENTS:
        return READERS[suffix](data, name).text
    return normalise(decode(data, name), name)


def shown(report: Report) -> str:
    """Return the report as a terminal shows it."""
    blocks = [_shown(report, one) for one in report.checked]
    for at in report.unclosed:
        line, column = report.position(at)
        blocks.append(f"{line}:{column}  a quotation mark opens here that nothing closes")
    counts = ", ".join(f"{n} {verdict.replace('_', ' ')}" for verdict, n in report.counts.items())
    total = len(report.checked)
    noun = "quotation" if total == 1 else "quotations"
    blocks.append(f"{total} {noun}: {counts}" if total else "no quotations found")
    return "\n\n".join(blocks)


def _shown(report: Report, one: Checked) -> str:
    from qa.answer import passage_link
    from qa.check.report import Verdict

    line, column = report.position(one.quotation.start)
    named = f", given to {one.attributed}" if one.attributed else ""
    said = " ".join(one.quotation.said.split())
    lines = [
        f"{line}:{column}  {str(one.verdict).replace('_', ' ').upper()}: {one.explained}{named}",
        fill(f"“{said}”", WIDTH, initial_indent="  ", subsequent_indent="  "),
    ]
    if one.place is None:
        return "\n".join(lines)
    place, turn = one.place, one.place.document.turns[one.place.turn]
    if one.verdict not in (Verdict.EXACT, Verdict.OTHER_SPEAKER):
        told = " ".join(place.quote.split())
        lead = "closest: " if one.verdict is Verdict.NOT_FOUND else "source: "
        lines.append(fill(f"{lead}“{told}”", WIDTH, initial_indent="  ", subsequent_indent="  "))
    lines += [f"    “{c.draft or '–'}” is “{c.source or '–'}” there" for c in one.changes]
    if one.denied:
        lines.append(f"    “{one.denied}” stands before it there: is the meaning kept?")
    more = f", and {one.elsewhere} more" if one.elsewhere else ""
    lines.append(indent(f"{turn.speaker} ({turn.role}), {place.document.doc_id}{more}", "  "))
    lines.append(
        indent(passage_link(place.document.doc_id, place.start, place.end, place.quote), "  ")
    )
    return "\n".join(lines)
