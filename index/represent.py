"""The vector of a passage: half its own words, half its words together with what was asked."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from index.embedder import Embedder, Vectors
from index.passage import Passage


def passage_vectors(passages: Sequence[Passage], embedder: Embedder) -> Vectors:
    """Return one unit-norm row per passage, float32, shape ``(len(passages), dim)``.

    A reader's question often resembles the interviewer's, so the question helps to find the
    reply. But it must not drown the reply's own words: a passage is then found for every
    question in the interviewer's manner. The mean of both vectors serves both readers;
    docs/evaluation.md has what each alone would give.
    """
    if not passages:
        return np.zeros((0, 0), dtype=np.float32)
    replies = [n for n, passage in enumerate(passages) if passage.asked]
    texts = [passage.text for passage in passages]
    texts += [passages[n].findable_text for n in replies]
    embedded = embedder.embed_passages(texts)
    vectors = embedded[: len(passages)]
    vectors[replies] += embedded[len(passages) :]
    normed: Vectors = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    return normed
