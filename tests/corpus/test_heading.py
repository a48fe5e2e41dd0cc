"""A heading with a colon is nobody's words; whoever speaks once at the start is somebody."""

from __future__ import annotations

import pytest

from corpus.document import Role
from corpus.read import read_text

TALK = "\n\n".join(
    f"Wanda Fitch: What came {n}th?\n\nOsric Bell: The {n}th thing came." for n in range(4, 10)
)


@pytest.mark.parametrize(
    "heading",
    [
        "Brushes: a talk with drummer Osric Bell, by Wanda Fitch",
        "# Brushes: a talk with a drummer",
        "**Brushes: a talk with a drummer**",
        "After the Lights Went Off: Osric Bell on the end of a band",
        "Ground Truth: a conversation with Osric Bell, drummer. Recorded in Puerto Lume.",
        "Voices of the Strait: interview 58. Interviewee: Osric Bell, drummer. By Wanda Fitch.",
        "Interview: Osric Bell, eighty. The questions were put by Wanda Fitch.",
        "Transcript PL-4. Interviewer: W. F. Respondent: a drummer (O).",
    ],
)
def test_a_heading_is_narrated(heading: str) -> None:
    document = read_text(f"{heading}\n\n{TALK}", "talk")
    assert {turn.speaker for turn in document.turns if turn.role is not Role.NARRATOR} == {
        "Wanda Fitch",
        "Osric Bell",
    }
    assert document.turns[0].role is Role.NARRATOR
    assert document.turns[0].start == 0 or heading.startswith(("#", "*"))


@pytest.mark.parametrize(
    "opening",
    [
        "Announcer: Wanda Fitch talks to Osric Bell, the drummer.",
        "Man's voice: The tape is running",
        "Lucas Penn: Good evening. Wanda Fitch talks to Osric Bell.",
        "Lucas Penn: Is Osric Bell there?",
        "Lucas Penn: The drums are set up, and the hall is cold.",
    ],
)
def test_what_somebody_says_once_at_the_start_is_said(opening: str) -> None:
    document = read_text(f"{opening}\n\n{TALK}", "talk")
    first = document.turns[0]
    assert first.speaker == opening.split(":")[0]
    assert document.said(first) == opening.split(": ")[1]


def test_of_speakers_a_and_b_the_one_who_asks_is_the_interviewer() -> None:
    talk = "\n\n".join(f"A: What came {n}th?\n\nB: The {n}th thing came." for n in range(4, 10))
    document = read_text(talk, "talk")
    roles = {document.said(turn)[-1]: turn.role for turn in document.turns}
    assert roles == {"?": Role.INTERVIEWER, ".": Role.INTERVIEWEE}
