"""What a library stores as JSON, read back; where that is damaged, the place and the remedy."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager

from corpus.facts import Pairs

AGAIN = "move it away and add the texts again, or restore a copy"


class DamagedError(Exception):
    """Something in a library is not as onrecord writes it.

    Attributes:
        remedy: What can be done about it.
    """

    def __init__(self, what: str, remedy: str = AGAIN) -> None:
        super().__init__(what)
        self.remedy = remedy


@contextmanager
def undamaged(what: str, remedy: str = AGAIN) -> Iterator[None]:
    """Say that ``what`` is damaged if the block finds anything else than it was written with."""
    try:
        yield
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise DamagedError(f"{what}: {error!r}", remedy) from error


def pairs_of(doc_id: str, metadata: str) -> Pairs:
    """Return the metadata of a document from the JSON that it is stored as.

    Raises:
        DamagedError: If it is something else.
    """
    with undamaged(f"the metadata of {doc_id!r}"):
        return tuple((str(key), str(value)) for key, value in json.loads(metadata))
