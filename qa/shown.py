"""An answer, or what a search found, as a terminal shows it."""

from __future__ import annotations

from textwrap import fill

from index.passage import Hit
from qa.answer import Answer, Citation, Search, passage_link
from qa.excerpt import beginning

WIDTH = 88
CLOSEST_SHOWN = 3


def shown(answer: Answer) -> str:
    """Return ``answer`` as text: the quotes with their places, or the refusal."""
    return _said(answer) + _left_out(answer.undated)


def shown_search(search: Search) -> str:
    """Return what a search found as text: each passage with its place, best first."""
    return ("\n\n".join(map(_hit, search.hits)) or "nothing found") + _left_out(search.undated)


def _hit(hit: Hit) -> str:
    number, passage = f"{hit.rank}. ", hit.passage
    said = fill(passage.text, WIDTH, initial_indent=number, subsequent_indent=" " * len(number))
    who = f"{passage.speaker} ({passage.role}), {passage.doc_id}"
    link = passage_link(passage.doc_id, passage.start, passage.end, passage.text)
    return f"{said}\n{' ' * len(number)}{who}\n{' ' * len(number)}{link}"


def _left_out(undated: int) -> str:
    if not undated:
        return ""
    sources = "1 source" if undated == 1 else f"{undated} sources"
    return f"\n\nleft out for want of a date: {sources}"


def _said(answer: Answer) -> str:
    if answer.answered:
        quotes = "\n\n".join(map(_quote, answer.citations))
        return f"{quotes}\n\nconfidence {answer.confidence:.2f}"
    closest = [
        f"  {hit.passage.speaker}: {beginning(hit.passage.text, WIDTH)}"
        for hit in answer.hits[:CLOSEST_SHOWN]
    ]
    lines = ["Closest, but not an answer:", *closest] if closest else []
    return "\n".join([answer.text, *lines])


def _quote(citation: Citation) -> str:
    number = f"[{citation.number}] "
    quote = fill(f"“{citation.quote}”", WIDTH, initial_indent=number, subsequent_indent="    ")
    who = f"{citation.speaker} ({citation.role}), {citation.title}"
    return f"{quote}\n    {who}\n    {citation.link}"
