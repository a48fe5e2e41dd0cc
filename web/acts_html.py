"""The controls under an exchange: copy, link, edit, ask again. asking.js makes them work."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from web.asklink import link_to
from web.copying import copied
from web.exchange import Exchange


def acts_html(past: Sequence[Exchange], number: int) -> str:
    """Return the controls under the exchange at position ``number``, from 0."""
    exchange = past[number]
    link = link_to(past, number)
    acts = []
    if link is not None:
        acts.append(_act("copy", copied(exchange), "Copy answer"))
        acts.append(_act("link", link.href, "Copy link"))
    acts.append(_act("edit", exchange.question, "Edit question"))
    if number == len(past) - 1:
        acts.append(_act("again", str(number), "Ask again"))
    return (
        f'<div class="acts" role="group" aria-label="This question">{"".join(acts)}'
        '<span role="status"></span></div>'
    )


def _act(name: str, value: str, label: str) -> str:
    return f'<button type="button" data-{name}="{escape(value)}">{label}</button>'
