"""What is removed is gone from every file, not only from what is found."""

from __future__ import annotations

from pathlib import Path

import pytest
import tantivy
from fakes import LetterEmbedder

from corpus.document import Document
from corpus.edits import Edits
from corpus.read import read_text
from index.feedback import Feedback, Quoted, Verdict
from index.last_report import last_report
from index.library import Library

RARE = "Quetzalcoatlus xylophagous Brünnhilde zugzwang".split()
KEPT = "— What stays?\n— The harbour stays.\n— Why?\n— Because of the tide."


def secret(turns: int = 40) -> Document:
    """A text with rare words in many turns, long enough to fill several pages of the file."""
    said = "".join(
        f"— What of {n}?\n— The {' and the '.join(RARE)} of {n}.\n" for n in range(turns)
    )
    return read_text(said, "secret")


@pytest.fixture
def library(tmp_path: Path) -> Library:
    made = Library(tmp_path, LetterEmbedder())
    # One at a time, so that the word index is updated and not only filled.
    for document in (read_text(KEPT, "kept"), secret()):
        made.add([document])
    return made


def traces(folder: Path) -> list[str]:
    """Where the rare words are: in any file as written, in any word index as a term.

    A dictionary of terms is an automaton, in whose bytes no term can be read off; it is asked
    for the number of passages, which counts those only marked as deleted too.
    """
    files = [path for path in folder.rglob("*") if path.is_file()]
    written = [
        f"{word} in {path.name}"
        for path in files
        for word in RARE
        if word.casefold()[:6].encode() in path.read_bytes().lower()
    ]
    terms = [
        f"{term} in the word index"
        for home in {path.parent for path in files if path.name == "meta.json"}
        for term in ("quetzalcoatlus", "xylophag", "brunnhild", "zugzwang", "Zugzwang")
        for field in ("text", "asked", "speaker")
        if tantivy.Index.open(str(home)).searcher().doc_freq(field, term)
    ]
    return sorted(written + terms)


def test_the_search_for_traces_sees_texts_and_terms(library: Library) -> None:
    assert traces(library.folder) == [
        "Brünnhilde in library.sqlite",
        "Quetzalcoatlus in library.sqlite",
        "brunnhild in the word index",
        "quetzalcoatlus in the word index",
        "xylophag in the word index",
        "xylophagous in library.sqlite",
        "zugzwang in library.sqlite",
        "zugzwang in the word index",
    ]


def test_removing_leaves_no_word_in_any_file(library: Library) -> None:
    library.remove("secret")
    assert traces(library.folder) == []


def test_removing_leaves_no_word_in_what_readers_said(library: Library) -> None:
    quoted = Quoted("secret", f"The {' and the '.join(RARE)} of 1.")
    given = [
        Feedback("What is it?", Verdict.GOOD, "answered", 0.9, (quoted,)),
        Feedback("Which?", Verdict.SHOULD_HAVE_ANSWERED, "not_in_sources", 0.1, right=quoted),
        Feedback("What stays?", Verdict.GOOD, "answered", 0.9, (Quoted("kept", "The harbour"),)),
    ]
    assert all(map(library.keep_feedback, given))
    library.remove("secret")
    assert traces(library.folder) == []
    assert library.feedback() == given[2:]


def test_replacing_by_a_shorter_text_leaves_no_word_of_the_longer(library: Library) -> None:
    library.add([read_text("— What of it?\n— Nothing.", "secret")])
    assert traces(library.folder) == []


def test_the_last_report_goes_with_a_text_that_goes_and_stays_when_one_comes(
    library: Library,
) -> None:
    report = last_report(library.place)
    report.write_text(f"<p>{RARE[0]}</p>", encoding="utf-8")
    library.add([read_text(KEPT, "another")])
    assert report.exists()
    library.add([read_text("— What of it?\n— Nothing.", "secret")])
    assert traces(library.folder) == []
    report.write_text(f"<p>{RARE[0]}</p>", encoding="utf-8")
    library.remove("another")
    assert traces(library.folder) == []


def test_removing_while_somebody_reads_leaves_nothing_after_they_have_finished(
    library: Library,
) -> None:
    with library.snapshot() as snapshot:
        library.remove("secret")
        assert "Brünnhilde" in snapshot.document("secret").text
    assert traces(library.folder) == []


def test_removing_during_another_process_use_leaves_nothing_after_it(library: Library) -> None:
    other = Library(library.folder, LetterEmbedder())
    with other.snapshot():
        library.remove("secret")
    assert traces(library.folder) == []


def test_a_speakers_old_name_is_in_no_index(library: Library) -> None:
    library.add([read_text("Zugzwang: When?\n\nAda: Soon.\n\n" * 3, "named")])
    library.remove("secret")
    assert "Zugzwang in the word index" in traces(library.folder)
    library.edit("named", Edits({}, {"Zugzwang": "Bob"}))
    # The text itself goes on saying it.
    assert traces(library.folder) == ["zugzwang in library.sqlite"]


def test_what_a_killed_process_left_half_written_is_deleted_at_the_next_change(
    library: Library,
) -> None:
    indexes = library.folder / "indexes"
    (indexes / ".dense-1-ab.faiss.4711").write_bytes(b"Quetzalcoatlus")
    (indexes / "lexical-1-ab").mkdir()
    (indexes / "lexical-1-ab" / "x.term").write_bytes(b"Quetzalcoatlus")
    library.remove("secret")
    assert traces(library.folder) == []
