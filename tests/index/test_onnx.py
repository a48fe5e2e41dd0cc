"""What an int8 model makes of a text does not depend on what else it is given."""

from __future__ import annotations

import numpy as np
import pytest

from index.embedder import open_embedder
from index.models import BGE_SMALL, MS_MARCO
from qa.rerank import CrossEncoder

TEXTS = ["Yes.", "We sold the mill in the year that my brother came home from sea.", "No, never."]


@pytest.mark.models
def test_a_logit_depends_on_its_text_alone() -> None:
    reranker = CrossEncoder(MS_MARCO)
    together = reranker.score("Who sold the mill?", TEXTS)
    apart = [reranker.score("Who sold the mill?", [text])[0] for text in TEXTS]
    assert together.tolist() == apart


@pytest.mark.models
def test_a_vector_depends_on_its_text_alone() -> None:
    embedder = open_embedder(BGE_SMALL)
    apart = [embedder.embed_passages([text])[0] for text in TEXTS]
    assert np.array_equal(embedder.embed_passages(TEXTS), np.stack(apart))
