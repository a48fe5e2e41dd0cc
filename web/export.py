"""A conversation to keep: as Markdown, as JSON, and as a page to print, with formal citations.

Everything that comes from anybody is escaped here; a quote stays what it is, character for
character.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any
from urllib.parse import urlsplit

from qa.answer import Answer, Citation
from web.exchange import Exchange

TITLE = "Asked and answered"
PROMISE = "Quotes are exact. A link opens the words where they stand, and says if they changed."

_STYLE = """
:root { color-scheme: light; }
body { max-width: 38em; margin: 3em auto; padding: 0 20px; color: #1f1d1a; background: #fff;
  font: 400 17px/1.55 Charter, "Bitstream Charter", Georgia, "Liberation Serif", serif; }
h1 { font-size: 1.5em; } h2 { font-size: 1.1em; margin: 2em 0 .6em; overflow-wrap: anywhere; }
figure { margin: 0 0 1.2em; break-inside: avoid; }
blockquote { margin: 0; padding-left: 1em; border-left: 3px solid #1c3f63;
  white-space: pre-line; overflow-wrap: anywhere; }
figcaption, .note, .refusal + p { font-size: .85em; color: #4d483f; margin: .4em 0 0 1em; }
a { color: #1c3f63; overflow-wrap: anywhere; } .refusal { font-style: italic; }
@media print { body { margin: 0; max-width: none; } a { color: inherit; } }
"""

# What means something in Markdown anywhere, and what does at the beginning of a line; an address
# is made a link by many who read it.
_MARKS = re.compile(r"([\\`*_\[\]<>&~|$#@:]|(?<=www)\.)", re.IGNORECASE)
_FIRST = re.compile(r"^(\d+(?=[.)])|(?=[-+=]))(.)")


@dataclass(frozen=True, slots=True)
class Reference:
    """A citation in its long form.

    Attributes:
        date: Of its source, as the source says it; empty if it does not.
        address: Where the words can be read.
    """

    citation: Citation
    date: str
    address: str

    @property
    def who(self) -> str:
        """Who says it, and as what."""
        return f"{self.citation.speaker} ({self.citation.role})"

    @property
    def place(self) -> str:
        """Where in the source it stands."""
        return f"characters {self.citation.start}–{self.citation.end}"


@dataclass(frozen=True, slots=True)
class Kept:
    """What every form of a conversation is made from.

    Attributes:
        exchanges: Oldest first; those without an answer yet are left out.
        dates: The date of each source that has one, by its id.
        address: Of the chat, as the browser gives it: nothing in it is to be trusted.
        day: When it is kept, for people to read.
    """

    exchanges: Sequence[Exchange]
    dates: Mapping[str, str]
    address: str
    day: str

    @property
    def answers(self) -> tuple[Answer, ...]:
        """The answers, oldest first."""
        return tuple(e.answer for e in self.exchanges if e.answer is not None)

    def notes(self, number: int) -> tuple[str, ...]:
        """Return how the question of that answer, counted from 0, was understood and put."""
        exchange = [e for e in self.exchanges if e.answer is not None][number]
        answer = self.answers[number]
        understood = f"Understood as: {answer.searched}" if answer.in_context else ""
        return tuple(filter(None, (understood, exchange.asked)))

    def references(self, answer: Answer) -> tuple[Reference, ...]:
        """Return the citations of ``answer`` in their long form."""
        is_web = urlsplit(self.address).scheme in ("http", "https")
        base = self.address.split("#")[0] if is_web else ""
        return tuple(
            Reference(citation, self.dates.get(citation.doc_id, ""), base + citation.link)
            for citation in answer.citations
        )


@dataclass(frozen=True, slots=True)
class Form:
    """A way to keep a conversation."""

    label: str
    file: str
    media_type: str
    write: Callable[[Kept], str]


def as_markdown(kept: Kept) -> str:
    """Return the conversation as Markdown that shows every quote as it is."""
    said = [f"# {TITLE}", f"{_plain(kept.day)}. {PROMISE}"]
    for number, answer in enumerate(kept.answers):
        said.append(f"## {_plain(answer.question)}")
        said += map(_plain, kept.notes(number))
        said += map(_markdown, kept.references(answer)) if answer.answered else [f"*{answer.text}*"]
        said.append(_sure(answer))
    return "\n\n".join(filter(None, said)) + "\n"


def _markdown(reference: Reference) -> str:
    lines = _quoted(reference).split("\n")
    # White space, which Markdown folds, is code to it at the beginning of a line.
    quote = "\n".join(f"> {_escaped(line.strip())}".rstrip() for line in lines)
    title = _plain(reference.citation.title)
    cited = ", ".join(filter(None, (_plain(reference.who), f"*{title}*", _plain(reference.date))))
    return f"{quote}\n\n— {cited}, [{reference.place}](<{_address(reference)}>)"


def _quoted(reference: Reference) -> str:
    return f"“{reference.citation.quote}”"


def _address(reference: Reference) -> str:
    return re.sub(r"[<>\\\s]", "", reference.address)


def _plain(text: str) -> str:
    return _escaped(" ".join(text.split()))


def _escaped(text: str) -> str:
    return _FIRST.sub(r"\1\\\2", _MARKS.sub(r"\\\1", text))


def as_json(kept: Kept) -> str:
    """Return the conversation as JSON: the answers as ``onrecord ask --json`` has them.

    Each answer has ``notes`` besides, how its question was understood and what it was put to;
    each citation the ``date`` of its source and its ``address``.
    """
    answers = [
        answer.to_json()
        | {
            "notes": kept.notes(number),
            "citations": [
                r.citation.to_json() | {"date": r.date or None, "address": r.address}
                for r in kept.references(answer)
            ],
        }
        for number, answer in enumerate(kept.answers)
    ]
    found: dict[str, Any] = {"kept": kept.day, "answers": answers}
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"


def as_page(kept: Kept) -> str:
    """Return the conversation as a page that needs nothing else and prints well."""
    said = "".join(_section(kept, number, answer) for number, answer in enumerate(kept.answers))
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta http-equiv="Content-Security-Policy" '
        "content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{TITLE}</title><style>{_STYLE}</style></head>\n<body><h1>{TITLE}</h1>"
        f'<p class="note">{escape(kept.day)}. {PROMISE}</p>{said}</body></html>\n'
    )


def _section(kept: Kept, number: int, answer: Answer) -> str:
    notes = "".join(f'<p class="note"><bdi>{escape(n)}</bdi></p>' for n in kept.notes(number))
    figures = "".join(map(_figure, kept.references(answer)))
    said = figures or f'<p class="refusal">{escape(answer.text)}</p>'
    sure = f'<p class="note">{_sure(answer)}</p>' if answer.answered else ""
    return f"\n<section><h2><bdi>{escape(answer.question)}</bdi></h2>{notes}{said}{sure}</section>"


def _figure(reference: Reference) -> str:
    date = f", {escape(reference.date)}" if reference.date else ""
    return (
        f"<figure><blockquote><bdi>{escape(_quoted(reference))}</bdi></blockquote><figcaption>— "
        f"{escape(reference.who)}, <cite>{escape(reference.citation.title)}</cite>{date}, "
        f'<a href="{escape(reference.address)}">{reference.place}</a></figcaption></figure>'
    )


def _sure(answer: Answer) -> str:
    if not answer.answered:
        return ""
    return f"{answer.confidence:.0%} likely that this answers the question."


FORMS = (
    Form("Markdown", "conversation.md", "text/markdown", as_markdown),
    Form("JSON", "conversation.json", "application/json", as_json),
    Form("page to print", "conversation.html", "text/html", as_page),
)
