"""A question put to a time or a language is answered from its texts alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from fakes import BY_WORDS, LetterEmbedder, WordAligner, WordReranker

from corpus.errors import DatasetError, FilterError
from corpus.read import read_text
from index.library import Library
from index.place import Place
from index.where import Where
from qa.answer import Reason
from qa.ask import Answerer
from qa.batch import read_batch
from qa.narrow import Narrowing
from qa.shown import shown

DATES = {
    "early": "1978",
    "spring": "2022-03-04",
    "autumn": "October 2022",
    "vague": "long ago",
    "none": "",
}


@pytest.fixture
def answerer(place: Place) -> Answerer:
    library = Library(place, LetterEmbedder())
    for n, (name, date) in enumerate(DATES.items()):
        language = "uk" if n % 2 else "en-GB"
        facts = f"---\ndate: {date}\nlanguage: {language}\n---\n"
        library.add([read_text(f"{facts}— What of tea?\n— Green tea {name}.", name)])
    return Answerer(library, LetterEmbedder(), WordReranker(), WordAligner(), BY_WORDS)


def cited(answerer: Answerer, among: Narrowing, *sources: str) -> set[str]:
    answer = answerer.ask("green tea", k=9, among=among, sources=sources)
    found = {hit.passage.doc_id for hit in answer.hits}
    assert {citation.doc_id for citation in answer.citations} <= found
    return found


@pytest.mark.parametrize(
    ("among", "found"),
    [
        (Narrowing(), set(DATES)),
        (Narrowing(since="2022"), {"spring", "autumn"}),
        (Narrowing(until="2022"), {"early", "spring", "autumn"}),
        (Narrowing(since="2022-03-04", until="2022-03-04"), {"spring"}),
        (Narrowing(since="March 2022", until="2022-10"), {"spring", "autumn"}),
        # October may begin before the 2nd, and 1978 may end after June.
        (Narrowing(since="2022-10-02"), set()),
        (Narrowing(until="1978-06"), set()),
        (Narrowing(language="en"), {"early", "autumn", "none"}),
        (Narrowing(since="2022", language="UK"), {"spring"}),
    ],
)
def test_every_hit_is_of_the_time_and_language(
    answerer: Answerer, among: Narrowing, found: set[str]
) -> None:
    assert cited(answerer, among) == found


def test_a_source_and_a_time_must_both_fit(answerer: Answerer) -> None:
    assert cited(answerer, Narrowing(since="2022"), "spring", "early") == {"spring"}
    assert cited(answerer, Narrowing(since="2022"), "early") == set()


def test_nothing_of_that_time_is_a_refusal(answerer: Answerer) -> None:
    answer = answerer.ask("green tea", among=Narrowing(since="2030"))
    assert (answer.reason, answer.hits) == (Reason.NOT_IN_SOURCES, ())


def test_both_searches_are_narrowed_and_still_fill_k(answerer: Answerer) -> None:
    with answerer.library.snapshot() as snapshot:
        ids = Narrowing(since="2022").doc_ids(snapshot, frozenset())
        query = LetterEmbedder().embed_query("green tea")
        for hits in (
            snapshot.search_dense(query, 2, Where(doc_ids=ids)),
            snapshot.search_lexical("green", 2, Where(doc_ids=ids)),
        ):
            assert len(hits) == 2
            assert {hit.passage.doc_id for hit in hits} <= {"spring", "autumn"}


def test_the_answer_says_how_many_texts_have_no_date(answerer: Answerer) -> None:
    dated = answerer.ask("green tea", among=Narrowing(since="2022"))
    assert dated.to_json()["undated"] == 2
    assert shown(dated).endswith("\n\nleft out for want of a date: 2 sources")
    one = answerer.ask("green tea", sources=["none"], among=Narrowing(since="2022"))
    assert shown(one).endswith("\n\nleft out for want of a date: 1 source")
    assert answerer.ask("green tea").undated == 0


@pytest.mark.parametrize(
    ("since", "until", "message"),
    [
        ("soon", "", "expected a date such as 2022 or 2022-03-04, found 'soon'"),
        ("2022", "1978", "nothing is from 2022 to 1978: put the earlier date first"),
    ],
)
def test_a_time_that_is_none_is_an_error(since: str, until: str, message: str) -> None:
    with pytest.raises(FilterError, match=message):
        Narrowing(since, until)


def test_a_line_of_a_batch_may_name_a_time_and_a_language(tmp_path: Path) -> None:
    batch = tmp_path / "b.jsonl"
    batch.write_text('{"question": "Why?", "from": 1978, "to": "2022-03", "language": "uk"}')
    (asked,) = read_batch(str(batch))
    assert (asked.since, asked.until, asked.language) == ("1978", "2022-03", "uk")
    for wrong in ('"from": "soon"', '"to": ["2022"]', '"from": "2022", "to": "1978"'):
        batch.write_text(f'{{"question": "Why?", {wrong}}}')
        with pytest.raises(DatasetError, match=r"b\.jsonl:1: "):
            read_batch(str(batch))
