"""One run against another on the questions that both have."""

from __future__ import annotations

from dataclasses import dataclass

from eval.bootstrap import Estimate, differences
from eval.metrics import METRICS, Columns
from eval.outcome import Outcome
from eval.run import Run
from eval.verdict import verdict

Pair = tuple[Outcome, Outcome]
"""An outcome of the run, and the former one of the same question."""


@dataclass(frozen=True, slots=True)
class Change:
    """A metric of both runs over the same questions.

    Attributes:
        difference: ``now - former`` with the interval of questions resampled in pairs.
    """

    name: str
    former: float
    now: float
    difference: Estimate


@dataclass(frozen=True, slots=True)
class Comparison:
    """A run and a former one.

    Attributes:
        pairs: Questions with the same id, in the order of ``run``.
    """

    run: Run
    former: Run
    pairs: tuple[Pair, ...]

    def changes(self) -> list[Change]:
        """Return every metric that both allow, with its difference."""
        now = Columns.of([pair[0] for pair in self.pairs])
        then = Columns.of([pair[1] for pair in self.pairs])
        if not self.pairs:
            return []
        by = differences(METRICS, now, then)
        found = [Change(n, metric(then), metric(now), by[n]) for n, metric in METRICS.items()]
        return [c for c in found if c.difference.value == c.difference.value]  # no NaN

    @property
    def won(self) -> tuple[Pair, ...]:
        """The questions that are right now and were wrong."""
        return tuple(p for p in self.pairs if _is_right(p[0]) and not _is_right(p[1]))

    @property
    def lost(self) -> tuple[Pair, ...]:
        """The questions that are wrong now and were right."""
        return tuple(p for p in self.pairs if not _is_right(p[0]) and _is_right(p[1]))


def compare(run: Run, former: Run) -> Comparison:
    """Return the comparison of ``run`` with ``former``, pairing questions by id."""
    theirs = {outcome.question_id: outcome for outcome in former.outcomes}
    pairs = [(o, theirs[o.question_id]) for o in run.outcomes if o.question_id in theirs]
    return Comparison(run, former, tuple(pairs))


def _is_right(outcome: Outcome) -> bool:
    return verdict(outcome).is_right
