"""A citation's link opens its words while they stand in the text, and says what became of them."""

from __future__ import annotations

import shutil
from pathlib import Path
from time import perf_counter

import pytest
from fakes import LetterEmbedder
from hypothesis import given, settings
from hypothesis import strategies as st
from interviews import Interview, interviews

from corpus.document import Document
from corpus.edits import Edits
from corpus.errors import FilterError
from corpus.read import read_text
from index import chunk
from index.library import Library
from index.place import Place
from qa.answer import passage_link
from qa.links import LONGEST_MOVED, CiteLink, Fate, find_named, follow, parse_link
from qa.moved import possible_places

TEXT = """Ada: When did it open?

Bob: It opened in 1978. It rained all day. Nobody came.

Ada: And then?

Bob: It closed in 1979. Nobody came."""
QUOTE = "It rained all day."


def link_to(document: Document, quote: str) -> CiteLink:
    start = document.text.index(quote)
    end = start + len(quote)
    link = parse_link(passage_link(document.doc_id, start, end, quote))
    assert link is not None
    return link


@pytest.fixture
def library(place: Place) -> Library:
    made = Library(place, LetterEmbedder())
    made.add([read_text(TEXT, "rain")])
    return made


def followed(library: Library, link: CiteLink) -> tuple[str, str | None]:
    place = follow(library, link).to_json()
    return place["state"], place["quote"]


@pytest.mark.parametrize("prefix", ["#", "", "http://127.0.0.1:7860/#"])
def test_a_link_is_read_with_and_without_the_address_before_it(prefix: str) -> None:
    link = parse_link(f"{prefix}cite-caf%C3%A9-1-3-0123abcd")
    assert link == CiteLink("café", 1, 3, "#cite-caf%C3%A9-1-3-0123abcd")


def test_a_link_survives_new_indexes_new_passages_another_model_and_new_names(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    link = link_to(library.document("rain"), QUOTE)
    if isinstance(library.place, Path):
        shutil.rmtree(library.place / "indexes")
    monkeypatch.setattr(chunk, "PASSAGE_SIZE", 20)
    other = Library(library.place, LetterEmbedder("letters@2"))
    other.rebuild()
    other.edit("rain", Edits({"title": "Rain"}, {"Bob": "Robert"}))
    assert followed(other, link) == ("unchanged", QUOTE)


@pytest.mark.parametrize(
    ("old", "new", "fate"),
    [
        ("1978", "May 1978", "moved"),
        ("It opened in 1978. ", "", "moved"),
        ("When did it open?", "When?", "moved"),
        ("1979", "June 1979", "unchanged"),  # behind it
        ("rained", "snowed", "changed"),
        (QUOTE, "", "changed"),
    ],
)
def test_a_corrected_text_keeps_the_link_if_the_words_are_still_there(
    library: Library, old: str, new: str, fate: str
) -> None:
    link = link_to(library.document("rain"), QUOTE)
    library.add([read_text(TEXT.replace(old, new), "rain")])
    assert followed(library, link) == (fate, None if fate == "changed" else QUOTE)


def test_words_that_stand_there_twice_after_they_moved_could_be_either(library: Library) -> None:
    link = link_to(library.document("rain"), "Nobody came.")
    assert followed(library, link) == ("unchanged", "Nobody came.")
    library.add([read_text(TEXT.replace("1978", "May 1978"), "rain")])
    assert followed(library, link) == ("changed", None)


def test_a_removed_text_is_told_from_one_that_was_never_there(library: Library) -> None:
    link = link_to(library.document("rain"), QUOTE)
    library.remove("rain")
    assert followed(library, link) == ("removed", None)
    assert "removed from the library" in follow(library, link).shown()
    assert followed(library, CiteLink("never", 1, 3, "#cite-never-1-3-0123abcd"))[0] == "unknown"
    library.add([read_text(TEXT, "rain")])
    assert followed(library, link) == ("unchanged", QUOTE)


def test_a_place_tells_who_says_it_what_stands_around_it_and_the_link_of_today(
    library: Library,
) -> None:
    link = link_to(library.document("rain"), QUOTE)
    library.add([read_text("Eve: Oh?\n\n" + TEXT, "rain")])
    place = follow(library, link).to_json()
    start = library.document("rain").text.index(QUOTE)
    assert place == {
        "link": link.href,
        "doc_id": "rain",
        "state": "moved",
        "title": library.document("rain").title,
        "speaker": "Bob",
        "role": "interviewee",
        "turn": 2,
        "start": start,
        "end": start + len(QUOTE),
        "before": "It opened in 1978. ",
        "quote": QUOTE,
        "after": " Nobody came.",
        "current_link": passage_link("rain", start, start + len(QUOTE), QUOTE),
    }


@settings(max_examples=60, deadline=None)
@given(interviews(), st.data())
def test_a_turn_is_found_again_behind_whatever_was_put_before_it(
    interview: Interview, data: st.DataObject
) -> None:
    document = read_text(interview.dashed(), "a")
    turn = data.draw(st.sampled_from(document.turns))
    quote = document.said(turn)
    link = parse_link(passage_link(document.doc_id, turn.start + 7, turn.end + 7, quote))
    assert link is not None
    fate, span = link.find(document)
    times = sum(document.said(other).count(quote) for other in document.turns)
    if span is not None:
        assert document.text[slice(*span)] == quote
    assert fate is not Fate.CHANGED or times > 1


def test_a_quote_begins_and_ends_where_no_word_goes_on_and_with_no_white_space() -> None:
    text = "Ada: Hm?\n\nBob: In 1978, so. Ça va"
    turns = read_text(text, "a").turns
    assert [text[start:end] for start, end in possible_places(text, turns, 5)] == [
        *(": Hm?", "1978,", ", so.", "Ça va"),
    ]
    assert possible_places(text, turns, 0) == []
    assert possible_places(text, turns, len(text) + 1) == []


@pytest.mark.parametrize("sentences", [2_000, 80_000])
def test_words_that_moved_are_found_in_a_long_text(sentences: int) -> None:
    said = " ".join(f"In year {n} it rained again." for n in range(sentences))
    document = read_text(f"Ada: {said}\n", "long")
    quote = "In year 1234 it rained again. In year 1235 it rained again."
    start = document.text.index(quote)
    link = parse_link(passage_link("long", start + 9, start + 9 + len(quote), quote))
    assert link is not None
    assert link.find(document) == (Fate.MOVED, (start, start + len(quote)))


def test_where_no_words_have_moved_a_long_text_is_searched_in_a_moment() -> None:
    document = read_text(f"Ada: {'so it went on ' * 170_000}\n", "long")
    started = perf_counter()
    for length in (10, 600, LONGEST_MOVED - 1):
        link = CiteLink("long", 0, length, f"#cite-long-0-{length}-00000000")
        assert link.find(document) == (Fate.CHANGED, None)
    assert perf_counter() - started < 8


def test_a_part_of_a_link_is_told_from_a_name(library: Library) -> None:
    with pytest.raises(FilterError, match="#cite-rain-60: expected #cite-ID-START-END-HASH"):
        find_named(library, "#cite-rain-60")


def test_a_link_to_a_long_name_in_any_script_is_read() -> None:
    doc_id = "інтерв’ю".replace("’", "") * 20
    link = parse_link(passage_link(doc_id, 1, 3, "ab"))
    assert link is not None
    assert link.doc_id == doc_id


def test_words_longer_than_any_quote_are_not_looked_for_everywhere() -> None:
    document = read_text(f"{'so it went on ' * 2_000}\n", "long")
    forged = CiteLink("long", 0, LONGEST_MOVED + 1, "#cite-long-0-5001-00000000")
    assert forged.find(document) == (Fate.CHANGED, None)
