"""Kinds of FAISS indexes: which suits how many vectors, making one, searching one.

Measured on two cores with 384 dimensions (``onrecord bench --index-sizes``): comparing with
every vector is exact and soon done up to 100,000; half precision halves the memory and the
time at no measurable loss; from 300,000 on the time is better spent in the lists of the
clusters that are near (inverted file, Jégou et al. 2011), with one byte a number.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import StrEnum
from math import ceil, log2
from typing import Any

import faiss as _typed
import numpy as np
import numpy.typing as npt

from index.embedder import Vectors

faiss: Any = _typed
"""The wheel's type stubs describe the C++ signatures, not the Python ones."""

Index = Any
"""An index of FAISS."""

Ids = npt.NDArray[np.int64]

Batches = Iterable[tuple[Ids, Vectors]]
"""Vectors with the ids of their passages, ascending, in batches that fit in memory."""


class Kind(StrEnum):
    """How vectors are kept and found."""

    FLAT = "flat"
    FP16 = "fp16"
    IVF = "ivf"


FLAT_UP_TO = 100_000
FP16_UP_TO = 300_000

PROBES = 96
"""Lists that are searched of an inverted file."""

SMALL_SHARE = 0.02
"""Of so small a part of the vectors every one is compared, whatever list it is in."""

SAMPLE_A_LIST = 40
"""Vectors that a cluster's centre is found from; FAISS wants 39 at least."""


def kind_for(count: int) -> Kind:
    """Return the kind that suits ``count`` vectors."""
    if count <= FLAT_UP_TO:
        return Kind.FLAT
    return Kind.FP16 if count <= FP16_UP_TO else Kind.IVF


def build(kind: Kind, count: int, dim: int, batches: Callable[[], Batches]) -> Index:
    """Index vectors under the ids of their passages.

    Args:
        kind: How.
        count: How many there are.
        dim: The length of each.
        batches: Reads them; called twice for an inverted file, which learns clusters first.
    """
    index: Index = _empty(kind, count, dim)
    if not index.is_trained:
        index.train(_sample(batches(), count, SAMPLE_A_LIST * index.nlist))
    for ids, vectors in batches():
        index.add_with_ids(vectors, ids)
    return index


def _empty(kind: Kind, count: int, dim: int) -> Index:
    metric = faiss.METRIC_INNER_PRODUCT
    if kind is Kind.FLAT:
        return faiss.IndexIDMap(faiss.IndexFlatIP(dim))
    if kind is Kind.FP16:
        half = faiss.ScalarQuantizer.QT_fp16
        return faiss.IndexIDMap(faiss.IndexScalarQuantizer(dim, half, metric))
    return faiss.index_factory(dim, f"IVF{_lists(count)},SQ8", metric)


def _lists(count: int) -> int:
    """Return about four times the square root, as a power of two; few where there are few."""
    return int(2 ** max(0, min(round(log2(4 * count**0.5)), int(log2(count / SAMPLE_A_LIST or 1)))))


def _sample(batches: Batches, count: int, wanted: int) -> Vectors:
    step = max(1, count // wanted)
    # Each batch is stepped through from where the last one left off.
    picked, seen = [], 0
    for _, vectors in batches:
        picked.append(vectors[-seen % step :: step])
        seen += len(vectors)
    return np.concatenate(picked)


def ids_of(index: Index) -> Ids:
    """Return the ids of the passages in ``index``, ascending."""
    if isinstance(index, faiss.IndexIDMap):
        return np.sort(faiss.vector_to_array(index.id_map))
    lists = index.invlists
    held = [
        faiss.rev_swig_ptr(lists.get_ids(n), lists.list_size(n)).copy()
        for n in range(index.nlist)
        if lists.list_size(n)
    ]
    return np.sort(np.concatenate([np.empty(0, np.int64), *held]))


def search(index: Index, query: Vectors, k: int, allowed: Ids | None) -> list[tuple[int, float]]:
    """Return ``(passage_id, similarity)`` of the ``k`` nearest, best first; fewer if fewer.

    Args:
        index: From :func:`build`.
        query: One unit-norm vector, shape ``(dim,)``.
        k: How many are wanted, at least 1.
        allowed: The only ids that may be returned, ascending; all if ``None``.
    """
    k = min(k, index.ntotal if allowed is None else len(allowed))
    if not k:
        return []
    selector, _bitmap = _only(allowed)  # FAISS keeps no reference to the bytes
    if not isinstance(index, faiss.IndexIVF):
        return _found(index, query, k, faiss.SearchParameters(sel=selector))
    share = 1.0 if allowed is None else len(allowed) / index.ntotal
    probes = min(index.nlist, ceil(PROBES / share) if share > SMALL_SHARE else index.nlist)
    for nprobe in (probes, index.nlist):
        found = _found(index, query, k, faiss.SearchParametersIVF(sel=selector, nprobe=nprobe))
        if len(found) == k or nprobe == index.nlist:
            break
    return found


def _found(index: Index, query: Vectors, k: int, how: object) -> list[tuple[int, float]]:
    scores, ids = index.search(query[None], k, params=how)
    # FAISS pads with id -1 what it could not fill; Python would read the last passage.
    return [(int(i), float(s)) for i, s in zip(ids[0], scores[0], strict=True) if i >= 0]


def _only(allowed: Ids | None) -> tuple[Any, npt.NDArray[np.uint8] | None]:
    if allowed is None:
        return None, None
    bits = np.zeros(int(allowed[-1]) + 1, dtype=np.bool_)
    bits[allowed] = True
    bitmap = np.packbits(bits, bitorder="little")
    return faiss.IDSelectorBitmap(bitmap), bitmap
