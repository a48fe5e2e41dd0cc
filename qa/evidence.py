"""The exact sentences that answer, found inside the passages that were ranked."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from corpus.document import Document
from corpus.spans import Span
from index.passage import Passage
from index.sentences import sentence_spans
from qa.align import Aligner, Alignment
from qa.rerank import Reranker
from qa.retrieve import Found

PASSAGES_READ = 4
"""How many passages are read sentence by sentence: the fifth almost never holds the answer."""

SENTENCES_READ = 5
"""How many of their sentences the reranker reads: those whose words meet the question's best."""

MOST_OF_ONE = 3
"""How many of these may come from one passage, as some questions need several places."""

MET = 20.0
"""What a mean similarity of 1 counts against the passage's logit when these are chosen."""

LONGEST_QUOTE = 400
"""Characters up to which a quote is widened so that it can stand alone."""

LEANING = re.compile(
    r"\W*(?:this|these|those|that|he|she|they|his|her|their|its|it(?! (?:is|was)\b)|thus|"
    r"therefore|hence|such)\b",
    re.IGNORECASE,
)
"""First words that make an English sentence lean on the one before it."""


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
    reranker: Reranker,
    aligner: Aligner,
    document: Callable[[str], Document],
) -> list[Evidence]:
    """Return the most promising sentences of the best passages, in the order of the passages.

    Args:
        question: What they should answer.
        read: Ranked passages.
        reranker: Reads each sentence with the question.
        aligner: Holds the question against the passages, to choose the sentences.
        document: Returns the document with a given id.
    """
    best = read[:PASSAGES_READ]
    alignments = aligner.align(question, [item.passage.findable_text for item in best])
    sentences = [
        sentence
        for item, alignment in zip(best, alignments, strict=True)
        for sentence in _sentences(item, alignment, document(item.passage.doc_id).language)
    ]
    promising = _most_promising(sentences)
    # A passage of one sentence has been read already, and so has one that leans on its question.
    apart = [n for n, e in enumerate(promising) if e.quote != e.passage.text]
    logits = reranker.score(question, [promising[n].quote for n in apart])
    for n, logit in zip(apart, logits.tolist(), strict=True):
        promising[n] = replace(promising[n], sentence_logit=logit)
    return promising


def _sentences(item: Found, alignment: Alignment, language: str) -> list[Evidence]:
    passage = item.passage
    # A short reply is quoted as a whole: "Yes. Every winter."
    spans = [(0, len(passage.text))] if passage.leans else sentence_spans(passage.text, language)
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


def merged(evidence: Sequence[Evidence]) -> list[Evidence]:
    """Join evidence that overlaps or that only white space parts.

    Args:
        evidence: Best first: the judgement of the better part holds for the whole.
    """
    result: list[Evidence] = []
    for item in evidence:
        for place, other in enumerate(result):
            if _touch(item, other):
                result[place] = replace(
                    other, start=min(item.start, other.start), end=max(item.end, other.end)
                )
                break
        else:
            result.append(item)
    return result


def standing_alone(evidence: Evidence, document: Document) -> Evidence:
    """Widen evidence that leans on the sentence before it, within its turn.

    "This is the foundation of our partnership" needs the sentence that says what *this* is.
    """
    if not LEANING.match(document.text, evidence.start, evidence.end):
        return evidence
    turn = document.turns[evidence.passage.turn]
    before = document.text[turn.start : evidence.start]
    spans = sentence_spans(before, document.language)
    if not spans or evidence.end - turn.start - spans[-1][0] > LONGEST_QUOTE:
        return evidence
    return replace(evidence, start=turn.start + spans[-1][0])


def _touch(a: Evidence, b: Evidence) -> bool:
    if a.passage.passage_id != b.passage.passage_id:
        return a.passage.doc_id == b.passage.doc_id and a.start < b.end and b.start < a.end
    gap: Span = (min(a.end, b.end), max(a.start, b.start))
    between = a.passage.text[gap[0] - a.passage.start : gap[1] - a.passage.start]
    return gap[1] <= gap[0] or not between.strip()
