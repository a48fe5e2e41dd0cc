"""The exact sentences that answer, found inside the passages that were ranked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from corpus.document import Role
from index.passage import Passage
from index.sentences import sentence_spans
from qa.align import Aligner, Alignment
from qa.rerank import Reranker
from qa.retrieve import Found
from qa.statements import statement_spans

PASSAGES_READ = 4
"""How many passages are read sentence by sentence: the fifth almost never holds the answer."""

SENTENCES_READ = 4
"""How many of their sentences the reranker reads: those whose words meet the question's best."""

MOST_OF_ONE = 3
"""How many of these may come from one passage, as some questions need several places."""

MET = 20.0
"""What a mean similarity of 1 counts against the passage's logit when these are chosen."""

GROWN_QUOTE = 260
"""Characters up to which a quote takes in a neighbouring sentence that makes it answer better."""

MOST_GROWTH = 2
"""How many sentences it takes in at most."""

LONGEST_QUESTION = 160
"""Characters of what was asked that are read with a sentence: its last sentence, in full."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A stretch of one passage that may answer the question.

    Attributes:
        passage: The passage it lies in.
        start: First character, in code points of the document's text.
        end: One past the last character.
        sentence_logit: How well the sentence alone answers; the best one's if there are several.
        passage_logit: How well its passage does.
        nearness: How near the search found the passage.
        alignment: The question held against the passage's findable text.
        probability: That it answers the question; 0 until it has been judged.
    """

    passage: Passage
    start: int
    end: int
    sentence_logit: float
    passage_logit: float
    nearness: float
    alignment: Alignment = field(compare=False, repr=False)
    probability: float = 0.0

    @property
    def quote(self) -> str:
        """The words at the span, which must lie in the passage."""
        return self.passage.text[self.start - self.passage.start : self.end - self.passage.start]

    @property
    def met(self) -> tuple[float, ...]:
        """For each word of the question, how close a word of the quote comes."""
        before = len(self.passage.findable_text) - len(self.passage.text) - self.passage.start
        return tuple(self.alignment.met(before + self.start, before + self.end).tolist())

    @property
    def met_in_context(self) -> tuple[float, ...]:
        """The same for the whole passage with what was asked."""
        return tuple(self.alignment.met(0, len(self.passage.findable_text)).tolist())


def find_evidence(
    question: str,
    read: Sequence[Found],
    judge: Reranker,
    aligner: Aligner,
    asked: str = "",
) -> list[Evidence]:
    """Return the most promising sentences of the best passages, the best of them grown.

    Args:
        question: What they should answer.
        read: Ranked passages.
        judge: Reads each sentence with the question, after what the interviewer asked.
        aligner: Holds the question against the passages, to choose the sentences.
        asked: The part of the question that is held against them; all of it if empty.

    Returns:
        Best first, by the logits of sentence and passage together.
    """
    best = read[:PASSAGES_READ]
    alignments = aligner.align(asked or question, [item.passage.findable_text for item in best])
    sentences = [
        sentence
        for item, alignment in zip(best, alignments, strict=True)
        for sentence in _sentences(item, alignment)
    ]
    judged = _judged(question, _most_promising(sentences), judge)
    judged.sort(key=lambda e: -(e.sentence_logit + e.passage_logit))
    if judged:
        others = [e for e in sentences if e.passage is judged[0].passage]
        judged[0] = _grown(question, judged[0], others, judge)
    return judged


def to_the_point(question: str, evidence: Evidence, judge: Reranker) -> Evidence:
    """Return the one sentence of a statement that answers as well as all of it, if one does.

    Of "We grow tea. It rains." the first will do, while "Forty-one. Out of fifty-three." stays,
    and so does what was grown because it then answers better.
    """
    spans = sentence_spans(evidence.quote, evidence.passage.language)
    if len(spans) < 2:
        return evidence
    start = evidence.start
    alone = [replace(evidence, start=start + a, end=start + b) for a, b in spans]
    alone = [e for e in alone if min(e.met, default=1.0) >= min(evidence.met, default=1.0)]
    judged = _judged(question, alone, judge)
    best = max(judged, key=lambda e: e.sentence_logit, default=evidence)
    if best.sentence_logit < evidence.sentence_logit:
        return evidence
    # It is as sure as the whole was: what stood beside it has been read, too.
    return replace(best, sentence_logit=evidence.sentence_logit)


def _judged(question: str, evidence: Sequence[Evidence], judge: Reranker) -> list[Evidence]:
    """Return the evidence with the logit of its own words, after the question they reply to."""
    logits = judge.score(question, [judged_text(e.passage, e.quote) for e in evidence]).tolist()
    return [replace(e, sentence_logit=n) for e, n in zip(evidence, logits, strict=True)]


def judged_text(passage: Passage, quote: str) -> str:
    """Return what is read of a quote from ``passage``: what was asked last, and its own words."""
    return f"{_last_question(passage)} {quote}".strip()


def _grown(
    question: str, evidence: Evidence, sentences: Sequence[Evidence], judge: Reranker
) -> Evidence:
    """Return ``evidence`` with the sentences around it that make it answer better.

    "He was seven." answers only after "Mikkel came to us by mistake."
    """
    for _ in range(MOST_GROWTH):
        wider = [
            replace(evidence, start=min(e.start, evidence.start), end=max(e.end, evidence.end))
            for e in _beside(evidence, sentences)
        ]
        wider = [e for e in wider if e.end - e.start <= GROWN_QUOTE]
        judged = _judged(question, wider, judge)
        best = max(judged, key=lambda e: e.sentence_logit, default=evidence)
        if best.sentence_logit <= evidence.sentence_logit:
            break
        evidence = best
    return evidence


def _beside(evidence: Evidence, sentences: Sequence[Evidence]) -> list[Evidence]:
    """Return the sentence before and the one behind, as far as the passage has them."""
    before = [e for e in sentences if e.end <= evidence.start]
    behind = [e for e in sentences if e.start >= evidence.end]
    return before[-1:] + behind[:1]


def _last_question(passage: Passage) -> str:
    asked = passage.asked
    spans = sentence_spans(asked, passage.language)
    return asked[spans[-1][0] :][-LONGEST_QUESTION:] if spans else ""


def _sentences(item: Found, alignment: Alignment) -> list[Evidence]:
    passage = item.passage
    # Who asks means each sentence by itself: the last one is the question.
    cut = sentence_spans if passage.role is Role.INTERVIEWER else statement_spans
    spans = cut(passage.text, passage.language)
    return [
        Evidence(
            passage,
            passage.start + start,
            passage.start + end,
            item.logit,
            item.logit,
            item.nearness,
            alignment,
        )
        for start, end in spans
    ]


def _most_promising(sentences: Sequence[Evidence]) -> list[Evidence]:
    def promise(evidence: Evidence) -> float:
        return evidence.passage_logit + MET * _mean(evidence.met)

    chosen: list[Evidence] = []
    for evidence in sorted(sentences, key=promise, reverse=True):
        same = sum(other.passage is evidence.passage for other in chosen)
        if same < MOST_OF_ONE:
            chosen.append(evidence)
    kept = chosen[:SENTENCES_READ]
    return [evidence for evidence in sentences if any(evidence is other for other in kept)]


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0
