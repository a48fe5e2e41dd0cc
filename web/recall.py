"""What a browser remembers of a conversation: where the quotes stand, and none of their words.

After a reload every answer is read again from the library. Words that moved are found where
they are now; of an answer whose words are gone nothing is shown but the question.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from corpus.document import Document
from corpus.errors import FilterError, OnrecordError
from corpus.facts import facts_of
from index.chunk import asked_turns
from index.feedback import Verdict
from index.library import Library
from index.passage import Hit, Passage
from qa.answer import Answer, Citation, Reason, passage_link
from qa.conversation import REMEMBERED
from qa.links import follow, parse_link
from qa.question import MAX_CHARACTERS
from web.exchange import CLOSEST_SHOWN, Exchange
from web.scope import read_scope, scope_told
from web.seal import is_sealed, seal

MOST_REMEMBERED = 30
MOST_LINKS = 10
"""More than an answer cites, or a refusal shows."""
GONE = "The words this quoted are no longer there. Ask again."


def remembered(exchanges: Sequence[Exchange]) -> list[dict[str, Any]]:
    """Return what :func:`recalled` needs to bring ``exchanges`` back, as JSON has it."""
    return [
        _told(exchange, exchange.answer)
        for exchange in exchanges[-MOST_REMEMBERED:]
        if exchange.answer is not None
    ]


def _told(exchange: Exchange, answer: Answer) -> dict[str, Any]:
    told: dict[str, Any] = {
        "question": exchange.question,
        "asked": exchange.asked,
        "reason": str(answer.reason),
        "confidence": answer.confidence,
        "searched": answer.searched,
        "in_context": answer.in_context,
        "undated": answer.undated,
        "scope": scope_told(exchange.scope),
        "verdict": exchange.verdict,
        "marked": exchange.marked,
        "after": list(exchange.after),
        "differs": exchange.differs,
        "citations": [[c.link, c.score] for c in answer.citations],
        "hits": [
            [passage_link(p.doc_id, p.start, p.end, p.text), hit.score]
            for hit in answer.hits[: 0 if answer.answered else CLOSEST_SHOWN]
            for p in [hit.passage]
        ],
    }
    return told | {"seal": seal(told) if exchange.judgeable else ""}


_NOT_OURS = (
    *(AttributeError, KeyError, TypeError, ValueError, OverflowError, RecursionError),
    FilterError,
)
"""What is raised by an exchange that we have not written."""


def recalled(memory: object, library: Library, *, judgeable: bool = True) -> list[Exchange]:
    """Return the exchanges that a browser has remembered, oldest first.

    Args:
        memory: From :func:`remembered`, as JSON, but out of the browser's hands: anything at all.
        library: Whose words are shown.
        judgeable: Whether the server takes feedback.
    """
    try:
        kept = json.loads(memory) if isinstance(memory, str) else None
    except (ValueError, RecursionError):
        return []
    found = []
    for one in kept[-MOST_REMEMBERED:] if isinstance(kept, list) else ():
        try:
            exchange = _exchange(one, library)
        except _NOT_OURS:
            continue
        found.append(replace(exchange, judgeable=judgeable and exchange.judgeable))
    return found


def _exchange(one: Mapping[str, Any], library: Library) -> Exchange:
    question = one["question"]
    if not isinstance(question, str) or len(question) > MAX_CHARACTERS:
        raise TypeError("no question")
    json.dumps(one, ensure_ascii=False).encode()  # what UTF-8 cannot write breaks the page
    if len(one["citations"]) > MOST_LINKS or len(one["hits"]) > MOST_LINKS:
        raise ValueError("more links than an answer has")  # each may have to be looked for
    told = {name: value for name, value in one.items() if name != "seal"}
    scope = read_scope(one["scope"])
    after = tuple(str(item)[:MAX_CHARACTERS] for item in one.get("after", [])[-REMEMBERED:])
    try:
        found = [(*_passage(library, link), float(score)) for link, score in one["citations"]]
        citations = [_citation(number, *cited) for number, cited in enumerate(found, start=1)]
        hits = [
            Hit(rank, float(score), _passage(library, link)[1])
            for rank, (link, score) in enumerate(one["hits"], start=1)
        ]
    except (_GoneError, OnrecordError):
        return Exchange(question, note=GONE, failed=True, scope=scope, after=after)
    return Exchange(
        question,
        Answer(
            question,
            Reason(one["reason"]),
            float(one["confidence"]),
            tuple(citations),
            tuple(hits),
            searched=str(one["searched"]),
            in_context=bool(one["in_context"]),
            undated=int(one["undated"]),
        ),
        asked=str(one["asked"]),
        scope=scope,
        verdict=Verdict(one["verdict"]) if one["verdict"] else None,
        marked=one["marked"] is True,
        judgeable=is_sealed(told, one.get("seal")),
        after=after,
        differs=one.get("differs") is True,
        dates=dates(document for document, *_ in found),
    )


def dates(documents: Iterable[Document]) -> dict[str, str]:
    """Return the date of each document that has one, by its id."""
    return {d.doc_id: date for d in documents if (date := facts_of(d.metadata).date)}


class _GoneError(Exception):
    """The words of a link are nowhere, or in more than one place."""


def _passage(library: Library, link: str) -> tuple[Document, Passage]:
    """Return the words that ``link`` leads to; as a passage without a number, as none is stored."""
    parsed = parse_link(link)
    if parsed is None:
        raise ValueError("no link")
    place = follow(library, parsed)
    if place.document is None or place.span is None:
        raise _GoneError
    document, (start, end) = place.document, place.span
    number = document.turn_at(start)
    turn = document.turns[number]
    asked = list(asked_turns(document))[number]
    return document, Passage(
        0,
        document.doc_id,
        number,
        start,
        end,
        document.text[start:end],
        turn.speaker,
        turn.role,
        asked=document.said(document.turns[asked]) if asked is not None else "",
    )


def _citation(number: int, document: Document, passage: Passage, score: float) -> Citation:
    return Citation(
        number=number,
        doc_id=passage.doc_id,
        title=document.title,
        speaker=passage.speaker,
        role=passage.role,
        asked=passage.asked,
        turn=passage.turn,
        start=passage.start,
        end=passage.end,
        quote=passage.text,
        score=score,
        document=document,
    )
