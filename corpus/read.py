"""Reading source files into documents."""

from __future__ import annotations

import hashlib
import mimetypes
import os
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.conventions import CONVENTIONS
from corpus.document import Document, Role, Turn
from corpus.errors import SourceError
from corpus.extracted import Extracted, LeftOut
from corpus.facts import facts_of
from corpus.formats import READERS, plain
from corpus.frontmatter import FrontMatter
from corpus.header import is_known_field
from corpus.ids import unique_id
from corpus.inlinestamps import without_inline_stamps, without_stamps_within
from corpus.language import DEFAULT, detect_language
from corpus.normalise import MAX_BYTES, code_of, foreign_in
from corpus.sidecar import ENDING as SIDECAR
from corpus.sidecar import LARGEST, read_sidecar, sidecar_of
from corpus.turns import Found, find_turns

if TYPE_CHECKING:
    from hashlib import _Hash as Hash

LONGEST_TITLE = 200
NO_FILE = "expected a file, found a folder or a device: add a file"

_RECORDING = "add its transcript, as recordings are not listened to"
_REMEDIES = {
    "audio": _RECORDING,
    "video": _RECORDING,
    "image": "recognise its text with another program and add that",
}
"""What to do with a file of a kind that nobody reads."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A document, and what of its file went where.

    Attributes:
        found: How its turns were found.
        left_out: What of the file is not in its text, in file order.
    """

    document: Document
    found: Found
    left_out: tuple[LeftOut, ...]


def read_source(path: Path, taken: Collection[str] = ()) -> Document:
    """Return the document in the file at ``path``; see :func:`read_file`."""
    return read_file(path, taken).document


def read_file(path: Path, taken: Collection[str] = ()) -> Reading:
    """Read the file at ``path``, and the sidecar beside it if there is one.

    Args:
        path: A file whose ending is one of ``READERS``.
        taken: Ids that other documents have; this one gets another.

    Raises:
        SourceError: If the file is missing, unreadable, empty, binary or of another format.
    """
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        raise SourceError(str(path), not_read(path.suffix.lower()))
    data = _bytes(path)
    extracted = reader(data, str(path))
    told = read_sidecar(path)
    doc_id = unique_id(path.stem, taken)
    return _reading(extracted, doc_id, _digest(hashlib.sha256(data), path), told, str(path))


def not_read(suffix: str) -> str:
    """Say what is expected instead of a file with this ending, and what to do about it."""
    kind, _ = mimetypes.guess_type(f"file{suffix}")
    remedy = _REMEDIES.get((kind or "").split("/")[0], "save it as plain text or .docx")
    return f"expected one of {', '.join(READERS)}, found {suffix or 'no ending'}: {remedy}"


def read_text(text: str, doc_id: str, *, where: str = "", sha256: str = "") -> Document:
    """Return the document that ``text`` holds.

    Args:
        text: The text, in any Unicode form, with or without front matter.
        doc_id: The document's id.
        where: What errors call the text; the id by default.
        sha256: Digest of the bytes it came from; of the text itself by default.

    Raises:
        SourceError: If the text is empty or not a text.
    """
    extracted = plain.from_text(text, where or doc_id)
    digest = sha256 or hashlib.sha256(text.encode()).hexdigest()
    return _reading(extracted, doc_id, digest, FrontMatter(), where or doc_id).document


def _reading(
    extracted: Extracted, doc_id: str, sha256: str, told: FrontMatter, where: str
) -> Reading:
    keys = {key for key, _ in told.pairs}
    facts = FrontMatter((*told.pairs, *(pair for pair in extracted.facts if pair[0] not in keys)))
    if (convention := facts.first("turns")) not in (None, *CONVENTIONS):
        expected = ", ".join(CONVENTIONS)
        raise SourceError(where, f"expected `turns` to be one of {expected}, found {convention!r}")
    _check_facts(facts, where)
    extracted = without_inline_stamps(extracted)
    extracted, found = _found(extracted, facts)
    if convention and found.convention != convention:
        raise SourceError(
            where,
            f"expected turns by {convention}, as `turns` says, found none: take that line out, or "
            f"name another way ({', '.join(CONVENTIONS)})",
        )
    pairs = found.facts.pairs
    if not facts_of(pairs).language:
        language = detect_language(extracted.text)
        # English goes without saying.
        pairs += (("language", language),) if language != DEFAULT else ()
    document = Document(
        doc_id=doc_id,
        title=found.facts.first("title") or _title(extracted.text, found.turns) or doc_id,
        text=extracted.text,
        turns=found.turns,
        metadata=pairs,
        sha256=sha256,
    )
    return Reading(document, found, extracted.left_out)


def _found(extracted: Extracted, facts: FrontMatter) -> tuple[Extracted, Found]:
    """Return the turns of ``extracted``, and its text without the time stamps inside them."""
    found = find_turns(extracted.text, facts, extracted.marks, extracted.times)
    if found.convention == "paragraphs":
        return extracted, found
    bare = without_stamps_within(extracted, found.turns)
    if bare is extracted:
        return extracted, found
    again = find_turns(bare.text, facts, bare.marks, bare.times)
    speakers, others = ([turn.speaker for turn in one.turns] for one in (found, again))
    # Stamps say nothing about who speaks: if somebody else does without them, they stay.
    return (bare, again) if speakers == others else (extracted, found)


def _check_facts(facts: FrontMatter, where: str) -> None:
    """Refuse what no text holds: JSON and YAML can write it without it being in the file."""
    for key, value in facts.pairs:
        if foreign := foreign_in(f"{key} {value}"):
            raise SourceError(
                where,
                f"expected a text under {key[:40]!a}, found the character {code_of(foreign)}: "
                "take it out",
            )


def source_digest(path: Path) -> str:
    """Return the SHA-256 of a file's bytes, and of its sidecar's if it has one, in hex.

    Raises:
        SourceError: If the file is missing or unreadable.
    """
    try:
        if path.exists() and not path.is_file():
            raise SourceError(str(path), NO_FILE)
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256")
            return _digest(digest, path)
    except OSError as error:
        raise _unreadable(path, error) from error


def _digest(digest: Hash, path: Path) -> str:
    """Return ``digest`` with the bytes of the sidecar of ``path``, if it has one, in hex."""
    sidecar = sidecar_of(path)
    if sidecar.is_file():
        with sidecar.open("rb") as file:
            digest.update(file.read(LARGEST + 1))  # a longer one is refused when it is read
    return digest.hexdigest()


def find_sources(path: Path) -> list[Path]:
    """Return ``path`` itself, or the readable files of a folder and its folders, sorted.

    Raises:
        SourceError: If there is nothing at ``path``, or a folder holds no source or cannot be read.
    """
    try:
        there = path.exists()
    except OSError as error:
        raise _unreadable(path, error) from error
    if not there:
        raise SourceError(str(path), "no such file or folder: check the path")
    if not path.is_dir():
        return [path]
    found = [
        Path(folder, name)
        for folder, folders, names in os.walk(path, onerror=_raise)
        for name in _visible(names, folders)
        if Path(name).suffix.lower() in READERS
    ]
    if not found:
        raise SourceError(str(path), f"expected files ending in {', '.join(READERS)}, found none")
    return sorted(found)


def _bytes(path: Path) -> bytes:
    """Return the file's bytes; no more than one beyond those allowed, which then is refused."""
    try:
        # A pipe would be waited for without end.
        if path.exists() and not path.is_file():
            raise SourceError(str(path), NO_FILE)
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except OSError as error:
        raise _unreadable(path, error) from error


def _unreadable(path: Path, error: OSError) -> SourceError:
    return SourceError(
        str(path), f"cannot be read ({error.strerror}): check the path and its rights"
    )


def passed_over(path: Path) -> list[Path]:
    """Return the visible files of a folder and its folders that :func:`find_sources` leaves out.

    A sidecar beside its source is none of them.
    """
    if not path.is_dir():
        return []
    return sorted(
        Path(folder, name)
        for folder, folders, names in os.walk(path)
        for name in _visible(names, folders)
        if Path(name).suffix.lower() not in READERS
        and name.removesuffix(SIDECAR) not in (set(names) - {name})
    )


def _raise(error: OSError) -> None:
    # A folder passed over would count as empty, and its sources as gone.
    raise _unreadable(Path(error.filename), error) from error


def _visible(names: list[str], folders: list[str]) -> list[str]:
    folders[:] = [name for name in folders if not name.startswith(".")]
    return [name for name in names if not name.startswith(".")]


def _title(body: str, turns: tuple[Turn, ...]) -> str | None:
    """Return the first line if it introduces the text and is short enough for a title."""
    first = turns[0]
    line = body[first.start : first.end].split("\n", 1)[0].strip("#* \t\u00a0")
    introduces = first.role is Role.NARRATOR and len(turns) > 1
    # Many a transcript opens with the hour or a time stamp.
    stamp = line.lstrip("[(-")[:1].isdigit()
    fits = len(line) <= LONGEST_TITLE and not stamp and not is_known_field(line)
    return line if introduces and fits else None
