"""Questions that stand as lines or paragraphs of their own, with no sign but how they look.

They are numbered, written in capitals, items of a list, or nothing but every other paragraph;
the answers stand below. Each look is believed only if the whole document bears it out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.labels import at_paragraph
from corpus.longanswers import is_tale, long_answer_marks
from corpus.marks import UNSURE, Mark
from corpus.questions import asks, holds, is_faq
from corpus.spans import PARAGRAPH

_NUMBER = re.compile(r"[ \t\u00a0]*(?:\*\*)?(?P<number>\d{1,3})[.)][ \t\u00a0]+(?=[^\s\d])")
_QUOTED = re.compile(r"(?m)(?<![^\n])(?P<sign>>[ \t]*)(?=[^\s>]).*(?:\n>[ \t]*[^\s>].*)*")
_BULLET = re.compile(r"[ \t\u00a0]*[•◦▪‣][ \t\u00a0]+(?=\S)")

LEAST = 3
"""Fewest questions."""

ASKED = 0.6
"""Least share of what looks like a question that ends as one: some only say "Tell me more."."""

ANSWERED = 0.7
"""Least share of the questions that have an answer below: lists of questions have none."""

LEAST_PLAIN = 4
"""Fewest questions that nothing but their places set apart."""

PLAIN_ASKED = 0.75
"""Least share of every other paragraph that ends as a question, where places alone tell."""

PLAIN_ANSWERS_ASK = 0.1
"""Largest share of the others that do."""

LONGEST_QUESTION = 60
"""Words; an answer that ends with a question is longer."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question: where its sign begins, where its words do, and where they end."""

    opens: int
    start: int
    end: int


def asked_marks(text: str) -> list[Mark]:
    """Return marks for questions that are numbered, in capitals, listed, or every other paragraph.

    Marks have the keys ``"odd"`` (asks) and ``"even"``, as those of bold questions.
    """
    if is_faq(text):
        return []
    for found in (_quoted(text), _numbered(text), _in_capitals(text), _listed(text)):
        if marks := _believed(text, found):
            return marks
    return _by_turns(text) or long_answer_marks(text)


def _quoted(text: str) -> list[_Asked]:
    """Return the blocks of lines behind ``>``, as e-mails quote what they answer."""
    return [
        _Asked(block.start(), block.end("sign"), block.end()) for block in _QUOTED.finditer(text)
    ]


def _numbered(text: str) -> list[_Asked]:
    """Return the paragraphs, or lines, whose numbers count on from the first one's.

    Numbers in an answer begin to count anew, so that they are none of them.
    """
    found: list[_Asked] = []
    following = 1
    apart = False
    for start, end in _lines(text):
        number = _NUMBER.match(text, start, end)
        if number and int(number["number"]) == following:
            opens = at_paragraph(text, start)
            if apart and not opens:
                continue  # a list in an answer happens to count on
            stop = _question_end(text, number.end())
            if not found and not asks(text[number.end() : stop]):
                continue
            apart = opens if not found else apart
            found.append(_Asked(start, number.end(), stop))
            following += 1
    return found


def _in_capitals(text: str) -> list[_Asked]:
    return [
        _Asked(start, start, end)
        for start, end in _lines(text)
        if _is_capitals(text[start:end]) and len(text[start:end].split()) > 1
    ]


def _is_capitals(line: str) -> bool:
    letters = [c for c in line if c.isalpha()]
    return len(letters) > 5 and all(c.upper() == c != c.lower() for c in letters if c != "ß")


def _listed(text: str) -> list[_Asked]:
    found = []
    for start, end in _lines(text):
        if bullet := _BULLET.match(text, start, end):
            found.append(_Asked(start, bullet.end(), _question_end(text, bullet.end())))
    return found


def _by_turns(text: str) -> list[Mark]:
    """Return marks for every other paragraph, if nearly all of these ask and no others do."""
    for blocks in (_paragraphs(text), list(_lines(text))):
        first = next((n for n, (start, end) in enumerate(blocks) if asks(text[start:end])), None)
        if first is None or first > 3:
            continue
        turns = blocks[first:]
        one, other = ([text[a:b] for a, b in turns[n::2]] for n in (0, 1))
        if len(one) < LEAST_PLAIN or len(other) < len(one) - 1:
            continue
        if (
            sum(map(asks, one)) >= PLAIN_ASKED * len(one)
            and sum(map(asks, other)) <= PLAIN_ANSWERS_ASK * len(other)
            and max(_words(said) for said in one) <= LONGEST_QUESTION
            and sum(map(_words, one)) < sum(map(_words, other))
            and not is_tale([*one, *other])
        ):
            marks = [
                Mark(start, start, ("odd", "even")[n % 2], shape="plain")
                for n, (start, _) in enumerate(turns)
            ]
            if marks[-1].key == "odd" and not asks(one[-1]):  # "Best wishes": it may be either's
                marks[-1] = replace(marks[-1], key=UNSURE)
            return marks
    return []


def _believed(text: str, found: Sequence[_Asked]) -> list[Mark]:
    said = [text[one.start : one.end] for one in found]
    first = next((n for n, words in enumerate(said) if asks(words)), None)
    if first is None:
        return []
    found, said = found[first:], said[first:]
    stops = [one.opens for one in found[1:]] + [len(text)]
    answers = [bool(text[one.end : stop].strip()) for one, stop in zip(found, stops, strict=True)]
    if (
        len(found) < LEAST
        or sum(map(holds, said)) < ASKED * len(found)
        or sum(answers) < ANSWERED * len(found)
    ):
        return []
    marks = []
    for one, stop, answered in zip(found, stops, answers, strict=True):
        marks.append(Mark(one.opens, one.start, "odd", shape="plain"))
        if answered:
            start = stop - len(text[one.end : stop].lstrip())
            marks.append(Mark(start, start, "even", shape="plain"))
    return marks


def _question_end(text: str, start: int) -> int:
    """Return where the question ends that begins at ``start``.

    That is the line with the question mark, if the paragraph has one, else its first line.
    """
    block = PARAGRAPH.match(text, start)
    end = block.end() if block else len(text)
    lines = text[start:end].split("\n")
    stop = start
    for line in lines:
        stop += len(line) + 1
        if asks(line):
            return stop - 1
    return start + len(lines[0])


def _lines(text: str) -> Iterator[tuple[int, int]]:
    place = 0
    for line in text.split("\n"):
        if line.strip():
            start = place + len(line) - len(line.lstrip())
            yield start, start + len(line.strip())
        place += len(line) + 1


def _paragraphs(text: str) -> list[tuple[int, int]]:
    found = []
    for block in PARAGRAPH.finditer(text):
        start = block.start()
        if bullet := _BULLET.match(text, start):
            start = bullet.end()
        found.append((start, block.end()))
    return found


def _words(said: str) -> int:
    return len(said.split()) or 1
