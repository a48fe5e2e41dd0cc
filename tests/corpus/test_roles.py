"""Who asks is told by the front matter, by the label or by the questions."""

from __future__ import annotations

import time

import pytest

from corpus.document import Role
from corpus.frontmatter import FrontMatter
from corpus.roles import Part, Voice, cast

ASKS, ANSWERS, TELLS = Role.INTERVIEWER, Role.INTERVIEWEE, Role.NARRATOR


def parts(*said: tuple[str, str], **facts: str) -> dict[str, tuple[str, Role]]:
    voices = [Voice(key, words) for key, words in said]
    found = cast(voices, FrontMatter(tuple(facts.items())))
    assert all(isinstance(part, Part) for part in found.values())
    return {key: (part.name, part.role) for key, part in found.items()}


@pytest.mark.parametrize(
    "question",
    [
        *("Why?", "“Why?”", "Why?) ", "为什么？", "لماذا؟", "ለምን፧"),
        *("なぜですか。", "「なぜですか。」", "是吗。", "왜 그렇습니까."),
    ],
)
def test_whoever_ends_on_questions_asks(question: str) -> None:
    assert parts(("Anna", "So it is."), ("Ben", question), ("Anna", "Is it? It is.")) == {
        "Anna": ("Anna", ANSWERS),
        "Ben": ("Ben", ASKS),
    }


def test_of_two_who_never_end_on_questions_the_one_with_more_of_them_to_a_word_asks() -> None:
    long_answer = "Is it? " + "It is. " * 20
    assert parts(("odd", "Why? Tell us."), ("even", long_answer)) == {
        "odd": ("Interviewer", ASKS),
        "even": ("Interviewee", ANSWERS),
    }


def test_a_semicolon_is_no_question() -> None:
    assert parts(("Anna", "So;"), ("Ben", "No."))["Anna"] == ("Anna", ANSWERS)


def test_several_who_mostly_ask_and_say_little_are_interviewers() -> None:
    said = [("Anna", "Why?"), ("Ben", "Who?"), ("Cy", "It is a long story. " * 9)]
    assert parts(*said) == {"Anna": ("Anna", ASKS), "Ben": ("Ben", ASKS), "Cy": ("Cy", ANSWERS)}


def test_among_many_a_question_in_passing_makes_nobody_the_interviewer() -> None:
    said = [("Anna", "Is it? Yes."), ("Ben", "No."), ("Cy", "Well.")]
    assert {role for _, role in parts(*said).values()} == {ANSWERS}


def test_front_matter_overrules_the_questions() -> None:
    said = [("ANNA BERG", "Why? Who?"), ("ben", "So.")]
    assert parts(*said, interviewee="Anna Berg", interviewer="Ben") == {
        "ANNA BERG": ("Anna Berg", ANSWERS),
        "ben": ("Ben", ASKS),
    }


def test_a_last_name_is_matched_with_the_whole_name() -> None:
    said = [("MISCHENKO", "So."), ("Host", "Why?")]
    assert parts(*said, interviewee="Olexandr Mischenko")["MISCHENKO"] == (
        "Olexandr Mischenko",
        ANSWERS,
    )


def test_if_only_the_interviewee_is_named_the_other_asks() -> None:
    said = [("Anna", "Tell me."), ("Ben", "So.")]
    assert parts(*said, interviewee="Ben")["Anna"] == ("Anna", ASKS)


def test_if_only_the_interviewer_is_named_the_other_answers() -> None:
    said = [("Anna", "Tell me."), ("Ben", "So?")]
    assert parts(*said, interviewer="Anna")["Ben"] == ("Ben", ANSWERS)


def test_a_named_narrator_is_one() -> None:
    said = [("Voice", "It was night."), ("Anna", "Why?"), ("Ben", "So.")]
    assert parts(*said, narrator="Voice")["Voice"] == ("Voice", TELLS)


@pytest.mark.parametrize(("asker", "answerer"), [("odd", "even"), ("Q", "A")])
def test_front_matter_names_the_unnamed(asker: str, answerer: str) -> None:
    said = [(asker, "Why?"), (answerer, "So.")]
    assert parts(*said, interviewer="Anna", interviewee="Ben") == {
        asker: ("Anna", ASKS),
        answerer: ("Ben", ANSWERS),
    }


def test_what_a_label_says_beside_the_name_tells_who_asks() -> None:
    voices = [Voice("Anna", "Go on."), Voice("Cy", "It was so."), Voice("Ben", "Why?")]
    labels = {"Anna (reporter)": "Anna", "Cy (a sailor)": "Cy"}
    found = cast(voices, FrontMatter(), labels)
    assert {key: part.role for key, part in found.items()} == {
        "Anna": ASKS,
        "Cy": ANSWERS,
        "Ben": ASKS,
    }


def test_who_is_brief_and_asks_now_and_then_interviews_beside_somebody_who_tells_all() -> None:
    story = "It is a long story of the sea and of us. " * 3
    said = [
        *(("Anna", "Why?"), ("Cy", story), ("Ben", "Who?"), ("Cy", story)),
        *(("Anna", "And then?"), ("Cy", story), ("Ben", "Go on."), ("Cy", story)),
    ]
    assert parts(*said) == {"Anna": ("Anna", ASKS), "Ben": ("Ben", ASKS), "Cy": ("Cy", ANSWERS)}


def test_who_tells_much_and_asks_now_and_then_answers() -> None:
    story = "It is a long story of the sea and of us. " * 3
    said = [
        *(("Anna", "Why?"), ("Cy", story), ("Ben", story + "Is it not?"), ("Cy", story)),
        *(("Anna", "And then?"), ("Cy", story), ("Ben", story), ("Cy", story)),
    ]
    assert parts(*said)["Ben"] == ("Ben", ANSWERS)


def test_thousands_of_people_whom_a_table_names_are_told_apart_at_once() -> None:
    names = [f"Anna Berg {n}" for n in range(8_000)]
    facts = FrontMatter(tuple(("interviewee", name) for name in names))
    began = time.process_time()
    found = cast([Voice(name, "So.") for name in names], facts)
    assert time.process_time() - began < 10  # 0.3 s on a laptop; each held against each, minutes
    assert found["Anna Berg 7"] == Part("Anna Berg 7", ANSWERS, "the metadata says so")


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("Tran", "Dr. Amy Tran"),
        ("Dr. Tran", "Dr. Amy Tran"),
        ("Amy", "Dr. Amy Tran"),
        ("Amy Tran", "Dr. Amy Tran"),
        ("Ben", "Ben Berg"),
        ("Ben Berg", "Ben Berg"),
        ("Dr. von Berg", "Jo Ann von Berg"),
        ("Jo Berg", "Jo Ann von Berg"),
        ("Cara", "Cara"),  # two Caras have more to their names
    ],
)
def test_a_label_is_a_part_of_the_name_it_stands_for(label: str, name: str) -> None:
    named = ("Dr. Amy Tran", "Ben Berg (host)", "Jo Ann von Berg", "Cara Hill", "Cara Poe")
    facts = FrontMatter(tuple(("interviewee", one) for one in named))
    assert cast([Voice(label, "So."), Voice("Zoe", "Why?")], facts)[label].name == name


def test_who_tells_a_story_with_you_know_is_who_answers() -> None:
    told = "I went in at six, and it was dark, and a man brought me gloves and never spoke"
    talk = parts(
        *(("Ruth", "Tell me about it."), ("Jo", f"{told}, you know?")),
        *(("Ruth", "That was hard."), ("Jo", f"{told}.")),
        *(("Ruth", "And Greta?"), ("Jo", f"{told}, right?")),
    )
    assert talk == {"Ruth": ("Ruth", ASKS), "Jo": ("Jo", ANSWERS)}


def test_who_asks_at_length_is_not_who_answers_with_a_question() -> None:
    asked = "You told the officers on that night that the door was locked and you had the key"
    talk = parts(
        *(("Hale", f"{asked}, right?"), ("Reed", "What officers?")),
        *(("Hale", f"{asked}. Is that so?"), ("Reed", "Yes.")),
        *(("Hale", f"{asked}, right?"), ("Reed", "I do.")),
    )
    assert talk == {"Hale": ("Hale", ASKS), "Reed": ("Reed", ANSWERS)}
