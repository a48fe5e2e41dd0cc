"""Asking every question of a set, and keeping what came of it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass, is_dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any, Self, get_args, get_origin, get_type_hints

from tqdm import tqdm

from corpus.errors import DatasetError
from eval.bootstrap import Estimate, estimates
from eval.dataset import EvalSet
from eval.metrics import METRICS, Columns
from eval.outcome import Outcome, judge, locate
from qa.ask import Answerer

HITS = 10


@dataclass(frozen=True, slots=True)
class Run:
    """The outcomes of one set.

    Attributes:
        name: The set's.
        date: When it was run, ISO 8601 in UTC.
        models: What answered: embedder and reranker.
    """

    name: str
    date: str
    models: tuple[str, ...]
    outcomes: tuple[Outcome, ...]

    @property
    def columns(self) -> Columns:
        """The outcomes as arrays."""
        return Columns.of(self.outcomes)

    def estimates(self) -> dict[str, Estimate]:
        """Return every metric that the set allows, with its interval."""
        found = estimates(METRICS, self.columns)
        return {name: e for name, e in found.items() if e.value == e.value}  # NaN is not itself

    def to_json(self) -> dict[str, Any]:
        """Return the run as plain values, metrics first."""
        return {
            "name": self.name,
            "date": self.date,
            "models": list(self.models),
            "n": len(self.outcomes),
            "answerable": sum(outcome.answerable for outcome in self.outcomes),
            "metrics": {name: asdict(e) for name, e in self.estimates().items()},
            "categories": dict(Counter(outcome.category for outcome in self.outcomes)),
            "outcomes": [outcome.to_json() for outcome in self.outcomes],
        }

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Self:
        """Return the run that :meth:`to_json` was called on."""
        outcomes = tuple(map(Outcome.from_json, data["outcomes"]))
        return cls(data["name"], data["date"], tuple(data["models"]), outcomes)


def run_set(eval_set: EvalSet, answerer: Answerer, models: Sequence[str]) -> Run:
    """Ask every question of ``eval_set``, in order; the labels are checked before the first.

    Raises:
        DatasetError: If the set is empty or a gold quote is not in the library.
    """
    if not eval_set.questions:
        raise DatasetError(eval_set.name, "expected questions, found none")
    for question in eval_set.questions:
        locate(question, answerer.library.document)
    answerer.warm_up()
    outcomes = []
    for question in tqdm(eval_set.questions, desc=eval_set.name, unit=" questions", disable=None):
        answer = answerer.ask(
            question.text,
            sources=question.sources,
            speaker=question.speaker,
            k=HITS,
            history=question.history,
            among=question.among,
        )
        outcomes.append(judge(question, answer, answerer.library.document))
    date = datetime.now(UTC).isoformat(timespec="seconds")
    return Run(eval_set.name, date, tuple(models), tuple(outcomes))


def read_runs(path: Path) -> list[Run]:
    """Read the runs that ``onrecord eval --json`` printed into the file at ``path``.

    Raises:
        DatasetError: If the file is not such an output.
    """
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        runs = tuple(Run.from_json(item) for item in data["runs"])
        if not _fits(runs, tuple[Run, ...]):
            raise TypeError("a field of another type")
        return [*runs]
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise DatasetError(
            str(path), "expected the output of `onrecord eval --json`, found something else"
        ) from error


def _fits(value: object, hint: Any) -> bool:  # noqa: ANN401 # a type, or a tuple of one
    """Tell whether ``value`` is of the type ``hint``, and so is every field in it."""
    if get_origin(hint) is tuple:
        inner, _ = get_args(hint)
        return isinstance(value, tuple) and all(_fits(one, inner) for one in value)
    if isinstance(hint, type) and is_dataclass(hint):
        return all(_fits(getattr(value, name), one) for name, one in _hints(hint).items())
    return isinstance(value, int | float if hint is float else hint)


@cache
def _hints(of: type) -> dict[str, Any]:
    return get_type_hints(of)
