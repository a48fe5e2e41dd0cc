"""Taking files into a library, one at a time, however many there are."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from corpus.document import Document
from corpus.errors import SourceError
from corpus.ids import unique_id
from corpus.read import find_sources, read_source, source_digest
from index.library import Library, Progress
from index.view import Summary
from qa.report import Action, Report


def add_paths(library: Library, paths: Iterable[Path], progress: Progress) -> list[Report]:
    """Add every readable source under ``paths``; return the reports in the files' order."""
    files, reports = list_files(paths)
    reports += Intake(library).take(files, progress)
    place = {file: n for n, file in enumerate(files)}
    return sorted(reports, key=lambda report: place.get(report.path, -1))


def list_files(paths: Iterable[Path]) -> tuple[list[Path], list[Report]]:
    """Return the files at and under ``paths``, each once, and a report on each path without."""
    files: dict[str, Path] = {}
    refused = []
    for path in paths:
        try:
            for file in find_sources(path):
                files.setdefault(origin_of(file), file)
        except SourceError as error:
            refused.append(Report(path, Action.REFUSED, why=str(error)))
    return list(files.values()), refused


def origin_of(file: Path) -> str:
    """Return the absolute path a source is remembered by; a link keeps its own name."""
    return str(file.parent.resolve() / file.name)


class Intake:
    """Recognises files by their path and their bytes, and has new ones read and embedded.

    A file that was added before keeps its id, wherever it has been moved to. Bytes that the
    library holds from another file are not added twice. A new file has the id of its name, or
    one with a number if a source from another file has that. What came from no known file, or
    one that is gone, is replaced by a file of its name.
    """

    def __init__(self, library: Library, *, dry_run: bool = False) -> None:
        self._library = library
        self._dry_run = dry_run
        self._reports: deque[Report] = deque()

    def _look(self) -> None:
        """See what the library holds now."""
        held = self._library.documents()
        self._by_origin = {item.origin: item for item in held if item.origin}
        self._by_digest = {item.sha256: item for item in held if item.sha256}
        self._held = {item.doc_id for item in held}
        self._taken = {item.doc_id for item in held if item.origin and _is_there(item.origin)}
        self._fresh: dict[str, str] = {}

    def take(self, files: Iterable[Path], progress: Progress = lambda _: None) -> Iterator[Report]:
        """Yield what became of each file, once it is so for good.

        One that cannot be read stops no other.
        """
        paths: dict[str, tuple[Path, Action]] = {}
        documents = self._read_new(files, paths)
        if self._dry_run:
            for document in documents:
                passages = self._library.count_passages([document])
                yield Report.of(*paths.pop(document.origin), document, passages)
                yield from self._drain()
        else:
            for added in self._library.adding(documents, progress):
                path, action = paths.pop(added.document.origin)
                yield Report.of(path, action, added.document, added.passages)
                yield from self._drain()
        yield from self._drain()

    def _drain(self) -> Iterator[Report]:
        while self._reports:
            yield self._reports.popleft()

    def _read_new(
        self, files: Iterable[Path], paths: dict[str, tuple[Path, Action]]
    ) -> Iterator[Document]:
        self._look()  # the library has noted what it holds, and tells what comes after that apart
        for file in files:
            try:
                _check_name(file)
                digest = source_digest(file)
                if (known := self._recognise(file, digest)) is not None:
                    self._reports.append(known)
                    continue
                document = self._read(file)
            except SourceError as error:
                self._reports.append(Report(file, Action.REFUSED, why=str(error)))
                continue
            action = Action.UPDATED if document.doc_id in self._held else Action.ADDED
            self._taken.add(document.doc_id)
            self._fresh[document.sha256] = document.doc_id
            paths[document.origin] = file, action
            yield document

    def _read(self, file: Path) -> Document:
        origin = origin_of(file)
        document = read_source(file)
        held = self._by_origin.get(origin)
        doc_id = held.doc_id if held else unique_id(file.stem, self._taken)
        return replace(document, doc_id=doc_id, origin=origin)

    def _recognise(self, file: Path, digest: str) -> Report | None:
        """Return the report on a file whose bytes need not be read; ``None`` on any other."""
        origin = origin_of(file)
        held = self._by_origin.get(origin)
        if held is not None:
            same = held.sha256 == digest
            return Report.held(file, Action.UNCHANGED, held, "unchanged") if same else None
        if digest in self._fresh:
            why = f"same content as {self._fresh[digest]}"
            return Report(file, Action.DUPLICATE, self._fresh[digest], why=why)
        twin = self._by_digest.get(digest)
        if twin is None or (twin.origin and _changed_since(twin)):
            return None
        same_name = unique_id(file.stem, ()) == twin.doc_id
        why = "unchanged" if same_name else f"same content as {twin.doc_id}"
        if twin.origin and _is_there(twin.origin):
            return Report.held(file, Action.DUPLICATE, twin, f"same content as {twin.doc_id}")
        return self._adopt(file, twin, why)

    def _adopt(self, file: Path, twin: Summary, why: str) -> Report:
        """Take ``file`` for the one that ``twin`` came from, now at another place."""
        moved = replace(twin, origin=origin_of(file))
        if not self._dry_run:
            self._library.move(twin.doc_id, moved.origin)
        self._by_origin[moved.origin] = self._by_digest[twin.sha256] = moved
        self._taken.add(twin.doc_id)
        action = Action.RENAMED if twin.origin else Action.UNCHANGED
        return Report.held(file, action, moved, why)


def _check_name(file: Path) -> None:
    try:
        str(file).encode()
    except UnicodeEncodeError as error:
        shown = str(file).encode(errors="replace").decode()
        why = "expected a name in UTF-8, found other bytes: rename it"
        raise SourceError(shown, why) from error


def _is_there(origin: str) -> bool:
    try:
        return Path(origin).exists()
    except OSError:  # somebody else's private folder, or an upload with a name too long for a file
        return False


def _changed_since(summary: Summary) -> bool:
    """Return whether the file a source came from is there, with other bytes."""
    try:
        there = _is_there(summary.origin)
        return there and source_digest(Path(summary.origin)) != summary.sha256
    except SourceError:
        return False
