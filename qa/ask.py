"""The pipeline: question, passages, evidence, judgement, and an answer or a refusal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from index.embedder import Embedder
from index.library import Library
from index.snapshot import Snapshot
from index.where import ANSWERING, Where
from qa.align import Aligner
from qa.answer import Answer, Citation, Reason, Search
from qa.confidence import Calibration
from qa.conversation import in_context, is_bare
from qa.evidence import Evidence
from qa.find import Finder, Finding, shown_hits
from qa.narrow import EVERYTHING, Narrowing
from qa.parts import joined, parts_of, understood
from qa.progress import Follower, nobody
from qa.question import read_question
from qa.refusal import reason_for
from qa.rerank import Reranker
from qa.retrieve import FITTED, Ranking
from qa.stopwatch import Stopwatch


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
        judge: Reranker | None = None,
    ) -> None:
        self.library = library
        self.finder = Finder(embedder, reranker, aligner, calibration, ranking, judge)

    def warm_up(self) -> None:
        """Load the models and run each once: the first question need not wait."""
        self.finder.warm_up()

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
            retriever = self.finder.retriever
            retrieve = retriever.propose if fast else retriever.retrieve
            found = read and retrieve(snapshot, read.text, k, where, watch)
            undated = among.left_out(snapshot, frozenset(sources))
        if not found:
            return Search(query, timings=watch.read(), undated=undated)
        return Search(query, found.query, shown_hits(found.hits[:k]), watch.read(), undated)

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
        # Who answers in these sources may ask in others.
        answering = snapshot.answering(where.doc_ids)
        interviewers = [name for name in snapshot.interviewers if name not in answering]
        asked = read_question(typed, interviewers)
        earlier = [item.text for item in map(read_question, history) if item is not None]
        if asked is None or (not earlier and is_bare(asked.text)):
            return Answer(typed, Reason.UNCLEAR_QUESTION, 0.0)
        parts = parts_of(asked.text)
        found = self._part_by_part(snapshot, parts, earlier, where, k, watch)
        if found:
            finding = joined(found)
            return Answer(
                typed,
                Reason.ANSWERED,
                min(one.probability for one in found),
                tuple(_citations(snapshot, finding.quotes)),
                shown_hits(finding.hits[:k]),
                searched=finding.query,
                in_context=understood(parts, earlier) != understood(parts, ()),
            )
        question = asked.within(in_context(asked.text, earlier))
        finding = self.finder.first_that_answers(snapshot, question, where, k, watch)
        if is_bare(asked.text) and finding.quotes:
            finding = self._but_what_was_told(snapshot, finding, earlier, where, watch)
        return Answer(
            typed,
            reason_for(self.finder, snapshot, question, finding, where, watch),
            finding.probability,
            tuple(_citations(snapshot, finding.quotes)),
            shown_hits(finding.hits[:k]),
            searched=finding.query,
            in_context=question != asked,
        )

    def _part_by_part(
        self,
        snapshot: Snapshot,
        parts: Sequence[str],
        earlier: Sequence[str],
        where: Where,
        k: int,
        watch: Stopwatch,
    ) -> list[Finding]:
        """Return what answers each part of a question; nothing if it has but one.

        Nothing either if a part is not answered: only the question as a whole can tell whether
        what answers the others will do.
        """
        found: list[Finding] = []
        if len(parts) == 1:
            return found
        for part, text in zip(parts, understood(parts, earlier), strict=True):
            asked = read_question(part, snapshot.interviewers)
            if asked is None:
                return []
            finding = self.finder.first_that_answers(snapshot, asked.within(text), where, k, watch)
            if not finding.quotes:
                return []
            found.append(finding)
        return found

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
        told = self.finder.first_that_answers(snapshot, asked, where, 1, watch).quotes
        fresh = [e for e in finding.evidence if not any(_overlap(e, quote) for quote in told)]
        quotes = self.finder.quotable(snapshot, fresh, finding.query)
        return replace(finding, evidence=tuple(fresh), quotes=tuple(quotes))


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
