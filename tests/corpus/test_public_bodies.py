"""Hearings, parliaments and briefings, as their stenographers print them."""

from __future__ import annotations

import pytest

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


COMMITTEE = """Rivers Committee
Oral evidence: The floods, HC 417

Ordered by the House to be published on 12 March.

Members present: Dame Rose Petch (Chair); Mr Anthony Ogden; Lord Teviot.

Questions 61 - 96

Witnesses: Ann Whit, Chief Executive, Rivers Agency; Brigadier (retired) Neil Faulk, Gold \
Commander; and Bo Yousa, Chair, Residents' Group.

Q61 Chair: Good morning. I shall start with Ms Whit.

Ann Whit: Thank you.

Q62 Mr Ogden: I think that the wall was low.

Brigadier Faulk: It was what we had.

Q63 Chair: I am obliged to you.

Bo Yousa: Nobody told us anything.

Mr Ogden: That will do for me.

Ann Whit: We did ring.
"""


def test_who_asks_and_who_is_a_witness_stands_above_a_committees_evidence() -> None:
    document = read_text(COMMITTEE, "d")
    roles = {turn.speaker: str(turn.role) for turn in document.turns}
    assert roles == {
        "Narrator": "narrator",
        "Chair": "interviewer",
        "Ann Whit": "interviewee",
        "Mr Anthony Ogden": "interviewer",
        "Brigadier Neil Faulk": "interviewee",
        "Bo Yousa": "interviewee",
    }


BROADCAST = """THE SUNDAY HOUR

Presenter: RUTH ADE
Guests: DECLAN HALL MP, Secretary of State for Energy
        VERA STOKES, spokeswoman

RUTH ADE: Good morning. We begin with the lights.

DECLAN HALL: They were never out.

VERA STOKES: They were in Norwich.

RUTH ADE: {last}

DECLAN HALL: Quite so.

VERA STOKES: I rest my case.
"""


@pytest.mark.parametrize("last", ["So they were.", "Guests: quiet, please, both of you"])
def test_fields_say_what_the_people_of_a_broadcast_are(last: str) -> None:
    document = read_text(BROADCAST.format(last=last), "d")
    assert {turn.speaker: str(turn.role) for turn in document.turns} == {
        "Narrator": "narrator",
        "RUTH ADE": "interviewer",
        "DECLAN HALL": "interviewee",
        "VERA STOKES": "interviewee",
    }


def test_a_presenter_who_speaks_is_no_field() -> None:
    said = (
        "Presenter: Welcome, Anna\n\nAnna: Hello there.\n\nPresenter: Why salt?\n\nAnna: Why not.\n"
    )
    assert [turn.speaker for turn in read_text(said, "d").turns] == ["Presenter", "Anna"] * 2
