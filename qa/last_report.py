"""Where a library keeps the last report on its answers: `eval/` writes it, `web/` shows it."""

from __future__ import annotations

from pathlib import Path


def last_report(library: Path) -> Path:
    """Return the file in the library's folder that holds the report, if one was made."""
    return library / "evaluation.html"
