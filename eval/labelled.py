"""What is found and read for the questions of a tuning set, and whether it answers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, fields, replace
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from tqdm import tqdm

from eval.dataset import EvalSet, Question, load_set
from eval.outcome import Label, Place, locate, meets
from eval.scope import scope
from index.chunk import cut
from index.passage import Passage
from index.sentences import sentence_spans
from index.snapshot import Snapshot, passage_at
from index.where import Where
from qa.ask import Answerer
from qa.assemble import Models, fill_if_new, open_answerer
from qa.confidence import Calibration, Signals
from qa.conversation import in_context
from qa.evidence import Evidence, judged_text
from qa.find import named_in, readings
from qa.question import Question as Typed
from qa.question import read_question
from qa.rerank import Logits
from qa.settings import Settings
from qa.stopwatch import Stopwatch

THRESHOLD = 0.6
"""An answer is given from this probability on: a false one costs a reader half as much again as
a refusal. On tuning sets left out of the fit, 0.5 gives twice as many false answers."""

HITS = 10
"""How many are asked for, as a reader does."""


@dataclass(frozen=True, slots=True)
class Proposed:
    """The passages that the search found for one question, before any of them is read.

    Attributes:
        query: What was searched for.
        passages: The nearest first, at least one.
        right: Whether each overlaps a gold quote.
    """

    query: str
    passages: tuple[Passage, ...]
    right: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class Labelled:
    """The sentences read for one question.

    Attributes:
        query: What was searched for.
        asked: The part of it that a sentence is to meet word by word.
        evidence: In the order in which it was found, at least one.
        right: Whether each overlaps a gold quote.
        unread: What the judge would read of a sentence with gold, if none was read; or nothing.
    """

    query: str
    asked: str
    evidence: tuple[Evidence, ...]
    right: tuple[bool, ...]
    unread: str = ""


class Unjudged:
    """A judge to whom all sentences are the same, for as long as there is none."""

    def score(self, question: str, texts: Sequence[str]) -> Logits:  # noqa: ARG002
        """Return zeros, float32, shape ``(len(texts),)``."""
        return np.zeros(len(texts), dtype=np.float32)

    def knows(self, word: str) -> bool:  # noqa: ARG002
        """Return true."""
        return True

    def reads(self, text: str) -> bool:  # noqa: ARG002
        """Return true."""
        return True


def propose(path: Path, settings: Settings, models: Models) -> list[Proposed]:
    """Return what the search finds for the questions of the set at ``path``."""
    proposed = []
    with _opened(path, settings, models) as (eval_set, answerer, snapshot):
        for question, read, where in _asked(eval_set, snapshot):
            query, hits = answerer.finder.retriever.candidates(
                snapshot, read.text, HITS, where, Stopwatch()
            )
            passages = tuple(hit.passage for hit in hits)
            places = [Place(p.doc_id, p.start, p.end) for p in passages]
            if passages:
                proposed.append(Proposed(query, passages, _right(question, places, snapshot)))
    return proposed


def label(path: Path, settings: Settings, models: Models) -> list[Labelled]:
    """Return what is read for the questions of the set at ``path``.

    Args:
        path: Of the set.
        settings: Their library holds the documents of a set that brings none.
        models: What finds and reads.
    """
    labelled = []
    with _opened(path, settings, models) as (eval_set, answerer, snapshot):
        for question, read, where in _asked(eval_set, snapshot):
            finding = answerer.finder.find(snapshot, read.text, where, HITS, Stopwatch(), read.own)
            places = [Place(e.passage.doc_id, e.start, e.end) for e in finding.evidence]
            if places:
                right = _right(question, places, snapshot)
                unread = "" if any(right) else _gold_text(question, snapshot)
                labelled.append(
                    Labelled(finding.query, finding.asked, finding.evidence, right, unread)
                )
    return labelled


@contextmanager
def _opened(
    path: Path, settings: Settings, models: Models
) -> Iterator[tuple[EvalSet, Answerer, Snapshot]]:
    eval_set = load_set(path)
    # Nothing is judged yet: the order in which sentences were found is kept.
    unfitted = Calibration((0.0,) * len(fields(Signals)), intercept=0.0, threshold=THRESHOLD)
    with TemporaryDirectory(prefix="onrecord-tuning-") as folder:
        if eval_set.documents:
            settings = replace(settings, library=Path(folder))
        answerer = open_answerer(settings, unfitted, models)
        if eval_set.documents:
            answerer.library.add(eval_set.documents)
        else:
            fill_if_new(answerer.library, settings)
        with answerer.library.snapshot() as snapshot:
            yield eval_set, answerer, snapshot


def _asked(eval_set: EvalSet, snapshot: Snapshot) -> Iterator[tuple[Question, Typed, Where]]:
    """Yield questions as they are first read; not those marked ``test``, nor what asks nothing."""
    for question in tqdm(eval_set.questions, desc=eval_set.name, disable=None):
        asked = read_question(question.text, snapshot.interviewers)
        if asked is not None and question.split != "test":
            read = asked.within(in_context(asked.text, question.history))
            within = scope(question, snapshot)
            query, where = next(readings(read, within, named_in(read, snapshot, within)))
            yield question, replace(read, text=query), where


def _right(question: Question, places: Sequence[Place], snapshot: Snapshot) -> tuple[bool, ...]:
    gold: tuple[Label, ...] = locate(question, snapshot.document)
    return tuple(any(meets(place, one) for one in gold) for place in places)


def _gold_text(question: Question, snapshot: Snapshot) -> str:
    """Return what the judge reads of the sentence that has most of the first gold quote."""
    gold = locate(question, snapshot.document)
    if not gold:
        return ""
    place = gold[0][0]
    document = snapshot.document(place.doc_id)
    passages = (passage_at(document, 0, piece) for piece in cut(document))
    shared, text = max(
        (
            min(place.end, p.start + end) - max(place.start, p.start + start),
            judged_text(p, p.text[start:end]),
        )
        for p in passages
        for start, end in sentence_spans(p.text, p.language)
    )
    return text if shared > 0 else ""
