"""The evaluation set of the bundled interview."""

from collections import Counter

from corpus.builtin import texts_folder
from corpus.document import Role
from corpus.read import read_source
from eval.dataset import Gold, bundled_set, load_set

QUESTIONS = load_set(bundled_set()).questions
DOCUMENT = read_source(texts_folder() / "mischenko-caliber.txt")


def roles_of(gold: Gold) -> set[Role]:
    start = DOCUMENT.text.index(gold.quote)
    end = start + len(gold.quote)
    return {turn.role for turn in DOCUMENT.turns if turn.start < end and start < turn.end}


def test_every_gold_quote_stands_once_in_one_turn_of_the_interview() -> None:
    for question in QUESTIONS:
        for gold in question.gold:
            assert gold.doc_id == DOCUMENT.doc_id
            assert DOCUMENT.text.count(gold.quote) == 1, gold.quote
            assert len(roles_of(gold)) == 1, gold.quote


def test_there_are_enough_questions_of_each_kind() -> None:
    answerable = [question for question in QUESTIONS if question.answerable]
    assert len(answerable) >= 60
    assert len(QUESTIONS) - len(answerable) >= 40
    kinds = Counter(question.category for question in QUESTIONS)
    assert kinds["near_miss"] >= 25
    for kind in ("direct", "paraphrase", "keyword", "misspelt", "two_quotes", "asked"):
        assert kinds[kind] >= 10, kind
    for kind in ("false_premise", "off_topic", "gibberish"):
        assert kinds[kind] >= 5, kind


def test_questions_about_what_was_asked_are_labelled_with_the_interviewers_words() -> None:
    for question in QUESTIONS:
        roles = {role for gold in question.gold for role in roles_of(gold)}
        asked = question.category == "asked"
        assert roles <= ({Role.INTERVIEWER} if asked else {Role.INTERVIEWEE, Role.NARRATOR})


def test_questions_that_need_two_quotes_have_two() -> None:
    for question in QUESTIONS:
        assert question.needs_all is (question.category == "two_quotes")
        assert not question.needs_all or len(question.gold) >= 2


def test_the_set_is_parted_for_tuning_and_for_reports() -> None:
    parts = Counter(question.split for question in QUESTIONS)
    assert set(parts) == {"dev", "test"}
    assert min(parts.values()) >= 60
