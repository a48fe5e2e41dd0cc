"""The vector of a passage: its own words, turned towards what was asked."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from index.embedder import Embedder, Vectors
from index.passage import Passage

ASKED_WEIGHT = 0.5
"""What the question's vector counts beside the reply's. Of 0.3 to 1 it ranked best on the dev
interviews; reading question and reply together costs twice the time and ranked worse."""


def passage_vectors(passages: Sequence[Passage], embedder: Embedder) -> Vectors:
    """Return one unit-norm row per passage, float32, shape ``(len(passages), dim)``.

    A reader's question often resembles the interviewer's, so the question helps to find the
    reply. But it must not drown the reply's own words: a passage is then found for every
    question in the interviewer's manner. docs/evaluation.md has what each alone would give.
    """
    if not passages:
        return np.zeros((0, 0), dtype=np.float32)
    # A long reply is many passages, and its question is embedded once.
    asked = {text: n for n, text in enumerate(dict.fromkeys(p.asked for p in passages if p.asked))}
    embedded = embedder.embed_passages([*(p.text for p in passages), *asked])
    vectors, questions = embedded[: len(passages)], embedded[len(passages) :]
    replies = [n for n, passage in enumerate(passages) if passage.asked]
    rows = [asked[passages[n].asked] for n in replies]
    vectors[replies] += ASKED_WEIGHT * questions[rows]
    normed: Vectors = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    return normed
