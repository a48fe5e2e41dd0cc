"""Two texts about a ferry, and drafts held against them."""

from __future__ import annotations

from corpus.read import read_text
from index.library import Library
from index.where import Where
from qa.check.report import Report
from qa.check.verdict import check

TALK = """ANNA KOVAL: Who ran the ferry in those years, and who paid for it?

BOHDAN RUDY: My father ran the ferry for thirty years. He didn’t miss a morning, and nobody
thanked him. "Never again," he used to say — and went again.

ANNA KOVAL: Who mended the ferry?

OLHA RUDA: My uncle mended the ferry each spring with pitch and old sails. He sang."""
OTHER = """Q: Was the bridge built by then?

A: The bridge was built in 1978. The ferry lay on the bank after that.
Nobody bought the ferry, so we burnt it one cold night."""
DOCUMENTS = (read_text(TALK, "ferry"), read_text(OTHER, "bridge"))
EVERYWHERE = Where()


def checked(library: Library, draft: str, where: Where = EVERYWHERE) -> Report:
    """Hold ``draft`` against all of the library, or a part of it."""
    with library.snapshot() as snapshot:
        return check(draft, snapshot, where)


def verdicts(library: Library, draft: str) -> list[str]:
    """Return what becomes of each quotation of ``draft``."""
    return [str(one.verdict) for one in checked(library, draft).checked]
