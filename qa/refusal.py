"""Why a question is refused."""

from __future__ import annotations

import re
from dataclasses import replace

from corpus.questions import asks
from index.passage import Passage
from index.sentences import sentence_spans
from index.snapshot import Snapshot
from index.where import ANSWERING, ASKING, Where
from qa.answer import Reason
from qa.find import Finder, Finding
from qa.question import Question
from qa.stopwatch import Stopwatch

SAME_QUESTION_LOGIT = 2.0
"""Logit from which an interviewer's turn counts as asking what the user asks."""

_REQUEST = re.compile(
    r"(?:\w+[,.]? ){0,3}?(?:tell|describe|explain|talk|walk|take|give|share|say)\b", re.IGNORECASE
)
"""How a sentence begins that asks without being a question: "So tell me about the strike."."""


def reason_for(
    finder: Finder,
    snapshot: Snapshot,
    question: Question,
    finding: Finding,
    where: Where,
    watch: Stopwatch,
) -> Reason:
    """Return what became of ``question``; a refusal takes up to two more searches to explain.

    Args:
        finder: The one that came to ``finding``.
        snapshot: The state of the library that it searched.
        question: What it searched for, read in its context.
        finding: What it came to.
        where: Among whose words the question was to be answered.
        watch: Counts the time.
    """
    if finding.quotes:
        return Reason.ANSWERED
    if not finding.is_read:
        return Reason.LANGUAGE_NOT_READ
    speakers = where.speakers
    if finding.named is not None and finding.named.is_own:
        speakers = frozenset({finding.named.speaker})
    if speakers is not None:
        anyone = replace(where, speakers=None, roles=ANSWERING)
        said = finder.find(snapshot, question.text, anyone, 1, watch, question.own).quotes
        if any(quote.passage.speaker not in speakers for quote in said):
            return Reason.SAID_BY_SOMEONE_ELSE
    asking = replace(where, speakers=None, roles=ASKING)
    asked = finder.retriever.retrieve(snapshot, question.topic, 1, asking, watch).read
    alike = [item.passage for item in asked if item.logit >= SAME_QUESTION_LOGIT]
    # An interviewer tells things, too: who bids farewell to the board asks nothing of it.
    questions = [text for passage in alike if (text := _what_asks(passage))]
    if questions and max(finder.likeness(question.topic, questions)) >= SAME_QUESTION_LOGIT:
        return Reason.ASKED_BUT_NOT_ANSWERED
    return Reason.NOT_IN_SOURCES


def _what_asks(passage: Passage) -> str:
    """Return the sentences of an interviewer's passage that ask, or ask to tell."""
    spans = sentence_spans(passage.text, passage.language)
    sentences = (passage.text[start:end] for start, end in spans)
    return " ".join(s for s in sentences if asks(s) or _REQUEST.match(s))
