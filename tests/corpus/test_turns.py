"""Turns are found by what the whole document shows."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from interviews import ANSWERER, ASKER, LABELS, Interview, interviews

from corpus.document import Document
from corpus.errors import SourceError
from corpus.read import read_text

Spoken = tuple[str, str, str]

FRAGMENTS = (
    *("Anna: ", "Ben:\n", "**Cy:** ", "Q   ", "A: ", "[0:01] Anna: ", "Ben  0:22\n", "Note: "),
    *("— ", "- ", "\n", "\n\n", " \n", "\u00a0", "\u2028", "# Part\n", "12:30 ", "http://x "),
    *("END  1:05 P.M.", "IN CAPITALS", "Mr. Zell. ", "Anna (x) (y): "),
    *("why?", "so.", "é", "😀", "*", ":", "Anna", "["),
)


def spoken(text: str) -> list[Spoken]:
    """Return who says what in ``text``, the roles by their first letters: r, e or n."""
    document = read_text(text, "d")
    letter = {"interviewer": "r", "interviewee": "e", "narrator": "n"}
    return [(t.speaker, letter[t.role], document.said(t)) for t in document.turns]


def expected(interview: Interview, asker: str, answerer: str) -> list[Spoken]:
    return [
        *(("Narrator", "n", line) for line in interview.opening),
        *(
            (asker, "r", said) if interview.asks(n) else (answerer, "e", said)
            for n, said in enumerate(interview.turns)
        ),
    ]


@settings(deadline=None)
@given(interview=interviews())
def test_dashes_are_read_as_written(interview: Interview) -> None:
    assert spoken(interview.dashed()) == expected(interview, "Interviewer", "Interviewee")


@pytest.mark.parametrize("form", LABELS)
@settings(deadline=None, max_examples=40)
@given(interview=interviews())
def test_labels_are_read_as_written(form: str, interview: Interview) -> None:
    assert spoken(interview.labelled(form)) == expected(interview, ASKER, ANSWERER)


@settings(deadline=None)
@given(st.lists(st.sampled_from(FRAGMENTS), max_size=40).map("".join))
def test_turns_cover_any_text_in_order_without_overlap(text: str) -> None:
    try:
        document = read_text(text, "d")
    except SourceError:
        assert not text.strip()
        return
    assert_covered(document)


def assert_covered(document: Document) -> None:
    for before, after in pairwise(document.turns):
        assert before.end <= after.label_start
    held = "".join(document.text[turn.label_start : turn.end] for turn in document.turns)
    assert "".join(held.split()) == "".join(document.text.split())
    assert all(document.said(turn) == document.said(turn).strip() for turn in document.turns)


def test_every_line_before_the_first_dash_is_the_narrators() -> None:
    assert spoken("Title\nLede\n\n— Why?\n— So.\nAnd so on.\n") == [
        ("Narrator", "n", "Title"),
        ("Narrator", "n", "Lede"),
        ("Interviewer", "r", "Why?"),
        ("Interviewee", "e", "So.\nAnd so on."),
    ]


def test_every_paragraph_before_the_first_label_is_the_narrators() -> None:
    assert spoken("# Talk\n\nHard\nwrapped\n\nQ: Why?\nA: So.") == [
        ("Narrator", "n", "# Talk"),
        ("Narrator", "n", "Hard\nwrapped"),
        ("Interviewer", "r", "Why?"),
        ("Interviewee", "e", "So."),
    ]


@pytest.mark.parametrize("dash", "—–―‒-")
def test_every_dash_opens_a_turn(dash: str) -> None:
    assert spoken(f"{dash} Why?\n{dash}\u00a0So.") == [
        ("Interviewer", "r", "Why?"),
        ("Interviewee", "e", "So."),
    ]


def test_a_dash_inside_a_line_opens_no_turn() -> None:
    assert [said for *_, said in spoken("— Why — really?\n— So — yes.\n—no space")] == [
        "Why — really?",
        "So — yes.\n—no space",
    ]


def test_a_briefings_bare_q_is_a_label() -> None:
    text = (
        "2:27 P.M.\n\nMS. PSAKI:\u00a0 Okay.\n\nQ\u00a0\u00a0\u00a0 Why\nis it?\n\n"
        "MS. PSAKI:\u00a0 Go.\n\nQ [question withheld]\n\nMS. PSAKI:\u00a0 No."
    )
    assert spoken(text) == [
        ("Narrator", "n", "2:27 P.M."),
        ("MS. PSAKI", "e", "Okay."),
        ("Interviewer", "r", "Why\nis it?"),
        ("MS. PSAKI", "e", "Go."),
        ("Interviewer", "r", "[question withheld]"),
        ("MS. PSAKI", "e", "No."),
    ]


@pytest.mark.parametrize(("q", "a"), [("Q:", "A:"), ("Q.", "A."), ("Q:\n", "A:\n")])
def test_q_asks_and_a_answers_whatever_they_say(q: str, a: str) -> None:
    assert spoken(f"{q} Go on.\n{a} Shall I?") == [
        ("Interviewer", "r", "Go on."),
        ("Interviewee", "e", "Shall I?"),
    ]


def test_labels_and_times_are_kept_out_of_the_speech() -> None:
    text = "Anna B.  0:22\nWhy?\n\n[00:01:57] Ben: So.\n\nAnna B.  2:03\nAnd?\n\nBen (2:10): No."
    turns = [(text[t.label_start : t.start], t.speaker, t.time) for t in read_text(text, "d").turns]
    assert turns == [
        ("Anna B.  0:22\n", "Anna B.", "0:22"),
        ("[00:01:57] Ben: ", "Ben", "00:01:57"),
        ("Anna B.  2:03\n", "Anna B.", "2:03"),
        ("Ben (2:10): ", "Ben", "2:10"),
    ]


def test_an_indented_dash_begins_its_label_where_the_dash_is() -> None:
    text = "— Why?\n   — So."
    assert [(t.label_start, t.start) for t in read_text(text, "d").turns] == [(0, 2), (10, 12)]


def test_a_label_without_speech_joins_the_next_label() -> None:
    text = "Anna: Why?\nBen:\nAnna: Well?\nBen: So."
    document = read_text(text, "d")
    labels = [text[t.label_start : t.start] for t in document.turns]
    assert labels == ["Anna: ", "Ben:\nAnna: ", "Ben: "]
    assert document.speakers == ("Anna", "Ben")


def test_a_label_that_ends_the_text_is_the_narrators() -> None:
    assert spoken("Anna: Why?\nBen: So.\nAnna: And?\nBen:")[-1] == ("Narrator", "n", "Ben:")


@pytest.mark.parametrize(
    ("one", "other", "names"),
    [
        ("Ben (salt maker)", "Ben (salt maker)", ["Ben", "Ben"]),
        ("Ben (Harbour Board)", "Ben (Harbour Board)", ["Ben (Harbour Board)"] * 2),
        ("Kim (father)", "Kim (son)", ["Kim (father)", "Kim (son)"]),
        ("Kim (father)", "Kim", ["Kim", "Kim"]),
        (
            "PARTICIPANT (nurse)",
            "Participant (clerk)",
            ["PARTICIPANT (nurse)", "Participant (clerk)"],
        ),
        ("ANNA (softly)", "Anna", ["Anna", "Anna"]),
        ("MF (laughs)", "MF (laughs)", ["Michael Folk", "Michael Folk"]),
    ],
)
def test_what_stands_beside_a_name_is_no_part_of_it_unless_it_tells_two_apart(
    one: str, other: str, names: list[str]
) -> None:
    text = f"Rut (host): Why?\n{one}: So.\nRut (host): And then?\n{other}: Nothing.\n" * 2
    text = f"With Michael Folk (MF).\n\n{text}"
    assert [speaker for speaker, role, _ in spoken(text) if role == "e"] == names * 2


@pytest.mark.parametrize(("asks", "answers"), [("host", "guest"), ("interviewer", "respondent")])
def test_of_two_with_one_name_the_label_tells_who_asks(asks: str, answers: str) -> None:
    text = f"Lee ({asks}): Why?\nLee ({answers}): So.\n" * 3
    assert [(s, r) for s, r, _ in spoken(text)][:2] == [
        (f"Lee ({asks})", "r"),
        (f"Lee ({answers})", "e"),
    ]


PROSE = [
    "Note: mind the gap.\nIt is wide.\nNote: it is deep.",
    "See below.\nhttp://a.example/x\nhttps://b.example\nhttp://a.example/y",
    "12:30 we left.\n13:45 we came.\n12:30 again.",
    "At 12:30 we left.\nAt 13:45 we came.",
    "One thing: he left.\nAnother: she did.",
    "Shopping\n- milk\n- bread; rye\n- eggs\n- more; eggs",
    "To discuss\n- What is it?\n- Why is it?\n- Who did it?\n- When was it?",
    "He stopped.\n— A lone dash. Is it a talk?\nNo.",
    "the first: a\nthe second: b\nthe first: c\nthe second: d",
    "A. One\nB. Two\nC. Three",
]


@pytest.mark.parametrize("text", PROSE)
def test_prose_has_no_speakers(text: str) -> None:
    assert spoken(text) == [("Unknown speaker", "n", text)]


def test_words_with_a_colon_inside_an_interview_are_no_speakers() -> None:
    answer = "So.\nDetails: none.\nNote: x.\nhttp://x.example\n12:30 it was.\nOne more thing: no."
    text = f"Anna: Why?\nBen: {answer}\nAnna: And?\nBen: No."
    assert spoken(text)[1] == ("Ben", "e", answer)


def test_fields_above_an_interview_are_no_speakers() -> None:
    talk = "**ANA:** ¿Sí?\n**LEO:** No.\n**ANA:** ¿No?\n**LEO:** Sí."
    text = f"**Fecha:** hoy\n\n**Lugar:** Roma\n\n{talk}"
    assert spoken(text)[:3] == [
        ("Narrator", "n", "**Fecha:** hoy"),
        ("Narrator", "n", "**Lugar:** Roma"),
        ("ANA", "r", "¿Sí?"),
    ]


def test_someone_who_speaks_once_is_believed_if_written_like_the_others() -> None:
    text = "MR. A: Why?\nMS. B: So.\nAIDE: Last question.\nMR. A: And?\nMS. B: No."
    assert ("AIDE", "e", "Last question.") in spoken(text)


def test_paragraphs_of_a_monologue_are_the_interviewees_if_one_is_named() -> None:
    assert spoken("---\ninterviewee: Anna\n---\nOne.\nTwo.\n\nThree.") == [
        ("Anna", "e", "One.\nTwo."),
        ("Anna", "e", "Three."),
    ]
