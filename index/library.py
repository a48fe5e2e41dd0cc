"""A library: texts go in and out, and snapshots of it are searched."""

from __future__ import annotations

import threading
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from cachetools import LRUCache

from corpus.document import Document, Role
from corpus.edits import Edits, edits_from
from corpus.errors import LibraryError, ModelMismatchError, SourceError, UnknownNameError
from corpus.facts import edited
from corpus.ids import unique_id
from index.chunk import Piece, cut
from index.embedder import Embedder, Vectors
from index.engine import Reading, Writing
from index.feedback import Feedback
from index.last_report import forget_report
from index.open import engine_at
from index.place import Place
from index.represent import passage_vectors
from index.snapshot import Snapshot, passage_at
from index.view import Summary
from index.words import AUTO

PASSAGES_A_BATCH = 64
"""Enough for the embedder to sort them by length and pad little; so few that an interview of
50 kB is a batch of its own, and a crash costs no more than that."""

CACHED_CHARACTERS = 64_000_000
"""How much of the documents that were read last is kept in memory: about a thousand interviews."""

CHARACTERS_A_TURN = 200
"""What a turn takes beside its words."""

Progress = Callable[[int], None]
"""Called with the number of passages embedded since the last call."""


@dataclass(frozen=True, slots=True)
class Added:
    """What became of one document given to :meth:`Library.add`.

    Attributes:
        passages: How many passages it has in the library.
        unchanged: Whether the library already held these very bytes, so nothing was done.
    """

    document: Document
    passages: int
    unchanged: bool


class Library:
    """One library. May be shared by threads, and its folder or database by processes.

    Args:
        place: Where it is kept.
        embedder: Makes the vectors.
        choices: What to note down with the first text, for whoever opens the library later:
            facts by name, of which ``"stemmer"`` decides how words are indexed.
    """

    def __init__(
        self, place: Place, embedder: Embedder, choices: Mapping[str, str] | None = None
    ) -> None:
        self.place = place
        self._embedder = embedder
        self._choices = choices or {}
        self._store = engine_at(place, self._choices.get("stemmer", AUTO))
        self._lock_documents = threading.Lock()
        self._documents: LRUCache[tuple[str, int], Document] = LRUCache(CACHED_CHARACTERS, _size)

    @property
    def folder(self) -> Path:
        """The folder it is kept in.

        Raises:
            LibraryError: If it is kept in a database.
        """
        if isinstance(self.place, Path):
            return self.place
        raise LibraryError(f"{self.place}: expected a library in a folder")

    @property
    def is_new(self) -> bool:
        """Whether nothing was ever added here; so too after a first use that was cut off."""
        return not self._store.exists() or self.generation() == 0

    def generation(self) -> int:
        """Return the number of changes made to the library so far."""
        with self._store.reading() as view:
            return view.generation()

    def documents(self) -> list[Summary]:
        """Return one summary per document, in order of id."""
        with self._store.reading() as view:
            return view.summaries()

    def document(self, doc_id: str) -> Document:
        """Return one document.

        Raises:
            UnknownNameError: If the library does not hold it.
        """
        with self._store.reading() as view:
            return self._read_document(view, doc_id)

    def count_passages(self, documents: Iterable[Document]) -> int:
        """Return into how many passages ``documents`` would be cut; for progress bars."""
        return sum(len(cut(document)) for document in documents)

    def add(
        self, documents: Iterable[Document], progress: Progress = lambda _: None
    ) -> list[Added]:
        """Add documents, each in place of one with the same id and in a transaction of its own.

        Raises:
            ModelMismatchError: If the library was built with another embedder.
        """
        return list(self.adding(documents, progress))

    def adding(
        self, documents: Iterable[Document], progress: Progress = lambda _: None
    ) -> Iterator[Added]:
        """Add documents as :meth:`add` does; yield what became of each once it is committed.

        No more of them are taken than make a batch, so any number can be added in bounded
        memory, and what was yielded survives whatever happens to the rest.
        """
        with self._store.reading() as view:
            self._check_model(view)
            held = {summary.doc_id: summary for summary in view.summaries()}
        unchanged: list[Added] = []
        for batch in _batches(_changed(documents, held, unchanged, progress)):
            yield from self._put(batch, held, progress)
        yield from unchanged
        self._store.settle(self._check_model)

    def remove(self, *doc_ids: str) -> None:
        """Remove documents with everything that belongs to them, all or none.

        Raises:
            UnknownNameError: If the library does not hold one of them.
        """
        with self._store.writing() as change:
            unknown = [i for i in doc_ids if change.document_generation(i) is None]
            if unknown:
                raise self._unknown(change, unknown[0])
            for doc_id in dict.fromkeys(doc_ids):
                change.drop_fact(_edits_of(doc_id))
                change.remove(doc_id)
        forget_report(self.place)
        self._store.settle(self._check_model)

    def edit(self, doc_id: str, edits: Edits) -> Document:
        """Change what is known of a document, in one transaction and without embedding.

        It is noted down, and done again to whatever is added under the same id, until that is
        removed.

        Raises:
            SourceError: If a new name is that of somebody who speaks in another role.
            UnknownNameError: If the library does not hold it, or nobody of an old name speaks
                in it.
        """
        with self._store.writing() as change:
            before = change.document(doc_id)
            if before is None:
                raise self._unknown(change, doc_id)
            _check_apart(before, edits.speakers)
            after = edited(before, edits.facts, edits.speakers)
            name = _edits_of(doc_id)
            change.set_fact(name, edits_from(change.fact(name)).then(edits).to_json())
            if after != before:
                change.rewrite(after)
        self._store.settle(self._check_model)
        return after

    def edits_of(self, doc_id: str) -> Edits:
        """Return what is noted down of a document's changes; none if it is not held."""
        with self._store.reading() as view:
            return edits_from(view.fact(_edits_of(doc_id)))

    def put_back(self, document: Document, edits: Edits) -> None:
        """Add again a document that these changes were made to, and note them down again."""
        self.add([document])
        with self._store.writing() as change:
            change.set_fact(_edits_of(document.doc_id), edits.to_json())

    def move(self, doc_id: str, origin: str) -> None:
        """Record that the file a document was read from is now at ``origin``."""
        with self._store.writing() as change:
            change.set_origin(doc_id, origin)

    def holds(self, doc_id: str) -> bool:
        """Return whether the library holds a document of that id."""
        with self._store.reading() as view:
            return view.document_generation(doc_id) is not None

    def was_removed(self, doc_id: str) -> bool:
        """Return whether the library once held a document of that id and does no more."""
        with self._store.reading() as view:
            return view.was_removed(doc_id)

    def feedback(self) -> list[Feedback]:
        """Return what readers said of answers, oldest first."""
        with self._store.reading() as view:
            return view.feedback()

    def keep_feedback(self, feedback: Feedback) -> bool:
        """Keep ``feedback`` in place of an earlier one; return whether there was room for it.

        No search depends on it, so the generation stays.
        """
        with self._store.writing() as change:
            return change.keep_feedback(feedback)

    def drop_feedback(self, key: str | None = None) -> int:
        """Delete the feedback with that key, or all; return how many there were."""
        with self._store.writing() as change:
            return change.drop_feedback(key)

    def rebuild(self, progress: Progress = lambda _: None) -> None:
        """Cut and embed every text again, with the embedder of today; all or nothing."""
        with self._store.writing() as change:
            for name, value in self._facts().items():
                change.set_fact(name, value)
            for summary in change.summaries():
                document = self._read_document(change, summary.doc_id)
                pieces = cut(document)
                change.put(document, pieces, self._embed([(document, pieces)]))
                progress(len(pieces))
        self._store.settle(self._check_model)

    def refresh(self) -> None:
        """Bring the derived indexes up to date, if the library holds any text."""
        if self.generation():
            with self.snapshot():
                pass

    @contextmanager
    def snapshot(self) -> Iterator[Snapshot]:
        """Hold one state of the library still, with the indexes of exactly that state.

        Raises:
            ModelMismatchError: If the library was built with another embedder.
        """
        with self._store.searching(self._check_model) as (view, search):
            yield Snapshot(view, search, self._read_document)

    def _put(
        self,
        batch: list[tuple[Document, list[Piece]]],
        held: Container[str],
        progress: Progress,
    ) -> list[Added]:
        """Write a batch; ``held`` are the ids there were when these documents were given theirs."""
        vectors = self._embed(batch)
        added = []
        first = 0
        for document, pieces in batch:
            with self._store.writing() as change:
                self._check_model(change)
                for name, value in self._facts().items():
                    if change.fact(name) is None:
                        change.set_fact(name, value)
                if document.doc_id not in held:
                    document = _beside_others(document, change)
                is_new = change.document_generation(document.doc_id) is None
                edits = edits_from(change.fact(_edits_of(document.doc_id)))
                kept = edits.made_to(document)
                change.put(kept, pieces, vectors[first : first + len(pieces)])
            if not is_new:
                forget_report(self.place)
            added.append(Added(kept, len(pieces), unchanged=False))
            first += len(pieces)
            progress(len(pieces))
        return added

    def _facts(self) -> dict[str, str]:
        """Return what is noted down when a library is built."""
        return {**self._choices, "embedder": self._embedder.fingerprint}

    def _embed(self, batch: list[tuple[Document, list[Piece]]]) -> Vectors:
        passages = [
            passage_at(document, 0, piece) for document, pieces in batch for piece in pieces
        ]
        return passage_vectors(passages, self._embedder)

    def _check_model(self, view: Reading) -> None:
        built_with = view.fact("embedder")
        if built_with is not None and built_with != self._embedder.fingerprint:
            raise ModelMismatchError(built_with, self._embedder.fingerprint)

    def _read_document(self, view: Reading, doc_id: str) -> Document:
        key = (doc_id, view.document_generation(doc_id) or 0)
        with self._lock_documents:
            known = self._documents.get(key)
        document = known or view.document(doc_id)
        if document is None:
            raise self._unknown(view, doc_id)
        if known is None and _size(document) <= CACHED_CHARACTERS:
            with self._lock_documents:
                self._documents[key] = document
        return document

    def _unknown(self, view: Reading, doc_id: str) -> UnknownNameError:
        known = tuple(summary.doc_id for summary in view.summaries())
        return UnknownNameError("source", doc_id, known)


def _check_apart(document: Document, speakers: Mapping[str, str]) -> None:
    """Refuse a name that is somebody's who speaks in another role: no edit could part the two."""
    roles: dict[str, set[Role]] = {}
    for turn in document.turns:
        roles.setdefault(turn.speaker, set()).add(turn.role)
    for old, new in speakers.items():
        if new not in speakers and roles.get(new, roles.get(old)) != roles.get(old):
            raise SourceError(
                document.doc_id,
                f"expected a name for {old!r} that nobody in another role has, found {new!r}: "
                "rename that speaker first",
            )


def _beside_others(document: Document, change: Writing) -> Document:
    """Return ``document`` under another id if one from elsewhere has come by its own meanwhile."""
    other = change.document(document.doc_id)
    if other is None or other.origin == document.origin:
        return document
    taken = {summary.doc_id for summary in change.summaries()}
    return replace(document, doc_id=unique_id(document.doc_id, taken))


def _size(document: Document) -> int:
    """Return about how many characters' room a document takes in memory."""
    return len(document.text) + CHARACTERS_A_TURN * len(document.turns)


def _edits_of(doc_id: str) -> str:
    """Return the name of the fact that keeps what was changed by hand."""
    return f"edits:{doc_id}"


def _changed(
    documents: Iterable[Document],
    held: dict[str, Summary],
    unchanged: list[Added],
    progress: Progress,
) -> Iterator[tuple[Document, list[Piece]]]:
    """Yield the documents that the library does not hold as they are; note the others."""
    for document in documents:
        summary = held.get(document.doc_id)
        if summary and document.sha256 and summary.sha256 == document.sha256:
            unchanged.append(Added(document, summary.passages, unchanged=True))
            progress(summary.passages)
        else:
            yield document, cut(document)


def _batches(
    changed: Iterable[tuple[Document, list[Piece]]],
) -> Iterator[list[tuple[Document, list[Piece]]]]:
    """Group documents so that each batch has about ``PASSAGES_A_BATCH`` passages."""
    batch: list[tuple[Document, list[Piece]]] = []
    size = 0
    for item in changed:
        batch.append(item)
        size += len(item[1])
        if size >= PASSAGES_A_BATCH:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch
