"""Tables drawn with pipes: turns where rows are turns, and as they are where not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.document import Role
from corpus.extracted import Kind, LeftOut
from corpus.formats.pipes import without_pipes
from corpus.read import read_text

NAMED = """# Ruth Alder

| Time | Speaker | Text |
|-----:|:--------|------|
| 0:01 | Jo      | When did it open? |
| 0:05 | **Ruth** | In *spring*, \\| I think.<br>We had two ovens. |
| | Ruth | And a bell. |

Thanks."""
TURNS = """# Ruth Alder


Jo (0:01): When did it open?

Ruth (0:05): In *spring*, | I think.
We had two ovens.

Ruth: And a bell.


Thanks."""
COLUMNS = """| Question | Answer |
|---|---|
| When did it open? | In spring. |
| Why did it close? | The rent had doubled. |"""
FACTS = "| Year | Loaves |\n|---|---|\n| 1987 | 200 |\n| 1988 | 240 |"
PEOPLE = "| Name | Role |\n|---|---|\n| Ruth Alder | owner of the bakery |\n| Jo Roe | reporter |"


def test_rows_become_turns_with_their_names_and_times() -> None:
    assert without_pipes(NAMED) == (
        TURNS,
        (
            LeftOut("line 3", Kind.METADATA, "Time | Speaker | Text", "names of columns"),
            LeftOut("line 4", Kind.METADATA, "|-----:|:--------|------|", "rule of a table"),
        ),
    )


def test_questions_beside_answers_are_two_speakers() -> None:
    document = read_text(COLUMNS, "ruth")
    assert [(turn.role, document.text[turn.start : turn.end]) for turn in document.turns] == [
        (Role.INTERVIEWER, "When did it open?"),
        (Role.INTERVIEWEE, "In spring."),
        (Role.INTERVIEWER, "Why did it close?"),
        (Role.INTERVIEWEE, "The rent had doubled."),
    ]


def drawn(*rows: tuple[str, ...]) -> str:
    head, *body = (f"| {' | '.join(row)} |" for row in rows)
    return "\n".join([head, "|" + "---|" * len(rows[0]), *body])


WHEN, SPRING, THEN = "When did it open?", "In spring.", "And then?"


@pytest.mark.parametrize(
    ("rows", "text", "beside"),
    [
        (
            [
                ("Timespan", "Content", "Speaker"),
                ("0:01.0 - 0:05.2", WHEN, "Jo"),
                ("0:05.2 - 0:09.0", SPRING, "**Ruth**"),
                ("0:09.0 - 0:11.0", THEN, "Jo"),
            ],
            f"Jo (0:01.0): {WHEN}\n\nRuth (0:05.2): {SPRING}\n\nJo (0:09.0): {THEN}",
            [],
        ),
        (
            [
                ("Nr", "Zeit", "Person", "Transkript"),
                ("1", "0:01", "Jo", WHEN),
                ("2", "0:05", "Ruth", SPRING),
                ("3", "0:09", "Jo", THEN),
            ],
            f"Jo (0:01): {WHEN}\n\nRuth (0:05): {SPRING}\n\nJo (0:09): {THEN}",
            [("1\n2\n3", "numbers of rows")],
        ),
        (
            [
                ("Speaker", "Text", "Notes"),
                ("Jo", WHEN, ""),
                ("Ruth", SPRING, "She laughs."),
                ("Jo", THEN, ""),
            ],
            f"Jo: {WHEN}\n\nRuth: {SPRING}\n\nJo: {THEN}",
            [("She laughs.", "not what is said")],
        ),
        (
            [
                ("Time", "Jo", "Ruth"),
                ("0:01", WHEN, ""),
                ("0:05", "", SPRING),
                ("0:09", THEN, ""),
                ("0:11", "", "And a bell."),
            ],
            f"Jo (0:01): {WHEN}\n\nRuth (0:05): {SPRING}\n\nJo (0:09): {THEN}"
            "\n\nRuth (0:11): And a bell.",
            [],
        ),
    ],
    ids=["words before who says them", "numbers", "notes", "a column for each"],
)
def test_columns_are_told_by_their_names(
    rows: list[tuple[str, ...]], text: str, beside: list[tuple[str, str]]
) -> None:
    spoken, left_out = without_pipes(drawn(*rows))
    assert spoken.strip() == text
    told = [(one.text, one.why) for one in left_out if one.place == "line 1"]
    assert told == [(" | ".join(rows[0]), "names of columns"), *beside]


@pytest.mark.parametrize(
    "rows",
    [
        [("Name", "Number", "Comment"), ("Chair", "4", "Oak."), ("Chair", "2", "Old?")],
        [("Comment", "Name"), ("Oak.", "Chair"), ("Old?", "Chair"), ("Sold.", "Table")],
        [("Content", "Person"), ("Why?", "Jo"), ("In spring.", "Ruth")],
        [("Text", "Author"), ("It is.", "Jo"), ("So.", "Ann"), ("Not so.", "Jo"), ("Oh.", "Ann")],
        [
            *[("Person", "Topic", "Response"), ("Jo", "Why?", "So."), ("Ann", "Why?", "No.")],
            *[("Jo", "When?", "Now."), ("Ann", "When?", "In May?")],
        ],
        [("Deutsch", "Norsk"), ("Wann?", "Da?"), ("Nun.", "No."), ("Wo?", "Kor?")],
        [("Good", "Bad"), ("The sea.", ""), ("", "The cold."), ("Fish.", ""), ("", "Wind.")],
    ],
    ids=["inventory", "things", "not again", "nobody asks", "survey", "translation", "reasons"],
)
def test_rows_that_are_no_turns_are_left_as_they_are(rows: list[tuple[str, ...]]) -> None:
    assert without_pipes(drawn(*rows)) == (drawn(*rows), ())


@pytest.mark.parametrize(
    "text",
    [
        FACTS,
        PEOPLE,
        "| a | b |\n| c | d |",  # no rule
        "|---|---|\n| Jo | Why? |",
        "Jo | Why did it close?\nRuth | The rent had doubled.",
        "    | Jo | Why? |\n    |---|---|\n    | Ruth | Rent. |",  # code
    ],
)
def test_anything_else_is_left_as_it_is(text: str) -> None:
    assert without_pipes(text) == (text, ())


_LINES = st.lists(
    st.one_of(
        st.just("|---|---|"),
        st.text(alphabet="|ab\\ .?*", max_size=12),
        st.builds(
            "| {} | {} |".format, st.sampled_from(["Jo", "Ruth:", ""]), st.text("ab.", min_size=1)
        ),
    ),
    max_size=8,
)


@given(_LINES)
def test_no_letter_is_lost(lines: list[str]) -> None:
    text, left_out = without_pipes("\n".join(lines))
    found = "".join(c for c in text + "".join(one.text for one in left_out) if c.isalpha())
    assert sorted(found) == sorted(c for c in "".join(lines) if c.isalpha())
