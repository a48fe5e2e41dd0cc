"""The metrics, by arithmetic in comments and against other people's libraries."""

import math
from typing import Any

import ir_measures
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from runs import outcome, place
from sklearn.calibration import calibration_curve
from sklearn.metrics import precision_score, recall_score, roc_auc_score

from eval import metrics
from eval.metrics import METRICS, Columns
from eval.outcome import Place

GOLD = place(100)
ELSEWHERE = place(500)

# Four answerable questions and two that are not:
#   a  found first and cited       b  found third, cited second of two
#   c  found second, refused       d  not found, something else cited
#   e  refused, rightly            f  answered, wrongly
RUN = [
    outcome("a", labels=[[GOLD]], hits=[GOLD], citations=[GOLD], confidence=0.9),
    outcome(
        "b",
        labels=[[GOLD]],
        hits=[ELSEWHERE, ELSEWHERE, place(105)],
        citations=[ELSEWHERE, place(90, 200)],
        confidence=0.6,
    ),
    outcome("c", labels=[[GOLD]], hits=[ELSEWHERE, GOLD], confidence=0.4),
    outcome("d", labels=[[GOLD]], hits=[ELSEWHERE], citations=[ELSEWHERE], confidence=0.7),
    outcome("e", hits=[ELSEWHERE], confidence=0.1, expected="not_in_sources"),
    outcome("f", hits=[ELSEWHERE], citations=[ELSEWHERE], confidence=0.65, latency_ms=11.0),
]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Success@1", 1 / 4),  # a
        ("Success@3", 3 / 4),  # a b c
        ("Success@5", 3 / 4),
        ("Success@1 of documents", 1.0),  # every hit is in the one document
        ("MRR", (1 + 1 / 3 + 1 / 2 + 0) / 4),
        ("nDCG@10", (1 + 1 / math.log2(4) + 1 / math.log2(3) + 0) / 4),
        ("first citation right", 1 / 4),  # a
        ("citations right", 2 / 4),  # a b
        ("quote precision", (1 + 1 / 2 + 0 + 0) / 4),
        ("quote precision, of answered", (1 + 1 / 2 + 0 + 0) / 4),  # a b d f
        ("gold inside a quote, of answered", 2 / 3),  # a b of a b d
        ("characters quoted, of answered", (10 + (10 + 110) + 10 + 10) / 4),  # a b d f
        ("answered, of answerable", 3 / 4),  # a b d
        ("refusal precision", 1 / 2),  # e of c e
        ("refusal recall", 1 / 2),  # e of e f
        ("false-answer rate", 1 / 2),  # f of e f
        ("reason right, of rightly refused", 1.0),  # e
        # Of the pairs of answerable and not, a.9 b.6 c.4 d.7 against e.1 f.65: e loses to all
        # four, f to a and d.
        ("AUROC", (4 + 2) / 8),
        # Bins of answered: a .9 right, d .7 wrong, b .6 and f .65 both wrong by the first citation.
        ("ECE, of answered", 1 / 4 * 0.1 + 1 / 4 * 0.7 + 2 / 4 * 0.625),
        # All, the event of c being that it can be answered, which it can, and of e likewise:
        # bins .1 e no, .4 c yes, .6 b and f no, .7 d no, .9 a yes.
        ("ECE, of all", 1 / 6 * (0.1 + 0.6 + 2 * 0.625 + 0.7 + 0.1)),
        # Surest first: a right, d, f and b wrong; shares of wrong ones 0/1 1/2 2/3 3/4.
        ("AURC, of answered", (0 + 1 / 2 + 2 / 3 + 3 / 4) / 4),
        ("latency median, ms", 1.0),
        ("latency p95, ms", 8.5),  # between the fifth of six, 1, and the sixth, 11: 1 + .75 * 10
    ],
)
def test_each_metric_is_the_arithmetic_on_six_questions(name: str, expected: float) -> None:
    assert METRICS[name](Columns.of(RUN)) == pytest.approx(expected)


def test_every_metric_has_its_arithmetic() -> None:
    (cases,) = (
        mark.args[1]
        for mark in test_each_metric_is_the_arithmetic_on_six_questions.pytestmark  # type: ignore[attr-defined]
    )
    assert [name for name, _ in cases] == list(METRICS)


def test_a_question_that_needs_all_its_quotes_is_settled_by_the_last() -> None:
    both = outcome(
        labels=[[GOLD], [place(300)]], needs_all=True, hits=[GOLD, ELSEWHERE, place(300)]
    )
    assert both.rank() == 3
    half = outcome(labels=[[GOLD], [place(300)]], needs_all=True, hits=[GOLD], citations=[GOLD])
    assert half.rank() is None
    assert not Columns.of([half]).right[0]


def test_a_quote_that_stands_in_two_places_is_met_at_either() -> None:
    twice = outcome(labels=[[GOLD, place(300)]], hits=[place(305)], citations=[place(305)])
    assert twice.rank() == 1
    assert Columns.of([twice]).right[0]


def test_touching_spans_do_not_overlap() -> None:
    assert not place(0, 10).overlaps(place(10, 20))
    assert place(0, 11).overlaps(place(10, 20))
    assert not place(0, 11).overlaps(place(10, 20, "other"))


def test_figures_over_nothing_are_not_numbers() -> None:
    refused = Columns.of([outcome(labels=[[GOLD]])])
    assert math.isnan(metrics.auroc(refused))
    assert math.isnan(metrics.ece(refused))
    assert math.isnan(metrics.aurc(refused))
    assert math.isnan(metrics.quote_precision_answered(refused))
    assert math.isnan(metrics.refusal_recall(refused))


_ranks = st.lists(st.none() | st.integers(1, 12), min_size=1, max_size=8)


@settings(max_examples=50, deadline=None)
@given(_ranks)
def test_ranking_figures_are_those_of_ir_measures(ranks: list[int | None]) -> None:
    outcomes, qrels, run = [], [], []
    for number, rank in enumerate(ranks):
        name = f"q{number}"
        hits = [GOLD if n == rank else ELSEWHERE for n in range(1, 13)]
        outcomes.append(outcome(name, labels=[[GOLD]], hits=hits))
        qrels.append(ir_measures.Qrel(name, "gold", 1))
        run += [
            ir_measures.ScoredDoc(name, "gold" if n == rank else f"other{n}", 100.0 - n)
            for n in range(1, 13)
        ]
    names: dict[str, Any] = {
        "Success@1": ir_measures.Success @ 1,
        "Success@3": ir_measures.Success @ 3,
        "Success@5": ir_measures.Success @ 5,
        "MRR": ir_measures.RR,
        "nDCG@10": ir_measures.nDCG @ 10,
    }
    theirs = ir_measures.calc_aggregate(list(names.values()), qrels, run)
    columns = Columns.of(outcomes)
    ours = {name: METRICS[name](columns) for name in names}
    assert ours == pytest.approx({name: theirs[measure] for name, measure in names.items()})


_answers = st.lists(st.tuples(st.booleans(), st.booleans(), st.floats(0, 1)), min_size=1)


@settings(max_examples=100, deadline=None)
@given(_answers)
def test_refusal_figures_are_those_of_scikit_learn(rows: list[tuple[bool, bool, float]]) -> None:
    columns = Columns.of(
        [
            outcome(
                labels=[[GOLD]] if answerable else [],
                citations=[GOLD] if answered else [],
                confidence=confidence,
            )
            for answerable, answered, confidence in rows
        ]
    )
    unanswerable, refused = ~columns.answerable, ~columns.answered
    if refused.any():
        expected = precision_score(unanswerable, refused)
        assert metrics.refusal_precision(columns) == pytest.approx(expected)
    if unanswerable.any():
        expected = recall_score(unanswerable, refused)
        assert metrics.refusal_recall(columns) == pytest.approx(expected)
        assert metrics.false_answer_rate(columns) == pytest.approx(1 - expected)


def test_auroc_counts_pairs_and_half_of_ties() -> None:
    rng = np.random.default_rng(1)
    rows = [
        outcome(labels=[[GOLD]] if n % 3 else [], confidence=round(float(rng.random()), 1))
        for n in range(60)
    ]
    yes = [o.confidence for o in rows if o.answerable]
    no = [o.confidence for o in rows if not o.answerable]
    pairs = [(a > b) + 0.5 * (a == b) for a in yes for b in no]
    ours = metrics.auroc(Columns.of(rows))
    assert ours == pytest.approx(sum(pairs) / len(pairs))
    truth, sure = [o.answerable for o in rows], [o.confidence for o in rows]
    assert ours == pytest.approx(roc_auc_score(truth, sure))


def test_ece_is_the_gap_of_scikit_learns_reliability_curve() -> None:
    rng = np.random.default_rng(2)
    confidence = rng.random(500)
    right = rng.random(500) < confidence**2
    rows = [
        outcome(labels=[[GOLD]], citations=[GOLD if r else ELSEWHERE], confidence=float(c))
        for c, r in zip(confidence, right, strict=True)
    ]
    happened, said = calibration_curve(right, confidence, n_bins=10)
    share = np.histogram(confidence, bins=10, range=(0, 1))[0] / 500
    expected = float(np.sum(np.abs(happened - said) * share))
    assert metrics.ece(Columns.of(rows)) == pytest.approx(expected)


def test_a_first_hit_in_another_document_does_not_find_the_document() -> None:
    other = Place("other", 0, 10)
    run = [
        outcome("a", labels=[[GOLD]], hits=[other, GOLD]),
        outcome("b", labels=[[GOLD]], hits=[]),
    ]
    assert METRICS["Success@1 of documents"](Columns.of(run)) == 0.0


def test_a_document_that_the_question_names_is_not_found() -> None:
    run = [
        outcome("a", labels=[[GOLD]], hits=[GOLD], source="a"),
        outcome("b", labels=[[GOLD]], hits=[Place("other", 0, 10)]),
    ]
    assert METRICS["Success@1 of documents"](Columns.of(run)) == 0.0
    assert math.isnan(METRICS["Success@1 of documents"](Columns.of(run[:1])))


def test_a_reason_counts_where_a_refusal_is_right_and_a_reason_is_expected() -> None:
    run = [
        outcome("right", expected="not_in_sources"),
        outcome("wrong", expected="asked_but_not_answered"),
        outcome("nobody says why"),
        outcome("answered", citations=[GOLD], expected="not_in_sources"),
    ]
    assert METRICS["reason right, of rightly refused"](Columns.of(run)) == 1 / 2
