"""The metrics: what each is, over which questions, and nothing about how a run is made.

Every mean runs over all questions of its kind: a refused question has no hit and no citation
to count, and counts as 0. Where a figure speaks of answered questions only, its name says so.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
import numpy.typing as npt

from eval.outcome import Outcome, meets
from eval.reliability import calibration_error, reliability
from eval.selective import area

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Columns:
    """A run as arrays, one row per question, each of shape ``(n,)``.

    Attributes:
        answerable: Whether the sources answer the question.
        answered: Whether the system did.
        rank: Rank of the hit that settles the question, infinite if none does.
        in_document: Whether the first hit lies in a document with a label.
        in_all: Whether all documents were searched, not one that the question names.
        ndcg: Normalised discounted cumulative gain of the first 10 hits.
        first_right: Whether the first citation overlaps a label.
        right: Whether the citations meet a label, or all of them if all are needed.
        contained: Whether a citation holds a whole gold quote.
        precision: Share of the citations that overlap a label; 0 without a citation.
        quoted: Characters of all citations together.
        reason_expected: Whether it is known for which reason the question should be refused.
        reason_right: Whether the reason given is that one.
        confidence: Estimated probability that the citations answer, from 0 to 1.
        latency: Milliseconds.
    """

    answerable: Flags
    answered: Flags
    rank: Floats
    in_document: Flags
    in_all: Flags
    ndcg: Floats
    first_right: Flags
    right: Flags
    contained: Flags
    precision: Floats
    quoted: Floats
    reason_expected: Flags
    reason_right: Flags
    confidence: Floats
    latency: Floats

    @classmethod
    def of(cls, outcomes: Sequence[Outcome]) -> Self:
        """Return the columns of a run."""
        ranks = [outcome.rank() for outcome in outcomes]
        return cls(
            np.array([o.answerable for o in outcomes], dtype=np.bool_),
            np.array([o.answered for o in outcomes], dtype=np.bool_),
            np.array([np.inf if rank is None else rank for rank in ranks], dtype=np.float64),
            np.array([_in_document(o) for o in outcomes], dtype=np.bool_),
            np.array([not o.source for o in outcomes], dtype=np.bool_),
            np.array([_ndcg(o) for o in outcomes], dtype=np.float64),
            np.array([any(_cited(o, 0, label) for label in o.labels) for o in outcomes], np.bool_),
            np.array([_right(o) for o in outcomes], dtype=np.bool_),
            np.array([_contained(o) for o in outcomes], dtype=np.bool_),
            np.array([_precision(o) for o in outcomes], dtype=np.float64),
            np.array([_quoted(o) for o in outcomes], dtype=np.float64),
            np.array([bool(o.expected) for o in outcomes], dtype=np.bool_),
            np.array([o.reason == o.expected for o in outcomes], dtype=np.bool_),
            np.array([o.confidence for o in outcomes], dtype=np.float64),
            np.array([o.latency_ms for o in outcomes], dtype=np.float64),
        )

    def take(self, rows: npt.NDArray[np.int64]) -> Columns:
        """Return the columns of a sample of the questions."""
        return Columns(*(getattr(self, name)[rows] for name in self.__slots__))


def success(k: int) -> Callable[[Columns], float]:
    """Success@k: share of answerable questions with an answering hit among the first ``k``."""
    return lambda c: _mean(c.rank[c.answerable] <= k)


def document_success(c: Columns) -> float:
    """Share of answerable questions whose first hit lies in a document that answers.

    Questions that name their document are left out: it is found by definition.
    """
    return _mean(c.in_document[c.answerable & c.in_all])


def mrr(c: Columns) -> float:
    """Mean reciprocal rank over answerable questions (Voorhees, TREC-8 QA track report, 1999)."""
    return _mean(1 / c.rank[c.answerable])


def ndcg10(c: Columns) -> float:
    """nDCG@10 over answerable questions (Järvelin and Kekäläinen, TOIS 2002), binary gains."""
    return _mean(c.ndcg[c.answerable])


def citation1(c: Columns) -> float:
    """Share of answerable questions whose first citation overlaps a gold quote."""
    return _mean(c.first_right[c.answerable])


def citations_right(c: Columns) -> float:
    """Share of answerable questions whose citations meet the gold, all of it where asked."""
    return _mean(c.right[c.answerable])


def quote_precision(c: Columns) -> float:
    """Mean share of a question's citations that overlap gold, over answerable questions."""
    return _mean(c.precision[c.answerable])


def quote_precision_answered(c: Columns) -> float:
    """The same over all questions that were answered, the unanswerable ones included."""
    return _mean(c.precision[c.answered])


def contained_answered(c: Columns) -> float:
    """Share of answered answerable questions with a citation that holds a whole gold quote."""
    return _mean(c.contained[c.answerable & c.answered])


def quoted_answered(c: Columns) -> float:
    """Mean number of characters quoted, over answered questions.

    Long quotes meet and hold gold more easily, so the figures above need this one beside them.
    """
    return _mean(c.quoted[c.answered])


def refusal_precision(c: Columns) -> float:
    """Share of refusals that are right: the sources do not answer."""
    return _mean(~c.answerable[~c.answered])


def refusal_recall(c: Columns) -> float:
    """Share of unanswerable questions that were refused."""
    return _mean(~c.answered[~c.answerable])


def false_answer_rate(c: Columns) -> float:
    """Share of unanswerable questions that were answered: 1 - refusal recall."""
    return _mean(c.answered[~c.answerable])


def reason_right(c: Columns) -> float:
    """Share of rightly refused questions with the right reason, of those where it is known."""
    return _mean(c.reason_right[~c.answerable & ~c.answered & c.reason_expected])


def answered_share(c: Columns) -> float:
    """Share of answerable questions that were answered."""
    return _mean(c.answered[c.answerable])


def auroc(c: Columns) -> float:
    """Area under the ROC curve of confidence, answerable against unanswerable questions.

    That is the probability that an answerable question gets the higher confidence of the two,
    ties counting half. NaN if one of the kinds is missing.
    """
    answerable, others = c.confidence[c.answerable], np.sort(c.confidence[~c.answerable])
    if not len(answerable) or not len(others):
        return float("nan")
    below, not_above = (np.searchsorted(others, answerable, side) for side in ("left", "right"))
    return float(np.mean(below + not_above) / (2 * len(others)))


def ece(c: Columns) -> float:
    """Expected calibration error over answered questions, see :mod:`eval.reliability`.

    The event is that the first citation overlaps a gold quote; confidence speaks of
    citations, so refusals, which have none, are left out.
    """
    return calibration_error(reliability(c.confidence[c.answered], c.first_right[c.answered]))


def ece_all(c: Columns) -> float:
    """Expected calibration error over all questions, of the event :func:`borne_out`."""
    return calibration_error(reliability(c.confidence, borne_out(c)))


def borne_out(c: Columns) -> Flags:
    """Return whether what each confidence speaks of is the case, shape ``(n,)``.

    For an answer: that its first citation overlaps a gold quote. A refusal cites nothing, and
    whether the sentence it judged would have been right is not known; its confidence is taken
    for what it says to a reader, that the sources answer the question. That event is the
    weaker one, so refusals look more modest than they are.
    """
    return np.where(c.answered, c.first_right, c.answerable)


def aurc(c: Columns) -> float:
    """Area under the risk-coverage curve of the answers given, see :mod:`eval.selective`.

    Lower is better. Risk is the share of answers whose first citation overlaps no gold quote.
    Two systems can be compared by it if they answer about as many questions.
    """
    return area(c.confidence[c.answered], c.first_right[c.answered])


def latency(percentile: float) -> Callable[[Columns], float]:
    """Latency in milliseconds at a percentile from 0 to 100, over all questions."""
    return lambda c: float(np.percentile(c.latency, percentile))


METRICS: dict[str, Callable[[Columns], float]] = {
    "Success@1": success(1),
    "Success@3": success(3),
    "Success@5": success(5),
    "Success@1 of documents": document_success,
    "MRR": mrr,
    "nDCG@10": ndcg10,
    "first citation right": citation1,
    "citations right": citations_right,
    "quote precision": quote_precision,
    "quote precision, of answered": quote_precision_answered,
    "gold inside a quote, of answered": contained_answered,
    "characters quoted, of answered": quoted_answered,
    "answered, of answerable": answered_share,
    "refusal precision": refusal_precision,
    "refusal recall": refusal_recall,
    "false-answer rate": false_answer_rate,
    "reason right, of rightly refused": reason_right,
    "AUROC": auroc,
    "ECE, of answered": ece,
    "ECE, of all": ece_all,
    "AURC, of answered": aurc,
    "latency median, ms": latency(50),
    "latency p95, ms": latency(95),
}


def _mean(values: Floats | Flags) -> float:
    return float(np.mean(values)) if len(values) else float("nan")


def _cited(outcome: Outcome, number: int, label: tuple[object, ...]) -> bool:
    cited = outcome.citations[number : number + 1]
    return any(meets(place, label) for place in cited)  # type: ignore[arg-type]


def _right(outcome: Outcome) -> bool:
    met = [any(meets(c, label) for c in outcome.citations) for label in outcome.labels]
    return (all(met) if outcome.needs_all else any(met)) and bool(met)


def _contained(outcome: Outcome) -> bool:
    golds = [gold for label in outcome.labels for gold in label]
    return any(citation.contains(gold) for citation in outcome.citations for gold in golds)


def _precision(outcome: Outcome) -> float:
    if not outcome.citations:
        return 0.0
    right = sum(any(meets(c, label) for label in outcome.labels) for c in outcome.citations)
    return right / len(outcome.citations)


def _quoted(outcome: Outcome) -> int:
    return sum(citation.end - citation.start for citation in outcome.citations)


def _in_document(outcome: Outcome) -> bool:
    documents = {gold.doc_id for label in outcome.labels for gold in label}
    return any(hit.doc_id in documents for hit in outcome.hits[:1])


def _ndcg(outcome: Outcome, k: int = 10) -> float:
    """Gain 1 at the first hit that meets a label no earlier hit has met."""
    if not outcome.labels:
        return 0.0
    open_labels = list(outcome.labels)
    gain = 0.0
    for rank, hit in enumerate(outcome.hits[:k], start=1):
        met = [label for label in open_labels if meets(hit, label)]
        open_labels = [label for label in open_labels if label not in met]
        gain += bool(met) / np.log2(rank + 1)
    ideal = sum(1 / np.log2(rank + 1) for rank in range(1, min(k, len(outcome.labels)) + 1))
    return float(gain / ideal)
