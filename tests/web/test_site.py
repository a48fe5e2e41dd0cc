"""The page's conversation goes with each question."""

from __future__ import annotations

from pathlib import Path

import pytest
from fakes import BY_WORDS, LetterEmbedder, WordAligner, WordReranker

from corpus.errors import LibraryError
from corpus.read import read_text
from index.library import Library
from index.view import Summary
from qa.answer import Reason
from qa.ask import Answerer
from qa.progress import AbandonedError
from web.conversation import conversation_html
from web.exchange import Exchange
from web.runs import Run, Step
from web.scope import Scope
from web.site import NONE_CHOSEN, Site

TEA = "— What do you grow?\n— We grow green tea.\n— Who buys it?\n— Merchants from Odessa buy it."


def made(folder: Path) -> tuple[Library, Site]:
    library = Library(folder, LetterEmbedder())
    library.add([read_text(TEA, "tea")])
    fakes = (LetterEmbedder(), WordReranker(), WordAligner())
    site = Site(Answerer(library, *fakes, BY_WORDS), lambda: None)
    site.prepare()
    return library, site


def test_the_texts_to_choose_from_are_those_of_now(tmp_path: Path) -> None:
    _, site = made(tmp_path)
    other = Library(tmp_path, LetterEmbedder())
    other.add([read_text("— And now?\n— Coffee.", "coffee")])
    assert [doc_id for _, doc_id in site.titles()] == ["coffee", "tea"]
    other.remove("tea")
    assert [doc_id for _, doc_id in site.titles()] == ["coffee"]


def test_a_link_to_a_text_that_was_removed_says_so(tmp_path: Path) -> None:
    library, site = made(tmp_path)
    answer = site.ask("green tea")
    html, doc_id = site.follow(answer.citations[0].link)
    assert ("data-quote" in html, doc_id) == (True, "tea")
    library.remove("tea")
    assert site.follow(answer.citations[0].link) == (
        '<p class="nothing">The text this link leads to has been removed from the library.</p>',
        None,
    )
    assert "leads nowhere" in site.follow("#cite-tea-1")[0]


def test_earlier_questions_of_the_conversation_are_its_history(tmp_path: Path) -> None:
    _, site = made(tmp_path)
    first = site.exchange("Who are the merchants from Odessa?")
    second = site.exchange("Why?", [first, Exchange("", failed=True)])
    assert second.answer is not None
    assert second.answer.searched == "Who are the merchants from Odessa? Why?"
    alone = site.exchange("Why?").answer
    assert alone is not None
    assert alone.reason is Reason.UNCLEAR_QUESTION


def test_a_question_is_put_to_the_chosen_sources_only_and_says_so(tmp_path: Path) -> None:
    library, site = made(tmp_path)
    library.add([read_text("— And now?\n— We grow coffee.", "coffee")])
    narrow = Scope(frozenset({"coffee"}))
    asked = site.exchange("Who are the merchants from Odessa?", scope=narrow)
    assert asked.answer is not None
    assert {hit.passage.doc_id for hit in asked.answer.hits} == {"coffee"}
    assert asked.asked == "Asking 1 of 2 sources"
    assert "Asking 1 of 2 sources" in conversation_html([asked])
    assert site.exchange("Who are the merchants from Odessa?").asked == ""


def test_nothing_is_asked_where_nothing_is_chosen(tmp_path: Path) -> None:
    _, site = made(tmp_path)
    for chosen in (frozenset[str](), frozenset({"gone"})):
        asked = site.exchange("green tea", scope=Scope(chosen))
        assert (asked.answer, asked.note) == (None, NONE_CHOSEN)


def test_a_question_that_nobody_waits_for_is_not_answered(tmp_path: Path) -> None:
    _, site = made(tmp_path)
    steps: list[Step] = []
    run = Run(steps.append)
    assert site.exchange("green tea", run=run).answer is not None
    assert [bool(step.hits) for step in steps] == [False, True]
    run.end()
    with pytest.raises(AbandonedError):
        site.exchange("green tea", run=run)


def test_a_page_can_ask_again_once_its_question_was_stopped(tmp_path: Path) -> None:
    _, site = made(tmp_path)
    run = Run(lambda _: None)
    assert site.questions.begin("page", run)
    site.stop("page")
    assert run.is_over
    assert site.questions.begin("page", Run(lambda _: None))


def test_where_the_sources_cannot_be_read_no_others_are_asked_and_nothing_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library, site = made(tmp_path)
    library.add([read_text("— And now?\n— We grow coffee.", "coffee")])

    def failing() -> list[Summary]:
        raise LibraryError("the disk is away")

    with monkeypatch.context() as patch:
        patch.setattr(library, "documents", failing)
        asked = site.exchange("Who are the merchants?", scope=Scope(frozenset({"coffee"})))
        assert (asked.answer, asked.note) == (None, "the disk is away")
        assert site.titles() == []
    assert site.trouble == ""
    assert len(site.titles()) == 2
