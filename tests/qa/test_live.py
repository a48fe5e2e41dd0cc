"""What one process does to a library, others see at their next question, whole or not at all."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from fakes import BY_WORDS, LetterEmbedder, WordAligner, WordReranker

from corpus.errors import LibraryError
from corpus.read import read_text
from index import store
from index.library import Library
from index.place import Place, address_of
from index.postgres import engine
from index.where import Where
from qa.ask import Answerer

ROOT = Path(__file__).parents[2]
VERSIONS = 13

SETUP = f"""
import json, sys
from pathlib import Path
sys.path[:0] = [{str(ROOT)!r}, {str(ROOT / "tests")!r}]
from fakes import LetterEmbedder
from corpus.read import read_text
from index.library import Library
from index.place import place_of
from index.where import Where

place = place_of(sys.argv[1])
"""

REPLACES = f"""
library = Library(place, LetterEmbedder())
for n in range(1, {VERSIONS}):
    text = f"— Is it green tea?\\n— Green tea {{n}}.\\n" * (1 + n % 3)
    library.add([read_text("\\n" * n + text, "tea")])
    if n % 2:
        library.add([read_text(f"— And now?\\n— Black coffee {{n}}.", "coffee")])
    else:
        library.remove("coffee")
"""

ADDS_AFTER_SIGNAL = """
class Telling(LetterEmbedder):
    def embed_passages(self, texts):
        print("embedding", flush=True)
        return super().embed_passages(texts)

Library(place, Telling()).add([read_text("— And now?\\n— Black coffee.", "coffee")])
"""

SEARCHES = """
with Library(place, LetterEmbedder()).snapshot() as snapshot:
    found = snapshot.search_lexical("tea", 5, Where())
    near = snapshot.search_dense(LetterEmbedder().embed_query("tea"), 5, Where())
    print(json.dumps([hit.passage.text for hit in [*found, *near]]))
"""


def start(script: str, place: Place) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", SETUP + script, address_of(place)]
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8"
    )


def with_tea(place: Place) -> Library:
    made = Library(place, LetterEmbedder())
    made.add([read_text("— Is it green tea?\n— Green tea 0.", "tea")])
    return made


@pytest.fixture
def library(place: Place) -> Library:
    return with_tea(place)


@pytest.fixture
def in_folder(tmp_path: Path) -> Library:
    return with_tea(tmp_path)


def answerer(library: Library) -> Answerer:
    return Answerer(library, LetterEmbedder(), WordReranker(), WordAligner(), BY_WORDS)


def test_every_answer_is_of_one_state_while_another_process_writes(library: Library) -> None:
    """Each version of the text has its number in all its turns, so a mixture would show two."""
    answering = answerer(library)
    writing = start(REPLACES, library.place)
    wrong: list[object] = []
    answers = [0] * 4

    def read(reader: int) -> None:
        try:
            while not wrong:
                finished = writing.poll() is not None
                answer = answering.ask("green tea", sources=["tea"])
                texts = [hit.passage.text for hit in answer.hits]
                texts += [citation.quote for citation in answer.citations]
                if not answer.citations or len(set(re.findall(r"\d+", " ".join(texts)))) > 1:
                    wrong.append(texts)
                answers[reader] += 1
                if finished:
                    return
        except Exception as error:  # noqa: BLE001  # whatever it is, the test has to fail
            wrong.append(error)

    readers = [threading.Thread(target=read, args=(n,)) for n in range(4)]
    for reader in readers:
        reader.start()
    _, trouble = writing.communicate()
    for reader in readers:
        reader.join()
    assert (wrong, writing.returncode, trouble) == ([], 0, "")
    assert min(answers) > 1
    last = answering.ask("green tea").citations[0]
    assert last.quote == f"Green tea {VERSIONS - 1}."


def test_a_running_answerer_sees_what_another_process_adds_and_removes(library: Library) -> None:
    answering = answerer(library)
    assert not answering.ask("black coffee").answered
    with start(ADDS_AFTER_SIGNAL, library.place) as adding:
        adding.communicate()
    assert answering.ask("black coffee").citations[0].quote == "Black coffee."
    Library(library.place, LetterEmbedder()).remove("coffee")
    assert not answering.ask("black coffee").answered


def test_of_two_writers_one_waits_and_both_succeed(library: Library) -> None:
    with library._store.writing() as change:
        adding = start(ADDS_AFTER_SIGNAL, library.place)
        assert adding.stdout is not None
        assert adding.stdout.readline() == "embedding\n"
        change.set_origin("tea", "/here")
    assert adding.communicate()[1] == ""
    assert adding.returncode == 0
    held = {summary.doc_id: summary.origin for summary in library.documents()}
    assert held == {"tea": "/here", "coffee": ""}


def test_a_writer_that_has_waited_long_enough_says_for_what(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "WAIT_FOR_WRITER_SECONDS", 0.1)
    monkeypatch.setattr(engine, "WAIT_FOR_WRITER_SECONDS", 0.1)
    other = Library(library.place, LetterEmbedder())
    with (
        library._store.writing(),
        pytest.raises(LibraryError, match=r"another process has been writing for 0\.1 s: try"),
    ):
        other.remove("tea")
    assert [summary.doc_id for summary in other.documents()] == ["tea"]


def test_of_processes_that_miss_the_indexes_one_makes_them_for_all(in_folder: Library) -> None:
    before = sorted(path.name for path in (in_folder.folder / "indexes").glob("*.faiss"))
    for path in (in_folder.folder / "indexes").rglob("*"):
        if path.is_file():
            path.write_bytes(b"damaged")
    searching = [start(SEARCHES, in_folder.folder) for _ in range(3)]
    for process in searching:
        found, trouble = process.communicate()
        assert trouble == ""
        both = ["Green tea 0.", "Is it green tea?"]
        assert sorted(json.loads(found)) == sorted(both * 2)
    indexes = in_folder.folder / "indexes"
    assert sorted(path.name for path in indexes.glob("*.faiss")) == before
    assert len([path for path in indexes.iterdir() if path.is_dir()]) == 1


def test_a_reader_goes_on_in_an_index_that_another_process_deletes(library: Library) -> None:
    other = Library(library.place, LetterEmbedder())
    with other.snapshot() as snapshot:
        library.remove("tea")
        library.add([read_text("— And now?\n— Black coffee.", "coffee")])
        (first, _) = snapshot.search_lexical("green tea", 5, Where())
        assert first.passage.text == "Green tea 0."
        assert snapshot.search_lexical("coffee", 5, Where()) == []
