"""The dense index against brute force, and its files against damage."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import BinaryIO

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index import dense
from index.dense import DenseIndex, Stamp, Stored
from index.nearest import Batches, Ids, Kind, ids_of, kind_for

STAMP = Stamp(generation=3, fingerprint="letters@1")


def unit_rows(seed: int, n: int, dim: int = 16) -> np.ndarray:
    rows = np.random.default_rng(seed).normal(size=(n, dim)).astype(np.float32)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def stored(ids: Ids, vectors: np.ndarray) -> Stored:
    """What a store holds: the vectors of passages whose ids have gaps, a few at a time."""

    def batches(first: int) -> Batches:
        for start in range(0, len(ids), 7):
            some = slice(start, start + 7)
            wanted = ids[some] >= first
            if wanted.any():
                yield ids[some][wanted], vectors[some][wanted]

    return Stored(ids, batches)


def nearest(ids: Ids, vectors: np.ndarray, query: np.ndarray, k: int) -> list[int]:
    order = sorted(range(len(ids)), key=lambda row: -(vectors[row] @ query))
    return [int(ids[row]) for row in order[:k]]


@settings(deadline=None)
@given(
    seed=st.integers(0, 10_000),
    n=st.integers(1, 60),
    k=st.integers(1, 80),
    share=st.floats(0, 1),
)
def test_search_equals_brute_force_over_the_allowed_passages(
    seed: int, n: int, k: int, share: float
) -> None:
    vectors = unit_rows(seed, n)
    query = unit_rows(seed + 1, 1)[0]
    allowed = np.flatnonzero(np.random.default_rng(seed).random(n) <= share)
    similarities = vectors @ query
    best = sorted(allowed, key=lambda row: -similarities[row])[:k]

    found = DenseIndex.build(Stored.of(vectors)).search(query, k, allowed)

    assert [row for row, _ in found] == best
    np.testing.assert_allclose([s for _, s in found], similarities[best], rtol=1e-5, atol=1e-6)


@pytest.mark.parametrize("kind", Kind)
@settings(deadline=None, max_examples=30)
@given(seed=st.integers(0, 10_000), k=st.integers(1, 30), few=st.integers(1, 12))
def test_of_few_allowed_passages_every_kind_finds_exactly_the_nearest(
    kind: Kind, seed: int, k: int, few: int
) -> None:
    vectors = unit_rows(seed, 900)
    ids = np.arange(900, dtype=np.int64) * 3 + 5
    query = unit_rows(seed + 1, 1)[0]
    chosen = np.sort(np.random.default_rng(seed).choice(900, few, replace=False))

    def read(wanted: object) -> np.ndarray:
        return vectors[np.searchsorted(ids, wanted)]  # type: ignore[call-overload]

    found = DenseIndex.build(stored(ids, vectors), kind).search(query, k, ids[chosen], read)
    assert [i for i, _ in found] == nearest(ids[chosen], vectors[chosen], query, k)


@pytest.mark.parametrize("kind", Kind)
def test_no_kind_overlooks_a_neighbour_of_well_separated_clusters(kind: Kind) -> None:
    centres = unit_rows(1, 30, 64)
    spread = np.random.default_rng(2).normal(size=(3000, 64)).astype(np.float32)
    vectors = centres[np.arange(3000) % 30] + 0.05 * spread
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    ids = np.arange(3000, dtype=np.int64)
    index = DenseIndex.build(stored(ids, vectors), kind)
    for query in vectors[:40]:
        found = index.search(query, 10, None, lambda wanted: vectors[list(wanted)])
        assert [i for i, _ in found] == nearest(ids, vectors, query, 10)


def test_the_kind_goes_by_the_number() -> None:
    counts = (1, 100_000, 100_001, 300_000, 300_001)
    assert list(map(kind_for, counts)) == [Kind.FLAT, Kind.FLAT, Kind.FP16, Kind.FP16, Kind.IVF]


@pytest.mark.parametrize("kind", Kind)
@settings(deadline=None, max_examples=25)
@given(
    seed=st.integers(0, 10_000),
    changes=st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=6),
)
def test_after_any_additions_and_removals_it_holds_what_is_stored(
    kind: Kind, seed: int, changes: list[tuple[int, int]]
) -> None:
    rng = np.random.default_rng(seed)
    vectors = unit_rows(seed, 700)
    live = np.arange(0, 400, dtype=np.int64)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(dense, "SMALL", 50)
        index = DenseIndex.build(stored(live, vectors[live]), kind)
        top = 400
        for added, removed in changes:
            live = np.sort(rng.choice(live, max(1, len(live) - removed), replace=False))
            live = np.concatenate([live, np.arange(top, top + added)])
            top += added
            index = index.brought_to(stored(live, vectors[live]))
            held = np.concatenate([ids_of(part.index) for part in index.parts])
            assert np.array_equal(np.sort(held), live)
    query = vectors[int(live[0])]
    (first, *_) = index.search(query, 3, None, lambda wanted: vectors[list(wanted)])
    assert (first[0], round(first[1], 5)) == (int(live[0]), 1.0)


def test_a_small_addition_leaves_the_main_part_and_a_large_one_makes_it_anew(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(dense, "SMALL", 50)
    vectors = unit_rows(3, 400)
    first = DenseIndex.build(stored(np.arange(300), vectors[:300])).save(tmp_path, STAMP)
    second = first.brought_to(stored(np.arange(320), vectors[:320])).save(tmp_path, STAMP)
    assert second.parts[0] is first.parts[0]
    assert [part.size for part in second.parts] == [300, 20]
    assert {file.name for file in tmp_path.glob("*.faiss")} == {p.file for p in second.parts}
    third = second.brought_to(stored(np.arange(340), vectors[:340])).save(tmp_path, STAMP)
    assert [part.size for part in third.parts] == [340]
    assert [file.name for file in tmp_path.glob("*.faiss")] == [third.parts[0].file]


def test_what_is_removed_is_in_no_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(dense, "SMALL", 50)
    vectors = unit_rows(3, 300)
    ids = np.arange(300, dtype=np.int64)
    first = DenseIndex.build(stored(ids, vectors)).save(tmp_path, STAMP)
    assert vectors[17].tobytes() in (tmp_path / first.parts[0].file).read_bytes()
    first.brought_to(stored(np.delete(ids, 17), np.delete(vectors, 17, 0))).save(tmp_path, STAMP)
    assert not any(vectors[17].tobytes() in f.read_bytes() for f in tmp_path.glob("*.faiss"))


def test_a_row_finds_itself_first_with_similarity_one() -> None:
    vectors = unit_rows(7, 20)
    (row, score), *_ = DenseIndex.build(Stored.of(vectors)).search(vectors[11], 3)
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
        DenseIndex.build(Stored.of(unit_rows(1, 4))).search(query, k)


def save(folder: Path, rows: int = 8, stamp: Stamp = STAMP) -> DenseIndex:
    return DenseIndex.build(Stored.of(unit_rows(5, rows))).save(folder, stamp)


def test_what_is_saved_is_what_is_loaded(tmp_path: Path) -> None:
    built = save(tmp_path, 40)
    loaded = DenseIndex.load(tmp_path, "letters@1")
    assert loaded is not None
    generation, index = loaded
    query = unit_rows(5, 40)[0]
    assert (generation, index.search(query, 40)) == (3, built.search(query, 40))


def test_an_index_of_another_model_is_not_loaded(tmp_path: Path) -> None:
    save(tmp_path)
    assert DenseIndex.load(tmp_path, "letters@2") is None


def test_no_single_damaged_byte_of_the_file_is_ever_searched(tmp_path: Path) -> None:
    save(tmp_path)
    (file,) = tmp_path.glob("dense-*.faiss")
    sound = file.read_bytes()
    for place in range(0, len(sound), 7):
        file.write_bytes(sound[:place] + bytes([sound[place] ^ 0x10]) + sound[place + 1 :])
        assert DenseIndex.load(tmp_path, "letters@1") is None
    for cut in range(0, len(sound), 11):
        file.write_bytes(sound[:cut])
        assert DenseIndex.load(tmp_path, "letters@1") is None


def test_what_was_verified_is_searched_though_its_name_has_come_to_be_anothers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save(tmp_path)
    (file,) = tmp_path.glob("dense-*.faiss")
    digest = hashlib.file_digest

    def then_replaced(of: BinaryIO, name: str) -> object:
        found = digest(of, name)
        (tmp_path / "other").write_bytes(b"no index")
        (tmp_path / "other").replace(file)
        return found

    monkeypatch.setattr(hashlib, "file_digest", then_replaced)
    loaded = DenseIndex.load(tmp_path, "letters@1")
    assert loaded is not None
    assert len(loaded[1]) == 8


@pytest.mark.parametrize(
    "manifest",
    [
        b"",
        b"[]",
        b"{}",
        b"null",
        b"\xff",
        b'{"generation": 3, "fingerprint": "letters@1", "parts": []}',
        b'{"generation": 3, "fingerprint": "letters@1", "parts": [{"file": "../x"}]}',
        b'{"generation": 3, "fingerprint": "letters@1", "parts": 5}',
    ],
)
def test_a_damaged_manifest_means_rebuild(tmp_path: Path, manifest: bytes) -> None:
    save(tmp_path)
    (tmp_path / "dense.json").write_bytes(manifest)
    assert DenseIndex.load(tmp_path, "letters@1") is None


def test_saving_again_leaves_one_index_file(tmp_path: Path) -> None:
    for generation in (1, 2, 3):
        save(tmp_path, generation + 4, Stamp(generation, "letters@1"))
    assert len(list(tmp_path.glob("dense-*.faiss"))) == 1
    assert DenseIndex.load(tmp_path, "letters@1") is not None
