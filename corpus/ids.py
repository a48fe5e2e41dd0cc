"""Ids of documents."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

_UNSAFE = re.compile(r"[^\w.-]+")


def unique_id(stem: str, taken: Collection[str]) -> str:
    """Return an id made from ``stem``, safe in links and terminals, that is not in ``taken``."""
    # Some systems write the accents of file names as marks of their own, which are not safe.
    base = _UNSAFE.sub("-", unicodedata.normalize("NFC", stem)).strip("-.") or "source"
    number = 1
    doc_id = base
    while doc_id in taken:
        number += 1
        doc_id = f"{base}-{number}"
    return doc_id
