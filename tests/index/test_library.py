"""A library keeps the truth in its store; its indexes can go at any moment."""

from __future__ import annotations

import shutil
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from fakes import LetterEmbedder

from corpus.document import Document, Role, Turn
from corpus.edits import Edits
from corpus.errors import LibraryError, ModelMismatchError, SourceError, UnknownNameError
from corpus.read import read_text
from index.feedback import Feedback, Verdict
from index.library import Library
from index.place import Place
from index.where import ANSWERING, Where


def document(doc_id: str, question: str, reply: str, sha256: str = "") -> Document:
    text = f"— {question}\n— {reply}"
    middle = 2 + len(question)
    asked = Turn("Ada", Role.INTERVIEWER, 2, middle, 0)
    said = Turn("Bob", Role.INTERVIEWEE, middle + 3, len(text), middle + 1)
    return Document(doc_id, doc_id.title(), text, (asked, said), (("date", "2022"),), sha256)


BRIEFING = "\n\n".join(["Q: When?", "MS. PSAKI: Soon.", "Q: Why?", "MR. KIRBY: So."] * 2)
COUPLE = "\n\n".join(["Anna Berg: When?", "Otto Berg: Soon."] * 2)
TEA = document("tea", "What do you drink?", "Green tea, every morning.", "1")
WAR = document("war", "Will it end?", "Nobody knows the day.", "2")


@pytest.fixture
def embedder() -> LetterEmbedder:
    return LetterEmbedder()


@pytest.fixture
def library(place: Place, embedder: LetterEmbedder) -> Library:
    made = Library(place, embedder)
    made.add([TEA, WAR])
    return made


@pytest.fixture
def in_folder(tmp_path: Path, embedder: LetterEmbedder) -> Library:
    made = Library(tmp_path / "a library", embedder)
    made.add([TEA, WAR])
    return made


def found(library: Library, query: str) -> dict[str, list[tuple[int, str]]]:
    """What both engines find, by engine, as (rank, text)."""
    vector = LetterEmbedder().embed_query(query)
    with library.snapshot() as snapshot:
        return {
            "dense": [
                (hit.rank, hit.passage.text)
                for hit in snapshot.search_dense(vector, 2, Where(roles=ANSWERING))
            ],
            "lexical": [
                (hit.rank, hit.passage.text)
                for hit in snapshot.search_lexical(query, 2, Where(roles=ANSWERING))
            ],
        }


def files(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if path.is_file())


def test_a_document_comes_back_as_it_was_added(library: Library) -> None:
    assert library.document("tea") == TEA


def test_the_list_tells_turns_speakers_and_passages(library: Library) -> None:
    tea, war = library.documents()
    assert (tea.doc_id, tea.title, tea.turns, tea.speakers, tea.passages) == (
        "tea",
        "Tea",
        2,
        ("Ada", "Bob"),
        2,
    )
    assert war.doc_id == "war"


def test_both_engines_find_the_reply_and_not_the_question(library: Library) -> None:
    assert found(library, "green tea in the morning") == {
        "dense": [(1, "Green tea, every morning."), (2, "Nobody knows the day.")],
        "lexical": [(1, "Green tea, every morning.")],
    }


def test_a_passage_knows_who_says_it_and_what_was_asked(library: Library) -> None:
    with library.snapshot() as snapshot:
        (hit,) = snapshot.search_lexical("green", 5, Where())
    assert (hit.passage.speaker, hit.passage.role) == ("Bob", Role.INTERVIEWEE)
    assert hit.passage.asked == "What do you drink?"
    assert TEA.text[hit.passage.start : hit.passage.end] == hit.passage.text


def test_the_same_bytes_again_mean_no_work(library: Library, embedder: LetterEmbedder) -> None:
    calls, generation = list(embedder.calls), library.generation()
    (again,) = library.add([TEA])
    assert again.unchanged
    assert (embedder.calls, library.generation()) == (calls, generation)


def test_adding_an_id_again_replaces_its_text(library: Library) -> None:
    library.add([document("tea", "And now?", "Only coffee.", "3")])
    assert found(library, "coffee")["lexical"] == [(1, "Only coffee.")]
    assert found(library, "green")["lexical"] == []


def test_a_removed_document_is_found_no_more(library: Library) -> None:
    library.remove("tea")
    assert found(library, "green tea") == {
        "dense": [(1, "Nobody knows the day.")],
        "lexical": [],
    }
    with pytest.raises(UnknownNameError, match="unknown source 'tea': expected one of war"):
        library.document("tea")


def test_removing_everything_leaves_a_library_that_finds_nothing(library: Library) -> None:
    library.remove("tea")
    library.remove("war")
    assert library.documents() == []
    assert found(library, "green tea") == {"dense": [], "lexical": []}


def test_removing_everything_leaves_no_vectors_in_the_folder(in_folder: Library) -> None:
    in_folder.remove("tea", "war")
    assert not list(in_folder.folder.rglob("*.faiss"))


def test_every_change_raises_the_generation(library: Library) -> None:
    before = library.generation()
    library.remove("war")
    library.add([WAR])
    assert library.generation() == before + 2


def test_deleted_indexes_come_back_identical_without_embedding(
    in_folder: Library, embedder: LetterEmbedder
) -> None:
    (dense,) = in_folder.folder.rglob("*.faiss")
    before, calls, answers = dense.read_bytes(), list(embedder.calls), found(in_folder, "tea day")
    shutil.rmtree(in_folder.folder / "indexes")

    again = Library(in_folder.folder, embedder)
    assert found(again, "tea day") == answers
    assert dense.read_bytes() == before
    assert embedder.calls == calls


def test_every_file_of_the_indexes_may_be_damaged_without_a_wrong_answer(
    in_folder: Library,
) -> None:
    answers = found(in_folder, "green tea in the morning")
    for path in list(files(in_folder.folder / "indexes")):
        if path.suffix == ".lock" or not path.exists():
            continue
        data = path.read_bytes()
        path.write_bytes(data[: len(data) // 2] + b"\x00damaged\x00")
        assert (
            found(Library(in_folder.folder, LetterEmbedder()), "green tea in the morning")
            == answers
        )


def test_a_snapshot_does_not_see_later_changes(library: Library) -> None:
    with library.snapshot() as snapshot:
        library.remove("tea")
        (hit,) = snapshot.search_lexical("green", 5, Where())
        assert hit.passage.text == "Green tea, every morning."
        assert snapshot.document("tea") == TEA
    assert found(library, "green")["lexical"] == []


def test_another_process_sees_a_change_at_its_next_question(library: Library) -> None:
    other = Library(library.place, LetterEmbedder())
    assert found(other, "coffee")["lexical"] == []
    library.add([document("new", "And?", "Coffee then.")])
    assert found(other, "coffee")["lexical"] == [(1, "Coffee then.")]


def test_another_model_is_refused_with_the_remedy(library: Library) -> None:
    other = Library(library.place, LetterEmbedder("letters@2"))
    message = (
        "library was built with letters@1, settings ask for letters@2: "
        "run `onrecord index --rebuild`"
    )
    with pytest.raises(ModelMismatchError, match=message), other.snapshot():
        pass
    with pytest.raises(ModelMismatchError, match=message):
        other.add([document("new", "And?", "Coffee then.")])


def test_rebuilding_makes_the_library_fit_another_model(library: Library) -> None:
    other = Library(library.place, LetterEmbedder("letters@2"))
    other.rebuild()
    assert found(other, "green tea in the morning")["lexical"] == [(1, "Green tea, every morning.")]
    assert other.document("tea") == TEA


def test_a_failed_add_changes_nothing(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: object) -> None:
        raise RuntimeError("out of memory")

    before = library.generation()
    monkeypatch.setattr(library._embedder, "embed_passages", fail)
    with pytest.raises(RuntimeError, match="out of memory"):
        library.add([document("tea", "And?", "Coffee.", "9")])
    assert library.generation() == before
    assert library.document("tea") == TEA


@pytest.mark.parametrize(
    "content", [b"not a database at all" * 99, b"SQLite format 3\x00" + b"\7" * 99]
)
def test_a_damaged_library_is_an_error_naming_file_and_remedy(
    tmp_path: Path, content: bytes
) -> None:
    (tmp_path / "library.sqlite").write_bytes(content)
    with pytest.raises(
        LibraryError, match=r"library\.sqlite: the library is damaged .*move it away"
    ):
        Library(tmp_path, LetterEmbedder()).documents()


@pytest.mark.parametrize("metadata", ["", "{", "5", "[5]", '[["date"]]', "null", "[" * 100_000])
def test_damaged_metadata_is_an_error_naming_file_document_and_remedy(
    tmp_path: Path, metadata: str
) -> None:
    library = Library(tmp_path, LetterEmbedder())
    library.add([TEA])
    with closing(sqlite3.connect(tmp_path / "library.sqlite")) as db, db:
        db.execute("UPDATE documents SET metadata = ?", (metadata,))
    why = r"library\.sqlite: the library is damaged \(the metadata of 'tea': .*move it away"
    for read in (library.documents, lambda: library.document("tea")):
        with pytest.raises(LibraryError, match=why):
            read()


@pytest.mark.parametrize("content", ["", "{", "5", "{}", "null", '{"right": 5}'])
def test_damaged_feedback_is_an_error_naming_file_and_remedy_and_can_be_cleared(
    tmp_path: Path, content: str
) -> None:
    library = Library(tmp_path, LetterEmbedder())
    library.add([TEA])
    library.keep_feedback(Feedback("Why?", Verdict.GOOD, "answered", 0.5))
    with closing(sqlite3.connect(tmp_path / "library.sqlite")) as db, db:
        db.execute("UPDATE feedback SET content = ?", (content,))
    why = r"library\.sqlite: the library is damaged \(what readers said: .*feedback clear"
    with pytest.raises(LibraryError, match=why):
        library.feedback()
    library.drop_feedback()
    assert library.feedback() == []


def test_a_library_that_cannot_be_made_is_an_error_naming_the_path(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(LibraryError, match=r"file.*check the path and its rights"):
        Library(tmp_path / "file", LetterEmbedder()).documents()


def test_readers_see_whole_states_while_a_writer_works(library: Library) -> None:
    """Two documents are always replaced one after the other; no search mixes text and place."""
    stop = threading.Event()
    wrong: list[str] = []

    def read() -> None:
        while not stop.is_set():
            with library.snapshot() as snapshot:
                for hit in snapshot.search_lexical("tea coffee", 5, Where()):
                    text = snapshot.document(hit.passage.doc_id).text
                    if text[hit.passage.start : hit.passage.end] != hit.passage.text:
                        wrong.append(hit.passage.text)

    readers = [threading.Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    for n in range(8):
        library.add([document("tea", "And?" * n + "?", f"Coffee {n}." * (n + 1))])
    stop.set()
    for reader in readers:
        reader.join()
    assert wrong == []


@pytest.mark.parametrize(
    ("name", "found"),
    [("MS. PSAKI", "MS. PSAKI"), ("ms. psaki", "MS. PSAKI"), ("Psaki", "MS. PSAKI")],
)
def test_a_speaker_is_found_by_a_part_of_the_name(place: Place, name: str, found: str) -> None:
    library = Library(place, LetterEmbedder())
    library.add([read_text(BRIEFING, "b")])
    with library.snapshot() as snapshot:
        assert snapshot.find_speaker(name) == found


def test_a_part_of_a_name_that_several_share_is_refused(place: Place) -> None:
    library = Library(place, LetterEmbedder())
    library.add([read_text(COUPLE, "b")])
    with library.snapshot() as snapshot, pytest.raises(UnknownNameError, match="Anna Berg, Otto"):
        snapshot.find_speaker("Berg")


def test_the_exact_name_of_a_speaker_wins_over_a_part_of_another(place: Place) -> None:
    library = Library(place, LetterEmbedder())
    library.add([read_text(COUPLE.replace("Otto Berg", "Anna"), "b")])
    with library.snapshot() as snapshot:
        assert snapshot.find_speaker("anna") == "Anna"


def test_of_two_names_that_differ_in_capitals_the_one_that_is_typed_is_meant(place: Place) -> None:
    library = Library(place, LetterEmbedder())
    library.add([read_text(COUPLE, "b"), read_text(COUPLE.replace("Anna Berg", "ANNA BERG"), "c")])
    with library.snapshot() as snapshot:
        for name in ("Anna Berg", "ANNA BERG"):
            assert snapshot.find_speaker(name) == name


def test_what_was_edited_is_edited_again_when_the_text_changes(
    library: Library, embedder: LetterEmbedder
) -> None:
    library.edit("tea", Edits({"title": "Of tea"}, {"Bob": "Robert"}))
    library.edit("tea", Edits({"date": ""}, {"Robert": "Rob"}))
    (added,) = library.add([document("tea", "What do you drink?", "Black tea by now.", "3")])
    changed = library.document("tea")
    assert added.document == changed
    assert "Black tea" in changed.text
    assert (changed.title, changed.speakers, changed.metadata) == (
        "Of tea",
        ("Ada", "Rob"),
        (("title", "Of tea"),),
    )
    (summary, _) = library.documents()
    assert summary.title == "Of tea"
    with library.snapshot() as snapshot:
        where = Where(speakers=frozenset({"Rob"}))
        (hit,) = snapshot.search_dense(embedder.embed_query("tea"), 9, where)
    assert hit.passage.text == "Black tea by now."


def test_an_edit_ends_with_the_source(library: Library) -> None:
    library.edit("tea", Edits({"title": "Of tea"}, {"Bob": "Robert"}))
    library.remove("tea")
    with library._store.reading() as view:
        assert [name for name in view.facts() if name.startswith("edits:")] == []
    library.add([TEA])
    assert library.document("tea") == TEA


def test_whoever_asks_is_not_renamed_to_whoever_answers(place: Place) -> None:
    library = Library(place, LetterEmbedder())
    library.add([read_text("Ada: Why?\n\nBob: So.\n\nAda: And?\n\nBob: No.", "d")])
    with pytest.raises(SourceError, match="nobody in another role has, found 'Bob'"):
        library.edit("d", Edits(speakers={"Ada": "Bob"}))
    swapped = library.edit("d", Edits(speakers={"Ada": "Bob", "Bob": "Ada"}))
    assert [(turn.speaker, turn.role) for turn in swapped.turns[:2]] == [
        ("Bob", "interviewer"),
        ("Ada", "interviewee"),
    ]
