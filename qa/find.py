"""One search: what is found, what of it is judged, and what of that may be quoted."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

from corpus.document import Role
from index.embedder import Embedder
from index.passage import Hit
from index.snapshot import Snapshot
from index.where import ANSWERING, ASKING, Where
from qa.align import Aligner
from qa.confidence import Calibration, read_signals
from qa.conversation import is_bare
from qa.evidence import PASSAGES_READ, Evidence, find_evidence, to_the_point
from qa.named import Named, named_speaker
from qa.progress import Progress
from qa.question import Question
from qa.quotes import merged, standing_alone
from qa.rerank import BesideContext, Reranker
from qa.retrieve import FITTED, NEARNESS, Ranking, Retrieved, Retriever
from qa.stopwatch import Stopwatch

MOST_CITATIONS = 3

FURTHER_SHARE = 0.8
"""A second or third quote is given if it is at least this share as probable as the first."""

TYPICAL_NEARNESS = 0.75
"""The cosine at which a hit with even odds is shown as 0.5."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What one search came to.

    Attributes:
        query: What was looked for, respelt with the words of the texts.
        hits: The nearest passages, best first.
        evidence: Every sentence that was read, judged, the most probable first.
        quotes: What to cite, best first; empty to refuse.
        asked: The part of the query that a quote is to meet word by word.
        named: Whom the question names, if it was first asked of that speaker.
        is_read: Whether the reranker reads the scripts of the question and of what was found.
            If not, nothing is judged and there is no evidence.
    """

    query: str = ""
    hits: tuple[Hit, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    quotes: tuple[Evidence, ...] = ()
    asked: str = ""
    named: Named | None = None
    is_read: bool = True

    @property
    def probability(self) -> float:
        """That the sources answer: of the best quote, or without one, of the best evidence."""
        return max((item.probability for item in self.quotes or self.evidence), default=0.0)


class Finder:
    """Searches, judges and chooses what to quote. May be shared by threads.

    Args:
        embedder: Finds passages.
        reranker: Orders them.
        aligner: Holds the words of a question against those of a passage.
        calibration: Tells how likely it is that a sentence answers.
        ranking: What passages are ranked by.
        judge: Reads the sentences that may be quoted; the reranker, if there is no other.
    """

    def __init__(
        self,
        embedder: Embedder,
        reranker: Reranker,
        aligner: Aligner,
        calibration: Calibration,
        ranking: Ranking = FITTED,
        judge: Reranker | None = None,
    ) -> None:
        self.retriever = Retriever(embedder, reranker, ranking)
        self._embedder = embedder
        self._reranker = reranker
        self._judge = judge or reranker
        self._aligner = aligner
        self._calibration = calibration
        self._ranking = ranking

    def warm_up(self) -> None:
        """Load the models side by side and run each once: the first question need not wait."""
        with ThreadPoolExecutor(4, thread_name_prefix="load") as pool:
            ready = (
                pool.submit(self._embedder.embed_query, "ready?"),
                pool.submit(self._reranker.score, "ready?", ["ready."]),
                pool.submit(self._judge.score, "ready?", ["ready."]),
                pool.submit(self._aligner.align, "ready?", ["ready."]),
            )
        for each in ready:
            each.result()

    def first_that_answers(
        self,
        snapshot: Snapshot,
        question: Question,
        where: Where,
        k: int,
        watch: Stopwatch,
    ) -> Finding:
        """Return the first of the question's readings that can be quoted; the very first if none.

        A refusal then shows what came closest to the question as it was most likely meant.
        """
        first: Finding | None = None
        named = named_in(question, snapshot, where)
        for query, among in readings(question, where, named):
            finding = self.find(snapshot, query, among, k, watch, question.own)
            if finding.quotes:
                return finding
            first = first or finding
        return replace(first or Finding(), named=named)

    def find(
        self,
        snapshot: Snapshot,
        query: str,
        where: Where,
        k: int,
        watch: Stopwatch,
        own: str = "",
    ) -> Finding:
        """Search once and judge what is found.

        Args:
            snapshot: The state of the library to search.
            query: What to look for.
            where: Among whose words.
            k: How many hits are wanted at least.
            watch: Counts the time.
            own: The end of the query, if what is in front of it was asked before. Only its words
                are to be met by a quote: those before were met by what answered then.
        """
        retrieved = self.retriever.retrieve(snapshot, query, k, where, watch)
        if not self._reads(retrieved):
            return Finding(retrieved.query, retrieved.hits, is_read=False)
        watch.tell(Progress(shown_hits(retrieved.hits[:k])))
        asked = retrieved.query
        if own and query.endswith(own):
            asked = " ".join(asked.split()[-len(own.split()) :])  # respelt as the query was
        # By itself "Why?" asks nothing, and any "Because" would answer it.
        alone = own and not is_bare(own)
        judge = BesideContext(self._judge, asked) if alone else self._judge
        with watch.stage("rerank"):
            found = find_evidence(retrieved.query, retrieved.read, judge, self._aligner, asked)
        evidence = [self._judged(asked, item) for item in found]
        evidence.sort(key=lambda item: -item.probability)
        quotes = self.quotable(snapshot, evidence, retrieved.query)
        hits = judged_first(retrieved.hits, evidence, self._ranking.sentence)
        return Finding(retrieved.query, hits, tuple(evidence), tuple(quotes), asked=asked)

    def likeness(self, question: str, texts: Sequence[str]) -> list[float]:
        """Return the reranker's logit of each text for ``question``, in the order given."""
        scores: list[float] = self._reranker.score(question, texts).tolist()
        return scores

    def _reads(self, retrieved: Retrieved) -> bool:
        best = retrieved.read[:1]
        texts = [retrieved.query, *(found.passage.text for found in best)]
        return all(self._reranker.reads(text) for text in texts)

    def _judged(self, question: str, item: Evidence) -> Evidence:
        probability = self._calibration.probability(read_signals(question, item))
        return replace(item, probability=probability)

    def quotable(
        self, snapshot: Snapshot, evidence: Sequence[Evidence], query: str
    ) -> list[Evidence]:
        """Choose what to cite: nothing unlikely, and a narrator only where nobody else says it."""
        likely = [item for item in evidence if item.probability >= self._calibration.threshold]
        likely = [item for item in likely if not _is_introduction(snapshot, item)] or likely
        if not likely:
            return []
        least = FURTHER_SHARE * likely[0].probability
        close = [item for item in likely if item.probability >= least]
        cited = [to_the_point(query, item, self._judge) for item in close[:MOST_CITATIONS]]
        return merged(
            [standing_alone(item, snapshot.document(item.passage.doc_id)) for item in cited]
        )


def judged_first(
    hits: Sequence[Hit], evidence: Sequence[Evidence], weight: float
) -> tuple[Hit, ...]:
    """Return ``hits``, the first of them ordered also by the best sentence that was read in each.

    Those of which none was read count as the worst of the others. The scores stay where they
    are: it is the passages that change places.

    Args:
        hits: Best first.
        evidence: What was read in them.
        weight: What a sentence's logit counts against a hit's score.
    """
    best: dict[int, float] = {}
    for item in evidence:
        key = item.passage.passage_id
        best[key] = max(item.sentence_logit, best.get(key, item.sentence_logit))
    worst = min(best.values(), default=0.0)
    first = hits[:PASSAGES_READ]
    ordered = sorted(
        first, key=lambda h: -(h.score + weight * best.get(h.passage.passage_id, worst))
    )
    moved = (replace(at, passage=hit.passage) for at, hit in zip(first, ordered, strict=True))
    return (*moved, *hits[PASSAGES_READ:])


def named_in(question: Question, snapshot: Snapshot, where: Where) -> Named | None:
    """Return the speaker whom a question names, unless it is to be read otherwise anyway."""
    # "And Tey?" is read as a whole question with another name; other follow-ups come after one.
    behind = question.own and question.text.endswith(question.own)
    if where.speakers is not None or question.about_asking or behind:
        return None
    return named_speaker(question.text, snapshot.answering(where.doc_ids))


def readings(
    question: Question, where: Where, named: Named | None = None
) -> Iterator[tuple[str, Where]]:
    """Yield each query to try and among whose words, in order; the first that answers wins."""
    if where.speakers is not None:
        yield question.text, where
        return
    if named:
        own = replace(where, roles=ANSWERING, speakers=frozenset({named.speaker}))
        yield named.text, own
        if named.is_own:
            return
    if question.about_asking:
        yield question.topic, replace(where, roles=ASKING)
    yield question.text, replace(where, roles=ANSWERING)


def _is_introduction(snapshot: Snapshot, item: Evidence) -> bool:
    """Tell the title and lede of an interview from a text that has no other voice."""
    return item.passage.role is Role.NARRATOR and snapshot.document(item.passage.doc_id).is_dialogue


def shown_hits(hits: Sequence[Hit]) -> tuple[Hit, ...]:
    """Return ``hits`` with scores from 0 to 1, in the same order."""
    return tuple(replace(hit, score=_shown(hit.score)) for hit in hits)


def _shown(score: float) -> float:
    """Bring a ranking score between 0 and 1, keeping the order."""
    return 1 / (1 + math.exp(-(score - NEARNESS * TYPICAL_NEARNESS) / 4))
