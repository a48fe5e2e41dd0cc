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
