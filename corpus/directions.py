"""Lines between the words that say what is heard or seen: ``[Laughter]``, ``(Recess taken.)``."""

from __future__ import annotations

import re

from corpus.cues import ends_sentence
from corpus.spans import PARAGRAPH, Span
from corpus.speeches import Speech

DIRECTION = re.compile(
    r"^[ \t]*(?:\[[\d:.,]{4,12}\][ \t]*)?[*_]{0,2}"
    r"(?:\[(?=[^\W\d_])[^\[\]\n]{3,80}\]|\((?=[^\W\d_])[^()\n]{3,80}\)"
    r"|（(?=[^\W\d_])[^（）\n]{1,40}）|【(?=[^\W\d_])[^【】\n]{1,40}】)"
    r"[*_]{0,2}\.?[ \t]*$",
    re.MULTILINE,
)
_OFF_RECORD = re.compile(
    r"(?i)\b(?:marked|taken|sworn|held|had|read|adjourned|concluded|resumed|excused|identification"
    r"|record)\b[^()\n]{0,20}\.\)"
)
IN_ITALICS = re.compile(r"([*_])(?=[^\s*_])[^*_]+(?<=[^\s*_])\1")


def directions(text: str, speech: Speech) -> list[Span]:
    """Return the paragraphs of a speech that nobody says, such as ``[Laughter]``.

    One that is all of a speech stays with the label in front of it, if there is one: Anna laughs.
    """
    return [
        found.span()
        for found in DIRECTION.finditer(text, speech.start, speech.end)
        if (not speech.key or text[speech.start : found.start()].strip())
        and (
            found[0].lstrip("*_ \t").startswith("[")
            or _is_paragraph(text, *found.span())
            or _is_sentence_apart(text, *found.span())
        )
    ]


def _is_sentence_apart(text: str, start: int, end: int) -> bool:
    """Tell whether a bracketed line is a sentence below one, as courts note a recess."""
    above = text[max(0, start - 40) : start].rstrip()
    return bool(_OFF_RECORD.search(text, start, end)) and ends_sentence(above)


def notes_in_italics(text: str, speech: Speech) -> list[Span]:
    """Return the paragraphs in italics within a speech whose first one is not: the writer's."""
    first, *later = PARAGRAPH.finditer(text, speech.start, speech.end)
    if IN_ITALICS.fullmatch(first[0].strip()):
        return []
    return [block.span() for block in later if IN_ITALICS.fullmatch(block[0].strip())]


def _is_paragraph(text: str, start: int, end: int) -> bool:
    above, below = text[max(0, start - 2) : start], text[end : end + 2]
    return above == "\n\n" and below in ("\n\n", "\n", "")
