"""Writing derived files so that a crash leaves the old one or the new one, and damage shows."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path


def write_durably(path: Path, data: bytes | memoryview) -> None:
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
    """Write the name of ``folder`` and the digests of all files in it to ``seal_file``."""
    sealed = {"folder": folder.name, "files": _digests(folder)}
    write_durably(seal_file, json.dumps(sealed, indent=1).encode())


def sealed_folder(seal_file: Path) -> Path | None:
    """Return the folder beside ``seal_file`` that it seals, if its files are those, unchanged."""
    try:
        sealed = json.loads(seal_file.read_bytes())
        folder = seal_file.with_name(Path(sealed["folder"]).name)
        return folder if sealed["files"] and sealed["files"] == _digests(folder) else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _digests(folder: Path) -> dict[str, str]:
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.iterdir())
        if path.suffix != ".lock"
    }
