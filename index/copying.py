"""Copying a library to another place, whatever keeps either; nothing is embedded again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from corpus.errors import LibraryError
from index.engine import Engine, Reading, Writing
from index.open import engine_at
from index.place import Place
from index.view import Summary
from index.words import AUTO

OF_ENGINE = frozenset({"generation", "erased", "passages_made", "analyzed", "schema"})
"""Facts that an engine keeps for itself; a copy has its own."""


@dataclass(frozen=True, slots=True)
class Copied:
    """What became of one source.

    Attributes:
        passages: How many passages it has.
        unchanged: Whether it was there already, so nothing was done.
    """

    doc_id: str
    passages: int
    unchanged: bool


def copy_library(source: Place, target: Place, *, add: bool = False) -> Iterator[Copied]:
    """Copy everything at ``source`` to ``target``; yield each source once it is committed.

    Ids, facts, origins, the times of adding, embeddings, what is known of removed ids, and
    feedback are copied from one state of ``source``. Each source is a transaction, and a copy
    that was cut off goes on with ``add``.

    Args:
        source: Where there is a library.
        target: Where there is none, or an empty one.
        add: Whether ``target`` may hold sources; those of the same id are replaced.

    Raises:
        LibraryError: If there is no library at ``source``, ``target`` is not empty, or their
            embeddings are of different models.
    """
    origin = engine_at(source)
    if not origin.exists():
        raise LibraryError(f"{source}: expected a library to copy, found none")
    with origin.reading() as reading:
        facts = {name: fact for name, fact in reading.facts().items() if name not in OF_ENGINE}
        copy = engine_at(target, facts.get("stemmer", AUTO))
        _check(copy, facts, target, add=add)
        for summary in reading.summaries():
            yield _copied(reading, summary, copy, facts)
        with copy.writing() as change:
            _note(change, facts)
            for doc_id in reading.removed():
                if change.document_generation(doc_id) is None and not change.was_removed(doc_id):
                    change.remove(doc_id)
            kept = {feedback.key for feedback in change.feedback()}
            for feedback in reading.feedback():
                if feedback.key not in kept:
                    change.keep_feedback(feedback)
    copy.settle(_accept)


def _check(copy: Engine, facts: dict[str, str], target: Place, *, add: bool) -> None:
    if not copy.exists():
        return
    with copy.reading() as view:
        held, model = view.summaries(), view.fact("embedder")
    if held and not add:
        raise LibraryError(
            f"{target}: expected no sources, found {len(held)}: choose another place, "
            "or add to them with --add"
        )
    if model is not None and model != facts.get("embedder", model):
        raise LibraryError(
            f"{target}: was built with {model}, what is to be copied with {facts['embedder']}: "
            "choose another place"
        )


def _copied(reading: Reading, summary: Summary, copy: Engine, facts: dict[str, str]) -> Copied:
    document = reading.document(summary.doc_id)
    if document is None:
        raise LibraryError(f"document {summary.doc_id} vanished inside one transaction")
    with copy.writing() as change:
        if change.document(summary.doc_id) == document:
            return Copied(summary.doc_id, summary.passages, unchanged=True)
        _note(change, facts)
        pieces = [piece for _, piece in reading.pieces(summary.doc_id)]
        change.put(document, pieces, reading.vectors_in(summary.doc_id), summary.added)
    return Copied(summary.doc_id, len(pieces), unchanged=False)


def _note(change: Writing, facts: dict[str, str]) -> None:
    """Note down what the library was built with, unless something is noted already."""
    known = change.facts()
    for name, value in facts.items():
        if name not in known:
            change.set_fact(name, value)


def _accept(_: Reading) -> None:
    """Let a copy be settled without a model: it has just been compared with its original's."""
