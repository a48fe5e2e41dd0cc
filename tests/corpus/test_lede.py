"""Whom the lines above say was spoken to, and where they say it of nobody in particular."""

from __future__ import annotations

import pytest

from corpus.lede import spoken_to
from corpus.read import read_text


@pytest.mark.parametrize(
    ("above", "name"),
    [
        ("We spoke to the marine biologist Ana Reyes about sound.", "Ana Reyes"),
        ("I sat down with chef Marco Pell in Turin.", "Marco Pell"),
        ("We spoke to Dr. Amy Tran about bees.", "Amy Tran"),
        ("When I meet Ines Caldera she is carrying a suitcase.", "Ines Caldera"),
        ("Anneke van der Meer, a baker from Delft, told us why.", "Anneke van der Meer"),
        ("Ornithologist Tomás Beltrán counts swifts. He told us how.", "Tomás Beltrán"),
        ("Spans: Ruben Okonjo on bridges\n\nRuben Okonjo built forty.", "Ruben Okonjo"),
        ("Ana Reyes listens. We met in New York City on a Monday.", "Ana Reyes"),
    ],
)
def test_the_lede_names_who_answers(above: str, name: str) -> None:
    assert spoken_to(above) == name


@pytest.mark.parametrize(
    "above",
    [
        "Ana Reyes talks to Tobias Fenn about kelp.",
        "I met Bo Lund and Cy Day in May.",
        "We spoke to Ana Reyes's brother about it.",
        "I spoke to Green Party activist Bo Lund about it.",
        "We met in New York City on a Monday.",
        "Bo Lund has a boat. Cy Day has none. He told us why.",
        "We met the author of The Salt Road.",
        "Ana Reyes on Abraham Lincoln",
        "By Tobias Fenn. He spoke to us.",
    ],
)
def test_the_lede_names_nobody_for_sure(above: str) -> None:
    assert spoken_to(above) is None


def test_who_answers_has_the_name_unless_labels_name_somebody() -> None:
    lede = "We spoke to the biologist Ana Reyes about kelp.\n\n"
    named = read_text(lede + "Interviewer: Why?\n\nInterviewee: So.\n\n" * 2, "d")
    assert set(named.speakers) == {"Narrator", "Interviewer", "Ana Reyes"}
    other = read_text(lede + "Interviewer: Why?\n\nBo Lund: So.\n\n" * 2, "d")
    assert set(other.speakers) == {"Narrator", "Interviewer", "Bo Lund"}
