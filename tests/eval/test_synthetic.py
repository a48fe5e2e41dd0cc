"""Invented interviews: the same every time, and interviews in form."""

from __future__ import annotations

from collections import Counter

import pytest

from corpus.document import Role
from eval.adding import Adding
from eval.synthetic import synthetic_interviews


def test_the_same_seed_gives_the_same_texts() -> None:
    once, again = (list(synthetic_interviews(2, 3_000)) for _ in range(2))
    assert once == again
    assert once[0].text != once[1].text
    assert next(synthetic_interviews(1, 3_000, seed=2)).text != once[0].text


def test_someone_asks_briefly_and_someone_answers_at_length() -> None:
    (document,) = synthetic_interviews(1)
    assert 50_000 <= len(document.text) < 60_000
    assert document.language == "en"
    said = {role: sum(t.end - t.start for t in document.turns if t.role is role) for role in Role}
    assert said[Role.INTERVIEWEE] > 5 * said[Role.INTERVIEWER] > 0
    assert said[Role.NARRATOR] == 0


def test_few_words_are_most_of_the_text() -> None:
    (document,) = synthetic_interviews(1)
    counted = Counter(document.text.lower().split())
    assert sum(n for _, n in counted.most_common(100)) > 0.35 * counted.total()
    assert len(counted) > 1_000


def test_ratios_are_speed_by_speed() -> None:
    # 100 passages in 10 s against 100 in 9 s: 10 a second by 11.1 a second.
    measured = Adding(1, 100, 10.0, 12.0, 9.0, 9.6, 500.0)
    assert (measured.ratio, measured.cpu_ratio) == pytest.approx((0.9, 0.8))
    assert measured.lines()[1].split()[2] == "10.0"
