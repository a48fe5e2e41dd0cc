"""Plain questions, each a paragraph of its own, whose answers have any number of paragraphs.

Nothing sets such questions apart but that they end as questions and speak to somebody, while
the answers speak of who gives them. What may be either's is nobody's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.cues import ends_sentence
from corpus.marks import UNSURE, Mark
from corpus.questions import asks
from corpus.spans import PARAGRAPH

LEAST = 5
"""Fewest questions."""

LONGEST_QUESTION = 60
"""Words; a paragraph that ends with a question is longer."""

LONGEST_REMARK = 30
"""Words of a paragraph that does not ask and may be the interviewer's all the same."""

OPENING = 5
"""Words at the beginning of such a paragraph of which one says "you"."""

ADDRESSED = 0.4
"""Least share of the questions that say "you"."""

OF_ONESELF = 0.6
"""Least share of the answers that say "I" or "we"."""

ALONE = 0.3
"""Least share that say "I": firms that explain something say "we"."""

DENSE = 1 / 6
"""Least share of the paragraphs, from the first question on, that ask."""

TOGETHER = 0.2
"""Largest share of the questions that stand right below another one."""

WHOLE = 0.85
"""Least share of the lines that end as sentences, for each to be a paragraph."""

TALES = 0.2
"""Share of paragraphs that open with a quotation mark or a dash from which a story is told."""

_YOU = re.compile(
    r"(?i)\b(?:you(?:r|rself|'re|'ve|'d|’re|’ve|’d)?|sie|ihr(?:e[nmrs]?)?|du|dein\w*|vous|votre|vos|tu|te|ton|ta"
    r"|usted|su|sus|tú|você|seu|sua|lei|suo|sua|вы|вас|вам|ваш\w*|ты|siz\w*)\b"
)
_I = re.compile(
    r"(?i)\b(?:i|i['’](?:m|ve|d|ll)|my|me|mine|myself|ich|mir|mich|mein\w*|je|j['’]\w+|mon|ma|mes|moi"
    r"|yo|mi|mis|eu|meu|minha|io|mio|mia|miei|я|меня|мне|мой|моя|ben|benim)\b"
)
_WE = re.compile(
    r"(?i)\b(?:we|we['’](?:re|ve|d|ll)|us|our|wir|uns|unser\w*|nous|notre|nos|nosotros|nuestr\w+|nós|noi"
    r"|мы|нас|нам|biz|bizim)\b"
)
_TELLS = re.compile(r"(?i)\W*(?:and\s|but\s|so\s)*(?:do\s+)?you\s+(?:know|see|remember)\b")
_PROMPTS = re.compile(
    r"(?i)\W*(?:tell|describe|talk|let's|let’s|speaking|take|explain|walk|go|give|erzählen|raconte\w*|cuénte\w*"
    r"|расскажите)\b"
)
_LINE = re.compile(r"\S.*")
_OPENS_SPEECH = re.compile(r"[\"“„«‘']|[—–-]\s?\w")
_BYLINE = re.compile(
    r"(?im)^\W*(?:by|von|par|por|di|text|words|interview)\b.{0,60}$|\d\s*min(?:ute)?s?\s+read"
    r"|\b(?:spoke|talked|met|meet|caught up|sat down|tells us|told us|speaks)\b.{0,60}$"
)


def long_answer_marks(text: str) -> list[Mark]:
    """Return marks for plain questions with longer answers, if the whole text bears them out.

    Marks have the keys ``"odd"`` (asks), ``"even"`` and ``"unsure"``.
    """
    blocks = [block.span() for block in PARAGRAPH.finditer(text)]
    if len(blocks) < LEAST:
        lines = [line.span() for line in _LINE.finditer(text)]
        whole = sum(ends_sentence(text[start:end]) for start, end in lines)
        blocks = lines if whole >= WHOLE * len(lines) else []
    asked = [_may_ask(text[start:end]) for start, end in blocks]
    first = next((n for n, is_asked in enumerate(asked) if is_asked), len(blocks))
    following = next((n for n in range(first + 1, len(blocks)) if asked[n]), len(blocks))
    if any(_BYLINE.search(text[a:b]) and len(text[a:b]) < 300 for a, b in blocks[first:following]):
        first = following  # a question above the name of the writer is in the title
    blocks, asked = blocks[first:], asked[first:]
    kinds = [_kind(text, blocks, asked, n) for n in range(len(blocks))]
    if not _is_interview([text[a:b] for a, b in blocks], kinds):
        return []
    marks: list[Mark] = []
    for (start, _), kind in zip(blocks, kinds, strict=True):
        if kind == "odd" or not marks or marks[-1].key != kind:
            marks.append(Mark(start, start, kind, shape="plain"))
    return marks


def is_tale(said: Sequence[str]) -> bool:
    """Tell whether many paragraphs open with a quotation mark, as where a story is told."""
    return sum(bool(_OPENS_SPEECH.match(one)) for one in said) >= TALES * len(said)


def _may_ask(said: str) -> bool:
    quoted = _OPENS_SPEECH.match(said.lstrip("*_ "))
    return asks(said) and not quoted and len(said.split()) <= LONGEST_QUESTION


def _kind(text: str, blocks: Sequence[tuple[int, int]], asked: Sequence[bool], place: int) -> str:
    said = text[slice(*blocks[place])]
    if asked[place]:
        # "Was I worried?" and "You know what he said?" are asked in an answer as well.
        own = _TELLS.match(said) or (_I.search(said) and not _YOU.search(said))
        return UNSURE if place and (own or asked[place - 1]) else "odd"
    answers = place > 0 and asked[place - 1]
    short = len(said.split()) <= LONGEST_REMARK
    opening = " ".join(said.split()[:OPENING])
    prompts = _PROMPTS.match(said) or (_YOU.search(opening) and not _I.search(said))
    return UNSURE if short and prompts and not answers else "even"


def _is_interview(said: Sequence[str], kinds: Sequence[str]) -> bool:
    questions = [words for words, kind in zip(said, kinds, strict=True) if kind == "odd"]
    answers: list[str] = []
    together = 0
    for number, (words, kind) in enumerate(zip(said, kinds, strict=True)):
        if kind == "odd":
            together += bool(number) and kinds[number - 1] == "odd"
            answers.append("")
        elif answers:
            answers[-1] += "\n" + words
    if len(questions) < max(LEAST, DENSE * len(said)) or together > TOGETHER * len(questions):
        return False
    length_asked, length = (sum(len(one.split()) for one in many) for many in (questions, answers))
    return (
        length_asked < length
        and not is_tale(said)
        and sum(bool(_YOU.search(one)) for one in questions) >= ADDRESSED * len(questions)
        and sum(bool(_I.search(one)) for one in answers) >= ALONE * len(questions)
        and sum(bool(_I.search(one) or _WE.search(one)) for one in answers)
        >= OF_ONESELF * len(questions)
    )
