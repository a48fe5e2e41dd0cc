"""A library in PostgreSQL answers as one in a folder does, and leaves nothing behind."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from secrets import token_hex
from urllib.parse import quote

import numpy as np
import psycopg
import pytest
from fakes import LetterEmbedder
from pgvector import Vector

from corpus.document import Role
from corpus.edits import Edits
from corpus.errors import LibraryError
from corpus.read import read_text
from eval.synthetic import synthetic_interviews
from index.copying import copy_library
from index.library import Library
from index.passage import Passage
from index.place import Database, Place, address_of, place_of
from index.postgres import dense, engine
from index.where import ANSWERING, Where

RARE = "Quetzalcoatlus xylophagous zugzwang"
KEPT = "— What stays?\n— The harbour stays.\n— Why?\n— Because of the tide."
QUERIES = ("harbour tide", "what stays", "harbor", "the zugzwang of Quetzalcoatlus")


@pytest.fixture
def library(database: Database) -> Library:
    made = Library(database, LetterEmbedder())
    made.add([read_text(KEPT, "kept"), read_text(f"— What?\n— {RARE}.\n— So?\n— {RARE}!", "rare")])
    return made


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory, postgres: str) -> Iterator[tuple[Library, ...]]:
    """The same interviews in a folder and in a database."""
    folder = tmp_path_factory.mktemp("both") / "library"
    place = place_of(postgres)
    assert isinstance(place, Database)
    database = replace(place, schema=f"both_{token_hex(4)}")
    Library(folder, LetterEmbedder()).add(synthetic_interviews(6, 30_000))
    list(copy_library(folder, database))
    yield Library(folder, LetterEmbedder()), Library(database, LetterEmbedder())
    rows(database, f"DROP SCHEMA {database.schema} CASCADE")


def rows(place: Database, statement: str) -> list[tuple[object, ...]]:
    with psycopg.connect(place.url, autocommit=True) as connection:
        connection.execute("SELECT set_config('search_path', %s, false)", (place.schema,))
        done = connection.execute(statement.encode())
        return done.fetchall() if done.description else []


def with_parameter(place: Database, parameter: str) -> Database:
    return replace(place, url=f"{place.url}{'&' if '?' in place.url else '?'}{parameter}")


def counted_terms(place: Database) -> tuple[list[tuple[object, ...]], list[tuple[object, ...]]]:
    """The vocabulary as it is kept, and as the postings say."""
    recount = (
        "SELECT term_id, coalesce(sum(cardinality(numbers)) FILTER (WHERE field = 0), 0),"
        " coalesce(sum(cardinality(numbers)) FILTER (WHERE field = 1), 0)"
        " FROM postings GROUP BY term_id ORDER BY term_id"
    )
    kept = "SELECT term_id, in_text, in_asked FROM terms ORDER BY term_id"
    return rows(place, kept), rows(place, recount)


def queries(library: Library, count: int) -> list[str]:
    """Nine words of a document in a row, again and again."""
    words = [w for s in library.documents() for w in library.document(s.doc_id).text.split()]
    return [" ".join(words[n : n + 9]) for n in range(0, len(words) - 9, len(words) // count)]


WHERES = (
    Where(),
    Where(roles=ANSWERING),
    Where(doc_ids=frozenset({"interview-00002"})),
    Where(speakers=frozenset({"Interviewer"}), roles=frozenset({Role.INTERVIEWER})),
)


def allows(where: Where, passage: Passage) -> bool:
    return (
        (where.doc_ids is None or passage.doc_id in where.doc_ids)
        and (where.speakers is None or passage.speaker in where.speakers)
        and (where.roles is None or passage.role in where.roles)
    )


def test_both_engines_hold_the_same_documents(both: tuple[Library, ...]) -> None:
    folder, database = both
    assert database.documents() == folder.documents()
    for summary in folder.documents():
        assert database.document(summary.doc_id) == folder.document(summary.doc_id)


@pytest.mark.parametrize("where", WHERES)
def test_both_engines_find_the_same_nearest_passages(
    both: tuple[Library, ...], where: Where
) -> None:
    """Unless two are equally near to six digits, in which their sums may differ."""
    for query in queries(both[0], 20):
        vector = LetterEmbedder().embed_query(query)
        near = []
        for library in both:
            with library.snapshot() as snapshot:
                hits = snapshot.search_dense(vector, 11, where)
            near.append([(h.score, h.passage.doc_id, h.passage.start) for h in hits])
        folder, database = ([place for _, *place in found[:10]] for found in near)
        if all(a[0] - b[0] > 2e-5 for a, b in pairwise(near[0])):
            assert folder == database
        assert [each[0] for each in near[0]] == pytest.approx(
            [each[0] for each in near[1]], abs=2e-6
        )


@pytest.mark.parametrize("where", WHERES)
def test_both_engines_rank_by_words_nearly_alike(both: tuple[Library, ...], where: Where) -> None:
    """Tantivy rounds lengths above 40 words, which may swap neighbours: 95 of 100 are shared."""
    shared, first = [], []
    for query in queries(both[0], 40):
        ranked = []
        for library in both:
            with library.snapshot() as snapshot:
                hits = snapshot.search_lexical(query, 10, where)
            ranked.append([(h.passage.doc_id, h.passage.start) for h in hits])
        shared.append(len(set(ranked[0]) & set(ranked[1])) / len(ranked[0]))
        first.append(ranked[0][0] == ranked[1][0])
    assert np.mean(shared) >= 0.95
    assert np.mean(first) >= 0.95


def test_a_misspelt_word_is_found_in_both_and_nonsense_in_neither(place: Place) -> None:
    library = Library(place, LetterEmbedder())
    library.add([read_text(KEPT, "kept")])
    with library.snapshot() as snapshot:
        found = snapshot.search_lexical("hrabour", 3, Where())
        assert [(h.passage.text, round(h.score, 3)) for h in found] == [("The harbour stays.", 0.7)]
        assert snapshot.search_lexical("kwxyq", 3, Where()) == []


def test_a_graph_finds_what_an_exact_search_finds_and_keeps_to_filters(
    both: tuple[Library, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    place = both[1].place
    assert isinstance(place, Database)
    # So few and short vectors are read faster than any index, as the planner knows.
    forced = quote("-c enable_seqscan=off -c enable_bitmapscan=off")
    database = Library(with_parameter(place, f"options={forced}"), LetterEmbedder())
    asked = [LetterEmbedder().embed_query(query) for query in queries(database, 10)]

    def found(where: Where) -> list[tuple[float, bool]]:
        with database.snapshot() as snapshot:
            hits = [hit for v in asked for hit in snapshot.search_dense(v, 10, where)]
        return [(round(hit.score, 4), allows(where, hit.passage)) for hit in hits]

    exact = [found(where) for where in WHERES]
    monkeypatch.setattr(dense, "GRAPH_FROM", 1)
    monkeypatch.setattr(engine, "GRAPH_FROM", 1)
    database._store.settle(lambda _: None)
    with database._store.reading() as view:
        assert dense.has_graph(view._db, 26)
        ranking, _ = dense.nearest(26, Where(), by_graph=True)
        explain = f"EXPLAIN {ranking} TABLE best"
        plan = view._db.execute(explain.encode(), {"query": Vector(asked[0]), "k": 10}).fetchall()
    assert "Index Scan using passages_near_26" in str(plan)
    for exactly, near in zip(exact, map(found, WHERES), strict=True):
        assert all(allowed for _, allowed in near)
        assert len(near) == len(exactly)
        assert len(set(near) & set(exactly)) >= 0.9 * len(set(exactly))


def test_what_is_removed_leaves_no_row_and_no_term(library: Library, database: Database) -> None:
    library.remove("rare")
    tables = rows(database, "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()")
    found = {
        str(table): "xylophag" in str(rows(database, "TABLE " + str(table))) for (table,) in tables
    }
    assert found == {str(table): False for (table,) in tables}
    assert len(found) == 9
    assert rows(database, "SELECT doc_id FROM removals") == [("rare",)]


def test_the_vocabulary_counts_what_the_passages_hold(library: Library, database: Database) -> None:
    library.add([read_text(KEPT.replace("tide", "moon"), "kept"), read_text(KEPT, "more")])
    library.edit("more", Edits({"language": "de"}, {"Interviewee": "Ada"}))
    library.remove("rare")
    kept, recounted = counted_terms(database)
    assert kept == recounted
    assert len(kept) > 3


def test_renaming_a_speaker_moves_the_passages(library: Library) -> None:
    library.edit("kept", Edits({}, {"Interviewee": "Ada"}))
    with library.snapshot() as snapshot:
        where = Where(speakers=frozenset({"Ada"}))
        assert len(snapshot.search_dense(LetterEmbedder().embed_query("x"), 9, where)) == 2
        (hit, *_) = snapshot.search_lexical("harbour", 9, where)
    assert hit.passage.speaker == "Ada"


def test_another_stemmer_takes_effect_without_embedding(database: Database) -> None:
    embedder = LetterEmbedder()
    Library(database, embedder).add([read_text(KEPT, "kept")])
    calls = list(embedder.calls)

    def found(stemmer: str) -> int:
        with Library(database, embedder, {"stemmer": stemmer}).snapshot() as snapshot:
            return len(snapshot.search_lexical("harbours", 9, Where(), plain=True))

    assert (found("auto"), found("none"), found("auto")) == (1, 0, 1)
    assert embedder.calls == calls


def test_a_lost_connection_is_opened_anew(library: Library, database: Database) -> None:
    name = token_hex(6)
    library = Library(with_parameter(database, f"application_name={name}"), LetterEmbedder())
    assert library.holds("kept")
    ended = rows(
        database,
        f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = '{name}'",  # noqa: S608
    )
    assert ended == [(True,)]
    assert library.holds("kept")


def test_of_several_that_open_a_new_library_at_once_all_succeed(database: Database) -> None:
    errors: list[Exception] = []

    def add(n: int) -> None:
        try:
            Library(database, LetterEmbedder()).add([read_text(KEPT, f"text-{n}")])
        except LibraryError as error:
            errors.append(error)

    adding = [threading.Thread(target=add, args=(n,)) for n in range(4)]
    for each in adding:
        each.start()
    for each in adding:
        each.join()
    held = Library(database, LetterEmbedder())
    assert errors == []
    assert [s.doc_id for s in held.documents()] == [f"text-{n}" for n in range(4)]
    assert held.generation() == 4


def test_asking_whether_there_is_a_library_makes_none(database: Database) -> None:
    assert Library(database, LetterEmbedder()).is_new
    with pytest.raises(psycopg.errors.UndefinedTable):
        rows(database, "SELECT * FROM facts")


def test_a_server_that_is_not_there_is_one_line_without_the_password(tmp_path: Path) -> None:
    place = place_of(f"postgresql://ada:s3cret@/press?host={tmp_path}")
    with pytest.raises(LibraryError) as caught:
        Library(place, LetterEmbedder()).documents()
    said = str(caught.value)
    assert "cannot be reached" in said
    assert "check the address" in said
    assert "\n" not in said
    assert "s3cret" not in said + repr(place)


@pytest.mark.usefixtures("library")
def test_a_library_of_another_release_is_refused(database: Database) -> None:
    rows(database, "UPDATE facts SET value = '99' WHERE name = 'schema'")
    with pytest.raises(LibraryError, match="expected a library of version 1, found 99: use the"):
        Library(database, LetterEmbedder()).documents()


@pytest.mark.skipif("TEST_POSTGRES" in os.environ, reason="makes a role without password")
def test_a_database_where_pgvector_may_not_be_made_says_so(postgres: str) -> None:
    name = f"bare_{token_hex(4)}"
    place = place_of(postgres)
    assert isinstance(place, Database)
    for statement in (f"CREATE DATABASE {name}", f"CREATE ROLE {name} LOGIN"):
        rows(place, statement)
    url = address_of(place).replace("postgres:@/postgres", f"{name}@/{name}")
    try:
        with pytest.raises(LibraryError, match="expected the extension pgvector: install it on"):
            Library(place_of(url), LetterEmbedder()).documents()
    finally:
        for statement in (f"DROP DATABASE {name}", f"DROP ROLE {name}"):
            rows(place, statement)
