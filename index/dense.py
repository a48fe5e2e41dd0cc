"""The dense index: exact inner product by FAISS, kept in an immutable, checksummed file."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import faiss
import numpy as np
import numpy.typing as npt

from index.durable import write_durably
from index.embedder import Vectors

Ids = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a derived index was made from; another stamp means rebuild.

    Attributes:
        generation: The library's generation.
        fingerprint: The embedder's.
    """

    generation: int
    fingerprint: str


class DenseIndex:
    """Vectors by row, searched exactly. Never changed once made, so searches need no lock."""

    def __init__(self, index: faiss.Index) -> None:
        self._index = index

    @classmethod
    def build(cls, vectors: Vectors) -> Self:
        """Index ``vectors``, unit-norm float32 of shape ``(n, dim)``; row numbers are the ids."""
        index = faiss.IndexFlatIP(vectors.shape[1])
        index.add(vectors)
        return cls(index)

    def __len__(self) -> int:
        return int(self._index.ntotal)

    @property
    def dim(self) -> int:
        """The length of a vector."""
        return int(self._index.d)

    def search(
        self, query: Vectors, k: int, allowed: Mask | None = None
    ) -> list[tuple[int, float]]:
        """Return ``(row, similarity)`` of the ``k`` nearest rows, best first; fewer if fewer.

        Args:
            query: One unit-norm vector, shape ``(dim,)``.
            k: How many rows are wanted.
            allowed: Which rows may be returned, shape ``(len(self),)``; all if ``None``.

        Raises:
            ValueError: If ``k < 1``, or ``query`` is not finite or of another dimension.
        """
        if k < 1:
            raise ValueError(f"k must be at least 1, got {k}")
        if query.shape != (self.dim,):
            raise ValueError(f"expected a query of shape ({self.dim},), got {query.shape}")
        if not np.isfinite(query).all():
            raise ValueError("the query vector is not finite")
        if not len(self) or (allowed is not None and not allowed.any()):
            return []
        scores, rows = self._index.search(query[None], min(k, len(self)), params=_only(allowed))
        # FAISS pads with row -1 what it could not fill; Python would read the last passage.
        return [(int(r), float(s)) for r, s in zip(rows[0], scores[0], strict=True) if r >= 0]

    def save(self, folder: Path, stamp: Stamp) -> None:
        """Write the index to ``folder`` so that a crash leaves the old file or the new one.

        FAISS's own writer reports no error on a full disk, so it only serialises here.
        """
        # A view and not bytes: a copy of a large index would need its memory once more.
        data = np.asarray(faiss.serialize_index(self._index), dtype=np.uint8).data
        digest = hashlib.sha256(data).hexdigest()
        name = f"dense-{stamp.generation}-{digest[:8]}.faiss"
        write_durably(folder / name, data)
        manifest = {
            "file": name,
            "generation": stamp.generation,
            "fingerprint": stamp.fingerprint,
            "bytes": len(data),
            "sha256": digest,
        }
        write_durably(folder / "dense.json", json.dumps(manifest, indent=1).encode())
        self.forget(folder, but=name)

    @staticmethod
    def forget(folder: Path, but: str = "") -> None:
        """Delete the saved indexes in ``folder``, except the file named ``but``."""
        for old in folder.glob("dense-*.faiss"):
            if old.name != but:
                old.unlink(missing_ok=True)

    @classmethod
    def load(cls, folder: Path, stamp: Stamp) -> Self | None:
        """Read the index that was saved with ``stamp``; ``None`` if absent, stale or damaged.

        FAISS accepts most damaged files and answers wrongly from them, so it is given no
        byte before the whole file has matched its checksum.
        """
        try:
            manifest = json.loads((folder / "dense.json").read_bytes())
            if (manifest["generation"], manifest["fingerprint"]) != (
                stamp.generation,
                stamp.fingerprint,
            ):
                return None
            data = (folder / Path(manifest["file"]).name).read_bytes()
        except (OSError, ValueError, KeyError, TypeError):
            return None
        if hashlib.sha256(data).hexdigest() != manifest["sha256"]:
            return None
        return cls(faiss.deserialize_index(np.frombuffer(data, dtype=np.uint8)))


def _only(allowed: Mask | None) -> faiss.SearchParameters | None:
    if allowed is None or allowed.all():
        return None
    bitmap = np.packbits(allowed, bitorder="little")
    # The wheel's type stubs describe the C++ signatures, not the Python ones.
    selector = faiss.IDSelectorBitmap(bitmap)  # type: ignore[call-arg,arg-type]
    return faiss.SearchParameters(sel=selector)  # type: ignore[call-arg]
