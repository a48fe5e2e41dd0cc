"""What reads as a question, and what is about the asking."""

from __future__ import annotations

import pytest

from qa.question import MAX_CHARACTERS, Question, read_question


@pytest.mark.parametrize(
    "typed",
    ["", "  \n\t ", "?!…", "🤷🤷", "1 2", "xkqjz bvnmw", "a" * (MAX_CHARACTERS + 1), "why\x00?"],
)
def test_what_holds_no_word_is_no_question(typed: str) -> None:
    assert read_question(typed) is None


@pytest.mark.parametrize(
    "typed",
    [
        "1945",
        "SOCAR gas stations",
        "why",
        "Чому?",
        "为什么他去了巴库？",
        "ما هي المساعدات؟",
        "a" * MAX_CHARACTERS,
    ],
)
def test_keywords_and_other_scripts_are_questions(typed: str) -> None:
    assert read_question(typed) == Question(typed, about_asking=False, topic=typed)


def test_white_space_is_folded() -> None:
    question = read_question("  who\n\nsaid\u00a0so? ")
    assert question is not None
    assert question.text == "who said so?"


@pytest.mark.parametrize(
    ("typed", "topic"),
    [
        ("What did the journalist ask about freezing the war?", "freezing the war?"),
        ("Was he asked about nuclear weapons?", "nuclear weapons?"),
        ("What was she asked about the ushers?", "the ushers?"),
        ("What did Caliber.Az ask about the relations?", "the relations?"),
        ("What does the host suggest about peace?", "peace?"),
        ("How did the interviewer describe his time as ambassador", "his time as ambassador"),
        ("Which questions were put to the minister?", "to the minister?"),
        ("What did the interviewer ask?", "What did the interviewer ask?"),
    ],
)
def test_a_question_about_the_asking_is_known_with_its_topic(typed: str, topic: str) -> None:
    assert read_question(typed, ["Caliber.Az"]) == Question(typed, True, topic)


@pytest.mark.parametrize(
    "typed",
    [
        "What did Ukraine ask the US for?",
        "Who asked for help?",
        "How did the host family treat you?",
        "Where did the journalist die?",
        "What did Fernando host in 1990?",
        "Why was he asked to resign?",
        "What did she tell the reporter about her mother?",
        "Is that out of the question?",
    ],
)
def test_asking_that_others_do_is_not_the_interviewers(typed: str) -> None:
    question = read_question(typed, ["Ada"])
    assert question is not None
    assert not question.about_asking


def test_questions_of_any_script_are_questions() -> None:
    for typed in ("Хто це був?", "哪里？", "어디서?", "أين؟", "क्या है?", "ที่ไหน", "Ποιος;"):
        assert read_question(typed) is not None, typed


def test_a_label_of_one_letter_is_nobody_who_is_spoken_of() -> None:
    question = read_question("May I ask why they stopped?", ["I", "Q"])
    assert question is not None
    assert not question.about_asking


def test_an_interviewer_called_by_a_common_word_is_meant_only_where_named() -> None:
    for typed in ("What will she say about the war?", "What mark did he say it left?"):
        question = read_question(typed, ["Will", "Mark"])
        assert question is not None
        assert not question.about_asking, typed
    asked = read_question("What did Mark ask about the war?", ["Mark"])
    assert asked is not None
    assert (asked.about_asking, asked.topic) == (True, "the war?")
