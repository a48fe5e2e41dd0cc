"""The pipeline: question, passages, evidence, judgement, and an answer or a refusal."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

from corpus.document import Role
from index.embedder import Embedder
from index.library import Library
from index.passage import Hit
from index.snapshot import Snapshot
from index.where import ANSWERING, ASKING, Where
from qa.align import Aligner
from qa.answer import Answer, Citation, Reason, Search
from qa.confidence import Calibration, read_signals
from qa.conversation import in_context, is_bare
from qa.evidence import Evidence, find_evidence
from qa.narrow import Narrowing
from qa.progress import Follower, Progress, nobody
from qa.question import Question, read_question
from qa.quotes import merged, standing_alone
from qa.rerank import BesideContext, Reranker
from qa.retrieve import FITTED, NEARNESS, Ranking, Retrieved, Retriever
from qa.stopwatch import Stopwatch

EVERYTHING = Narrowing()

MOST_CITATIONS = 3

FURTHER_SHARE = 0.8
"""A second or third quote is given if it is at least this share as probable as the first."""

TYPICAL_NEARNESS = 0.75
"""The cosine at which a hit with even odds is shown as 0.5."""

SAME_QUESTION_LOGIT = 4.0
"""Logit from which an interviewer's turn counts as asking what the user asks."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What one search came to.

    Attributes:
        query: What was looked for, respelt with the words of the texts.
        hits: The nearest passages, best first, scored by the reranker's logit.
        evidence: Every sentence that was read, judged, the most probable first.
        quotes: What to cite, best first; empty to refuse.
        is_read: Whether the reranker reads the scripts of the question and of what was found.
            If not, nothing is judged and there is no evidence.
    """

    query: str = ""
    hits: tuple[Hit, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    quotes: tuple[Evidence, ...] = ()
    is_read: bool = True

    @property
    def probability(self) -> float:
        """That the sources answer: of the best quote, or without one, of the best evidence."""
        return max((item.probability for item in self.quotes or self.evidence), default=0.0)


class Answerer:
    """Answers questions from one library. May be shared by threads."""

    def __init__(
        self,
        library: Library,
        embedder: Embedder,
        reranker: Reranker,
        aligner: Aligner,
        calibration: Calibration,
        ranking: Ranking = FITTED,
    ) -> None:
        self.library = library
        self._retriever = Retriever(embedder, reranker, ranking)
        self._ranking = ranking
        self._embedder = embedder
        self._reranker = reranker
        self._aligner = aligner
        self._calibration = calibration

    def warm_up(self) -> None:
        """Load the models side by side and run each once: the first question need not wait."""
        with ThreadPoolExecutor(3, thread_name_prefix="load") as pool:
            ready = (
                pool.submit(self._embedder.embed_query, "ready?"),
                pool.submit(self._reranker.score, "ready?", ["ready."]),
                pool.submit(self._aligner.align, "ready?", ["ready."]),
            )
        for each in ready:
            each.result()

    def ask(
        self,
        question: str,
        *,
        sources: Sequence[str] = (),
        speaker: str | None = None,
        k: int = 5,
        question_id: str | None = None,
        history: Sequence[str] = (),
        among: Narrowing = EVERYTHING,
        following: Follower = nobody,
    ) -> Answer:
        """Return quotes that answer ``question``, or a refusal with the nearest passages.

        Args:
            question: Anything a user may type; what does not read as a question is refused.
            sources: Ids of the only documents to look in; all of them if empty.
            speaker: The only speaker to quote, by name in any case.
            k: How many hits to return, at least 1.
            question_id: Handed back with the answer.
            history: What was asked before in the same conversation, oldest first. Only a
                question that leans on it is read with it; see :mod:`qa.conversation`.
            among: The time and language of the only documents to look in.
            following: Told how far the question has come; what it raises ends the question.

        Raises:
            UnknownNameError: If a source or the speaker is not in the library.
            ValueError: If ``k < 1``.
        """
        if k < 1:
            raise ValueError(f"k must be at least 1, got {k}")
        watch = Stopwatch(following)
        with self.library.snapshot() as snapshot:
            where = _where(snapshot, sources, speaker, among)
            answer = self._answer(snapshot, question, history, where, k, watch)
            undated = among.left_out(snapshot, frozenset(sources))
        return replace(answer, question_id=question_id, timings=watch.read(), undated=undated)

    def search(
        self,
        query: str,
        *,
        sources: Sequence[str] = (),
        speaker: str | None = None,
        k: int = 5,
        among: Narrowing = EVERYTHING,
        fast: bool = False,
    ) -> Search:
        """Return the passages nearest to ``query``, judging none; the rest is as in :meth:`ask`.

        Only those who answer are searched, unless ``speaker`` names somebody who asks. What
        has no word in it finds nothing. If ``fast``, the reranker reads none of them, and their
        order is that of the two indexes together. There are no fast answers: how likely a quote
        answers can only be told by reading it.
        """
        if k < 1:
            raise ValueError(f"k must be at least 1, got {k}")
        watch = Stopwatch()
        with self.library.snapshot() as snapshot:
            where = _where(snapshot, sources, speaker, among)
            if speaker is None:
                where = replace(where, roles=ANSWERING)
            read = read_question(query) if snapshot.doc_ids else None
            retrieve = self._retriever.propose if fast else self._retriever.retrieve
            found = read and retrieve(snapshot, read.text, k, where, watch)
            undated = among.left_out(snapshot, frozenset(sources))
        if not found:
            return Search(query, timings=watch.read(), undated=undated)
        return Search(query, found.query, _shown_hits(found.hits[:k]), watch.read(), undated)

    def _answer(
        self,
        snapshot: Snapshot,
        typed: str,
        history: Sequence[str],
        where: Where,
        k: int,
        watch: Stopwatch,
    ) -> Answer:
        if not snapshot.doc_ids:
            return Answer(typed, Reason.NO_SOURCES, 0.0)
        asked = read_question(typed, snapshot.interviewers)
        earlier = [item.text for item in map(read_question, history) if item is not None]
        if asked is None or (not earlier and is_bare(asked.text)):
            return Answer(typed, Reason.UNCLEAR_QUESTION, 0.0)
        question = asked.within(in_context(asked.text, earlier))
        reader = self if question == asked else self._minding(asked.text)
        finding = reader._first_that_answers(snapshot, readings(question, where), k, watch)
        if is_bare(asked.text) and finding.quotes:
            finding = self._but_what_was_told(snapshot, finding, earlier, where, watch)
        return Answer(
            typed,
            reader._reason(snapshot, question, finding, where, watch),
            finding.probability,
            tuple(_citations(snapshot, finding.quotes)),
            _shown_hits(finding.hits[:k]),
            searched=finding.query,
            in_context=question != asked,
        )

    def _first_that_answers(
        self,
        snapshot: Snapshot,
        searches: Iterable[tuple[str, Where]],
        k: int,
        watch: Stopwatch,
    ) -> Finding:
        """Return the first search that can be quoted; the very first if none can.

        A refusal then shows what came closest to the question as it was most likely meant.
        """
        first: Finding | None = None
        for query, where in searches:
            finding = self.find(snapshot, query, where, k, watch)
            if finding.quotes:
                return finding
            first = first or finding
        return first or Finding()

    def _but_what_was_told(
        self,
        snapshot: Snapshot,
        finding: Finding,
        earlier: Sequence[str],
        where: Where,
        watch: Stopwatch,
    ) -> Finding:
        """Return ``finding`` without the quotes that answered the question before.

        "Why?" names nothing, so the words that answered before meet it best, and say nothing new.
        """
        *before, last = earlier
        asked = read_question(in_context(last, before), snapshot.interviewers)
        if asked is None:
            return finding
        told = self._first_that_answers(snapshot, readings(asked, where), 1, watch).quotes
        fresh = [e for e in finding.evidence if not any(_overlap(e, quote) for quote in told)]
        return replace(finding, evidence=tuple(fresh), quotes=tuple(self._quotes(snapshot, fresh)))

    def _minding(self, asked: str) -> Answerer:
        """Return an answerer that judges by ``asked`` alone as well as by what it searches for."""
        return Answerer(
            self.library,
            self._embedder,
            BesideContext(self._reranker, asked),
            self._aligner,
            self._calibration,
            self._ranking,
        )

    def find(
        self, snapshot: Snapshot, query: str, where: Where, k: int, watch: Stopwatch
    ) -> Finding:
        """Search once and judge what is found; :meth:`ask` decides what to search for.

        Args:
            snapshot: The state of the library to search.
            query: What to look for.
            where: Among whose words.
            k: How many hits are wanted at least.
            watch: Counts the time.
        """
        retrieved = self._retriever.retrieve(snapshot, query, k, where, watch)
        if not self._reads(retrieved):
            return Finding(retrieved.query, retrieved.hits, is_read=False)
        watch.tell(Progress(_shown_hits(retrieved.hits[:k])))
        with watch.stage("rerank"):
            found = find_evidence(retrieved.query, retrieved.read, self._reranker, self._aligner)
        evidence = [self._judged(retrieved.query, item) for item in found]
        evidence.sort(key=lambda item: -item.probability)
        quotes = self._quotes(snapshot, evidence)
        return Finding(retrieved.query, retrieved.hits, tuple(evidence), tuple(quotes))

    def _reads(self, retrieved: Retrieved) -> bool:
        best = retrieved.read[:1]
        texts = [retrieved.query, *(found.passage.text for found in best)]
        return all(self._reranker.reads(text) for text in texts)

    def _judged(self, question: str, item: Evidence) -> Evidence:
        probability = self._calibration.probability(read_signals(question, item))
        return replace(item, probability=probability)

    def _quotes(self, snapshot: Snapshot, evidence: Sequence[Evidence]) -> list[Evidence]:
        """Choose what to cite: nothing unlikely, and a narrator only where nobody else says it."""
        likely = [item for item in evidence if item.probability >= self._calibration.threshold]
        likely = [item for item in likely if not _is_introduction(snapshot, item)] or likely
        if not likely:
            return []
        least = FURTHER_SHARE * likely[0].probability
        close = [item for item in likely if item.probability >= least]
        return merged(
            [
                standing_alone(item, snapshot.document(item.passage.doc_id))
                for item in close[:MOST_CITATIONS]
            ]
        )

    def _reason(
        self,
        snapshot: Snapshot,
        question: Question,
        finding: Finding,
        where: Where,
        watch: Stopwatch,
    ) -> Reason:
        if finding.quotes:
            return Reason.ANSWERED
        if not finding.is_read:
            return Reason.LANGUAGE_NOT_READ
        if where.speakers is not None:
            anyone = replace(where, speakers=None, roles=ANSWERING)
            if self.find(snapshot, question.text, anyone, 1, watch).quotes:
                return Reason.SAID_BY_SOMEONE_ELSE
        asking = replace(where, speakers=None, roles=ASKING)
        asked = self._retriever.retrieve(snapshot, question.topic, 1, asking, watch).read
        if any(item.logit >= SAME_QUESTION_LOGIT for item in asked):
            return Reason.ASKED_BUT_NOT_ANSWERED
        return Reason.NOT_IN_SOURCES


def readings(question: Question, where: Where) -> Iterator[tuple[str, Where]]:
    """Yield each query to try and among whose words, in order; the first that answers wins."""
    if where.speakers is not None:
        yield question.text, where
        return
    if question.about_asking:
        yield question.topic, replace(where, roles=ASKING)
    yield question.text, replace(where, roles=ANSWERING)


def _where(
    snapshot: Snapshot, sources: Sequence[str], speaker: str | None, among: Narrowing
) -> Where:
    snapshot.check_sources(sources)
    return Where(
        doc_ids=among.doc_ids(snapshot, frozenset(sources)),
        speakers=frozenset({snapshot.find_speaker(speaker)}) if speaker else None,
    )


def _overlap(one: Evidence, other: Evidence) -> bool:
    """Tell whether two quotes share words."""
    same = one.passage.doc_id == other.passage.doc_id
    return same and one.start < other.end and other.start < one.end


def _is_introduction(snapshot: Snapshot, item: Evidence) -> bool:
    """Tell the title and lede of an interview from a text that has no other voice."""
    return item.passage.role is Role.NARRATOR and snapshot.document(item.passage.doc_id).is_dialogue


def _citations(snapshot: Snapshot, quotes: Sequence[Evidence]) -> Iterator[Citation]:
    for number, item in enumerate(quotes, start=1):
        document = snapshot.document(item.passage.doc_id)
        turn = document.turns[item.passage.turn]
        yield Citation(
            number=number,
            doc_id=document.doc_id,
            title=document.title,
            speaker=turn.speaker,
            role=turn.role,
            asked=item.passage.asked,
            turn=item.passage.turn,
            start=item.start,
            end=item.end,
            quote=document.text[item.start : item.end],
            score=item.probability,
            document=document,
        )


def _shown_hits(hits: Sequence[Hit]) -> tuple[Hit, ...]:
    return tuple(replace(hit, score=_shown(hit.score)) for hit in hits)


def _shown(score: float) -> float:
    """Bring a ranking score between 0 and 1, keeping the order."""
    return 1 / (1 + math.exp(-(score - NEARNESS * TYPICAL_NEARNESS) / 4))
