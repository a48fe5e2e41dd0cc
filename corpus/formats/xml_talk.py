"""Transcripts in XML: TEI, timed text (TTML, YouTube's) and the records of OHMS."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from lxml import etree

from corpus.errors import SourceError
from corpus.extracted import Extracted
from corpus.formats import ohms, tei, timedtext
from corpus.formats.xmlroot import BadXmlError, local, root_of

_KINDS: Mapping[str, Callable[[etree._Element, str], Extracted]] = {
    "TEI": tei.read,
    "TEI.2": tei.read,
    "teiCorpus": tei.read,
    "tt": timedtext.read,
    "timedtext": timedtext.read,
    "ROOT": ohms.read,
    "record": ohms.read,
}
"""By the name of the root."""

_EXPECTED = "expected TEI, TTML or an OHMS record"


def read(data: bytes, where: str) -> Extracted:
    """Return what is said in an XML file of a kind that is known.

    Raises:
        SourceError: If it is no XML, declares a document type, is of another kind, or says
            nothing.
    """
    if not data.strip():
        raise SourceError(where, "expected a text, found none: the file is empty")
    try:
        root = root_of(data, "it")
    except BadXmlError as error:
        raise SourceError(where, f"{_EXPECTED}, found {error}: save it as plain text") from error
    reader = _KINDS.get(local(root))
    if reader is None:
        raise SourceError(where, f"{_EXPECTED}, found <{local(root)[:40]}>: save it as plain text")
    return reader(root, where)
