"""Fit the confidence on tuning sets: ``python -m eval.calibrate SET…`` writes the calibration.

Every sentence that was read for a question is an example, labelled by whether it overlaps a
gold quote. A logistic regression over all of them, every question and every set weighing the
same, gives weights that find the best sentence of a question. The best of several is likelier
to look right than it is, so a second regression, on the best sentence of each question alone,
scales them to probabilities. Sets that are reported on must not be among those fitted on.

Source: Platt, Probabilistic Outputs for Support Vector Machines (1999).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import astuple, dataclass, fields, replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import click
import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from tqdm import tqdm

from eval.dataset import EvalSet, load_set
from eval.metrics import Flags, Floats
from eval.outcome import Place, locate, meets
from eval.scope import scope
from qa.ask import Answerer
from qa.assemble import fill_if_new, open_answerer
from qa.confidence import Calibration, Signals, read_signals
from qa.find import readings
from qa.question import read_question
from qa.settings import Settings, load_settings
from qa.stopwatch import Stopwatch

REGULARISATION = 0.3
"""Inverse strength, scikit-learn's ``C``: from 0.03 to 1 the figures hardly change."""

THRESHOLD = 0.6
"""An answer is given from this probability on: a false one costs a reader half as much again as
a refusal. On tuning sets left out of the fit, 0.5 gives twice as many false answers."""


@dataclass(frozen=True, slots=True)
class Examples:
    """The sentences read for one question.

    Attributes:
        signals: One row a sentence, shape ``(n, signals)``.
        right: Whether the sentence overlaps a gold quote, shape ``(n,)``.
    """

    signals: Floats
    right: Flags


def examples(eval_set: EvalSet, answerer: Answerer) -> list[Examples]:
    """Return the sentences read for each question of ``eval_set``.

    Questions marked ``test`` are left out, and so are follow-ups and what is no question.
    """
    found = []
    with answerer.library.snapshot() as snapshot:
        for question in tqdm(eval_set.questions, desc=eval_set.name, disable=None):
            read = read_question(question.text, snapshot.interviewers)
            if read is None or question.split == "test" or question.history:
                continue
            query, where = next(readings(read, scope(question, snapshot)))
            finding = answerer.finder.find(snapshot, query, where, 10, Stopwatch())
            labels = locate(question, snapshot.document)
            places = [Place(e.passage.doc_id, e.start, e.end) for e in finding.evidence]
            signals = [astuple(read_signals(finding.query, e)) for e in finding.evidence]
            right = [any(meets(place, label) for label in labels) for place in places]
            if signals:
                found.append(Examples(np.array(signals), np.array(right, dtype=np.bool_)))
    return found


def fit(sets: Sequence[Sequence[Examples]]) -> tuple[list[float], float]:
    """Return a weight per signal, and the intercept."""
    signals = np.vstack([item.signals for found in sets for item in found])
    right = np.concatenate([item.right for found in sets for item in found])
    shares = [
        np.full(len(item.right), 1 / len(found) / len(item.right))
        for found in sets
        for item in found
    ]
    chooser = make_pipeline(StandardScaler(), LogisticRegression(C=REGULARISATION))
    chooser.fit(signals, right, logisticregression__sample_weight=_scaled(np.concatenate(shares)))
    best = [(chooser.decision_function(item.signals), item.right) for s in sets for item in s]
    logits = np.array([[values.max()] for values, _ in best])
    chosen = np.array([labels[values.argmax()] for values, labels in best])
    weight = np.concatenate([np.full(len(found), 1 / len(found)) for found in sets])
    scale = LogisticRegression(C=1e4).fit(logits, chosen, sample_weight=_scaled(weight))
    return _folded(chooser[0], chooser[1], float(scale.coef_[0, 0]), float(scale.intercept_[0]))


def _scaled(weight: Floats) -> Floats:
    """Return weights whose mean is 1, so that regularisation means the same at any number."""
    scaled: Floats = weight * len(weight) / weight.sum()
    return scaled


def _folded(
    standard: StandardScaler, chooser: LogisticRegression, slope: float, shift: float
) -> tuple[list[float], float]:
    """Return the two regressions as one, for signals as they are."""
    weights = slope * chooser.coef_[0] / standard.scale_
    intercept = slope * chooser.intercept_[0] + shift - float(weights @ standard.mean_)
    return [round(float(w), 4) for w in weights], round(float(intercept), 4)


def _examples_of(path: Path, settings: Settings) -> list[Examples]:
    eval_set = load_set(path)
    names = fields(Signals)
    # Nothing is judged yet: the order in which sentences were found is kept.
    unfitted = Calibration((0.0,) * len(names), intercept=0.0, threshold=THRESHOLD)
    if not eval_set.documents:
        answerer = open_answerer(settings, unfitted)
        fill_if_new(answerer.library, settings)
        return examples(eval_set, answerer)
    with TemporaryDirectory(prefix="onrecord-calibrate-") as folder:
        answerer = open_answerer(replace(settings, library=Path(folder)), unfitted)
        answerer.library.add(eval_set.documents)
        return examples(eval_set, answerer)


@click.command()
@click.argument("sets", nargs=-1, required=True, metavar="SET…")
@click.option("--library", metavar="DIR", help="Holds the documents of sets that bring none.")
@click.option("--out", default="qa/calibration.json", show_default=True, metavar="FILE")
def calibrate(sets: tuple[str, ...], library: str | None, out: str) -> None:
    """Fit the confidence on tuning SETs and write it to FILE."""
    settings = load_settings(library)
    found = [_examples_of(Path(name), settings) for name in sets]
    weights, intercept = fit(found)
    value = {
        "weights": dict(zip((field.name for field in fields(Signals)), weights, strict=True)),
        "intercept": intercept,
        "threshold": THRESHOLD,
        "provenance": {
            "command": "python -m eval.calibrate",
            "date": datetime.now(UTC).date().isoformat(),
            "models": [settings.embedder, settings.reranker, settings.aligner],
            "sets": [
                {
                    "name": Path(name).name,
                    "sha256": hashlib.sha256(Path(name).read_bytes()).hexdigest(),
                    "questions": len(items),
                    "right": int(sum(item.right.any() for item in items)),
                }
                for name, items in zip(sets, found, strict=True)
            ],
        },
    }
    Path(out).write_text(json.dumps(value, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    from index.threads import limit_threads

    limit_threads()
    calibrate()
