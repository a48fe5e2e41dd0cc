"""Texts that arrive through the page: read, shown, and only then added.

A file is read once, from a private folder that is gone afterwards. It is known by its name
alone: a second upload of the same name replaces the first, and nothing that came another way.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from corpus.document import Document
from corpus.errors import SourceError
from corpus.explain import explanation
from corpus.formats import READERS
from corpus.ids import unique_id
from corpus.normalise import MAX_BYTES
from corpus.read import not_read, read_file
from index.library import Library
from index.view import Summary
from qa.report import Action, Report

ORIGIN = "upload:"
"""What stands before the name where other sources have their path."""

LONGEST_NAME = 120
LONGEST_STEM = 60
"""Few enough characters for any file system, whatever the alphabet."""

UPLOAD_BYTES = MAX_BYTES


@dataclass(frozen=True, slots=True)
class Voice:
    """A speaker as a preview shows him.

    Attributes:
        turns: How often the speaker speaks.
    """

    name: str
    role: str
    turns: int


@dataclass(frozen=True, slots=True)
class Offer:
    """A file that was read and may be added.

    Attributes:
        name: The file's name, as whoever sent it has it.
        document: ``None`` if the file is refused.
        why: Why it is refused, in one line.
        convention: By what its turns were found.
        voices: In order of first appearance.
        passages: How many passages it would be cut into.
    """

    name: str
    document: Document | None = None
    why: str = ""
    convention: str = ""
    voices: tuple[Voice, ...] = ()
    passages: int = 0

    @property
    def characters(self) -> int:
        """About how much memory it takes."""
        return len(self.document.text) if self.document else 0


def plain_name(sent: str) -> str:
    """Return the last part of a name that a page sends, in one line."""
    name = PurePosixPath(sent.replace("\\", "/")).name
    shown = "".join(c if c.isprintable() else " " for c in name)
    return " ".join(shown.split())[-LONGEST_NAME:] or "nameless"


def read_upload(library: Library, sent: str, data: bytes) -> Offer:
    """Read a file and say what is in it, or why it is refused; the library stays as it is."""
    name = plain_name(sent)
    suffix = Path(name).suffix.lower()
    if suffix not in READERS:
        return Offer(name, why=f"{name}: {not_read(suffix)}")
    with tempfile.TemporaryDirectory(prefix="onrecord-upload-") as private:
        path = Path(private) / (unique_id(Path(name).stem[:LONGEST_STEM], ()) + suffix)
        path.write_bytes(data)
        try:
            reading = read_file(path)
        except SourceError as error:
            # Where it lay here is nobody's business.
            why = str(error).replace(str(path), name).replace(private, "")
            return Offer(name, why=" ".join(why.split()))
    document = replace(reading.document, origin=ORIGIN + name)
    if document.title == document.doc_id:  # it has none: the name reads better than the id
        document = replace(document, title=Path(name).stem)
    voices = tuple(
        Voice(who["name"], who["role"], who["turns"]) for who in explanation(reading)["speakers"]
    )
    passages = library.count_passages([document])
    return Offer(name, document, "", reading.found.convention, voices, passages)


def too_large(sent: str) -> Offer:
    """Return the offer of a file that was not even read."""
    name = plain_name(sent)
    return Offer(
        name, why=f"{name}: expected at most {UPLOAD_BYTES // 1_000_000} MB, found more: split it"
    )


def plans(offers: Sequence[Offer], held: Sequence[Summary]) -> Iterator[Report]:
    """Yield what adding each offer to a library with these sources would do."""
    by_origin = {item.origin: item for item in held if item.origin}
    by_digest = {item.sha256: item.doc_id for item in held if item.sha256}
    taken = {item.doc_id for item in held}
    fresh: set[str] = set()
    for offer in offers:
        report = _plan(offer, by_origin, by_digest, taken, fresh)
        if offer.document is not None and report.doc_id is not None and not report.skipped:
            fresh.add(offer.document.origin)
            by_digest.setdefault(offer.document.sha256, report.doc_id)
            taken.add(report.doc_id)
        yield report


def _plan(
    offer: Offer,
    by_origin: dict[str, Summary],
    by_digest: dict[str, str],
    taken: set[str],
    fresh: set[str],
) -> Report:
    path = Path(offer.name)
    document = offer.document
    if document is None:
        return Report(path, Action.REFUSED, why=offer.why)
    known = by_origin.get(document.origin)
    twin = by_digest.get(document.sha256)
    if known is not None and known.sha256 == document.sha256:
        return Report.held(path, Action.UNCHANGED, known, "unchanged")
    if twin is not None:
        why = f"same content as {twin}"
        return Report(path, Action.DUPLICATE, twin, document.title, why=why)
    if document.origin in fresh:
        why = f"{offer.name}: another file of this name comes with it: rename one of them"
        return Report(path, Action.REFUSED, why=why)
    doc_id = known.doc_id if known else unique_id(document.doc_id, taken)
    action = Action.UPDATED if known else Action.ADDED
    return Report.of(path, action, replace(document, doc_id=doc_id), offer.passages)


def add_offers(library: Library, offers: Sequence[Offer]) -> Iterator[Report]:
    """Add what can be added; yield what became of each offer, once it is so for good."""
    new: dict[str, tuple[Report, Document]] = {}
    for offer, report in zip(offers, plans(offers, library.documents()), strict=True):
        if offer.document is None or report.doc_id is None or report.skipped:
            yield report
        else:
            new[offer.document.origin] = report, replace(offer.document, doc_id=report.doc_id)
    for added in library.adding([document for _, document in new.values()]):
        report, _ = new[added.document.origin]
        yield replace(report, doc_id=added.document.doc_id, passages=added.passages)
