"""Fit the confidence on tuning sets: ``python -m eval.calibrate SET…`` writes the calibration.

For each question the most promising sentence is taken with its signals, and labelled by
whether it overlaps a gold quote; a logistic regression over all of them, every set weighing
the same, gives the weights. Sets that are reported on must not be among those fitted on.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import astuple, fields, replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import click
import numpy as np
from sklearn.linear_model import LogisticRegression
from tqdm import tqdm

from eval.dataset import EvalSet, load_set
from eval.metrics import Flags, Floats
from eval.outcome import Place, locate, meets
from index.where import Where
from qa.ask import Answerer, readings
from qa.assemble import open_answerer
from qa.confidence import Signals, read_signals
from qa.question import read_question
from qa.settings import Settings, load_settings
from qa.stopwatch import Stopwatch

THRESHOLD = 0.5
"""An answer is given when it is more likely right than not: both mistakes cost the same."""


def examples(eval_set: EvalSet, answerer: Answerer, partial: bool) -> tuple[Floats, Flags]:
    """Return signals, shape ``(n, signals)``, and whether the sentence is right, shape ``(n,)``.

    Args:
        eval_set: Its questions marked ``test`` are left out.
        answerer: Has the documents.
        partial: Whether other places than the gold ones may answer too. A sentence elsewhere
            is then neither right nor wrong and left out, unless the question has no answer.
    """
    rows, right = [], []
    with answerer.library.snapshot() as snapshot:
        for question in tqdm(eval_set.questions, desc=eval_set.name, disable=None):
            read = read_question(question.text, snapshot.interviewers)
            if read is None or question.split == "test":
                continue
            source = frozenset({question.source}) if question.source else None
            query, where = next(readings(read, Where(source)))
            finding = answerer.find(snapshot, query, where, 10, Stopwatch())
            if not finding.evidence:
                continue
            best = max(finding.evidence, key=lambda e: e.sentence_logit + e.passage_logit)
            place = Place(best.passage.doc_id, best.start, best.end)
            met = any(meets(place, label) for label in locate(question, snapshot.document))
            if met or not (partial and question.answerable):
                rows.append(astuple(read_signals(finding.query, best)))
                right.append(met)
    return np.array(rows, dtype=np.float64), np.array(right, dtype=np.bool_)


def fit(sets: list[tuple[Floats, Flags]]) -> tuple[list[float], float]:
    """Return a weight per signal, and the intercept, every set weighing the same."""
    signals = np.vstack([rows for rows, _ in sets])
    right = np.concatenate([labels for _, labels in sets])
    weight = np.concatenate([np.full(len(labels), 1 / len(labels)) for _, labels in sets])
    model = LogisticRegression(C=1.0)
    model.fit(signals, right, sample_weight=weight * len(right) / weight.sum())
    return [round(float(w), 4) for w in model.coef_[0]], round(float(model.intercept_[0]), 4)


def _examples_of(path: Path, settings: Settings, partial: bool) -> tuple[Floats, Flags]:
    eval_set = load_set(path)
    if not eval_set.documents:
        return examples(eval_set, open_answerer(settings), partial)
    with TemporaryDirectory(prefix="onrecord-calibrate-") as folder:
        answerer = open_answerer(replace(settings, library=Path(folder)))
        answerer.library.add(eval_set.documents)
        return examples(eval_set, answerer, partial)


@click.command()
@click.argument("sets", nargs=-1, required=True, metavar="SET…")
@click.option("--library", metavar="DIR", help="Holds the documents of sets that bring none.")
@click.option(
    "--partial", multiple=True, metavar="SET", help="A SET whose labels are not exhaustive."
)
@click.option("--out", default="qa/calibration.json", show_default=True, metavar="FILE")
def calibrate(
    sets: tuple[str, ...], library: str | None, partial: tuple[str, ...], out: str
) -> None:
    """Fit the confidence on tuning SETs and write it to FILE."""
    settings = load_settings(library)
    found = [_examples_of(Path(name), settings, name in partial) for name in sets]
    weights, intercept = fit(found)
    names = [field.name for field in fields(Signals)]
    value = {
        "weights": dict(zip(names, weights, strict=True)),
        "intercept": intercept,
        "threshold": THRESHOLD,
        "provenance": {
            "command": "python -m eval.calibrate",
            "date": datetime.now(UTC).date().isoformat(),
            "models": [settings.embedder, settings.reranker, settings.aligner],
            "sets": [
                {
                    "name": Path(name).name,
                    "partial": name in partial,
                    "sha256": hashlib.sha256(Path(name).read_bytes()).hexdigest(),
                    "examples": len(right),
                    "right": int(right.sum()),
                }
                for name, (_, right) in zip(sets, found, strict=True)
            ],
        },
    }
    Path(out).write_text(json.dumps(value, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    from index.threads import limit_threads

    limit_threads()
    calibrate()
