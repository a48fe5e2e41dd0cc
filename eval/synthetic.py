"""Interviews nobody gave, to measure with: real in their form, meaningless in their words.

Their words are those of the bundled interviews, so that a model cuts them up as it does real
ones, and then coined ones; they follow Zipf's law. A short question is followed by a long reply,
now and then by a short one. The same seed gives the same texts.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path
from random import Random

from corpus.builtin import texts_folder
from corpus.document import Document
from corpus.read import find_sources, read_text

VOCABULARY = 6_000
DRAWN_FROM = (
    "fresh-2026-11",
    "interviews-calibrate",
    "interviews-dev",
    "interviews-press",
    "interviews-test",
    "interviews-tune",
)
"""The sets whose words are drawn from: a further set does not change what a seed gives."""

SYLLABLES = "ba ber cal den dor el fin gar hal im jo kel lan mer nor os pel ran sil tor ur ven wil"
QUESTION_WORDS = (4, 18)
REPLY_SENTENCES = (3, 14)
SHORT_REPLIES = 0.15
SENTENCE_WORDS = (5, 26)


def synthetic_interviews(count: int, characters: int = 50_000, seed: int = 1) -> Iterator[Document]:
    """Yield ``count`` interviews of about ``characters`` characters each."""
    words, weights = _vocabulary(Random(seed))  # noqa: S311  # nothing secret is drawn
    for number in range(count):
        draw = Random(f"{seed}/{number}")  # noqa: S311
        name = f"{words[50 + number % 1000].title()} {words[1100 + number % 997].title()}"
        text = _interview(draw, words, weights, name, characters)
        yield read_text(text, f"interview-{number:05}")


def _interview(
    draw: Random, words: list[str], weights: list[float], name: str, characters: int
) -> str:
    turns: list[str] = []
    size = 0
    while size < characters:
        asked = _sentence(draw, words, weights, draw.randint(*QUESTION_WORDS), "?")
        sentences = 1 if draw.random() < SHORT_REPLIES else draw.randint(*REPLY_SENTENCES)
        said = " ".join(
            _sentence(draw, words, weights, draw.randint(*SENTENCE_WORDS), ".")
            for _ in range(sentences)
        )
        turns += [f"Interviewer: {asked}", f"{name}: {said}"]
        size += len(asked) + len(said)
    return "\n\n".join(turns) + "\n"


def _sentence(draw: Random, words: list[str], weights: list[float], length: int, end: str) -> str:
    drawn = draw.choices(words, cum_weights=weights, k=length)
    return " ".join(drawn).capitalize() + end


def _bundled() -> list[Path]:
    here = Path(__file__).parent / "sets"
    texts = (path for name in DRAWN_FROM for path in sorted((here / name / "texts").iterdir()))
    return [*find_sources(texts_folder()), *texts]


def _vocabulary(draw: Random) -> tuple[list[str], list[float]]:
    """Return words, the most frequent first, and the sums of their frequencies up to each."""
    read = "".join(path.read_text(encoding="utf-8") for path in _bundled())
    counted = Counter(re.findall(r"[a-z]+", read.lower()))
    words: dict[str, None] = dict.fromkeys(word for word, _ in counted.most_common())
    syllables = SYLLABLES.split()
    while len(words) < VOCABULARY:
        words["".join(draw.choices(syllables, k=draw.randint(2, 4)))] = None
    return list(words), list(accumulate(1 / (rank + 2.7) for rank in range(len(words))))
