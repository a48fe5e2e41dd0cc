"""Questions to start with, made from the texts themselves."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain, islice, pairwise

from stop_words import get_stop_words

from corpus.document import Document, Role, Turn
from qa.own_questions import own_questions

MOST = 4
ASKED_IN_FULL = 3
"""How many of the interviewers' own questions come first; they tend to be long."""

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|[^\w\s]")
_NAME = re.compile(r"(?<=[a-z] )(?:[A-Z][a-z]{3,}|[A-Z]{3,})(?=[.,;?!])")


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
    subjects = subjects_of(document, document.turns)
    yield from (about(name) for name, times in subjects.most_common(2 * MOST) if times > 1)


def about(subject: str) -> str:
    """Return a question about ``subject`` that leaves open what is said."""
    return f"What is said about {subject}?"


def subjects_of(document: Document, turns: Iterable[Turn]) -> Counter[str]:
    """Return what those who answer speak of in ``turns``, and how often; only of English texts."""
    if document.language != "en":
        return Counter()
    said = "\n".join(document.said(turn) for turn in turns if turn.role is Role.INTERVIEWEE)
    subjects = Counter(_phrases(said))
    subjects.update(_NAME.findall(said))
    return subjects


def _phrases(said: str) -> Iterator[str]:
    """Yield every two words in a row that are neither short, common nor capitalised."""
    common = _common_words()
    for pair in pairwise(_WORD.findall(said)):
        if all(len(w) > 3 and w.islower() and w not in common for w in pair):
            yield " ".join(pair)


@cache
def _common_words() -> frozenset[str]:
    return frozenset(get_stop_words("english"))
