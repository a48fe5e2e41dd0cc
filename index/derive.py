"""Bringing the derived indexes to the generation of the store, from the store alone."""

from __future__ import annotations

import logging
import secrets
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path

from filelock import FileLock

from corpus.document import Document
from corpus.errors import LibraryError
from index.dense import DenseIndex, Stamp, Stored
from index.durable import seal, sealed_folder
from index.indexes import Indexes
from index.lexical import LexicalIndex
from index.passage import Passage
from index.snapshot import passage_at
from index.view import View

SEAL = "lexical.json"
WAIT_SECONDS = 600
"""For another process to finish the indexes; longer than a million passages take."""

log = logging.getLogger(__name__)


def derive(
    view: View, folder: Path, fingerprint: str, stemmer: str, known: Indexes | None = None
) -> Indexes | None:
    """Return the indexes of the state that ``view`` shows, from ``folder`` or made anew.

    What is missing, stale or damaged is rebuilt from the stored vectors and texts, without
    embedding anything, and saved; where it cannot be saved it is used from memory. Of several
    processes one does the work, and the others wait for it.

    Args:
        view: The state.
        folder: Where derived indexes are kept.
        fingerprint: The embedder's.
        stemmer: What words are reduced by.
        known: Indexes of an earlier state, whose parts are used again where they still hold.

    Returns:
        ``None`` if ``folder`` already belongs to a later state than ``view``.
    """
    stamp = Stamp(view.generation(), fingerprint)
    lexical = _saved_lexical(folder, stemmer)
    dense_known = known.dense if known else None
    if lexical is not None and lexical.generation == stamp.generation:
        saved = DenseIndex.load(folder, fingerprint, dense_known)
        if saved is not None and saved[0] == stamp.generation:
            return Indexes(stamp.generation, view.columns(), saved[1], lexical)
    with _alone(folder):
        lexical = _lexical(view, folder, stemmer)
        if lexical is None:
            return None
        columns = view.columns()
        stored = Stored(columns.passage_ids, view.vectors)
        return Indexes(
            stamp.generation, columns, _dense(stored, folder, stamp, dense_known), lexical
        )


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Keep other processes from writing to ``folder``; a folder that is read-only needs no lock."""
    lock = FileLock(folder / "derive.lock")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock.acquire(timeout=WAIT_SECONDS)
    except OSError as error:
        log.warning("%s: cannot be locked (%s)", folder, error)
    try:
        yield
    finally:
        lock.release()


def _dense(
    stored: Stored, folder: Path, stamp: Stamp, known: DenseIndex | None
) -> DenseIndex | None:
    if not len(stored.ids):
        DenseIndex.forget(folder)
        return None
    saved = DenseIndex.load(folder, stamp.fingerprint, known)
    if saved is not None and saved[0] == stamp.generation:
        return saved[1]
    index = saved[1].brought_to(stored) if saved else DenseIndex.build(stored)
    try:
        return index.save(folder, stamp)
    except OSError as error:
        log.warning("%s: the dense index cannot be saved (%s), using it from memory", folder, error)
        return index


def _saved_lexical(folder: Path, stemmer: str) -> LexicalIndex | None:
    home = sealed_folder(folder / SEAL)
    return LexicalIndex.open(home, stemmer) if home else None


def _lexical(view: View, folder: Path, stemmer: str) -> LexicalIndex | None:
    generation = view.generation()
    home = sealed_folder(folder / SEAL)
    saved = LexicalIndex.open(home, stemmer) if home else None
    known = saved.generation if saved else None
    if known is not None and known >= generation:
        return saved if known == generation else None
    try:
        # Words that were taken out stay in the files of an index that is only updated.
        if home is None or saved is None or known is None or known < view.erased():
            home = folder / f"lexical-{generation}-{secrets.token_hex(4)}"
            current = _fill(LexicalIndex.create(home, stemmer), view)
        else:
            changed, removed = view.changed_since(known)
            current = saved.update(generation, [*changed, *removed], _passages(view, changed))
        seal(home, folder / SEAL)
        _sweep(folder, home.name)
    except (OSError, ValueError) as error:
        # A read-only or full disk, or another process that is writing the same folder now.
        log.warning("%s: the word index cannot be saved (%s), using it from memory", folder, error)
        current = _fill(LexicalIndex.create(None, stemmer), view)
    return current


def _sweep(folder: Path, home: str) -> None:
    """Delete older word indexes, and what a process that was killed has left half written.

    Whoever still searches an older index has its files open, and keeps what it has open.
    """
    for path in folder.iterdir():
        if path.is_dir() and path.name.startswith("lexical") and path.name != home:
            shutil.rmtree(path, ignore_errors=True)
        elif path.name.startswith((".lexical", ".dense")):
            path.unlink(missing_ok=True)


def _fill(empty: LexicalIndex, view: View) -> LexicalIndex:
    doc_ids = [summary.doc_id for summary in view.summaries()]
    return empty.update(view.generation(), (), _passages(view, doc_ids))


def _passages(view: View, doc_ids: Iterable[str]) -> Iterator[Passage]:
    return chain.from_iterable(_passages_of(view, doc_id) for doc_id in doc_ids)


def _passages_of(view: View, doc_id: str) -> Iterator[Passage]:
    document: Document | None = view.document(doc_id)
    if document is None:
        raise LibraryError(f"document {doc_id} vanished inside one transaction")
    for passage_id, piece in view.pieces(doc_id):
        yield passage_at(document, passage_id, piece)
