"""Questions to start with."""

from corpus.read import read_text
from web.starters import starter_questions

TEA = """— What do you grow on your farm here? And is it good?
— We grow the black coffee of Rize, and our black coffee is good. It came to Rize. We love Rize.
— Why did you leave it?
— I had reasons."""


def test_an_interviewers_question_that_stands_alone_comes_first() -> None:
    questions = list(starter_questions([read_text(TEA, "tea")]))
    assert questions[0] == "What do you grow on your farm here?"


def test_a_question_that_leans_on_what_was_said_is_left_out() -> None:
    assert "Why did you leave it?" not in list(starter_questions([read_text(TEA, "tea")]))


def test_subjects_that_come_up_more_than_once_are_asked_about() -> None:
    questions = list(starter_questions([read_text(TEA, "tea")]))
    assert questions[1:] == [
        "What is said about Rize?",
        "What is said about the black coffee?",
    ]
    assert list(starter_questions([])) == []
