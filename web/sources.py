"""The sources as pages change them: offered, added, removed, put back; or none of that."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from corpus.document import Document
from corpus.edits import Edits
from corpus.errors import LibraryError
from index.library import Library
from qa.report import Report
from web.shelf import Shelf
from web.uploads import Offer, add_offers, read_upload, too_large

READ_ONLY = "This chat is read-only: its sources are looked after elsewhere."
GONE = "This can no longer be undone: add the file again."

MOST_FILES = 50
"""How many files are read and added at once."""


class Sources:
    """The sources of one server, shared by everybody who uses it.

    Args:
        library: Where they are.
        read_only: Whether every change is refused.
    """

    def __init__(self, library: Library, *, read_only: bool = False) -> None:
        self.library = library
        self.read_only = read_only
        self._offers: Shelf[Offer] = Shelf()
        self._removed: Shelf[tuple[Document, Edits]] = Shelf()

    def offer(self, name: str, data: bytes | None) -> str:
        """Read a file, or refuse it if there is no ``data``; return the token of what it holds.

        Raises:
            LibraryError: If this server is read-only.
        """
        self._check()
        offer = too_large(name) if data is None else read_upload(self.library, name, data)
        return self._offers.put(offer, offer.characters)

    def offered(self, tokens: Iterable[str]) -> list[tuple[str, Offer]]:
        """Return the offers that are still here, with their tokens."""
        found = ((token, self._offers.get(token)) for token in tokens)
        return [(token, offer) for token, offer in found if offer is not None]

    def discard(self, tokens: Iterable[str]) -> None:
        """Keep these offers no longer."""
        for token in tokens:
            self._offers.take(token)

    def add(self, offers: list[Offer]) -> Iterator[Report]:
        """Add what was offered; yield what became of each.

        Raises:
            LibraryError: If this server is read-only or its library is in use.
        """
        self._check()
        yield from add_offers(self.library, offers)

    def remove(self, doc_id: str) -> tuple[Document, str]:
        """Remove a source; return it with the token that puts it back.

        Raises:
            LibraryError: If this server is read-only or its library is in use.
            UnknownNameError: If the library does not hold it.
        """
        self._check()
        removed = self.library.document(doc_id), self.library.edits_of(doc_id)
        self.library.remove(doc_id)
        return removed[0], self._removed.put(removed, len(removed[0].text))

    def put_back(self, token: str) -> Document:
        """Add again what was removed, as it was.

        Raises:
            LibraryError: If this server is read-only, or too much has happened since.
        """
        self._check()
        removed = self._removed.get(token)
        if removed is None or self.library.holds(removed[0].doc_id):
            raise LibraryError(GONE)
        self.library.put_back(*removed)
        self._removed.take(token)
        return removed[0]

    def _check(self) -> None:
        if self.read_only:
            raise LibraryError(READ_ONLY)
