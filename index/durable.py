"""Writing derived files so that a crash leaves the old one or the new one, and damage shows."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path


def write_durably(path: Path, data: bytes) -> None:
    """Replace the file at ``path`` by ``data``: written, synced, then renamed into place."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with temporary.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
    finally:
        temporary.unlink(missing_ok=True)


def seal(folder: Path, seal_file: Path) -> None:
    """Write the digests of all files in ``folder`` to ``seal_file``."""
    write_durably(seal_file, json.dumps(_digests(folder), indent=1).encode())


def is_sealed(folder: Path, seal_file: Path) -> bool:
    """Return whether ``folder`` holds exactly the files that were sealed, unchanged."""
    try:
        expected = json.loads(seal_file.read_bytes())
        return bool(expected) and expected == _digests(folder)
    except (OSError, ValueError):
        return False


def _digests(folder: Path) -> dict[str, str]:
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.iterdir())
        if path.suffix != ".lock"
    }
