"""Fit the confidence on tuning sets: ``python -m eval.calibrate SET…``.

Every sentence that was read for a question is an example, labelled by whether it overlaps a
gold quote. What reads and orders must not have learnt from the sets: it looks better at its own
questions than at others. A logistic
regression over all of them, every question and every set weighing the same, gives weights that
find the best sentence of a question. The best of several is likelier to look right than it is, so
a second regression, on the best sentence of each question alone, scales them to probabilities.
Sets that are reported on must not be among those fitted on.

Source: Platt, Probabilistic Outputs for Support Vector Machines (1999).
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import astuple, dataclass, fields
from datetime import UTC, datetime
from pathlib import Path

import click
import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from eval.labelled import THRESHOLD, Labelled, label
from eval.learnt import digest_of, learnt_from
from eval.metrics import Flags, Floats
from qa.assemble import open_models
from qa.confidence import Signals, read_signals
from qa.cross import JUDGE, RANKING
from qa.settings import load_settings

REGULARISATION = 0.3
"""Inverse strength, scikit-learn's ``C``: from 0.03 to 1 the figures hardly change."""


@dataclass(frozen=True, slots=True)
class Examples:
    """The sentences read for one question.

    Attributes:
        signals: One row a sentence, shape ``(n, signals)``.
        right: Whether the sentence overlaps a gold quote, shape ``(n,)``.
    """

    signals: Floats
    right: Flags


def examples(labelled: Sequence[Labelled]) -> list[Examples]:
    """Return the signals of the sentences that were read for each question."""
    return [
        Examples(
            np.array([astuple(read_signals(one.asked, e)) for e in one.evidence]),
            np.array(one.right, dtype=np.bool_),
        )
        for one in labelled
    ]


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


@click.command()
@click.argument("sets", nargs=-1, required=True, metavar="SET…")
@click.option("--library", metavar="DIR", help="Holds the documents of sets that bring none.")
@click.option("--out", default="qa/calibration.json", show_default=True, metavar="FILE")
def calibrate(sets: tuple[str, ...], library: str | None, out: str) -> None:
    """Fit the confidence on tuning SETs, from none of which a model has learnt, and write it."""
    learnt = {digest for path in (RANKING, JUDGE) for digest in learnt_from(path)}
    for name in sets:
        if digest_of(Path(name)) in learnt:
            raise click.UsageError(
                f"{name}: expected a set that no model has learnt from, found one that "
                "python -m eval.tune was given: leave it out"
            )
    settings = load_settings(library)
    models = open_models(settings)
    found = [examples(label(Path(name), settings, models)) for name in sets]
    weights, intercept = fit(found)
    value = {
        "weights": dict(zip((field.name for field in fields(Signals)), weights, strict=True)),
        "intercept": intercept,
        "threshold": THRESHOLD,
        "provenance": {
            "command": "python -m eval.calibrate SET…",
            "date": datetime.now(UTC).date().isoformat(),
            "models": [settings.embedder, settings.reranker, settings.aligner],
            "ranking": digest_of(RANKING),
            "judge": digest_of(JUDGE),
            "sets": [
                {
                    "name": Path(name).name,
                    "sha256": digest_of(Path(name)),
                    "questions": len(items),
                    "right": int(sum(item.right.any() for item in items)),
                }
                for name, items in zip(sets, found, strict=True)
            ],
        },
    }
    Path(out).write_text(json.dumps(value, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    from index.threads import limit_threads

    limit_threads()
    calibrate()
