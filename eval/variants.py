"""The system with one idea taken away or exchanged, to see what that idea is worth."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from index.chunk import PASSAGE_SIZE
from index.embedder import Embedder, Vectors
from index.models import MINILM
from index.passage import Hit, Passage
from index.represent import passage_vectors
from qa.find import TYPICAL_NEARNESS
from qa.fuse import fuse
from qa.retrieve import FITTED, Ranking

RRF_CONSTANT = 60

Represent = Callable[[Sequence[Passage], Embedder], Vectors]
"""Returns one unit-norm row per passage, float32, shape ``(len(passages), dim)``."""


@dataclass(frozen=True, slots=True)
class Variant:
    """The system, but for what is said here.

    Attributes:
        name: What the table calls it.
        embedder: A hub name or folder; that of the settings if empty.
        ordered: Whether passages are read by the reranker fitted to interviews, and not by the
            reranker as it comes.
        judged: Whether sentences are read by the judge, and not by the reranker as it comes.
    """

    name: str
    embedder: str = ""
    passage_size: int = PASSAGE_SIZE
    represent: Represent = passage_vectors
    ranking: Ranking = FITTED
    ordered: bool = True
    judged: bool = True

    @property
    def indexing(self) -> tuple[str, int, Represent]:
        """What a library is made with; variants that agree in it can share one."""
        return self.embedder, self.passage_size, self.represent


def own_words(passages: Sequence[Passage], embedder: Embedder) -> Vectors:
    """Represent a passage by its own words alone."""
    return _embedded([passage.text for passage in passages], embedder)


def words_after_question(passages: Sequence[Passage], embedder: Embedder) -> Vectors:
    """Represent a passage by one text, its words after what was asked."""
    return _embedded([passage.findable_text for passage in passages], embedder)


def _embedded(texts: Sequence[str], embedder: Embedder) -> Vectors:
    return embedder.embed_passages(texts) if texts else np.zeros((0, 0), dtype=np.float32)


def dense_only(dense: Sequence[Hit], _: Sequence[Hit]) -> list[Hit]:
    """Return what the vectors find, scored by cosine."""
    return fuse(dense, ())


def lexical_only(_: Sequence[Hit], lexical: Sequence[Hit]) -> list[Hit]:
    """Return what the words find, scored as if all of it were equally near."""
    return [replace(hit, score=TYPICAL_NEARNESS + hit.score) for hit in fuse((), lexical)]


def reciprocal_ranks(dense: Sequence[Hit], lexical: Sequence[Hit]) -> list[Hit]:
    """Return every passage of both rankings once, by ``sum(1 / (60 + rank))``, best first.

    The hit at a rank gets the score that the product's fusion gives at that rank: only the
    order is exchanged, and scores weigh as much as before in what follows.

    Source: Cormack, Clarke and Büttcher, Reciprocal Rank Fusion outperforms Condorcet and
    individual Rank Learning Methods (SIGIR 2009).
    """
    fused = fuse(dense, lexical)
    points = {hit.passage.passage_id: 0.0 for hit in fused}
    for hit in (*dense, *lexical):
        points[hit.passage.passage_id] += 1 / (RRF_CONSTANT + hit.rank)
    passages = {hit.passage.passage_id: hit.passage for hit in fused}
    order = sorted(points, key=lambda key: (-points[key], key))
    return [replace(hit, passage=passages[key]) for hit, key in zip(fused, order, strict=True)]


FULL = Variant("full system")

VARIANTS = (
    Variant("vectors of the words alone", represent=own_words),
    Variant("vectors of question and words in one", represent=words_after_question),
    Variant("dense only", ranking=Ranking(fuse=dense_only)),
    Variant("lexical only", ranking=Ranking(fuse=lexical_only)),
    Variant("reciprocal rank fusion", ranking=Ranking(fuse=reciprocal_ranks)),
    Variant("not reranked", ranking=Ranking(logit=0.0, sentence=0.0)),
    Variant("not ordered by sentences", ranking=Ranking(sentence=0.0)),
    Variant("reranked by the logit alone", ranking=Ranking(nearness=0.0)),
    Variant("reranker reads the words alone", ranking=Ranking(reads_question=False)),
    Variant("passages read by the reranker as it comes", ordered=False),
    Variant("sentences read by the reranker as it comes", judged=False),
    Variant("passages of 300 characters", passage_size=300),
    Variant("passages of 1000 characters", passage_size=1000),
    Variant("embedder all-MiniLM-L6-v2", embedder=MINILM),
)
