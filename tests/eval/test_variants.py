"""Each variant differs from the system in one thing."""

from __future__ import annotations

from dataclasses import fields

import numpy as np
import pytest
from fakes import LetterEmbedder

from corpus.document import Role
from eval.variants import (
    FULL,
    VARIANTS,
    Variant,
    dense_only,
    lexical_only,
    own_words,
    reciprocal_ranks,
    words_after_question,
)
from index.passage import Hit, Passage
from qa.find import TYPICAL_NEARNESS
from qa.fuse import LEXICAL_WEIGHT, fuse

REPLY = Passage(7, "d", 1, 4, 12, "Yes. No.", "Bob", Role.INTERVIEWEE, "Is it?")


def hits(**scores: float) -> list[Hit]:
    return [
        Hit(rank, score, Passage(int(key[1:]), "d", 0, 0, 1, "x", "S", Role.NARRATOR, ""))
        for rank, (key, score) in enumerate(scores.items(), start=1)
    ]


def ids(ranking: list[Hit]) -> list[int]:
    return [hit.passage.passage_id for hit in ranking]


@pytest.mark.parametrize("variant", VARIANTS, ids=lambda variant: variant.name)
def test_a_variant_exchanges_one_thing_and_has_a_name_of_its_own(variant: Variant) -> None:
    exchanged = [
        field.name
        for field in fields(Variant)
        if getattr(variant, field.name) != getattr(FULL, field.name)
    ]
    assert len(exchanged) == 2  # the name and the thing
    assert [other.name for other in (FULL, *VARIANTS)].count(variant.name) == 1


def test_vectors_are_of_the_words_alone_or_after_the_question() -> None:
    embedder = LetterEmbedder()
    assert np.array_equal(own_words([REPLY], embedder)[0], embedder.embed_query("Yes. No."))
    together = words_after_question([REPLY], embedder)[0]
    assert np.array_equal(together, embedder.embed_query("Is it?\nYes. No."))
    assert own_words([], embedder).shape == (0, 0)


def test_one_engine_alone_keeps_its_order() -> None:
    dense, lexical = hits(p1=0.8, p2=0.6), hits(p3=8.0, p1=4.0)
    assert dense_only(dense, lexical) == dense
    found = lexical_only(dense, lexical)
    assert ids(found) == [3, 1]
    assert [hit.score - TYPICAL_NEARNESS for hit in found] == pytest.approx(
        [LEXICAL_WEIGHT, LEXICAL_WEIGHT / 2]
    )


def test_reciprocal_ranks_change_the_order_and_keep_the_scores() -> None:
    # 9: 1/62 + 1/62 = 0.0323; 1 and 5: 1/61 = 0.0164, in order of id.
    dense, lexical = hits(p1=0.8, p9=0.5), hits(p5=8.0, p9=4.0)
    found = reciprocal_ranks(dense, lexical)
    assert ids(found) == [9, 1, 5]
    assert ids(fuse(dense, lexical)) == [1, 5, 9]
    # By score 1: 0.8; 5: 0.5 + 0.1; 9: 0.5 + 0.05.
    assert [hit.rank for hit in found] == [1, 2, 3]
    assert [hit.score for hit in found] == pytest.approx([0.8, 0.6, 0.55])
