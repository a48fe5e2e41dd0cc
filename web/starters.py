"""Questions to start with, made from the texts themselves."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain, islice

from corpus.document import Document, Role
from index.sentences import sentence_spans

SHORTEST = 25
LONGEST = 110
MOST = 4
ASKED_IN_FULL = 2

_LEANING = re.compile(r"\b(?:it|its|this|that|these|those|they|them|he|she|him|her)\b", re.I)
_NAME = re.compile(r"(?<=[a-z,;] )[\"“]?([A-Z][\w-]+(?: (?:of )?[A-Z][\w-]+)*)")


def starter_questions(documents: Iterable[Document]) -> list[str]:
    """Return up to ``MOST`` questions that ``documents`` are likely to answer.

    First what the interviewers themselves asked, where a sentence of theirs stands alone;
    then what an interviewee says about the names that occur most.
    """
    read = list(documents)
    asked = dict.fromkeys(islice(chain.from_iterable(map(_asked, read)), ASKED_IN_FULL))
    about = dict.fromkeys(chain.from_iterable(map(_about, read)))
    return list(islice(chain(asked, about), MOST))


def _asked(document: Document) -> Iterator[str]:
    for turn in document.turns:
        said = document.said(turn)
        for start, end in sentence_spans(said) if turn.role is Role.INTERVIEWER else ():
            sentence = " ".join(said[start:end].split())
            fits = sentence.endswith("?") and SHORTEST <= len(sentence) <= LONGEST
            if fits and not _LEANING.search(sentence):
                yield sentence


def _about(document: Document) -> Iterator[str]:
    speakers = {turn.speaker for turn in document.turns if turn.role is Role.INTERVIEWEE}
    said = " ".join(document.said(t) for t in document.turns if t.role is Role.INTERVIEWEE)
    names = Counter(name for name in _NAME.findall(said) if _is_telling(name, speakers))
    if len(speakers) == 1:
        (speaker,) = speakers
        for name, _ in names.most_common(MOST):
            yield f"What does {speaker} say about {name}?"


def _is_telling(name: str, speakers: set[str]) -> bool:
    """Prefer what an interview is about, "SOCAR" or "State Border Service", to titles."""
    words = name.split()
    if name in speakers or "of" in words:
        return False
    return 2 <= len(words) <= 3 or (len(words) == 1 and name.isupper())
