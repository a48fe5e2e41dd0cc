"""What one could ask next."""

from __future__ import annotations

from pathlib import Path

import pytest
from fakes import BY_WORDS, LetterEmbedder, WordAligner, WordReranker

from corpus.read import read_text
from index.library import Library
from qa.ask import Answerer
from qa.progress import AbandonedError
from web.exchange import Exchange
from web.followups import Around, questions_around, unasked
from web.runs import Run
from web.scope import ALL, Scope
from web.site import ANSWERED_INSTEAD, ASK_NEXT, Site

HARBOUR = """— Which ships come to the harbour in winter?
— The ships from Odessa come to the harbour in winter, which is long.
— Who repairs the boats on the eastern island?
— The smith repairs the boats on the eastern island.
— Why do the herring swim north every year?
— Nobody can tell you, and Odessa is far.
— Who paints the lighthouse near the eastern island?
— My sister paints the lighthouse near the eastern island."""

WINTER, BOATS, HERRING, LIGHTHOUSE = (line.removeprefix("— ") for line in HARBOUR.split("\n")[::2])


def made(folder: Path) -> Site:
    library = Library(folder, LetterEmbedder())
    library.add([read_text(HARBOUR, "harbour")])
    fakes = (LetterEmbedder(), WordReranker(), WordAligner())
    site = Site(Answerer(library, *fakes, BY_WORDS), lambda: None)
    site.prepare()
    return site


def run() -> Run:
    return Run(lambda _: None)


def test_the_nearest_question_comes_first_and_one_about_the_quotes_words_before() -> None:
    document = read_text(HARBOUR, "harbour")
    near = Around("harbour", 1, "ice", "in winter, which is long")
    assert list(questions_around(document, near))[:4] == [WINTER, BOATS, HERRING, LIGHTHOUSE]
    alike = Around("harbour", 3, "the eastern island", "the boats on the eastern island")
    assert list(questions_around(document, alike))[:2] == [BOATS, LIGHTHOUSE]


def test_what_is_named_there_can_be_asked_about() -> None:
    document = read_text(HARBOUR, "harbour")
    place = Around("harbour", 1, "", "The ships from Odessa come to the harbour")
    assert "What is said about Odessa?" not in list(questions_around(document, place))
    place = Around("harbour", 5, "", "Nobody can tell you, and Odessa is far.")
    assert "What is said about Odessa?" in list(questions_around(document, place))


def test_what_was_asked_is_left_out_however_it_was_written() -> None:
    assert list(
        unasked([WINTER, BOATS, BOATS], ["which  ships come to the harbour in WINTER"])
    ) == [BOATS]


def test_only_questions_that_are_answered_by_something_new_are_offered(tmp_path: Path) -> None:
    site = made(tmp_path)
    past = [site.exchange(BOATS)]
    label, questions = site.next_questions(past, ALL, run())
    assert (label, set(questions)) == (ASK_NEXT, {WINTER, HERRING, LIGHTHOUSE})
    for question in questions:
        answer = site.exchange(question, past).answer
        assert answer is not None
        assert answer.answered
    past.append(site.exchange(LIGHTHOUSE, past))
    assert set(site.next_questions(past, ALL, run())[1]) == {WINTER, HERRING}


def test_a_refusal_is_followed_by_one_question_that_is_answered(tmp_path: Path) -> None:
    site = made(tmp_path)
    past = [site.exchange("Which football club won yesterday?")]
    label, (question,) = site.next_questions(past, ALL, run())
    assert label == ANSWERED_INSTEAD
    assert question in (WINTER, BOATS, HERRING, LIGHTHOUSE)


def test_of_a_refused_question_of_two_parts_the_one_that_is_answered_is_offered(
    tmp_path: Path,
) -> None:
    site = made(tmp_path)
    past = [
        site.exchange(
            f"Which football club won yesterday against all our high hopes, and {BOATS.lower()}"
        )
    ]
    assert site.next_questions(past, ALL, run()) == (ANSWERED_INSTEAD, [BOATS])


def test_nothing_is_offered_that_the_chosen_sources_do_not_answer(tmp_path: Path) -> None:
    site = made(tmp_path)
    site.answerer.library.add([read_text("— And now?\n— We grow coffee.", "coffee")])
    past = [site.exchange(BOATS)]
    assert site.next_questions(past, Scope(frozenset({"coffee"})), run()) == (ASK_NEXT, [])


def test_nothing_follows_what_has_no_answer(tmp_path: Path) -> None:
    site = made(tmp_path)
    assert site.next_questions([], ALL, run()) == ("", [])
    assert site.next_questions([Exchange("q", note="stopped")], ALL, run()) == ("", [])


def test_looking_for_them_ends_with_its_run(tmp_path: Path) -> None:
    site = made(tmp_path)
    past = [site.exchange(BOATS)]
    over = run()
    over.end()
    with pytest.raises(AbandonedError):
        site.next_questions(past, ALL, over)
