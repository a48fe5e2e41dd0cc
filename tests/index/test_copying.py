"""A copy holds what its original holds, in whatever engine, and nothing is embedded for it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from itertools import product
from pathlib import Path

import pytest
from databases import schema
from fakes import LetterEmbedder

from corpus.edits import Edits
from corpus.errors import LibraryError
from corpus.read import read_text
from index.copying import Copied, copy_library
from index.feedback import Feedback, Quoted, Verdict
from index.library import Library
from index.place import Place
from index.where import Where

TEA = "---\ndate: 2022\n---\n\n— Do you grow tea?\n— Green tea grows here.\n— Why?\n— It rains."
SAID = Feedback(
    "Why?", Verdict.GOOD, "answered", 0.9, (Quoted("tea", "It rains."),), given="2024-01-02"
)

Pair = tuple[Place, Place]


@pytest.fixture(params=list(product(["folder", "postgres"], repeat=2)), ids="-to-".join)
def places(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Pair]:
    """Two places, of which the first holds a library."""
    with ExitStack() as opened:
        made: list[Place] = []
        for n, engine in enumerate(request.param):
            if engine == "folder":
                made.append(tmp_path / str(n))
            else:
                made.append(opened.enter_context(schema(request.getfixturevalue("postgres"))))
        fill(made[0])
        yield made[0], made[1]


def fill(place: Place) -> None:
    library = Library(place, LetterEmbedder(), {"stemmer": "german", "reranker": "small"})
    library.add([read_text(TEA, "tea"), read_text(TEA.replace("tea", "rice"), "rice")])
    library.add([read_text(TEA.replace("tea", "gone"), "gone")])
    library.edit("rice", Edits({"title": "Rice"}, {"Interviewee": "Bo"}))
    library.move("tea", "/texts/tea.txt")
    library.remove("gone")
    library.keep_feedback(SAID)


def everything(place: Place) -> dict[str, object]:
    """What a library holds, with what it finds for a question."""
    embedder = LetterEmbedder()
    library = Library(place, embedder, {"stemmer": "german"})
    with library.snapshot() as snapshot:
        near = snapshot.search_dense(embedder.embed_query("green tea"), 9, Where())
        words = snapshot.search_lexical("green tea", 9, Where())
    with library._store.reading() as view:
        vectors = {s.doc_id: view.vectors_in(s.doc_id).tobytes() for s in view.summaries()}
        pieces = {s.doc_id: [p for _, p in view.pieces(s.doc_id)] for s in view.summaries()}
        facts = {name: view.fact(name) for name in ("embedder", "stemmer", "reranker")}
    assert embedder.calls == []
    return {
        "summaries": library.documents(),
        "documents": [library.document(s.doc_id) for s in library.documents()],
        "vectors": vectors,
        "pieces": pieces,
        "facts": facts,
        "removed": library.was_removed("gone"),
        "feedback": library.feedback(),
        "near": sorted((h.passage.doc_id, h.passage.start) for h in near),
        "words": [(h.passage.doc_id, h.passage.start) for h in words],
    }


def test_a_copy_holds_the_same_to_the_bit(places: Pair) -> None:
    source, target = places
    assert list(copy_library(source, target)) == [
        Copied("rice", 4, unchanged=False),
        Copied("tea", 4, unchanged=False),
    ]
    assert everything(target) == everything(source)


def test_a_copy_raises_the_generation_for_each_source_and_removal(places: Pair) -> None:
    source, target = places
    list(copy_library(source, target))
    assert Library(target, LetterEmbedder()).generation() == 3


def test_a_place_that_holds_sources_is_refused_unless_they_are_to_be_added_to(
    places: Pair,
) -> None:
    source, target = places
    Library(target, LetterEmbedder()).add([read_text(TEA.replace("tea", "mate"), "mate")])
    with pytest.raises(LibraryError, match="expected no sources, found 1: choose another place"):
        list(copy_library(source, target))
    list(copy_library(source, target, add=True))
    held = Library(target, LetterEmbedder())
    assert [s.doc_id for s in held.documents()] == ["mate", "rice", "tea"]


def test_a_copy_that_was_cut_off_goes_on_where_it_was(places: Pair) -> None:
    source, target = places
    copying = copy_library(source, target)
    assert next(copying).doc_id == "rice"
    copying.close()
    assert [(c.doc_id, c.unchanged) for c in copy_library(source, target, add=True)] == [
        ("rice", True),
        ("tea", False),
    ]
    assert everything(target) == everything(source)


def test_embeddings_of_different_models_are_not_put_together(places: Pair) -> None:
    source, target = places
    Library(target, LetterEmbedder("letters@2")).add([read_text(TEA, "mate")])
    with pytest.raises(LibraryError, match=r"was built with letters@2, .* with letters@1: choose"):
        list(copy_library(source, target, add=True))


def test_there_must_be_a_library_to_copy(tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match="expected a library to copy, found none"):
        list(copy_library(tmp_path / "none", tmp_path / "copy"))
    assert not (tmp_path / "none").exists()
