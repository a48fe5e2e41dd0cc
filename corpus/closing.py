"""The last paragraphs of a text that only close it: its end, who made it, what else to read."""

from __future__ import annotations

import re
from itertools import dropwhile

from corpus.directions import DIRECTION, IN_ITALICS
from corpus.spans import PARAGRAPH

_LED_BY = (
    r"(?:das|dieses)\s+(?:gespräch|interview)\s+führten?\b.{3,100}|die\s+fragen\s+stellten?\b.{3,80}"
    r"|propos\s+recueillis\s+par\b.{3,100}"
)
"""Credits that stand below an interview and nowhere else."""

_CLOSING = re.compile(
    r"(?i)\W*(?:end(?:\s+\d{1,2}:\d{2}\s*[ap]\.?m\b.*)?|fin|ende|ends?\s+of\s+(?:the\s+)?(?:interview|transcript|recording|tape).*"
    r"|\d{1,2}:\d{2}\s*[ap]\.?m\.?.*|transcri(?:bed|ption|pt)\s+(?:by|from|provided).*|конец.*|son"
    r"|(?:this|the|editable)\s+(?:editable\s+)?(?:interview|conversation|transcript).{0,40}"
    r"(?:edited|condensed|generated|shortened).{0,200}|©.{0,100}|propos\s+recueillis.{0,100}"
    r"|(?:interview|text|texte?|texto|fotos?|photos?|photographs?|bilder?)\s?:\s[^,.!?]{3,60}"
    rf"|{_LED_BY}|беседовал[аи]?\b.{{3,100}}"
    r"|entrevista\s+(?:realizada\s+)?(?:por|de)\b.{3,100}|copyright\s*(?:©|\(c\)|\d{4}).{0,100}"
    r"|(?:entretien\s+)?(?:réalisé|recueilli)e?s?\s+par\b.{3,100}|a\s+cura\s+di\b.{3,80}"
    r"|(?:aufgezeichnet\s+von|intervista\s+di)\b.{3,80}"
    r"|(?:rozhovor|розмову|бесіду|беседу|интервью)\s+(?:ved|вел|взя)\w*\s.{3,80}"
    r"|(?:fin|fine|fim|einde|koniec|konec|slut|τέλος|конец|кінець|end)\s(?:de\s|del\s|da\s|dell)?"
    r".{0,3}(?:entretien|entrevista|intervista|interview|wywiadu|rozhovoru)"
    r"|koniec|konec|slut|τέλος|кінець|끝|（?[完了终]）?|סוף|انتهى|समाप्त"
    r"|(?:取材|構成|聞き手|文|責任編集|责任编辑|글|사진)[・･·,、／/]?.{0,3}[：:＝=].{1,60}"
    r"|conclusion\s+of\s+(?:the\s+)?interview"
    r"|interview(?:ed)?\s+(?:by|von|par|door)\s(?-i:[A-ZÀ-Þ])[^,.!?]{2,60}"
    r"|rozmawiała?\b.{3,100}|розмовля(?:в|ла|ли)\b.{3,100}|spisała?\b.{3,100}"
    r"|(?:the\s+)?(?:transcription|recording|meeting)\s+(?:has\s+)?(?:ended|stopped)\b.{0,60}"
    r"|.{1,60}\sstopped\s(?:the\s)?(?:transcription|recording)|\#|-\s*\d+\s*-)\W*"
)
_ENDING = re.compile(
    r"(?i)(?:copyright\s*(?:©|\(c\)|\d{4}).*|©.*|\w+ transcripts are created on a rush\b.*"
    r"|[*_]{0,2}(?:related (?:stories|articles|reading)|further reading|read more\b[^.!?]{0,40}"
    r"|sign up for\b[^.!?]{0,50}newsletter|subscribe to\b[^.!?]{0,50}newsletter"
    r"|about the (?:author|interviewer)|related articles?|zur person|more from .{3,60})[*_]{0,2}:?$"
    r"|[*_#]{0,3}[ \t]*(?:(?:translator['’]s[ \t]+)?(?:foot|end)?notes(?:[ \t]+(?:of|by)[ \t]+the"
    r"[ \t]+(?:translator|editors?))?|references|anmerkungen|notas|примечания)[ \t]*[*_]{0,3}:?"
    r"\s*\n\s*(?:\[?\d{1,2}[\].)]|[*†¹])[ \t]?\S)"
)
_PUBLISHED = re.compile(
    r"(?i)[\W_]*(?:(?:this|the|our)\s+(?:interview|conversation|transcript|q&a)\b.{0,60}\b"
    r"(?:edited|condensed|lightly|shortened|translated).{0,160}"
    r"|(?:this|these)\s+(?:answers?|responses?|remarks)\b.{0,40}\bedited\b.{0,120}"
    rf"|{_LED_BY}"
    r"|(?:this\s+)?transcript\s+(?:was\s+)?exported\s+(?:on|from|by)\b.{3,60}"
    r"|to\s+order\s+a\s+(?:video|copy|transcript)\b.{3,300})"
)
"""A paragraph below which nobody speaks any more."""

LONGEST_CLOSING = 1_000
"""Characters of a paragraph that only closes a text; a longer one says something."""

MOST_BELOW_CREDIT = 20
"""The same below a line that says by whom it was led or edited."""

MOST_BELOW = 5
"""Paragraphs below the talk, of which the first is known to be none of it."""


def closing(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the last paragraphs of the text that only close it: its end, its transcriber."""
    spans: list[tuple[int, int]] = []
    blocks = list(PARAGRAPH.finditer(text, start, end))
    for number, block in enumerate(blocks[1:], start=1):
        left = len(blocks) - number
        if left > MOST_BELOW_CREDIT:
            continue
        said = block[0].strip()[: LONGEST_CLOSING + 1]
        if _PUBLISHED.fullmatch(said) or (left <= MOST_BELOW and _ENDING.match(said)):
            return [below.span() for below in blocks[number:]]
    for block in reversed(blocks[1:]):  # a direction is told apart already
        if DIRECTION.fullmatch(block[0].strip()):
            continue
        said = block[0].strip()
        if len(said) > LONGEST_CLOSING:
            break
        # What is set apart below the last words is the publisher's, unless they are set so, too.
        set_apart = IN_ITALICS.fullmatch(said) and not IN_ITALICS.fullmatch(blocks[0][0].strip())
        lines = list(dropwhile(DIRECTION.fullmatch, said.split("\n")))
        closes = _CLOSING.fullmatch(said) or all(map(_CLOSING.fullmatch, lines))
        if not (set_apart or closes):
            break
        spans.insert(0, (block.start() + len(said) - len("\n".join(lines)), block.end()))
    return spans
