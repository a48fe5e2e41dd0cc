"""Files before and after they are added, as HTML; names and errors are escaped here."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from corpus.formats import READERS
from qa.report import Action, Report
from web.sources import MOST_FILES
from web.sources_html import counted
from web.uploads import UPLOAD_BYTES, Offer

MOST_VOICES = 8

DROP = (
    f'<div class="drop" data-most="{MOST_FILES}" data-bytes="{UPLOAD_BYTES}">'
    '<label class="files">Add files<input type="file" multiple data-files '
    f'accept="{",".join(READERS)}"></label>'
    '<span class="or">or drop them here</span>'
    '<p class="meta" role="status">You see what is in them before they are '
    f"added for everybody who uses this chat. Up to {MOST_FILES} files, "
    f"{UPLOAD_BYTES // 1_000_000} MB each.</p></div>"
)
"""Where files are dropped or chosen; the same for all."""

_WAYS = {
    "paragraphs": "no labels that say who speaks: read as one voice",
    "labels": "turns by the names before them",
}


def offers_html(offered: Sequence[tuple[str, Offer, Report]], left: int) -> str:
    """Return what is in the files that were read, and the buttons to add or forget them.

    Args:
        offered: Token, what was read, and what adding it would do.
        left: How many files were not read, because there were too many.
    """
    ready = sum(not report.skipped for _, _, report in offered)
    items = "".join(_offer(*item) for item in offered)
    if left:
        noun = "files were" if left > 1 else "file was"
        items += f'<li class="no">{left:,} more {noun} not read: add {MOST_FILES} at a time</li>'
    add = '<button type="button" class="go" data-add>Add to the sources</button>' if ready else ""
    refused = len(offered) - ready
    rest = f"; {ready:,} can be added" if ready and refused else ""
    title = f"{counted(len(offered), 'file')} read, nothing added yet{rest}"
    return (
        f'<section class="offer" aria-label="Before adding"><h3 tabindex="-1">{title}</h3>'
        f'<ul>{items}</ul><p class="buttons">{add} '
        f'<button type="button" class="act" data-discard>{"Cancel" if ready else "Close"}</button>'
        "</p></section>"
    )


def _offer(token: str, offer: Offer, report: Report) -> str:
    document = offer.document
    if document is None or report.refused:
        return f'<li class="no" data-token="{escape(token)}"><bdi>{escape(report.why)}</bdi></li>'
    voices = "".join(
        f"<li><bdi>{escape(voice.name)}</bdi>, "
        f"{'' if voice.name.casefold() == voice.role else f'{voice.role}, '}"
        f"{counted(voice.turns, 'turn')}</li>"
        for voice in offer.voices[:MOST_VOICES]
    )
    more = len(offer.voices) - MOST_VOICES
    voices += f"<li>and {more:,} more</li>" if more > 0 else ""
    ticked = "disabled" if report.skipped else "checked"
    way = _WAYS.get(offer.convention, f"turns by {offer.convention}")
    return (
        f'<li class="yes" data-token="{escape(token)}"><label class="pick">'
        f'<input type="checkbox" data-offer value="{escape(token)}" {ticked}>'
        f'<bdi class="title">{escape(document.title)}</bdi></label>'
        f'<p class="meta"><bdi>{escape(offer.name)}</bdi> · {escape(way)} · '
        f"{counted(len(document.turns), 'turn')}, {counted(offer.passages, 'passage')}</p>"
        f'<ul class="voices">{voices}</ul><p class="will">{_will(report)}</p></li>'
    )


def _will(report: Report) -> str:
    """Return what adding a file would do."""
    doc_id = escape(report.doc_id or "")
    if report.action is Action.ADDED:
        return "New source"
    if report.action is Action.UPDATED:
        return f"Replaces <code>{doc_id}</code>, which came from a file of this name"
    return f"Nothing to add: {escape(report.why)}"


def adding_html(done: int, of: int, name: str) -> str:
    """Return how far the adding has come."""
    return (
        '<section class="offer" aria-label="Adding"><p role="status">'
        f"Adding {done + 1} of {of}: <bdi>{escape(name)}</bdi></p>"
        f'<progress aria-label="Files added" value="{done}" max="{of}"></progress></section>'
    )


def results_html(reports: Sequence[Report]) -> str:
    """Return what became of each file."""
    added = sum(not report.skipped for report in reports)
    items = "".join(map(_result, reports))
    return (
        f'<section class="offer" aria-label="What was added"><h3 tabindex="-1">'
        f"{counted(added, 'source')} added or updated</h3><ul>{items}</ul>"
        '<p class="buttons"><button type="button" class="act" data-discard>Close</button></p>'
        "</section>"
    )


def _result(report: Report) -> str:
    kind = "no" if report.refused else "yes"
    said = f": {report.why}" if report.why and not report.refused else ""
    what = report.why if report.refused else f"{report.title or report.path.name}{said}"
    return f'<li class="{kind}"><b>{report.action}</b> <bdi>{escape(what)}</bdi></li>'
