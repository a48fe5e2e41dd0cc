"""The texts that come with onrecord."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path


def texts_folder() -> Path:
    """Return the folder of the bundled texts."""
    return Path(str(files("corpus"))) / "texts"
