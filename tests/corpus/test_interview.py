"""The interview that comes with onrecord has the turns that a reader sees in it."""

from __future__ import annotations

import pytest

from corpus.builtin import texts_folder
from corpus.document import Role
from corpus.read import find_sources, read_source, read_text

SPOKEN = [
    ("Narrator", Role.NARRATOR, '"Support for territorial integrity is'),
    ("Narrator", Role.NARRATOR, "In an exclusive interview with Caliber"),
    ("Caliber.Az", Role.INTERVIEWER, "Last week, you made a visit to Baku"),
    ("Olexandr Mischenko", Role.INTERVIEWEE, "During my visit, I met with"),
    ("Caliber.Az", Role.INTERVIEWER, "You were Ukraine’s ambassador"),
    ("Olexandr Mischenko", Role.INTERVIEWEE, "I have great respect for"),
    ("Caliber.Az", Role.INTERVIEWER, "How do you assess the current nature"),
    ("Olexandr Mischenko", Role.INTERVIEWEE, "Our relations, both de jure"),
    ("Caliber.Az", Role.INTERVIEWER, "Lately, there has been more"),
    ("Olexandr Mischenko", Role.INTERVIEWEE, "At the moment, I do not think"),
]


def test_it_has_a_title_a_lede_and_four_questions_with_their_answers() -> None:
    (path,) = find_sources(texts_folder())
    document = read_source(path)
    assert document.doc_id == "mischenko-caliber"
    assert document.title == (
        "“Support for territorial integrity is the foundation of our strategic partnership”"
    )
    begun = [
        (turn.speaker, turn.role, document.said(turn)[: len(begins)])
        for turn, (_, _, begins) in zip(document.turns, SPOKEN, strict=True)
    ]
    assert begun == SPOKEN
    assert document.said(document.turns[-1]).endswith("peace for Ukraine is decisive.")


def test_without_front_matter_the_same_turns_are_unnamed() -> None:
    (path,) = find_sources(texts_folder())
    document = read_source(path)
    bare = read_text(document.text, "bare")
    assert [(t.role, t.start, t.end, t.label_start) for t in bare.turns] == [
        (t.role, t.start, t.end, t.label_start) for t in document.turns
    ]
    assert bare.speakers == ("Narrator", "Interviewer", "Interviewee")


def test_a_turn_is_found_by_any_of_its_characters() -> None:
    document = read_text("Q: Why?\n\nA: So.", "d")
    assert [document.turn_at(place) for place in (3, 6, 12, 14)] == [0, 0, 1, 1]
    for nobodys in (0, 7, 15):
        with pytest.raises(ValueError, match=f"nobody says character {nobodys}"):
            document.turn_at(nobodys)
