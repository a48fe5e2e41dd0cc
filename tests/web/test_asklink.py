"""Links to an answer: what they ask, and whether the answer is still the same."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from fakes import BY_WORDS, LetterEmbedder, WordAligner, WordReranker
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import FilterError
from corpus.read import read_text
from index.library import Library
from qa.ask import Answerer
from qa.narrow import Narrowing
from qa.question import MAX_CHARACTERS
from web.asking import Wanted, wanted_by
from web.asklink import MOST_SOURCES, AskLink, digest_of, link_to, parse_ask_link
from web.conversation import DIFFERS, conversation_html
from web.exchange import Exchange
from web.scope import ALL, Scope
from web.site import Site

TEA = "— What do you grow?\n— We grow green tea.\n— Who buys it?\n— Merchants from Odessa buy it."
QUESTION = "Who are the merchants from Odessa?"

_names = st.text(max_size=20).map(str.strip)
_scopes = st.builds(
    Scope,
    st.none() | st.frozensets(_names.filter(bool), max_size=4),
    _names,
    st.sampled_from([Narrowing(), Narrowing("2020", "2021-03")]),
)


@given(
    st.text(min_size=1, max_size=200).filter(str.strip),
    st.lists(st.text(max_size=30), max_size=6).map(tuple),
    _scopes,
    st.sampled_from(["", "0123abcd"]),
)
def test_what_a_link_asks_is_read_back(
    question: str, after: tuple[str, ...], scope: Scope, digest: str
) -> None:
    link = AskLink(question, after, scope, digest)
    assert parse_ask_link(link.href) == link
    assert not set("<>\"' \n") & set(link.href)


@given(st.text() | st.text().map("#ask-{}".format) | st.text().map("#ask-q={}".format))
def test_whatever_stands_in_an_address_is_a_question_or_nothing(href: str) -> None:
    link = parse_ask_link(href)
    assert link is None or link.question.strip()


@pytest.mark.parametrize(
    "href",
    [
        None,
        5,
        "",
        "#ask-",
        "#ask-q=",
        "#ask-q=+++",
        "#cite-tea-0-3-00000000",
        "#ask-q=" + "x" * (MAX_CHARACTERS + 1),
        "#ask-q=why&" + "after=x&" * 7,
        "#ask-q=why&" + "source=x&" * 201,
        "#ask-q=why&source=" + "x" * 1001,
        "#ask-q=why&" + "a=b&" * 1000,
        "#ask-q=" + "%78" * 20_000,
    ],
)
def test_what_is_out_of_bounds_asks_nothing(href: object) -> None:
    assert parse_ask_link(href) is None


def test_a_link_with_a_date_that_is_none_is_refused() -> None:
    with pytest.raises(FilterError):
        parse_ask_link("#ask-q=why&from=soon")
    assert wanted_by({"link": "#ask-q=why&from=soon"}, [], ALL) == "#ask-q=why&from=soon"


def test_a_link_with_half_a_surrogate_pair_asks_what_can_be_shown() -> None:
    wanted = wanted_by({"link": "#ask-q=why \ud800&after=who \udc00"}, [], ALL)
    assert isinstance(wanted, Wanted)
    assert wanted.link == AskLink("why \ufffd", ("who \ufffd",), ALL)
    assert wanted_by({"link": "#ask-\ud800"}, [], ALL) == "#ask-\ufffd"


def test_all_sources_and_no_source_are_told_apart() -> None:
    nothing = AskLink("why", scope=Scope(frozenset()))
    assert parse_ask_link(nothing.href) == nothing
    assert parse_ask_link(AskLink("why").href) == AskLink("why")


def made(folder: Path) -> Site:
    library = Library(folder, LetterEmbedder())
    library.add([read_text(TEA, "tea")])
    fakes = (LetterEmbedder(), WordReranker(), WordAligner())
    site = Site(Answerer(library, *fakes, BY_WORDS), lambda: None)
    site.prepare()
    return site


def opened(site: Site, link: AskLink, past: tuple[Exchange, ...] = ()) -> Exchange:
    return site.exchange(link.question, past, link.scope, link=link)


def test_a_link_opens_at_the_answer_that_was_sent(tmp_path: Path) -> None:
    site = made(tmp_path)
    sent = site.exchange(QUESTION, scope=Scope(frozenset({"tea"})))
    link = link_to([sent], 0)
    assert link is not None
    assert link.scope == sent.scope
    theirs = opened(site, link)
    assert theirs.answer is not None
    assert sent.answer is not None
    assert theirs.answer.citations == sent.answer.citations
    assert theirs.differs is False


def test_a_link_says_so_when_the_answer_has_changed(tmp_path: Path) -> None:
    site = made(tmp_path)
    link = link_to([site.exchange(QUESTION)], 0)
    assert link is not None
    site.answerer.library.add([read_text(TEA.replace("Merchants", "The merchants"), "tea")])
    theirs = opened(site, link)
    assert theirs.differs
    assert DIFFERS in conversation_html([theirs])


def test_a_follow_up_is_sent_with_what_it_leans_on_and_read_with_nothing_else(
    tmp_path: Path,
) -> None:
    site = made(tmp_path)
    past = [site.exchange(QUESTION)]
    past.append(site.exchange("Why?", past))
    link = link_to(past, 1)
    assert link is not None
    assert link.after == (QUESTION,)
    theirs = opened(site, link, (site.exchange("green tea"),))
    assert theirs.answer is not None
    assert past[1].answer is not None
    assert theirs.answer.searched == past[1].answer.searched == f"{QUESTION} Why?"
    assert digest_of(theirs.answer) == link.digest
    # It can be sent on, asked again, and asked on.
    assert link_to([theirs], 0) == link
    again = wanted_by({"again": 0}, [theirs], ALL)
    assert not isinstance(again, str)
    assert again.link is not None
    assert (again.past, again.link.after) == ((), (QUESTION,))


def test_an_answer_out_of_more_sources_than_a_link_may_name_has_none(tmp_path: Path) -> None:
    answered = made(tmp_path).exchange(QUESTION)
    some = [frozenset(str(n) for n in range(most)) for most in (MOST_SOURCES, MOST_SOURCES + 1)]
    links = [link_to([replace(answered, scope=Scope(chosen))], 0) for chosen in some]
    assert links[0] is not None
    assert parse_ask_link(links[0].href) == links[0]
    assert links[1] is None


def test_half_a_surrogate_pair_is_replaced_in_a_link() -> None:
    assert AskLink("why \ud800").href == "#ask-q=why+%3F"


def test_what_has_no_answer_has_no_link() -> None:
    assert link_to([Exchange("q", note="broken", failed=True)], 0) is None


def test_the_last_question_is_asked_again_in_its_place_an_earlier_one_at_the_end() -> None:
    past = [Exchange("one", note="x"), Exchange("two", note="y", scope=Scope(speaker="Anna"))]
    last, first = (wanted_by({"again": n}, past, ALL) for n in (1, 0))
    assert not isinstance(last, str)
    assert not isinstance(first, str)
    assert (last.question, last.past, last.scope) == ("two", (past[0],), past[1].scope)
    assert (first.question, first.past) == ("one", tuple(past))


@pytest.mark.parametrize(
    "told",
    [{}, {"question": 1}, {"question": " "}, {"again": 1}, {"again": "0"}, {"widen": -1}],
)
def test_what_a_page_puts_that_is_nothing_asks_nothing(told: dict[str, object]) -> None:
    assert wanted_by(told, [Exchange("one", note="x")], ALL) == ""
