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
    "plain questions with longer answers": (
        "The clockmaker\n\nNell Garvey repairs tower clocks.\n\nWhat is the oldest that you have?"
        "\n\nOne from 1682. I love it.\n\nIt has one hand.\n\nHow do you get up there?\n\n"
        "By ladder. I count the rungs.\n\nHave you ever fallen?\n\nTwice. I was young.\n\n"
        "And do you know what he said to me?\n\nHe said he was sorry.\n\nYou never married.\n\n"
        "No, I did not.\n\nAdvertisement\n\nI had a cat.\n\nWhat went wrong?\n\nNothing. My "
        "cat was happy.\n\nWhat do you listen to?\n\nI have no clock at home.\n\nThis interview "
        "has been edited and condensed.\n\nTobias Fenn is a writer.",
        [
            *("Narrator n The clockmaker", "Narrator n Nell Garvey repairs tower clocks."),
            "Interviewer r What is the oldest that you have?",
            "Interviewee e One from 1682. I love it.\n\nIt has one hand.",
            *(
                "Interviewer r How do you get up there?",
                "Interviewee e By ladder. I count the rungs.",
            ),
            *("Interviewer r Have you ever fallen?", "Interviewee e Twice. I was young."),
            "Unknown speaker n And do you know what he said to me?",
            "Interviewee e He said he was sorry.",
            "Unknown speaker n You never married.",
            *("Interviewee e No, I did not.", "Narrator n Advertisement"),
            *("Interviewee e I had a cat.", "Interviewer r What went wrong?"),
            "Interviewee e Nothing. My cat was happy.",
            *("Interviewer r What do you listen to?", "Interviewee e I have no clock at home."),
            "Narrator n This interview has been edited and condensed.",
            "Narrator n Tobias Fenn is a writer.",
        ],
    ),
    "captions and notes in italics below bold questions": (
        "**What was it?**\n\nA bridge. My mother slept beside it.\n\n*He laughs.*\n\nIt stands."
        "\n\n**You were afraid.**\n\nYes.\n\n> “My mother slept beside it.”\n\n**Of what?**\n\n"
        "Mud.\n\n*This conversation has been condensed.*",
        [
            *("Interviewer r What was it?", "Interviewee e A bridge. My mother slept beside it."),
            *("Narrator n *He laughs.*", "Interviewee e It stands."),
            *("Interviewer r You were afraid.", "Interviewee e Yes."),
            "Narrator n > “My mother slept beside it.”",
            *("Interviewer r Of what?", "Interviewee e Mud."),
            "Narrator n *This conversation has been condensed.*",
        ],
    ),
    "a note below questions in italics": (
        "_When?_\n\nAt five.\n\n_Why?_\n\nThe wind.\n\n_And then?_\n\nA boat.\n\n"
        "_Held at the lock in August._",
        [
            *("Interviewer r When?", "Interviewee e At five.", "Interviewer r Why?"),
            *("Interviewee e The wind.", "Interviewer r And then?", "Interviewee e A boat."),
            "Narrator n _Held at the lock in August._",
        ],
    ),
    "who led it, and more below": (
        "Blatt: Wie alt?\n\nKern: Neun.\n\nBlatt: Und wo?\n\nKern: Hier.\n\nDas Gespräch führte "
        "Jan Roe.\n\nZur Person\n\nKern ist Bäcker.",
        [
            *("Blatt r Wie alt?", "Kern e Neun.", "Blatt r Und wo?", "Kern e Hier."),
            "Narrator n Das Gespräch führte Jan Roe.",
            *("Narrator n Zur Person", "Narrator n Kern ist Bäcker."),
        ],
    ),
    "a court": (
        "THE COURT: Call him.\n\nTHE WITNESS: Nkemelu.\n\nDIRECT EXAMINATION\n\nBY MS. ARDEN:\n\n"
        "Q. What do you do?\n\nA. I am a pilot.\n(Exhibit 7 was marked.)\nQ. Is this it?\n\n"
        "A. Yes.\n\nMR. COLE: Objection.\n\nTHE COURT: Overruled.\n\nCROSS-EXAMINATION\n\n"
        "BY MR. COLE:\n\nQ. You wear glasses?\n\nA. For reading.",
        [
            *("THE COURT r Call him.", "THE WITNESS e Nkemelu.", "Narrator n DIRECT EXAMINATION"),
            *("MS. ARDEN r What do you do?", "Interviewee e I am a pilot."),
            *("Narrator n (Exhibit 7 was marked.)", "MS. ARDEN r Is this it?"),
            *("Interviewee e Yes.", "MR. COLE r Objection.", "THE COURT r Overruled."),
            *("Narrator n CROSS-EXAMINATION", "MR. COLE r You wear glasses?"),
            "Interviewee e For reading.",
        ],
    ),
    "a chair who seldom asks": (
        "Chairwoman Lowell. The subcommittee will come to order.\n\nDr. Roe. Thank you.\n\n"
        "Chairwoman Lowell. I recognize Ms. Tran.\n\nMs. Tran. What is it?\n\n"
        "Dr. Roe. Rye, and in some years oats, or wheat, or both.",
        [
            "Chairwoman Lowell r The subcommittee will come to order.",
            *("Dr. Roe e Thank you.", "Chairwoman Lowell r I recognize Ms. Tran."),
            *(
                "Ms. Tran r What is it?",
                "Dr. Roe e Rye, and in some years oats, or wheat, or both.",
            ),
        ],
    ),
    "a letter without a sign": (
        "MS. VANCE: Good day.\n\nQ Thank you. Who was it?\n\nMS. VANCE: I.\n\nQ And one more: did "
        "he know?\n\nMS. VANCE: He did.\n\nQ Since when?\n\nMS. VANCE: May.",
        [
            *("MS. VANCE e Good day.", "Interviewer r Thank you. Who was it?", "MS. VANCE e I."),
            *("Interviewer r And one more: did he know?", "MS. VANCE e He did."),
            *("Interviewer r Since when?", "MS. VANCE e May."),
        ],
    ),
    "a guest of television who speaks once": (
        "ANNE BLYE, HOST: How bad is it?\n\nMEENA RAO, HYDROLOGIST: Bad.\n\nKATE LIM, RESIDENT: "
        "I saw it.\n\nBLYE: And now?\n\nRAO: It rises.\n\n"
        "TO ORDER A COPY OF THIS TRANSCRIPT, CALL",
        [
            *("ANNE BLYE r How bad is it?", "MEENA RAO e Bad.", "KATE LIM e I saw it."),
            *("ANNE BLYE r And now?", "MEENA RAO e It rises."),
            "Narrator n TO ORDER A COPY OF THIS TRANSCRIPT, CALL",
        ],
    ),
    "pages": (
        "INTERVIEW WITH\n    MARTHA QUIGLEY\n  Conducted by Tom Brandt\n\nTAPE 1, SIDE A\n\n"
        "BRANDT:  Where were\nyou born?\n\nQUIGLEY:  At home. My mother\n\n                 2\n"
        "QUIGLEY INTERVIEW\n\nkept boarders.\n\nBRANDT:  How many?\n\nQUIGLEY:  Twelve.\n\n"
        "                 3\nQUIGLEY INTERVIEW\n\nThey slept in shifts.\n\n[End of Tape 1]\n\n"
        "     SECOND INTERVIEW, April 2, 1987\n\nBRANDT:  And then?\n\nQUIGLEY:  He died.\n\n"
        "[End of Tape 2]\nEND OF INTERVIEW",
        [
            "Narrator n INTERVIEW WITH\n    MARTHA QUIGLEY\n  Conducted by Tom Brandt",
            *("Narrator n TAPE 1, SIDE A", "Tom Brandt r Where were\nyou born?"),
            "MARTHA QUIGLEY e At home. My mother\nkept boarders.",
            *("Tom Brandt r How many?", "MARTHA QUIGLEY e Twelve.\n\n\n\n\nThey slept in shifts."),
            *("Narrator n [End of Tape 1]", "Narrator n SECOND INTERVIEW, April 2, 1987"),
            *("Tom Brandt r And then?", "MARTHA QUIGLEY e He died."),
            *("Narrator n [End of Tape 2]", "Narrator n END OF INTERVIEW"),
        ],
    ),
    "captions that name each of two once": (
        ">> ANN MARSH: When?\n>> PETER WOLNY: At nine.\n>> Why?\n>> The dirt.\n>> And now?\n>> No.",
        [
            *("ANN MARSH r When?", "PETER WOLNY e At nine.", "ANN MARSH r Why?"),
            *("PETER WOLNY e The dirt.", "ANN MARSH r And now?", "PETER WOLNY e No."),
        ],
    ),
    "captions that name now and then": (
        ">> ANN: When?\n>> BEN: At nine.\n>> Why?\n>> ANN: I ask.\n>> BEN: The dirt.\n>> ANN: And?",
        [
            *("ANN r When?", "BEN e At nine.", "Unknown speaker n Why?", "ANN r I ask."),
            *("BEN e The dirt.", "ANN r And?"),
        ],
    ),
    "an e-mail that quotes what it answers": (
        "Dear Owen,\n\n> 1. How did you\n> begin?\n\nWith mice.\n\nI like mice.\n\n> 2. And then?"
        "\n\nHaarlem.\n\n> 3. What next?\n\nGlue.\n\nBest wishes,\nPetra",
        [
            *("Narrator n Dear Owen,", "Interviewer r 1. How did you\n> begin?"),
            *("Interviewee e With mice.\n\nI like mice.", "Interviewer r 2. And then?"),
            *("Interviewee e Haarlem.", "Interviewer r 3. What next?"),
            "Interviewee e Glue.\n\nBest wishes,\nPetra",
        ],
    ),
    "lines without blank ones between": (
        "The last lamp\nWhen did you begin?\nIn May. I was young.\nMy mother came.\nDid you fall?\n"
        "I did.\nWhat did you see?\nI saw dogs.\nI fed one.\nWhom do you tell?\nI tell my wife.\n"
        "Do you miss it?\nI do.",
        [
            *("Narrator n The last lamp", "Interviewer r When did you begin?"),
            "Interviewee e In May. I was young.\nMy mother came.",
            *("Interviewer r Did you fall?", "Interviewee e I did."),
            *("Interviewer r What did you see?", "Interviewee e I saw dogs.\nI fed one."),
            *("Interviewer r Whom do you tell?", "Interviewee e I tell my wife."),
            *("Interviewer r Do you miss it?", "Interviewee e I do."),
        ],
    ),
    "names in the first bold question and answer": (
        "**The Courier: You dived here. When?**\n\n**Ana Reyes:** In May.\n\n**Why?**\n\nFish.\n\n"
        "**Thank you.**\n\n*Her book is out.*\n\n- [More fish](https://example.org)",
        [
            *("The Courier r You dived here. When?", "Ana Reyes e In May."),
            *("The Courier r Why?", "Ana Reyes e Fish.", "The Courier r **Thank you.**"),
            *("Narrator n *Her book is out.*", "Narrator n - [More fish](https://example.org)"),
        ],
    ),
    "an inquiry": (
        "LORD JUSTICE HAY:  Yes, Mr Jaye.\nMR JAYE:  The first witness is Mr Reeve.\n"
        "          MR COLIN REEVE (affirmed)\n          Questions by MR JAYE\n"
        "MR JAYE:  Your name, please.\nA.  Colin Reeve.\nQ.  Who paid?\nA.  I did.\n(11.20 am)\n"
        "          (A short break)\nMR JAYE:  And then?\nA.  We left.",
        [
            *("LORD JUSTICE HAY r Yes, Mr Jaye.", "MR JAYE r The first witness is Mr Reeve."),
            *("Narrator n MR COLIN REEVE (affirmed)", "Narrator n Questions by MR JAYE"),
            *("MR JAYE r Your name, please.", "Interviewee e Colin Reeve.", "MR JAYE r Who paid?"),
            *("Interviewee e I did.", "Narrator n (11.20 am)", "Narrator n (A short break)"),
            *("MR JAYE r And then?", "Interviewee e We left."),
        ],
    ),
    "words of a court in lines that are broken anywhere": (
        "Q: Were you well?\n\nA: There were\nquestions from the children in the\nexamination by me."
        "\n\nQ: And?\n\nA: I was.\n\nQ: And then?\n\nA: We left.",
        [
            "Interviewer r Were you well?",
            "Interviewee e There were\nquestions from the children in the\nexamination by me.",
            *("Interviewer r And?", "Interviewee e I was."),
            *("Interviewer r And then?", "Interviewee e We left."),
        ],
    ),
    "a statement below its heading": (
        "  The CHAIRMAN. The committee will come to order.\n\nSTATEMENT OF SELAM ABEBE, Ph.D.\n\n"
        "  Dr. ABEBE. We lost power.\n\n  The CHAIRMAN. Who sold it?\n\n  Dr. ABEBE. The owner.",
        [
            "The CHAIRMAN r The committee will come to order.",
            *("Narrator n STATEMENT OF SELAM ABEBE, Ph.D.", "Dr. ABEBE e We lost power."),
            *("The CHAIRMAN r Who sold it?", "Dr. ABEBE e The owner."),
        ],
    ),
    "answers in italics below bold questions": (
        "**What?**\n\n*A bridge.*\n\n*It is old.*\n\n**Who?**\n\n*He did.*\n\n**Why?**\n\n*So.*",
        [
            *("Interviewer r What?", "Interviewee e *A bridge.*\n\n*It is old.*"),
            *("Interviewer r Who?", "Interviewee e *He did.*"),
            *("Interviewer r Why?", "Interviewee e *So.*"),
        ],
    ),
    "music with a time": (
        "[00:00:01] Host: How?\n\n[00:00:02] Wanda: So.\n\n[00:00:03] (music)\n\n"
        "[00:00:04] Host: When?\n\n[00:00:05] Wanda: Now.\n\n"
        "This transcript was exported on 1 May.",
        [
            *("Host r How?", "Wanda e So.", "Narrator n [00:00:03] (music)", "Host r When?"),
            *("Wanda e Now.", "Narrator n This transcript was exported on 1 May."),
        ],
    ),
}

NO_TALKS = {
    "a story": "I let him in.\n\n" + "“Are you alone?”\n\nI said that I was.\n\n" * 6,
    "a firm that explains": "Heat pumps\n\n"
    + "Can you use one?\n\nYes.\n\nWe will look at it, and our price is low.\n\n" * 6,
}


def said_in(text: str) -> list[str]:
    """Return each turn as ``"Anna r When?"``: who speaks, who asks or answers, and the words."""
    document = read_text(text, "d")
    return [f"{t.speaker} {ROLES[t.role]} {document.said(t)}" for t in document.turns]


@pytest.mark.parametrize("name", TALKS)
def test_each_turn_is_its_speakers(name: str) -> None:
    text, expected = TALKS[name]
    assert said_in(text) == expected


@pytest.mark.parametrize("name", NO_TALKS)
def test_what_nobody_was_asked_is_nobodys(name: str) -> None:
    assert {turn.role for turn in read_text(NO_TALKS[name], "d").turns} == {"narrator"}


TALK = "Interviewer: Why?\n\nInterviewee: Rain.\n\nInterviewer: And?\n\nInterviewee: Wind.\n"
ABOVE = {
    "where they met": (
        "Two Pianos\n\nAnn was born on 3 May 1950. We met on 30 October 2021.\n\n",
        "30 October 2021",
    ),
    "a title that ends with it": (
        "Briefing by Secretary Nora Vance, February 7, 2022\n\n",
        "February 7, 2022",
    ),
    "when she was born": ("Ann was born on 3 May 1950.\n\n", None),
    "when it was published": ("Rain\n\nPublished on 3 May 2020\n\n", None),
    "two days": ("We met on 3 May 2020 and spoke again on 4 May 2020.\n\n", None),
}


@pytest.mark.parametrize("name", ABOVE)
def test_the_day_is_the_one_of_the_interview(name: str) -> None:
    above, day = ABOVE[name]
    assert dict(read_text(above + TALK, "d").metadata).get("date") == day


def test_a_single_field_names_who_takes_part_if_its_owner_speaks_next() -> None:
    field = "Interviewer: M. Hale, Office of the Inspector\n\n"
    assert said_in(field + TALK)[:2] == [f"Narrator n {field.strip()}", "M. Hale r Why?"]
    answered = "Interviewer: Ben Roe\n\nInterviewee: Rain.\n\n" + TALK
    assert said_in(answered)[0] == "Interviewer r Ben Roe"
