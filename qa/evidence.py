"""The exact sentences that answer, found inside the passages that were ranked."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from corpus.document import Document
from corpus.spans import Span
from index.passage import Hit, Passage
from index.sentences import sentence_spans
from qa.rerank import Reranker

PASSAGES_READ = 4
"""How many passages are read sentence by sentence: the fifth almost never holds the answer."""

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
        probability: That it answers the question; 0 until it has been judged.
    """

    passage: Passage
    start: int
    end: int
    sentence_logit: float
    passage_logit: float
    probability: float = 0.0

    @property
    def quote(self) -> str:
        """The words at the span, which must lie in the passage."""
        return self.passage.text[self.start - self.passage.start : self.end - self.passage.start]


def find_evidence(
    question: str,
    hits: Sequence[Hit],
    reranker: Reranker,
    document: Callable[[str], Document],
) -> list[Evidence]:
    """Return every sentence of the best ``hits`` as evidence, in the order of the hits.

    Args:
        question: What they should answer.
        hits: Ranked passages, scored by the reranker's logit.
        reranker: Reads each sentence with the question.
        document: Returns the document with a given id.
    """
    found = []
    for hit in hits[:PASSAGES_READ]:
        first = hit.passage.start
        spans = sentence_spans(hit.passage.text, document(hit.passage.doc_id).language)
        found += [
            Evidence(hit.passage, first + a, first + b, hit.score, hit.score) for a, b in spans
        ]
    # A passage of one sentence has been read already.
    apart = [n for n, item in enumerate(found) if item.quote != item.passage.text]
    logits = reranker.score(question, [found[n].quote for n in apart])
    for n, logit in zip(apart, logits.tolist(), strict=True):
        found[n] = replace(found[n], sentence_logit=logit)
    return found


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
