"""What a page prints between the paragraphs of a talk: quotations set large, captions, notices."""

from __future__ import annotations

import re
from collections.abc import Sequence

LEAST_QUOTED = 4
"""Words of a quotation that is set apart and comes again."""

LEAST_PLAIN = 8
"""The same where nothing but its place shows it: what is short may be said twice."""

MOST_QUOTED = 60

NEAR = 20_000
"""Characters on both sides within which it is said."""

MOST_TIMES = 9
"""How many of the places are looked at that have the same words: nobody is quoted more often."""

MARKS = 8
"""Characters of quotation marks and the like that may stand beside the words."""

_QUOTED = re.compile(
    r"[>#*_ \t]*[\"“„«‘'](?P<said>.+?)[\"”“»’'][.*_ \t]*(?:[—–-].{2,60})?", re.DOTALL
)
_BLOCK_QUOTE = re.compile(r"[ \t]*>+[ \t]*(?!>)(?P<said>.+)", re.DOTALL)
_NOTICE = re.compile(
    r"(?i)[\W_]*(?:advertisement|publicité|anzeige|publicidad|pubblicità|реклама"
    r"|(?:article|story)\s+continues\s+(?:below|after)\b.{0,40}|continue\s+reading(?:\s+below)?"
    r"|(?:skip|scroll)\s+(?:past|to\s+continue)\b.{0,40}"
    r"|(?:share|tweet|e-?mail|print|copy\s+link|facebook|twitter|whatsapp|pinterest|linkedin)"
    r"(?:\s+(?:on|via)\s.{0,30}|\s+this\s+(?:article|story|page))?"
    r"|(?:read|see)\s+(?:more|also|next):.{3,120}|sign\s+up\b.{0,60}\bnewsletters?\b.{0,40})[\W_]*"
)
_LINKS = re.compile(r"(?:(?:[-*•][ \t]+)?\[[^\[\]\n]+\]\([^()\n]+\)[ \t]*\n?)+")
_SHOWN = r"(?:photo(?:graph)?s?|photography|images?|pictures?|illustrations?|fotos?|bild(?:er)?)"
_OWNER = r"\s?(?::|by\s|©|courtesy\s(?:of\s)?)\s*(?-i:[A-ZÀ-Þ@©])[^.!?\n]{1,70}"
_CREDIT = re.compile(
    rf"(?is)!\[.*|[*_(]*{_SHOWN}{_OWNER}|.{{3,240}}[.(|/,]\s*{_SHOWN}{_OWNER}|(?:.{{0,120}}\s)?©.{{2,60}}"
)


def printed_between(text: str, blocks: Sequence[re.Match[str]]) -> list[tuple[int, int]]:
    """Return where the paragraphs lie that the page prints and nobody says.

    Args:
        text: Normalised text.
        blocks: Paragraphs of somebody's words, without the first.
    """
    return [block.span() for block in blocks if _is_printed(text, block)]


def _is_printed(text: str, block: re.Match[str]) -> bool:
    words = block[0].strip()
    count = len(words.split())
    if count > MOST_QUOTED:
        return False
    if (
        _LINKS.fullmatch(words)
        or _NOTICE.fullmatch(words)
        or (_CREDIT.fullmatch(words) and "?" not in words)
    ):
        return True
    apart = _QUOTED.fullmatch(words) or _BLOCK_QUOTE.fullmatch(words)
    inner = apart["said"].strip(' \t>“”"„«»*_\n') if apart else words
    if count < (LEAST_QUOTED if apart else LEAST_PLAIN):
        return False
    inner = inner.rstrip(".…,")
    start, end = block.span()
    around = text[max(0, start - NEAR) : start], text[end : end + NEAR]
    return any(inner in part if apart else _within(inner, part) for part in around)


def _within(said: str, text: str) -> bool:
    """Tell whether ``said`` is in ``text`` and not all of a paragraph there."""
    place = text.find(said)
    for _ in range(MOST_TIMES):
        if place < 0:
            break
        end = place + len(said)
        before = text[max(0, place - MARKS) : place].rstrip('> \t“"„«')
        behind = text[end : end + MARKS].lstrip('.…,!”"»')
        if (before and before[-1:] != "\n") or (behind and behind[:1] != "\n"):
            return True
        place = text.find(said, place + 1)
    return False
