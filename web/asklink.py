"""Links to an answer: ``#ask-…`` asks the same question of the same sources again.

Nothing is stored behind such a link. It carries what was asked, and a hash of what was cited, so
that whoever opens it learns whether they got the answer that was sent.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import parse_qs, urlencode

from qa.answer import Answer
from qa.conversation import REMEMBERED
from qa.narrow import Narrowing
from qa.question import MAX_CHARACTERS
from web.exchange import Exchange, history
from web.scope import ALL, LONGEST, Scope

START = "#ask-"
LONGEST_LINK = 40_000
MOST_SOURCES = 200
LONGEST_ID = 1_000

_DIGEST = re.compile(r"[0-9a-f]{8}")


@dataclass(frozen=True, slots=True)
class AskLink:
    """What a link asks.

    Attributes:
        after: What was asked before, oldest first, if the question leans on it.
        digest: Of the answer that was sent; empty if it is not known.
    """

    question: str
    after: tuple[str, ...] = ()
    scope: Scope = ALL
    digest: str = ""

    @property
    def href(self) -> str:
        """The part of an address from ``#`` on."""
        among = self.scope.among
        told: list[tuple[str, str]] = [("q", self.question)]
        told += [("after", question) for question in self.after]
        if self.scope.chosen is not None:
            told += [("source", doc_id) for doc_id in sorted(self.scope.chosen)] or [("source", "")]
        single = {"speaker": self.scope.speaker, "from": among.since, "to": among.until}
        told += [(name, value) for name, value in single.items() if value]
        told += [("is", self.digest)] if self.digest else []
        # Half a surrogate pair, as a browser may send it, is in no address.
        return START + urlencode(told, errors="replace")


def link_to(past: Sequence[Exchange], number: int) -> AskLink | None:
    """Return the link to the answer of that exchange, from 0; ``None`` if it has none.

    Nor is there one to so many sources that no link may name them.
    """
    exchange = past[number]
    if exchange.answer is None or len(exchange.scope.chosen or ()) > MOST_SOURCES:
        return None
    leans = exchange.answer.in_context
    after = (exchange.after or history(past[:number])) if leans else ()
    return AskLink(exchange.question, after, exchange.scope, digest_of(exchange.answer))


def digest_of(answer: Answer) -> str:
    """Return what tells one answer from another: 8 hex digits of what is cited, or why not."""
    said = [str(answer.reason), *(citation.link for citation in answer.citations)]
    return hashlib.sha256("\n".join(said).encode()).hexdigest()[:8]


def parse_ask_link(href: object) -> AskLink | None:
    """Return what ``href`` asks; ``None`` if it is no such link or is out of bounds.

    Args:
        href: Out of the browser's address: anything at all.

    Raises:
        FilterError: If a date names no days.
    """
    if not isinstance(href, str) or not href.startswith(START) or len(href) > LONGEST_LINK:
        return None
    most = MOST_SOURCES + REMEMBERED + 5
    try:
        told = parse_qs(href.removeprefix(START), keep_blank_values=True, max_num_fields=most)
    except ValueError:
        return None
    question, after, sources = _one(told, "q"), told.get("after", []), told.get("source")
    texts = [question, *after]
    if not question.strip() or len(after) > REMEMBERED or len(sources or ()) > MOST_SOURCES:
        return None
    if max(map(len, texts)) > MAX_CHARACTERS or any(len(i) > LONGEST_ID for i in sources or ()):
        return None
    chosen = None if sources is None else frozenset(filter(None, sources))
    among = Narrowing(_one(told, "from")[:LONGEST], _one(told, "to")[:LONGEST])
    digest = _one(told, "is")
    return AskLink(
        question,
        tuple(after),
        Scope(chosen, _one(told, "speaker")[:LONGEST], among),
        digest if _DIGEST.fullmatch(digest) else "",
    )


def _one(told: dict[str, list[str]], name: str) -> str:
    return told.get(name, [""])[0]
