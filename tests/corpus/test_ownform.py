"""Labels in a form that no pattern knows, found by their being the same again and again."""

from __future__ import annotations

import pytest

from corpus.document import Role
from corpus.read import read_text

SAID = ("Where?", "In Hull, by the dock.", "When?", "In May.", "Why?", "For work, what else.")
FORMS = (
    "{name} | {said}",
    "{name}> {said}",
    "{name} >> {said}",
    "{name}; {said}",
    "{name} (1{n}m30s): {said}",
    "{name} (1{n}'30''): {said}",
    "{name} (min 1{n}): {said}",
    "{name} ({n}): {said}",
    "{name}[{n}]: {said}",
    "({n}) {name}: {said}",
    "§1{n} {name}: {said}",
    "#{name}: {said}",
    "@{name}: {said}",
    "<b>{name}</b>: {said}",
    "`{name}`: {said}",
    "“{name}”: {said}",
    "{{{name}}}: {said}",
    "【{name}】{said}",
    "[{n}.0s -> {n}.5s] {name}: {said}",
    "**{name}** *(00:1{n})*\n{said}",
    "{name}, 10:3{n}: {said}",
    "{name} says: {said}",
    "== {name} ==\n{said}",
    "--- {name} ---\n{said}",
    "<{name}>\n{said}",
    "[{name}]\n{said}",
    "~ {name}: {said}",
)


def written(form: str, names: tuple[str, ...], said: tuple[str, ...], between: str) -> str:
    return between.join(
        form.format(name=names[n % len(names)], n=n, said=words) for n, words in enumerate(said)
    )


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("names", [("Ruth", "Ted"), ("Ruth Ames", "Łucja de Groot")])
@pytest.mark.parametrize("between", ["\n\n", "\n"])
def test_what_stands_around_a_name_again_and_again_is_a_label(
    form: str, names: tuple[str, str], between: str
) -> None:
    document = read_text(written(form, names, SAID, between), "talk")
    assert [(turn.speaker, document.said(turn)) for turn in document.turns] == [
        (names[n % 2], words) for n, words in enumerate(SAID)
    ]
    assert {turn.role for turn in document.turns[::2]} == {Role.INTERVIEWER}
    assert {turn.role for turn in document.turns[1::2]} == {Role.INTERVIEWEE}


def test_who_asks_and_who_answers_is_called_by_name() -> None:
    said = tuple(
        f"{verb}: {words}" for verb, words in zip(("asks", "replies") * 3, SAID, strict=True)
    )
    document = read_text(written("{name} {said}", ("Ruth", "Ted"), said, "\n\n"), "talk")
    assert [turn.speaker for turn in document.turns] == ["Ruth", "Ted"] * 3


@pytest.mark.parametrize(
    "text",
    [
        "Ruth | Hull | 1962\n\nTed | York | 1950\n\nRuth | Hull | 1971\n\nTed | York | 1972\n",
        "Open -> File\n\nClose -> File\n\nOpen -> Edit?\n\nClose -> Edit\n\nOpen -> View\n",
        "== Trade ==\nWho came? All.\n\n== Tide ==\nTwice a day.\n\n== Ice ==\nNone?\n",
        "Milk; two\n\nEggs; six\n\nMilk; one\n\nEggs; none?\n\nHam; why\n\nTea; no\n\nJam; yes\n",
        "She wrote it all down.\n\nRuth | Where?\n\nWe went on.\n\nThe sea rose.\n\nTed | Hull.\n",
    ],
)
def test_rows_and_single_lines_are_no_talk(text: str) -> None:
    assert {turn.role for turn in read_text(text, "list").turns} == {Role.NARRATOR}


def test_letters_with_a_dash_ask_and_answer() -> None:
    document = read_text(written("{name}—{said}", ("Q", "A"), SAID, "\n"), "talk")
    assert [document.said(turn) for turn in document.turns] == list(SAID)
    assert [turn.role for turn in document.turns[:2]] == [Role.INTERVIEWER, Role.INTERVIEWEE]


def test_a_time_in_such_a_label_is_kept() -> None:
    document = read_text(
        written("**{name}** *(00:1{n})*\n\n{said}", ("Ruth", "Ted"), SAID, "\n\n"), "t"
    )
    assert [turn.time for turn in document.turns] == [f"00:1{n}" for n in range(6)]
