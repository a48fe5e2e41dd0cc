"""The sources as HTML. Titles, names and ids come from anybody's files: all is escaped here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from pathlib import PurePath

from index.view import Summary
from qa.report import MOST_NAMES
from web.scope import ALL, Scope, write_scope

MOST_SHOWN = 1000
FIND_FROM = 8
"""From how many sources on a box to find one is worth its room."""

MOST_TO_SCROLL = 30
"""Up to how many speakers are a list to choose from; of more, one is typed."""


def scope_html(stated: str, scope: Scope = ALL, choice: int = 0) -> str:
    """Return what is asked, with the button that leads to where it is changed.

    Args:
        stated: What is asked, in a few words.
        scope: The same for the browser to remember.
        choice: The number that the page gave to the choice which led to it, if one did.
    """
    return (
        f'<p class="scope" data-choice="{choice}" data-scope="{escape(write_scope(scope))}">'
        f'<span role="status"><bdi>{escape(stated)}</bdi></span> '
        '<button type="button" data-sources aria-label="Change which sources are asked">'
        "Change</button></p>"
    )


def list_html(held: Sequence[Summary], scope: Scope, generation: int, *, read_only: bool) -> str:
    """Return the sources with what is chosen of them.

    Args:
        held: All of them.
        scope: What is chosen.
        generation: The state of the library shown here, so that a page can ask for news.
        read_only: Whether none can be removed.
    """
    if not held:
        return f'<p class="nothing" data-generation="{generation}">There are no sources yet.</p>'
    chosen = scope.sources(frozenset(item.doc_id for item in held))
    items = "".join(_item(item, item.doc_id in chosen, read_only) for item in held[:MOST_SHOWN])
    more = len(held) - MOST_SHOWN
    rest = f'<p class="meta">and {more:,} more, asked with all only</p>' if more > 0 else ""
    return (
        f'<div class="choice" data-generation="{generation}">'
        f'<div class="whom" role="group" aria-label="Whom to ask">{_speakers(held, scope)}'
        f"{_date('since', 'From', scope.among.since)}{_date('until', 'To', scope.among.until)}"
        f'</div><div class="every">{_box("data-all", "", scope.chosen is None)}'
        f'<span class="count">All sources</span></label>{_find(len(held))}</div>{_found(len(held))}'
        f'<ul class="sources" aria-label="Sources">{items}</ul>{rest}</div>'
    )


def _box(attribute: str, value: str, checked: bool) -> str:
    """Return a tick box; what follows it has to close its label."""
    return (
        f'<label class="pick"><input type="checkbox" {attribute} value="{escape(value)}"'
        f"{' checked' if checked else ''}>"
    )


def _speakers(held: Sequence[Summary], scope: Scope) -> str:
    names = sorted({name for item in held for name in item.speakers}, key=str.casefold)
    if len(names) > MOST_TO_SCROLL:
        options = "".join(f'<option value="{escape(name)}"></option>' for name in names)
        return (
            '<label class="field wide">Speaker<input type="text" data-speaker list="speakers" '
            f'value="{escape(scope.speaker)}" placeholder="Anyone" autocomplete="off"></label>'
            f'<datalist id="speakers">{options}</datalist>'
        )
    options = "".join(
        f'<option value="{escape(name)}"{" selected" if name == scope.speaker else ""}>'
        f"{escape(name)}</option>"
        for name in names
    )
    return (
        '<label class="field wide">Speaker<select data-speaker>'
        f'<option value="">Anyone</option>{options}</select></label>'
    )


def _date(name: str, label: str, value: str) -> str:
    return (
        f'<label class="field">{label}<input type="text" data-{name} value="{escape(value)}" '
        f'placeholder="{"2019" if name == "since" else "2022-03"}" autocomplete="off" '
        'maxlength="40"></label>'
    )


def _find(count: int) -> str:
    if count < FIND_FROM:
        return ""
    return (
        '<label class="find"><span class="sr">Find a source</span>'
        '<input type="search" data-find placeholder="Find a source" autocomplete="off"></label>'
    )


def _found(count: int) -> str:
    if count < FIND_FROM:
        return ""
    return (
        '<p class="only"><button type="button" class="act" data-only hidden></button>'
        '<span role="status" data-missed></span></p>'
    )


def _item(item: Summary, chosen: bool, read_only: bool) -> str:
    title, doc_id = escape(item.title), escape(item.doc_id)
    removing = "" if read_only else _toggle("Remove", title, f"removing-{doc_id}")
    confirm = "" if read_only else _confirm(doc_id)
    return (
        f'<li class="source" data-id="{doc_id}">{_box("data-pick", item.doc_id, chosen)}'
        f'<bdi class="title">{title}</bdi></label><p class="meta">{_meta(item)}</p>'
        f'<p class="acts"><button type="button" class="act" data-read="{doc_id}" '
        f'aria-label="Read {title}">Read</button>'
        f"{_toggle('Details', title, f'details-{doc_id}')}{removing}</p>"
        f'<dl id="details-{doc_id}" hidden>{"".join(_details(item))}</dl>{confirm}</li>'
    )


def _toggle(label: str, title: str, controls: str) -> str:
    """Return a button that shows and hides what it controls."""
    of = "Details of" if label == "Details" else label
    return (
        f'<button type="button" class="act" data-toggle aria-label="{of} {title}" '
        f'aria-expanded="false" aria-controls="{controls}">{label}</button>'
    )


def _confirm(doc_id: str) -> str:
    return (
        f'<p class="confirm" id="removing-{doc_id}" role="group" aria-label="Confirm" hidden>'
        "Remove it for everybody who uses this chat? "
        f'<button type="button" class="act sure" data-remove="{doc_id}">Yes, remove</button>'
        '<button type="button" class="act" data-keep>No</button></p>'
    )


def _meta(item: Summary) -> str:
    date = f"{escape(item.facts.date)} · " if item.facts.date else ""
    return (
        f"<bdi>{escape(_names(item.speakers))}</bdi> · {date}"
        f"{counted(item.turns, 'turn')}, {counted(item.passages, 'passage')}"
    )


def _details(item: Summary) -> Iterator[str]:
    facts = (
        ("Speakers", ", ".join(item.speakers)),
        ("Id", item.doc_id),
        ("Date", item.facts.date or "not known"),
        ("Language", item.facts.language or "not stated"),
        ("Address", item.facts.url or ""),
        # Where a file lies on the server is nobody's business.
        ("File", PurePath(item.origin.removeprefix("upload:")).name),
        ("Added", item.added[:10]),
    )
    for name, value in facts:
        if value:
            yield f"<div><dt>{name}</dt><dd><bdi>{escape(value)}</bdi></dd></div>"


def _names(speakers: Sequence[str]) -> str:
    more = f" and {len(speakers) - MOST_NAMES} more" if len(speakers) > MOST_NAMES else ""
    return ", ".join(speakers[:MOST_NAMES]) + more


def counted(number: int, noun: str) -> str:
    """Return a number with its noun: ``1 turn``, ``2 turns``."""
    return f"{number:,} {noun}" + ("" if number == 1 else "s")


def notice_html(words: str, undo: str = "", *, failed: bool = False) -> str:
    """Return a line that stays below the list, with the button that takes it back."""
    if not words:
        return '<div role="status" class="notice"></div>'
    button = (
        f'<button type="button" class="act" data-undo="{escape(undo)}">Undo</button>'
        if undo
        else ""
    )
    kind = "notice failure" if failed else "notice said"
    return (
        f'<div role="status" class="{kind}" tabindex="-1"><bdi>{escape(words)}</bdi> {button}</div>'
    )
