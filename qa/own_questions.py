"""Questions that an interviewer asked and anybody could ask, in the interviewer's own words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.document import Document, Role, Turn
from index.sentences import sentence_spans
from qa.conversation import leans

SHORTEST, LONGEST = 25, 120
"""Characters: shorter ones say too little, longer ones are speeches."""

_LEANING = re.compile(r"\b(?:it|its|this|that|these|those|they|them|he|she|him|her)\b", re.I)


def own_questions(document: Document, turn: Turn) -> Iterator[str]:
    """Yield the questions of an interviewer's turn that stand alone."""
    said = document.said(turn)
    for start, end in sentence_spans(said) if turn.role is Role.INTERVIEWER else ():
        sentence = " ".join(said[start:end].split())
        fits = sentence.endswith("?") and SHORTEST <= len(sentence) <= LONGEST
        # Whatever leans on what was said would be read with whatever was asked before it.
        if fits and not _LEANING.search(sentence) and not leans(sentence):
            yield sentence
