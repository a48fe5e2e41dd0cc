"""Hearings, parliaments and briefings, as their stenographers print them."""

from __future__ import annotations

from corpus.read import read_text

HEARING = """                  THE STATE OF RURAL BROADBAND

    The Committee met at 10:00 a.m., Hon. Ann Graves presiding.

    Chairman Graves. Good morning. Our first witness runs a cooperative
in Ohio, with
Mr. Lund. You may begin, sir.

                   STATEMENT OF SAMUEL ZELL

    Mr. Zell. Thank you. My cooperative serves 4,000 homes.
Dr. Price helped us.
    Ms. Velez. How much did it cost?
    Mr. Zell. About $27,000 a mile.
    [Laughter.]
    Mr. Price. It was the best plan I ever saw.
    Ms. Velez. I yield back.
"""

PARLIAMENT = """Flooding: Somerset

Mr John Penn (Weston-super-Mare) (Con): When will you dredge?

The Secretary of State for Environment, Food and Rural Affairs (Mr Owen Pater): We began in March.

John Penn: Who pays?

Mr Pater: The levy does.

Tessa Munt (Wells) (LD): And the farmers?

Mr Pater: They have a fund.

Mr Speaker: Order.
"""

BRIEFING = """PRESS BRIEFING BY JAY CARN

     MR. CARN:  Good afternoon.  I have no announcements.

     Q    Does he support the bill?

     MR. CARN:  He does.

     Q    Thank you.

                       END                1:48 P.M. EDT
"""


def said(text: str) -> list[tuple[str, str, str]]:
    document = read_text(text, "d")
    return [(t.speaker, t.role[:1], " ".join(document.said(t).split())) for t in document.turns]


def test_a_hearing_whose_names_end_with_a_dot() -> None:
    turns = said(HEARING)
    assert [speaker for speaker, _, _ in turns if speaker != "Narrator"] == [
        *("Chairman Graves", "Mr. Zell", "Ms. Velez", "Mr. Zell", "Mr. Price", "Ms. Velez")
    ]
    assert ("Narrator", "n", "STATEMENT OF SAMUEL ZELL") in turns
    assert ("Narrator", "n", "[Laughter.]") in turns
    opened = next(words for speaker, _, words in turns if speaker == "Chairman Graves")
    assert opened.endswith("with Mr. Lund. You may begin, sir.")


def test_titles_in_prose_are_nobody_s_labels() -> None:
    prose = (
        "He met Mr. Zell. They spoke.\nMr. Zell. What a man, she thought.\n\nShe left at noon.\n"
    )
    assert {turn[0] for turn in said(prose * 2)} == {"Unknown speaker"}


def test_a_parliament_names_office_seat_and_party_once() -> None:
    turns = said(PARLIAMENT)
    spoken = [(speaker, role) for speaker, role, _ in turns if role != "n"]
    penn, pater, munt = ("John Penn", "i"), ("Mr Owen Pater", "i"), ("Tessa Munt", "i")
    assert spoken == [penn, pater, penn, pater, munt, pater, ("Mr Speaker", "i")]
    roles = {t.speaker: t.role for t in read_text(PARLIAMENT, "d").turns}
    assert {name for name, role in roles.items() if role == "interviewee"} == {"Mr Owen Pater"}


def test_a_briefing_ends_in_nobody_s_words() -> None:
    assert said(BRIEFING)[-2:] == [
        ("Interviewer", "i", "Thank you."),
        ("Narrator", "n", "END 1:48 P.M. EDT"),
    ]
