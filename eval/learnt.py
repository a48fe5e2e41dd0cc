"""Which sets the shipped models have learnt from, told by the files of what was learnt."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path

from index.adapter import read_notes

LEARNT_FROM = "learnt_from"


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file, or of a folder's files in the order of their names, in hex."""
    if path.is_file():
        return hashlib.sha256(path.read_bytes()).hexdigest()
    files = sorted(file for file in path.rglob("*") if file.is_file())
    return hashlib.sha256("".join(map(digest_of, files)).encode()).hexdigest()


def notes(sets: Sequence[Path], before: Iterable[str] = ()) -> dict[str, str]:
    """Return what is to be noted in a file that was learnt from ``sets``, and ``before``."""
    return {LEARNT_FROM: " ".join(dict.fromkeys([*map(digest_of, sets), *sorted(before)]))}


def learnt_from(adapter: Path) -> frozenset[str]:
    """Return the digests of the sets that ``adapter`` was learnt from."""
    return frozenset(read_notes(adapter).get(LEARNT_FROM, "").split())
