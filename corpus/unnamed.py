"""Marks that tell that somebody else speaks, and not who: bold and italics."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from corpus.cues import ends_sentence
from corpus.directions import IN_ITALICS
from corpus.furniture import printed_between
from corpus.labelforms import COLON, marks_in_order
from corpus.likely import has_title, is_whole_name, looks_like_a_name
from corpus.marks import Mark
from corpus.questions import asks
from corpus.spans import PARAGRAPH
from corpus.vocabulary import TURN_WORDS

_SET = r"(?P<open>[*_]{1,3})(?![*_\s])(?:(?!(?P=open)).)+(?P=open)"
_SET_LINE = re.compile(_SET.replace(".)+", "[^\\n])+"))
_SET_BLOCK = re.compile(_SET, re.DOTALL)
_NUMBER = re.compile(r"\d{1,3}[.)][ \t\u00a0]+(?=\S)")  # **1. Where was it?**
_ABOVE = re.compile(r"(?:\d{1,3}[.)]|[-*•])[ \t\u00a0]+(?=[*_])")  # 1. **Where was it?**
_LINE = re.compile(r"\S[^\n]*")
_HEADING = re.compile(r"(?P<hashes>#{1,6})[ \t]+(?=\S)[^\n]+")
_HEADINGS = re.compile(rf"^{_HEADING.pattern}", re.MULTILINE)

_LEADS_ON = re.compile(
    r"(?i)(?:related|further|read|more|contact|about the|sign up|subscribe|follow us|share)\b"
)
_ADDRESSED = re.compile(
    r"(?i)\b(?:you(?:r|'re|'ve|’re|’ve)?|du|dein\w*|vous|votre|tu|usted|você|lei|вы|ваш\w*|ты|siz|sen)\b"
)

_THANKS = re.compile(
    r"(?i)\b(?:thank\w*|dank\w*|danke|merci|gracias|obrigad[oa]|grazie|спасибо|teşekkür\w*)\b"
)
_SIGNS_BEFORE = re.compile(r"[*_]+\Z")

LONGEST_REMARK = 120
"""Characters of a remark that begins a talk; more is an introduction."""

NEAR = 12
"""Characters behind a name in which "you" tells that it is addressed."""

NAMED = 0.8
"""Least share of one side's turns that begin with a label, for it to be who speaks."""

ASKED = 0.5
"""Least share of the paragraphs set in bold that end as questions, for them to be asked."""


def bold_marks(text: str) -> list[Mark]:
    """Return marks for questions that are set in bold, in italics or as headings.

    What follows one and is not set so is somebody's answer. Marks have the keys ``"odd"``
    (asks) and ``"even"``. The signs that close the bold belong to the label of the answer.
    """
    marks: list[Mark] = []
    asked: list[bool] = []
    is_said = True
    closing: int | None = None
    asking = _asking_levels(text)
    blocks = list(PARAGRAPH.finditer(text))
    apart = _of_one_look(text, blocks, [_set_apart(block[0], asking) for block in blocks])
    for block, found, below in zip(blocks, apart, [*apart[1:], None], strict=True):
        start, end = block.span()
        if found is not None:
            opened, closed, length = found
            if not marks and not _begins_talk(text[start + opened : start + closed], below):
                continue  # a title in bold
            if number := _NUMBER.match(text, start + opened, start + closed):
                opened = number.end() - start
            opens = start if closing is None else closing
            marks.append(Mark(opens, start + opened, "odd", shape="bold"))
            asked.append(asks(text[start + opened : start + closed]))
            is_said = not _LEADS_ON.match(text, start + opened, start + closed)
            closing = start + closed
            start += length
            start += len(text[start:end]) - len(text[start:end].lstrip())
        if start < end and closing is not None:
            marks.append(Mark(closing, start, "even", shape="bold"))
            closing = None
    if closing is not None:  # nobody answers the last question: it keeps its signs
        signs = len(text.rstrip()) - closing
        marks[-1] = replace(marks[-1], start=marks[-1].start - signs)
    if not is_said and marks[-1].key == "even":
        marks = marks[:-2]  # "Related stories" is no question, and what follows no answer
        asked.pop()
    elif marks and _is_note(text[marks[-1].start :]) and not _answered_in_italics(text, marks):
        marks = _without_note(text, marks)
        asked = asked[: sum(mark.key == "odd" for mark in marks)]
    checked = _several(text, _checked(marks, asked))
    for key in ("odd", "even"):
        checked = _named(text, checked, key)
    return checked


def _of_one_look(
    text: str, blocks: Sequence[re.Match[str]], apart: Sequence[tuple[int, int, int] | None]
) -> list[tuple[int, int, int] | None]:
    """Return ``apart`` without what does not ask and is set otherwise than most questions are.

    Beside questions in bold, lines in italics are captions, or what the writer saw.
    """
    looks: list[str] = []
    asked = Counter[str]()
    for block, found in zip(blocks, apart, strict=True):
        signs = _SIGNS_BEFORE.search(block[0], 0, found[0]) if found else None
        looks.append("" if found is None else "italics" if signs and len(signs[0]) == 1 else "bold")
        if found and asks(text[block.start() + found[0] : block.start() + found[1]]):
            asked[looks[-1]] += 1
    usual = max(asked, key=asked.__getitem__, default="")
    if asked[usual] < 2:
        return list(apart)
    return [
        found
        if found is None
        or look == usual
        or asks(text[block.start() + found[0] : block.start() + found[1]])
        else None
        for block, found, look in zip(blocks, apart, looks, strict=True)
    ]


def _is_note(words: str) -> bool:
    """Tell whether the last words are in italics and neither ask nor speak to anybody."""
    first, *others = PARAGRAPH.finditer(words)
    noted = all(IN_ITALICS.fullmatch(block[0].strip()) for block in (first, *others))
    noted = noted or len(printed_between(words, others)) == len(others)
    said = first[0].strip()
    speaks = asks(said) or _ADDRESSED.search(said) or _THANKS.search(said)
    return bool(IN_ITALICS.fullmatch(said)) and noted and not speaks


def _answered_in_italics(text: str, marks: Sequence[Mark]) -> bool:
    """Tell whether the first answer is in italics, as then all of them are."""
    start = next((mark.start for mark in marks if mark.key == "even"), len(text))
    block = PARAGRAPH.match(text, start)
    return bool(block and IN_ITALICS.fullmatch(block[0].strip()))


def _without_note(text: str, marks: Sequence[Mark]) -> list[Mark]:
    """Return ``marks`` without the last one; the question it would answer keeps its signs."""
    *kept, last = marks
    if last.key == "even" and kept:
        signs = kept[-1].start - len(text[: kept[-1].start].rstrip("*_"))
        kept[-1] = replace(kept[-1], start=kept[-1].start - signs)
    return kept


def _several(text: str, marks: Sequence[Mark]) -> list[Mark]:
    """Return ``marks`` with those of the names of several who answer, if their names come again."""
    following = [*marks[1:], None]
    answers = [
        (mark, below.label_start if below else len(text))
        for mark, below in zip(marks, following, strict=bool(marks))
        if mark.key == "even"
    ]
    inside: dict[Mark, list[Mark]] = {}
    paragraphs = 0
    for mark, end in answers:
        for block in PARAGRAPH.finditer(text, mark.start, end):
            paragraphs += 1
            here = replace(mark, label_start=block.start(), start=block.start())
            if label := label_at(text, here):
                start = block.start() + label.start
                inside.setdefault(mark, []).append(replace(here, start=start, key=label.key))
    times = Counter(label.key for labels in inside.values() for label in labels)
    several = sum(count > 1 for count in times.values()) > 1
    if not several or sum(times.values()) < NAMED * paragraphs or len(inside) < len(answers):
        return list(marks)
    split = []
    for mark in marks:
        labels = inside.get(mark, [mark])
        # The signs that close the question belong to the first answer's label.
        split += [replace(labels[0], label_start=mark.label_start), *labels[1:]]
    return split


def _named(text: str, marks: Sequence[Mark], key: str) -> list[Mark]:
    """Return ``marks`` with the names that those of one side mostly begin with, if they do.

    Print may set a name within the bold question, ``**TIMES: Who are you?**``, or before the
    plain answer to it.
    """
    labels = {
        mark: label_at(text, mark, below)
        for mark, below in zip(marks, [*marks[1:], None], strict=bool(marks))
        if mark.key == key
    }
    first, *others = labels.values() or [None]
    keys = {label.key for label in labels.values() if label}
    # Print may name them just the first time.
    once = first if first and others and not any(others) and is_whole_name(first.key) else None
    mostly = sum(map(bool, labels.values())) >= NAMED * len(labels) and 2 * len(keys) <= len(labels)
    if not once and not mostly:
        return list(marks)
    return [
        mark
        if mark.key != key
        else replace(mark, key=_name_of(label or once, key), start=mark.start + label.start)
        if (label := labels[mark])
        else replace(mark, key=_name_of(once, key))
        for mark in marks
    ]


def _name_of(label: Mark | None, key: str) -> str:
    """Return who a label names; ``key`` if nobody, as ``Question:``."""
    return label.key if label and label.key.casefold() not in TURN_WORDS else key


def label_at(text: str, mark: Mark, below: Mark | None = None) -> Mark | None:
    """Return the label that what follows ``mark`` begins with, its places counted from there.

    What is said to somebody, ``**Mr. Ley: …**``, is no label, unless what stands ``below`` has one
    of somebody else.
    """
    line = text[mark.start : mark.start + 200].split("\n", 1)[0]
    found = next(iter(marks_in_order((COLON,), line)), None)
    if found is None or found.label_start != 0:
        return None
    is_name = looks_like_a_name(found.key) or found.key in ("Q", "A")
    # **Mr. Ley: where were you born?** names whom it asks.
    addresses = mark.key == "odd" and (
        has_title(found.key) or _ADDRESSED.search(line[found.start : found.start + NEAR])
    )
    if addresses and below and (other := label_at(text, below)):
        addresses = bool(set(other.key.split()) & set(found.key.split()))
    says_part = found.key.isupper() or found.key.casefold() in TURN_WORDS
    return found if is_name and (says_part or not addresses) else None


def _begins_talk(words: str, below: object) -> bool:
    """Tell a first question, or a remark ("You were ill.") with its answer below, from a title."""
    addressed = len(words) <= LONGEST_REMARK and _ADDRESSED.search(words)
    return asks(words) or (bool(addressed) and ends_sentence(words) and below is None)


def bold_answer_marks(text: str) -> list[Mark]:
    """Return marks for answers that are set in bold or italics below plain questions.

    Marks and their keys are those of :func:`bold_marks`. Whatever is not set so is asked.
    """
    for blocks in (PARAGRAPH.finditer(text), _LINE.finditer(text)):
        if marks := _answered_in_bold(text, blocks):
            return marks
    return []


def _answered_in_bold(text: str, blocks: Iterable[re.Match[str]]) -> list[Mark]:
    marks: list[Mark] = []
    asked: list[bool] = []
    answered: list[str] = []
    length_asked = 0
    closing: int | None = None
    for block in blocks:
        start, words = block.start(), block[0].rstrip()
        found = _SET_BLOCK.fullmatch(words)
        signs = len(found["open"]) if found else 0
        if not marks and (found or not asks(words)):
            continue  # what stands above the first question
        if not found and (not marks or closing is not None):
            marks.append(Mark(start if closing is None else closing, start, "odd", shape="bold"))
            asked.append(False)
            closing = None
        if not found:
            asked[-1] = asks(words)
            length_asked += len(words)
            continue
        answered.append(words)
        if closing is None:
            marks.append(Mark(start, start + signs, "even", shape="bold"))
        closing = start + len(words) - signs
    if closing is not None:  # no label follows the last answer: it keeps its signs
        marks[-1] = replace(marks[-1], start=marks[-1].start - (len(text.rstrip()) - closing))
    # Names above what is said are set so, too: they are short, and come again.
    if sum(map(len, answered)) < length_asked or _mostly_again(answered):
        return []
    return _checked(marks, asked)


def _mostly_again(said: Sequence[str]) -> bool:
    return len(set(said)) <= len(said) / 2


def _asking_levels(text: str) -> frozenset[str]:
    """Return the levels of headings, by their signs, of which most ask."""
    levels: dict[str, list[bool]] = {}
    for heading in _HEADINGS.finditer(text):
        levels.setdefault(heading["hashes"], []).append(asks(heading[0]))
    return frozenset(level for level, asked in levels.items() if sum(asked) > ASKED * len(asked))


def _set_apart(block: str, asking: frozenset[str]) -> tuple[int, int, int] | None:
    """Return where the question that opens a paragraph begins and ends, and what it takes up.

    Either the whole paragraph is set apart, or its first lines are, each by itself. A heading
    counts if its level is among those ``asking``.
    """
    if heading := _HEADING.match(block):
        words = heading[0].lstrip("# \t")
        length = len(heading[0])
        return (length - len(words), length, length) if heading["hashes"] in asking else None
    if number := _ABOVE.match(block):
        inner = _set_apart(block[number.end() :], asking)
        return inner and (inner[0] + number.end(), inner[1] + number.end(), inner[2] + number.end())
    whole = block.rstrip()
    if (found := _SET_BLOCK.fullmatch(whole)) is not None:
        signs = len(found["open"])
        return signs, len(whole) - signs, len(block)
    length = signs = 0
    for line in block.splitlines(keepends=True):
        if (found := _SET_LINE.fullmatch(line.strip())) is None:
            break
        signs = len(found["open"])
        length += len(line)
    if not length:
        # **Were you fired?** Twice.
        found = _SET_BLOCK.match(whole)
        if found is None or found["open"] != "**" or not ends_sentence(found[0]):
            return None
        word = found[0].strip("*_. ").casefold()
        if len(word) == 1 or word in TURN_WORDS:
            return None  # **R.** Twice.
        signs, length = len(found["open"]), found.end()
        return signs, length - signs, length
    closed = len(block[:length].rstrip()) - signs
    return signs, closed, length


def _checked(marks: list[Mark], asked: Sequence[bool]) -> list[Mark]:
    answers = sum(mark.key == "even" for mark in marks)
    if len(asked) < 2 or sum(asked) < ASKED * len(asked) or answers < ASKED * len(asked):
        return []
    return marks
