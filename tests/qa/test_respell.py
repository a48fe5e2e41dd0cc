"""Typing errors are mended with the words of the texts, and nothing else is touched."""

from __future__ import annotations

import pytest

from qa.respell import respelt

TEXTS = ["Olexandr Mischenko met Bayramov.", "The cost of humanitarian aid; SOCAR's stations."]
ENGLISH = {"what", "lost", "does", "about", "coast", "wher"}


@pytest.mark.parametrize(
    ("typed", "mended"),
    [
        ("What does Mishchenko lost?", "What does Mischenko lost?"),
        ("soccar staions, humanitarain", "SOCAR stations, humanitarian"),
        ("bairamov and the coast", "Bayramov and the coast"),
        ("Zelensky", "Zelensky"),
        ("met mett mat", "met met mat"),
        ("", ""),
    ],
)
def test_strange_words_become_the_words_they_must_mean(typed: str, mended: str) -> None:
    assert respelt(typed, TEXTS, ENGLISH.__contains__) == mended


def test_without_texts_nothing_changes() -> None:
    assert respelt("soccar", [], ENGLISH.__contains__) == "soccar"
