"""The dense index: two parts on disk, each an immutable file whose checksum is verified.

The main part holds nearly everything, in the way that suits its size. What was added since
is in a small part of its own, compared one by one, until it has grown to a tenth of the main
part; so adding an interview to an archive does not make the archive's index anew.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from heapq import nlargest
from operator import itemgetter
from pathlib import Path
from typing import Any, Self

import numpy as np

from index.durable import write_durably
from index.embedder import Vectors
from index.nearest import Batches, Ids, Index, Kind, build, faiss, ids_of, kind_for, search

MANIFEST = "dense.json"

ADDED_AT_MOST = 0.1
"""Share of the main part to which what was added since may grow."""

SMALL = 10_000
"""So few vectors are indexed anew in less time than a file takes to be written safely."""

LEARN_AGAIN = 2.0
"""Growth after which the clusters of an inverted file are learnt anew."""

WIDER = 2
"""How many times more candidates than wanted are compared by their exact vectors."""

ReadVectors = Callable[[Sequence[int]], Vectors]
"""Returns the stored vectors of passages, in the order of their ids."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a derived index was made from; another stamp means rebuild.

    Attributes:
        generation: The library's generation.
        fingerprint: The embedder's.
    """

    generation: int
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Stored:
    """The vectors in the store, which indexes are made from.

    Attributes:
        ids: Of all passages, ascending.
        batches: Reads vectors, all of them or those from a passage on.
    """

    ids: Ids
    batches: Callable[[int], Batches]

    @classmethod
    def of(cls, vectors: Vectors) -> Self:
        """Return vectors at hand, shape ``(n, dim)``, with their row numbers as ids."""
        ids = np.arange(len(vectors), dtype=np.int64)
        return cls(ids, lambda first: iter([(ids[first:], vectors[first:])]))


@dataclass(frozen=True, slots=True)
class Part:
    """One FAISS index, never changed once made, so searches need no lock.

    Attributes:
        learnt_from: How many vectors there were when its clusters were learnt.
        file: Its name on disk, which holds the digest; empty while it has none.
        sha256: Hex digest of the file.
    """

    index: Index
    kind: Kind
    learnt_from: int
    file: str = ""
    sha256: str = ""

    @property
    def size(self) -> int:
        """How many vectors it holds."""
        return int(self.index.ntotal)

    @classmethod
    def of(cls, kind: Kind, ids: Ids, batches: Callable[[], Batches]) -> Self:
        """Index the vectors of the passages with these ids."""
        dim = next(vectors.shape[1] for _, vectors in batches())
        return cls(build(kind, len(ids), dim, batches), kind, len(ids))


class DenseIndex:
    """Vectors by passage id. Never changed once made."""

    def __init__(self, parts: tuple[Part, ...]) -> None:
        self.parts = parts

    @classmethod
    def build(cls, stored: Stored, kind: Kind | None = None) -> Self:
        """Index all vectors, as suits their number unless ``kind`` says how."""
        return cls(
            (Part.of(kind or kind_for(len(stored.ids)), stored.ids, lambda: stored.batches(0)),)
        )

    def __len__(self) -> int:
        return sum(part.size for part in self.parts)

    @property
    def dim(self) -> int:
        """The length of a vector."""
        return int(self.parts[0].index.d)

    @property
    def is_exact(self) -> bool:
        """Whether similarities are those of the vectors as stored, and none is overlooked."""
        return all(part.kind is Kind.FLAT for part in self.parts)

    def search(
        self, query: Vectors, k: int, allowed: Ids | None = None, exact: ReadVectors | None = None
    ) -> list[tuple[int, float]]:
        """Return ``(passage_id, similarity)`` of the ``k`` nearest, best first; fewer if fewer.

        Args:
            query: One unit-norm vector, shape ``(dim,)``.
            k: How many are wanted.
            allowed: The only passages that may be returned, ascending; all if ``None``.
            exact: Reads stored vectors, by which what an inexact index found is put in order.

        Raises:
            ValueError: If ``k < 1``, or ``query`` is not finite or of another dimension.
        """
        if k < 1:
            raise ValueError(f"k must be at least 1, got {k}")
        if query.shape != (self.dim,):
            raise ValueError(f"expected a query of shape ({self.dim},), got {query.shape}")
        if not np.isfinite(query).all():
            raise ValueError("the query vector is not finite")
        again = exact is not None and not self.is_exact
        wanted = k * WIDER if again else k
        found = [hit for part in self.parts for hit in search(part.index, query, wanted, allowed)]
        if again and exact is not None and found:
            ids = [passage_id for passage_id, _ in found]
            found = list(zip(ids, map(float, exact(ids) @ query), strict=True))
        return nlargest(k, found, key=itemgetter(1))

    def brought_to(self, stored: Stored) -> Self:
        """Return the index of what is stored now, made with as little work as will do."""
        main, *later = self.parts
        held = ids_of(main.index)
        kept = np.isin(held, stored.ids, assume_unique=True)
        added = stored.ids[~np.isin(stored.ids, held, assume_unique=True)]
        much = len(added) > ADDED_AT_MOST * main.size
        if (
            len(stored.ids) <= SMALL
            or kept.sum() < main.size / 2
            or (much and not _takes(main, stored))
        ):
            return type(self).build(stored)
        if not kept.all():
            main = _without(main, held[~kept])
        if much:
            main, added = _with(main, stored, added), added[:0]
        if not len(added):
            return type(self)((main,))
        same = later and np.array_equal(ids_of(later[0].index), added)
        newer = later[0] if same else Part.of(Kind.FLAT, added, lambda: _only(stored, added))
        return type(self)((main, newer))

    def save(self, folder: Path, stamp: Stamp) -> Self:
        """Write the parts that ``folder`` does not hold yet; return the index as it is saved.

        A crash leaves the old index or the new one, since no file is written twice.
        """
        parts = tuple(part if part.file else _saved(part, folder, stamp) for part in self.parts)
        manifest = {
            "generation": stamp.generation,
            "fingerprint": stamp.fingerprint,
            "parts": [
                {
                    "file": part.file,
                    "sha256": part.sha256,
                    "kind": part.kind,
                    "vectors": part.size,
                    "learnt_from": part.learnt_from,
                }
                for part in parts
            ],
        }
        write_durably(folder / MANIFEST, json.dumps(manifest, indent=1).encode())
        self.forget(folder, but=[part.file for part in parts])
        return type(self)(parts)

    @staticmethod
    def forget(folder: Path, but: Sequence[str] = ()) -> None:
        """Delete the saved parts in ``folder``, except the files named ``but``."""
        for old in folder.glob("dense-*.faiss"):
            if old.name not in but:
                old.unlink(missing_ok=True)

    @classmethod
    def load(
        cls, folder: Path, fingerprint: str, known: Self | None = None
    ) -> tuple[int, Self] | None:
        """Open what was saved last, with its generation; ``None`` if absent, foreign or damaged.

        FAISS accepts most damaged files and answers wrongly from them, and crashes on some that
        it maps, so it is given no file before the whole of it has matched its checksum. The
        files are mapped into memory, since they are never written again.

        Args:
            folder: Where it was saved.
            fingerprint: The embedder's; an index made with another is foreign.
            known: An index whose parts need not be read again.
        """
        try:
            manifest = json.loads((folder / MANIFEST).read_bytes())
            if manifest["fingerprint"] != fingerprint:
                return None
            at_hand = {part.file: part for part in (known.parts if known else ())}
            parts = tuple(_opened(folder, told, at_hand) for told in manifest["parts"])
            return (int(manifest["generation"]), cls(parts)) if parts else None
        except (OSError, ValueError, KeyError, TypeError):
            return None


def _opened(folder: Path, told: dict[str, Any], at_hand: dict[str, Part]) -> Part:
    """Return the part that a manifest tells of.

    Raises:
        ValueError: If its file is not what was written.
    """
    name = Path(told["file"]).name
    if name in at_hand and at_hand[name].sha256 == told["sha256"]:
        return at_hand[name]
    path = folder / name
    with path.open("rb") as file:
        if hashlib.file_digest(file, "sha256").hexdigest() != told["sha256"]:
            raise ValueError(f"{path}: damaged")
        file.seek(0)
        # What was hashed is mapped, whatever has come to bear its name meanwhile.
        same = Path(f"/dev/fd/{file.fileno()}")
        index = faiss.read_index(str(same if same.exists() else path), faiss.IO_FLAG_MMAP_IFC)
    return Part(index, Kind(told["kind"]), int(told["learnt_from"]), name, told["sha256"])


def _saved(part: Part, folder: Path, stamp: Stamp) -> Part:
    # A view and not bytes: a copy of a large index would need its memory once more. FAISS's own
    # writer reports no error on a full disk, so it only serialises here.
    data = np.asarray(faiss.serialize_index(part.index), dtype=np.uint8).data
    digest = hashlib.sha256(data).hexdigest()
    name = f"dense-{stamp.generation}-{digest[:8]}.faiss"
    write_durably(folder / name, data)
    return Part(part.index, part.kind, part.learnt_from, name, digest)


def _takes(main: Part, stored: Stored) -> bool:
    """Whether vectors can be added to ``main``, whose clusters still fit."""
    return main.kind is Kind.IVF and len(stored.ids) < LEARN_AGAIN * main.learnt_from


def _without(main: Part, gone: Ids) -> Part:
    index = _copied(main)
    index.remove_ids(gone)
    return Part(index, main.kind, main.learnt_from)


def _with(main: Part, stored: Stored, added: Ids) -> Part:
    index = _copied(main)
    for ids, vectors in _only(stored, added):
        index.add_with_ids(vectors, ids)
    return Part(index, main.kind, main.learnt_from)


def _copied(part: Part) -> Index:
    """Return a copy that may be changed; a mapped index would crash."""
    return faiss.deserialize_index(faiss.serialize_index(part.index))


def _only(stored: Stored, wanted: Ids) -> Batches:
    """Read the vectors of some passages, which are mostly the newest."""
    for ids, vectors in stored.batches(int(wanted[0])):
        among = np.isin(ids, wanted, assume_unique=True)
        if among.any():
            yield ids[among], vectors[among]
