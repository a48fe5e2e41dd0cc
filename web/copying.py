"""An answer as plain text to paste anywhere, every quote with its formal citation."""

from __future__ import annotations

import json

from web.exchange import Exchange
from web.export import Kept


def copied(exchange: Exchange) -> str:
    """Return the answer as a JSON list of texts, every second of which is a link.

    The page puts its own address before each link, since only a browser knows it.
    """
    answer = exchange.answer
    if answer is None:
        return "[]"
    parts = [f"{' '.join(exchange.question.split())}\n\n"]
    if not answer.answered:
        return json.dumps([parts[0] + answer.text])
    kept = Kept([exchange], exchange.dates, "", "")
    for reference in kept.references(answer):
        citation = reference.citation
        named = (reference.who, citation.title, reference.date, reference.place)
        quote = " ".join(citation.quote.split())
        parts[-1] += f"“{quote}”\n— {', '.join(filter(None, named))}\n"
        parts += [citation.link, "\n\n"]
    return json.dumps(parts[:-1])
