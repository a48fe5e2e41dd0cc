"""Talks with what magazines, archives and courts print around and between the turns."""

from __future__ import annotations

import pytest

from corpus.read import read_text

ROLES = {"interviewer": "r", "interviewee": "e", "narrator": "n"}

TALKS: dict[str, tuple[str, list[str]]] = {
    "surnames with particles": (
        "Ana O'Dwyer: Why?\n\nNgũgĩ wa Mbatha: Roads.\n\nMaría José de la Fuente y Ruiz: Ships."
        "\n\nAnneke van der Meer: Cheese.\n\nO'Dwyer: And now?\n\nvan der Meer: Bread.\n\n"
        "de la Fuente: Fish.\n\nwa Mbatha: Roads.",
        [
            *("Ana O'Dwyer r Why?", "Ngũgĩ wa Mbatha e Roads."),
            *("María José de la Fuente y Ruiz e Ships.", "Anneke van der Meer e Cheese."),
            *("Ana O'Dwyer r And now?", "Anneke van der Meer e Bread."),
            *("María José de la Fuente y Ruiz e Fish.", "Ngũgĩ wa Mbatha e Roads."),
        ],
    ),
    "spaced initials": (
        "Revue : Quand ?\n\nHélène Moreau : Hier.\n\nRevue : Où ?\n\nH. M. : Ici.\n\n"
        "Revue : Et ?\n\nH. M. : Oui.",
        [
            *("Revue r Quand ?", "Hélène Moreau e Hier.", "Revue r Où ?", "Hélène Moreau e Ici."),
            *("Revue r Et ?", "Hélène Moreau e Oui."),
        ],
    ),
    "participants above": (
        "Participants: Jo d'Arcy (baker), Ngũgĩ wa Mbatha (pilot), Anneke van der Meer (farmer), "
        "Cy Roe (clerk)\nModerator: Ann Roe\n\nAnn Roe: Why?\n\nJo d'Arcy: Rain.\n\n"
        "Ann Roe: When?\n\nJo d'Arcy: In May.",
        [
            "Narrator n Participants: Jo d'Arcy (baker), Ngũgĩ wa Mbatha (pilot), Anneke van der "
            "Meer (farmer), Cy Roe (clerk)\nModerator: Ann Roe",
            *("Ann Roe r Why?", "Jo d'Arcy e Rain.", "Ann Roe r When?", "Jo d'Arcy e In May."),
        ],
    ),
}


def said_in(text: str) -> list[str]:
    """Return each turn as ``"Anna r When?"``: who speaks, who asks or answers, and the words."""
    document = read_text(text, "d")
    return [f"{t.speaker} {ROLES[t.role]} {document.said(t)}" for t in document.turns]


@pytest.mark.parametrize("name", TALKS)
def test_each_turn_is_its_speakers(name: str) -> None:
    text, expected = TALKS[name]
    assert said_in(text) == expected
