"""What is read for the questions of a tuning set, and whether it answers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from tqdm import tqdm

from eval.dataset import EvalSet, load_set
from eval.outcome import Place, locate, meets
from eval.scope import scope
from qa.ask import Answerer
from qa.assemble import fill_if_new, open_answerer, open_models
from qa.confidence import Calibration, Signals
from qa.evidence import Evidence
from qa.find import readings
from qa.question import read_question
from qa.rerank import Reranker
from qa.settings import Settings
from qa.stopwatch import Stopwatch

THRESHOLD = 0.6
"""An answer is given from this probability on: a false one costs a reader half as much again as
a refusal. On tuning sets left out of the fit, 0.5 gives twice as many false answers."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """The sentences read for one question.

    Attributes:
        query: What was searched for.
        evidence: In the order in which it was found, at least one.
        right: Whether each overlaps a gold quote.
    """

    query: str
    evidence: tuple[Evidence, ...]
    right: tuple[bool, ...]


def label(path: Path, settings: Settings, judge: Reranker | None) -> list[Labelled]:
    """Return what is read for the questions of the set at ``path``.

    Args:
        path: Of the set.
        settings: Say which models; their library holds the documents of a set that brings none.
        judge: Reads the sentences; without one the reranker does.
    """
    eval_set = load_set(path)
    models = open_models(settings)
    models = replace(models, judge=judge or models.reranker)
    # Nothing is judged yet: the order in which sentences were found is kept.
    unfitted = Calibration((0.0,) * len(fields(Signals)), intercept=0.0, threshold=THRESHOLD)
    if not eval_set.documents:
        answerer = open_answerer(settings, unfitted, models)
        fill_if_new(answerer.library, settings)
        return list(_labelled(eval_set, answerer))
    with TemporaryDirectory(prefix="onrecord-tuning-") as folder:
        answerer = open_answerer(replace(settings, library=Path(folder)), unfitted, models)
        answerer.library.add(eval_set.documents)
        return list(_labelled(eval_set, answerer))


def _labelled(eval_set: EvalSet, answerer: Answerer) -> Iterator[Labelled]:
    """Leave out questions marked ``test``, follow-ups, and what is no question."""
    with answerer.library.snapshot() as snapshot:
        for question in tqdm(eval_set.questions, desc=eval_set.name, disable=None):
            read = read_question(question.text, snapshot.interviewers)
            if read is None or question.split == "test" or question.history:
                continue
            query, where = next(readings(read, scope(question, snapshot)))
            finding = answerer.finder.find(snapshot, query, where, 10, Stopwatch())
            gold = locate(question, snapshot.document)
            places = [Place(e.passage.doc_id, e.start, e.end) for e in finding.evidence]
            right = tuple(any(meets(place, one) for one in gold) for place in places)
            if right:
                yield Labelled(finding.query, finding.evidence, right)
