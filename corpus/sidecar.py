"""Facts about a source in a file of their own beside it, for files that cannot hold any."""

from __future__ import annotations

from pathlib import Path

from corpus.errors import SourceError
from corpus.frontmatter import FrontMatter, read_front_matter
from corpus.normalise import decode, normalise

ENDING = ".yaml"
LARGEST = 100_000


def sidecar_of(path: Path) -> Path:
    """Return where the sidecar of a source is: ``talk.pdf.yaml`` for ``talk.pdf``."""
    return path.with_name(path.name + ENDING)


def read_sidecar(path: Path) -> FrontMatter:
    """Return what the sidecar of the source at ``path`` says; nothing if there is none.

    It is written like front matter, without the lines of dashes, and wins over everything
    that the source itself says or shows.

    Raises:
        SourceError: If it is too long, no text, or not a flat list of facts.
    """
    sidecar = sidecar_of(path)
    if not sidecar.is_file():
        return FrontMatter()
    where = str(sidecar)
    with sidecar.open("rb") as file:
        data = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise SourceError(where, f"expected at most {LARGEST:,} bytes, found more: shorten it")
    text = normalise(decode(data, where), where).strip()
    facts = read_front_matter(f"---\n{text}\n---\n", where)
    if not facts.pairs:
        raise SourceError(where, "expected `key: value` lines, found none: write one a line")
    return facts
