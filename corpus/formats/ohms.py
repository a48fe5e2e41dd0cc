"""Records of the Oral History Metadata Synchronizer (OHMS), a transcript with an index."""

from __future__ import annotations

from dataclasses import replace

from lxml import etree

from corpus.errors import SourceError
from corpus.extracted import Extracted, Kind, LeftOut
from corpus.formats import plain, subtitles
from corpus.formats.facts import facts_of
from corpus.formats.xmlroot import local, texts_of

_FACTS = ("title", "date", "interviewer", "interviewee", "language")
_NONE = "no transcript."
"""What a record without a transcript says in its place."""


def read(root: etree._Element, where: str) -> Extracted:
    """Return the transcript of a record; its index and all about it are left out or facts.

    Raises:
        SourceError: If the record has no transcript.
    """
    record = root if local(root) == "record" else next(root.iter("{*}record"), root)
    extracted = _transcript(record, where)
    about = [(local(child), _value(child)) for child in record]
    facts = facts_of([(key, text) for key in _FACTS for name, text in about if name == key])
    left_out = tuple(
        LeftOut(f"<{name}>", Kind.METADATA, text, "not what is said")
        for name, text in about
        if text and name and (name, text) not in facts and not name.endswith("transcript")
    )
    known = {key for key, _ in extracted.facts}
    return replace(
        extracted,
        facts=(*extracted.facts, *(pair for pair in facts if pair[0] not in known)),
        left_out=(*left_out, *extracted.left_out),
    )


def _transcript(record: etree._Element, where: str) -> Extracted:
    texts = {local(child): child.text or "" for child in record if local(child)}
    timed = texts.get("vtt_transcript", "")
    said = texts.get("transcript", "")
    if "-->" in timed:
        return subtitles.read(timed.strip().encode(), where)
    if not said.strip() or said.strip().casefold() == _NONE:
        raise SourceError(
            where, "expected a <transcript> with a text, found none: add the record with one"
        )
    return plain.from_text(said, where)


def _value(element: etree._Element) -> str:
    return texts_of(element) or str(element.get("value", ""))
