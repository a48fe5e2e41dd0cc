"""The dense index against brute force, and its file against damage."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.dense import DenseIndex, Stamp

STAMP = Stamp(generation=3, fingerprint="letters@1")


def unit_rows(seed: int, n: int, dim: int = 16) -> np.ndarray:
    rows = np.random.default_rng(seed).normal(size=(n, dim)).astype(np.float32)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


@settings(deadline=None)
@given(
    seed=st.integers(0, 10_000),
    n=st.integers(1, 60),
    k=st.integers(1, 80),
    share=st.floats(0, 1),
)
def test_search_equals_brute_force_over_the_allowed_rows(
    seed: int, n: int, k: int, share: float
) -> None:
    vectors = unit_rows(seed, n)
    query = unit_rows(seed + 1, 1)[0]
    allowed = np.random.default_rng(seed).random(n) <= share
    similarities = vectors @ query
    best = sorted(np.flatnonzero(allowed), key=lambda row: -similarities[row])[:k]

    found = DenseIndex.build(vectors).search(query, k, allowed)

    assert [row for row, _ in found] == best
    np.testing.assert_allclose([s for _, s in found], similarities[best], rtol=1e-5, atol=1e-6)


def test_a_row_finds_itself_first_with_similarity_one() -> None:
    vectors = unit_rows(7, 20)
    (row, score), *_ = DenseIndex.build(vectors).search(vectors[11], 3)
    assert (row, round(score, 5)) == (11, 1.0)


@pytest.mark.parametrize(
    ("query", "k", "message"),
    [
        (np.zeros(16, np.float32), 0, "k must be at least 1, got 0"),
        (np.zeros(8, np.float32), 1, r"expected a query of shape \(16,\), got \(8,\)"),
        (np.full(16, np.nan, np.float32), 1, "the query vector is not finite"),
    ],
)
def test_a_query_that_makes_no_sense_is_refused(query: np.ndarray, k: int, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        DenseIndex.build(unit_rows(1, 4)).search(query, k)


def test_what_is_saved_is_what_is_loaded(tmp_path: Path) -> None:
    vectors = unit_rows(5, 40)
    built = DenseIndex.build(vectors)
    built.save(tmp_path, STAMP)
    loaded = DenseIndex.load(tmp_path, STAMP)
    assert loaded is not None
    assert loaded.search(vectors[0], 40) == built.search(vectors[0], 40)


@pytest.mark.parametrize("other", [Stamp(4, "letters@1"), Stamp(3, "letters@2")])
def test_an_index_of_another_generation_or_model_is_not_loaded(
    tmp_path: Path, other: Stamp
) -> None:
    DenseIndex.build(unit_rows(5, 4)).save(tmp_path, STAMP)
    assert DenseIndex.load(tmp_path, other) is None


def test_no_single_damaged_byte_of_the_file_is_ever_searched(tmp_path: Path) -> None:
    DenseIndex.build(unit_rows(5, 8)).save(tmp_path, STAMP)
    (file,) = tmp_path.glob("dense-*.faiss")
    sound = file.read_bytes()
    for place in range(0, len(sound), 7):
        file.write_bytes(sound[:place] + bytes([sound[place] ^ 0x10]) + sound[place + 1 :])
        assert DenseIndex.load(tmp_path, STAMP) is None


@pytest.mark.parametrize("manifest", [b"", b"[]", b"{}", b"null", b"\xff", b'{"file": "../x"}'])
def test_a_damaged_manifest_means_rebuild(tmp_path: Path, manifest: bytes) -> None:
    DenseIndex.build(unit_rows(5, 4)).save(tmp_path, STAMP)
    (tmp_path / "dense.json").write_bytes(manifest)
    assert DenseIndex.load(tmp_path, STAMP) is None


def test_saving_again_leaves_one_index_file(tmp_path: Path) -> None:
    for generation in (1, 2, 3):
        DenseIndex.build(unit_rows(generation, 4)).save(tmp_path, Stamp(generation, "letters@1"))
    assert len(list(tmp_path.glob("dense-*.faiss"))) == 1
    assert DenseIndex.load(tmp_path, STAMP) is not None
