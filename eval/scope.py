"""Where a question of an evaluation set is asked."""

from __future__ import annotations

from eval.dataset import Question
from index.snapshot import Snapshot
from index.where import Where


def scope(question: Question, snapshot: Snapshot) -> Where:
    """Return the sources and the speaker that the set names for ``question``.

    Raises:
        UnknownNameError: If the speaker is not in the library.
    """
    return Where(
        question.among.doc_ids(snapshot, frozenset(question.sources)),
        frozenset({snapshot.find_speaker(question.speaker)}) if question.speaker else None,
    )
