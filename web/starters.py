"""Questions to start with, made from the texts themselves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, islice

from corpus.document import Document
from qa.own_questions import own_questions
from qa.subjects import often_named

MOST = 4
ASKED_IN_FULL = 3
"""How many of the interviewers' own questions come first; they tend to be long."""


def starter_questions(documents: Iterable[Document]) -> Iterator[str]:
    """Yield questions that ``documents`` may answer, the most natural first.

    First what the interviewers asked, where a sentence of theirs stands alone; then what is
    said about the subjects that come up most, in texts that are in English.
    """
    read = list(documents)
    asked = islice(chain.from_iterable(map(_asked, read)), ASKED_IN_FULL)
    about = chain.from_iterable(map(_about, read))
    yield from dict.fromkeys(chain(asked, about))


def _asked(document: Document) -> Iterator[str]:
    for turn in document.turns:
        yield from own_questions(document, turn)


def _about(document: Document) -> Iterator[str]:
    yield from map(about, often_named(document, document.turns)[: 2 * MOST])


def about(subject: str) -> str:
    """Return a question about ``subject`` that leaves open what is said."""
    return f"What is said about {subject}?"
