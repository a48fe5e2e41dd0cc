"""The lexical index: stemming, typing errors, filters and generations."""

from __future__ import annotations

from pathlib import Path

from corpus.document import Role
from index.lexical import LexicalIndex
from index.passage import Passage
from index.where import ANSWERING, ASKING, Where

ANYWHERE = Where()


def passage(number: int, text: str, *, doc: str = "a", role: Role = Role.INTERVIEWEE) -> Passage:
    return Passage(number, doc, 0, 0, len(text), text, f"speaker of {doc}", role, "")


PASSAGES = [
    passage(1, "Transformers and cables were delivered to the power stations."),
    passage(2, "The ambassador spoke of humanitarian aid."),
    passage(3, "Who delivered the transformers?", role=Role.INTERVIEWER),
    passage(4, "We delivered a transformer in spring.", doc="b"),
]


def filled(generation: int = 1) -> LexicalIndex:
    return LexicalIndex.create(None).update(generation, (), PASSAGES)


def ids(index: LexicalIndex, query: str, where: Where = ANYWHERE) -> set[int]:
    return {passage_id for passage_id, _ in index.search(query, 10, where)}


def test_words_are_found_in_any_inflection_and_case() -> None:
    assert ids(filled(), "DELIVERING transformer") == {1, 3, 4}


def test_a_misspelt_word_finds_what_it_was_meant_to_be() -> None:
    assert ids(filled(), "humanitarain") == {2}
    assert ids(filled(), "embassador") == {2}


def test_a_query_of_punctuation_or_stop_words_finds_nothing() -> None:
    for query in ("", "?!", 'what (is: it" AND', "the of"):
        assert ids(filled(), query) == set()


def test_filters_restrict_and_do_not_change_scores() -> None:
    index = filled()
    scores = dict(index.search("transformers", 10, ANYWHERE))
    assert ids(index, "transformers", Where(roles=ANSWERING)) == {1, 4}
    assert ids(index, "transformers", Where(roles=ASKING)) == {3}
    assert ids(index, "transformers", Where(doc_ids=frozenset({"b"}))) == {4}
    assert ids(index, "transformers", Where(speakers=frozenset({"speaker of a"}))) == {1, 3}
    assert dict(index.search("transformers", 10, Where(doc_ids=frozenset({"b"}))))[4] == scores[4]


def test_rarer_words_weigh_more() -> None:
    best, *_ = filled().search("delivered cables", 10, ANYWHERE)
    assert best[0] == 1


def test_an_update_replaces_a_document_and_older_searchers_do_not_see_it() -> None:
    before = filled(generation=1)
    after = before.update(2, ["b"], [passage(5, "Nothing but bread.", doc="b")])
    assert (before.generation, after.generation) == (1, 2)
    assert ids(before, "transformer") == {1, 3, 4}
    assert ids(after, "transformer") == {1, 3}
    assert ids(after, "bread") == {5}


def test_an_index_on_disk_is_found_again(tmp_path: Path) -> None:
    LexicalIndex.create(tmp_path / "words").update(7, (), PASSAGES)
    opened = LexicalIndex.open(tmp_path / "words")
    assert opened is not None
    assert opened.generation == 7
    assert ids(opened, "cables") == {1}


def test_a_folder_without_an_index_opens_as_none(tmp_path: Path) -> None:
    assert LexicalIndex.open(tmp_path) is None


def test_an_accent_makes_no_difference() -> None:
    index = LexicalIndex.create(None).update(1, (), [passage(1, "The cafés closed.")])
    assert ids(index, "CAFE") == {1}
