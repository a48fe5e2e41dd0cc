"""What models have read stays known for a while, so that nothing is read twice.

A question is judged against the same words again by whoever asks it once more, by a follow-up
that minds what was answered before, and by the questions a page offers. What a model makes of
texts depends on those texts alone, and each memory belongs to one model; so no change of the
library can make a memory wrong, and nothing has to be forgotten for it.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from index.embedder import Embedder, Vectors
from qa.rerank import Logits, Reranker

K = TypeVar("K")
V = TypeVar("V")

QUERIES_KEPT = 256
READINGS_KEPT = 512
"""Some ten texts each: about 4 MB."""


class Memory(Generic[K, V]):
    """The values of the keys that were asked for last. May be shared by threads.

    Args:
        most: How many are kept.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._values: OrderedDict[K, V] = OrderedDict()

    def recall(self, keys: Sequence[K], find: Callable[[list[K]], Sequence[V]]) -> list[V]:
        """Return a value for each key; ``find`` gets those that are not known, each once."""
        known: dict[K, V] = {}
        with self._lock:
            for key in keys:
                if key in self._values:
                    self._values.move_to_end(key)
                    known[key] = self._values[key]
        missing = [key for key in dict.fromkeys(keys) if key not in known]
        if missing:
            # Outside the lock: two who miss the same both find it, and nobody waits.
            found = dict(zip(missing, find(missing), strict=True))
            known |= found
            with self._lock:
                self._values.update(found)
                while len(self._values) > self._most:
                    self._values.popitem(last=False)
        return [known[key] for key in keys]


class RememberingEmbedder:
    """An embedder that embeds a query once. Passages are embedded whenever they are given."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._queries: Memory[str, Vectors] = Memory(QUERIES_KEPT)

    @property
    def fingerprint(self) -> str:
        """The embedder's."""
        return self._embedder.fingerprint

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Return one unit-norm row per text, float32, shape ``(len(texts), dim)``."""
        return self._embedder.embed_passages(texts)

    def embed_query(self, text: str) -> Vectors:
        """Return one unit-norm vector, float32, shape ``(dim,)``."""
        embed = self._embedder.embed_query
        return self._queries.recall([text], lambda missing: list(map(embed, missing)))[0]


class RememberingReranker:
    """A reranker that reads the same texts together once for a question.

    Together, because an int8 model's logit for a text depends a little on what it is read with.
    """

    def __init__(self, reranker: Reranker) -> None:
        self._reranker = reranker
        self._read: Memory[tuple[str, ...], Logits] = Memory(READINGS_KEPT)

    def score(self, question: str, texts: Sequence[str]) -> Logits:
        """Return one logit per text, in the order given, float32, shape ``(len(texts),)``."""

        def read(missing: list[tuple[str, ...]]) -> list[Logits]:
            return [self._reranker.score(asked, together) for asked, *together in missing]

        return self._read.recall([(question, *texts)], read)[0].copy()

    def knows(self, word: str) -> bool:
        """Return whether the reranker knows the word."""
        return self._reranker.knows(word)

    def reads(self, text: str) -> bool:
        """Return whether the reranker reads the script."""
        return self._reranker.reads(text)
