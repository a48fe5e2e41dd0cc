"""Bringing the derived indexes to the generation of the store, from the store alone."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

from corpus.document import Document
from corpus.errors import LibraryError
from index.dense import DenseIndex, Stamp
from index.durable import is_sealed, seal
from index.lexical import LexicalIndex
from index.passage import Passage
from index.snapshot import Indexes, passage_at
from index.store import View

log = logging.getLogger(__name__)


def derive(view: View, folder: Path, fingerprint: str) -> Indexes | None:
    """Return the indexes of the state that ``view`` shows, from ``folder`` or made anew.

    What is missing, stale or damaged is rebuilt from the stored vectors and texts, without
    embedding anything, and saved; where it cannot be saved it is used from memory.

    Returns:
        ``None`` if ``folder`` already belongs to a later state than ``view``.
    """
    lexical = _lexical(view, folder)
    if lexical is None:
        return None
    dense = _dense(view, folder, Stamp(view.generation(), fingerprint))
    return Indexes(view.generation(), view.columns(), dense, lexical)


def _dense(view: View, folder: Path, stamp: Stamp) -> DenseIndex | None:
    if (saved := DenseIndex.load(folder, stamp)) is not None:
        return saved
    vectors = view.vectors()
    if vectors is None:
        DenseIndex.forget(folder)
        return None
    built = DenseIndex.build(vectors)
    try:
        built.save(folder, stamp)
    except OSError as error:
        log.warning("%s: the dense index cannot be saved (%s), using it from memory", folder, error)
    return built


def _lexical(view: View, folder: Path) -> LexicalIndex | None:
    generation = view.generation()
    home, seal_file = folder / "lexical", folder / "lexical.json"
    saved = LexicalIndex.open(home) if is_sealed(home, seal_file) else None
    known = saved.generation if saved else None
    if saved is not None and known is not None:
        if known == generation:
            return saved
        if known > generation:
            return None
    try:
        if saved is None or known is None:
            current = _fill(LexicalIndex.create(home), view)
        else:
            changed, removed = view.changed_since(known)
            passages = _passages(view, changed)
            current = saved.update(generation, [*changed, *removed], passages)
        seal(home, seal_file)
    except (OSError, ValueError) as error:
        # A read-only or full disk, or another process that is writing the same folder now.
        log.warning("%s: the word index cannot be saved (%s), using it from memory", home, error)
        current = _fill(LexicalIndex.create(None), view)
    return current


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
