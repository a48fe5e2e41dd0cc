"""What a file says about itself, without what its program says in its place."""

from __future__ import annotations

import re
from collections.abc import Iterable

_NO_FACT = re.compile(
    r"""(?ix) \W* | untitled[\s\w-]* | document\s*\d* | microsoft\ word\ -.*
    | .*\.(?:docx?|rtf|odt|pdf|indd|qxd|tex|html?)
    | unknown | anonymous | unspecified | user | admin(?:istrator)? | owner | windows\ user
    | python-docx | titel | title | titre | author | none | null
    | \(?(?:anonymous|unspecified)\)?"""
)


def facts_of(pairs: Iterable[tuple[str, str | None]]) -> tuple[tuple[str, str], ...]:
    """Return the pairs that say something, each key once, white space folded."""
    kept: dict[str, str] = {}
    for key, value in pairs:
        folded = " ".join((value or "").split())
        if folded.isprintable() and not _NO_FACT.fullmatch(folded):
            kept.setdefault(key, folded)
    return tuple(kept.items())
