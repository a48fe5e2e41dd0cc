"""Where the last report on a library's answers is kept: `eval/` writes it, `web/` shows it.

It quotes the texts, and so goes when one of them does.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from index.place import Place

BESIDE = Path(".onrecord")
"""For a library in a database: in the working directory, as the default library is."""


def last_report(library: Place) -> Path:
    """Return the file on this machine that holds the report, if one was made."""
    if isinstance(library, Path):
        return library / "evaluation.html"
    return BESIDE / f"evaluation-{hashlib.sha256(str(library).encode()).hexdigest()[:8]}.html"


def forget_report(library: Place) -> None:
    """Delete the report, if one was made on this machine."""
    last_report(library).unlink(missing_ok=True)
