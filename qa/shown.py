"""An answer as a terminal shows it."""

from __future__ import annotations

from textwrap import fill, shorten

from qa.answer import Answer, Citation

WIDTH = 88
CLOSEST_SHOWN = 3


def shown(answer: Answer) -> str:
    """Return ``answer`` as text: the quotes with their places, or the refusal."""
    if answer.undated:
        sources = "1 source" if answer.undated == 1 else f"{answer.undated} sources"
        return f"{_said(answer)}\n\nleft out for want of a date: {sources}"
    return _said(answer)


def _said(answer: Answer) -> str:
    if answer.answered:
        quotes = "\n\n".join(map(_quote, answer.citations))
        return f"{quotes}\n\nconfidence {answer.confidence:.2f}"
    closest = [
        f"  {hit.passage.speaker}: {shorten(hit.passage.text, WIDTH, placeholder=' …')}"
        for hit in answer.hits[:CLOSEST_SHOWN]
    ]
    lines = ["Closest, but not an answer:", *closest] if closest else []
    return "\n".join([answer.text, *lines])


def _quote(citation: Citation) -> str:
    number = f"[{citation.number}] "
    quote = fill(f"“{citation.quote}”", WIDTH, initial_indent=number, subsequent_indent="    ")
    who = f"{citation.speaker} ({citation.role}), {citation.title}"
    return f"{quote}\n    {who}\n    {citation.link}"
