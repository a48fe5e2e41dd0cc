"""What one could ask next: what the interviewers asked, and what is spoken of, close to a quote.

None of it is known to be answered yet; :meth:`web.site.Site.next_questions` asks it to see.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from corpus.document import Document, Turn
from qa.answer import Answer
from qa.own_questions import own_questions
from qa.parts import alone, parts_of
from qa.question import MAX_CHARACTERS
from qa.subjects import bare, often_named
from web.starters import about

TURNS_AROUND = 40
"""How far from a quote questions are looked for, in turns to either side."""

MOST_SUBJECTS = 40
"""Of those turns, the most frequent."""

SHARED_WORD = 4
"""How many turns nearer a question counts for each word that it shares with the quote."""

PLACES = 3

# A name, and not what only tells of which kind something is, as in "Ukrainian cities".
_NAMED = re.compile(
    r"(?<=[a-z,] )[A-Z][a-z]{3,}(?: [A-Z][a-z]{2,}){0,2}"
    r"(?=[.,;:?!]| (?:is|are|was|were|has|had|will|and|or|in|to|of|on|for|with|by|from|at)\b)"
)
_WORD = re.compile(r"\w{5,}")


@dataclass(frozen=True, slots=True)
class Around:
    """A place in a text.

    Attributes:
        words: What questions that were asked near it are compared with.
        said: What is said there.
    """

    doc_id: str
    turn: int
    words: str
    said: str


def places(answer: Answer) -> list[Around]:
    """Return where to look for what to ask next: at what is cited, or else at what is closest."""
    if answer.answered:
        return [Around(c.doc_id, c.turn, c.quote, c.quote) for c in answer.citations[:PLACES]]
    passages = [hit.passage for hit in answer.hits[:PLACES]]
    # What was asked shows which of the closest passages are about the same.
    return [Around(p.doc_id, p.turn, answer.question, p.text) for p in passages]


def questions_around(document: Document, place: Around) -> Iterator[str]:
    """Yield questions close to ``place``, the closest first, then others about its subjects."""
    first = max(0, place.turn - TURNS_AROUND)
    numbered = enumerate(document.turns[first : place.turn + TURNS_AROUND + 1], start=first)
    words = _words(place.words)
    asked = [
        (_far(n, question, place, words), question) for n, question in _asked(document, numbered)
    ]
    yield from (question for _, question in sorted(asked, key=lambda pair: pair[0]))
    around = document.turns[first : place.turn + TURNS_AROUND + 1]
    subjects = often_named(document, around)[:MOST_SUBJECTS]
    # Beside what is named there, what is named often; nothing that is named in passing only.
    yield from (about(name) for name in subjects if bare(name) in place.said)
    if document.language == "en":
        yield from map(about, _NAMED.findall(place.said))
    yield from map(about, subjects)


def parts_alone(question: str) -> Iterator[str]:
    """Yield each part of a question of several that can be asked by itself."""
    parts = parts_of(" ".join(question[:MAX_CHARACTERS].split()))
    if len(parts) > 1:
        yield from (part[0].upper() + part[1:] for part in alone(parts))


def _asked(document: Document, numbered: Iterable[tuple[int, Turn]]) -> Iterator[tuple[int, str]]:
    for number, turn in numbered:
        for question in own_questions(document, turn):
            yield number, question


def _far(number: int, question: str, place: Around, words: frozenset[str]) -> int:
    return abs(number - place.turn) - SHARED_WORD * len(_words(question) & words)


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.casefold()))


def unasked(questions: Iterable[str], asked: Iterable[str]) -> Iterator[str]:
    """Yield each of ``questions`` once, without those that are ``asked`` in whatever writing."""
    seen = {_written(question) for question in asked}
    for question in questions:
        if _written(question) not in seen:
            seen.add(_written(question))
            yield question


def _written(question: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\w+", question.casefold()))
