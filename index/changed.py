"""A changed model, kept in the user's cache: to change it anew takes half of a cold start.

Of each file of changes one is kept, the last that was used. Its name holds what it was made from
and its own digest, so a file from an earlier version or a damaged one is never loaded.
"""

from __future__ import annotations

import hashlib
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile

from platformdirs import user_cache_path

import index.adapter
from index.adapter import adapted, load_adapter


def changed_model(model: Path, adapter: Path) -> bytes:
    """Return the ONNX model at ``model`` with the changes in the file ``adapter``.

    Args:
        model: Its file, verified.
        adapter: Written by ``save_adapter``.

    Raises:
        ModelError: If the changes cannot be read or are to another model.
    """
    folder = user_cache_path("onrecord")
    made_from = _digest(
        b"".join(
            hashlib.sha256(path.read_bytes()).digest()
            for path in (model, adapter, Path(index.adapter.__file__))
            if path.is_file()
        )
    )
    kind = adapter.stem
    for path in folder.glob(f"{kind}-{made_from}-*.onnx"):
        with suppress(OSError):
            if path.name == _name(kind, made_from, content := path.read_bytes()):
                return content
    content = adapted(model, load_adapter(adapter))
    with suppress(OSError):  # where nothing can be kept, it is made again
        _keep(folder, kind, _name(kind, made_from, content), content)
    return content


def _name(kind: str, made_from: str, content: bytes) -> str:
    return f"{kind}-{made_from}-{_digest(content)}.onnx"


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:32]


def _keep(folder: Path, kind: str, name: str, content: bytes) -> None:
    """Put the file there at once or not at all; remove those it takes the place of."""
    folder.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=folder, prefix=f"{kind}-", suffix=".part", delete=False) as part:
        part.write(content)
    Path(part.name).replace(folder / name)
    for path in folder.glob(f"{kind}-*"):
        if path.name != name:
            path.unlink(missing_ok=True)
