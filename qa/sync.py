"""Making a library match a folder."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from corpus.errors import SourceError
from corpus.read import find_sources
from index.library import Library, Progress
from qa.intake import Intake, origin_of
from qa.report import Action, Report


def sync_folder(
    library: Library,
    folder: Path,
    progress: Progress = lambda _: None,
    *,
    dry_run: bool = False,
) -> Iterator[Report]:
    """Add, update and remove sources until those that came from ``folder`` are its files.

    A source that came from elsewhere is left alone. So is one whose file is still there but
    can no longer be read, and everything if the folder holds no source at all: a disk that is
    not mounted must not empty a library.

    Args:
        library: Is changed, unless ``dry_run``.
        folder: With all folders inside it.
        progress: Told of the passages embedded.
        dry_run: Whether only to tell what would be done.

    Raises:
        SourceError: If ``folder`` is no folder or holds no source.
    """
    if not folder.is_dir():
        raise SourceError(str(folder), "expected a folder: check the path, or use `onrecord add`")
    files = find_sources(folder)
    kept = set()
    for report in Intake(library, dry_run=dry_run).take(files, progress):
        kept.add(report.doc_id)
        yield report
    there = {origin_of(file) for file in files}
    root = folder.resolve()
    gone = [
        held
        for held in library.documents()
        if held.origin
        and Path(held.origin).is_relative_to(root)
        and held.origin not in there
        and held.doc_id not in kept
    ]
    if gone and not dry_run:
        library.remove(*(held.doc_id for held in gone))
    for held in gone:
        yield Report.held(Path(held.origin), Action.REMOVED, held, "no longer in the folder")


def count_line(reports: Sequence[Report]) -> str:
    """Return how many sources each action concerned, in one line."""
    counts = Counter(report.action for report in reports)
    return ", ".join(f"{counts[action]} {action}" for action in Action if counts[action])
