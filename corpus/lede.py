"""Whom the lines above an interview say was spoken to, where no label names anybody."""

from __future__ import annotations

import re

from corpus.likely import PARTICLES
from corpus.spans import PARAGRAPH

MOST_ABOVE = 6000
"""Characters above the interview that are read."""

_WORD = r"[A-ZÀ-ÖØ-ÞŁŚŠŽČİ][\w'’-]+"
_SMALL = "|".join(sorted(word for word in PARTICLES - {"and", "et"} if word.isascii()))
_NAME = (
    r"(?!(?:Dr|Prof|Mr|Ms|Mrs|Sir|The|This|That|A|An|In|On|At|When|We|She|He|They|It|Our|His|Her"
    r"|New|San|Los|North|South|East|West|United|January|February|March|April|May|June|July|August"
    r"|September|October|November|December|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday"
    r"|Sunday)\b)"
    rf"{_WORD}(?:[ ](?:[A-Z]\.|{_SMALL}))*(?:[ ]{_WORD}){{1,3}}"
)
_CALLING = re.compile(
    r"(?:[A-Z]\w+(?:ist|ician|ographer|maker)|Author|Writer|Poet|Chef|Director|Actor|Actress"
    r"|Professor|Engineer|Historian|Architect|Composer|Singer|Painter|Sculptor|Designer|Farmer"
    r"|Baker)[ ](?=\S+[ ])"
)
"""What somebody is, at the beginning of a sentence before the name."""
_BEHIND = (
    r"(?=[ \t]*(?:[,.;:!?—–(\n]|\Z|-[ ])|[ ](?:about|on|in|at|over|for|who|whose|to|before|after"
    r"|during|she|he|they|last|this|as|from|by|via|when|while|ahead|again|early|late|shortly)\b)(?!['’]s)"
)
_NEITHER = r"(?!(?:in|at|on|over|near|for|from|about|of|during|by|outside|before|after|with|to)\b)"
_ASIDE = (
    rf"(?:(?:{_NEITHER}[a-zà-ÿ][\w'’-]*|[A-Z][\w'’-]*[a-z]-[\w-]+),?[ ]){{0,7}}"
    r"(?:(?:Dr|Prof|Mr|Ms|Mrs|Sir)\.?[ ])?"
)
_TO_US = (
    r"(?:(?:tells|told|gave|gives|shows|showed|received|receives|welcomed|welcomes|answered|answers)"
    r"|(?:talks|talked|spoke|speaks|explains|explained|opens|opened)[ ](?:up[ ])?(?:to|with))"
    r"[ ](?:us|me)\b"
)
_WE_SPOKE = re.compile(
    r"\b(?:[Ww]e|I)[ ](?:recently[ ]|then[ ]|last[ ]\w+[ ])?"
    r"(?:(?:spoke|talked|sat[ ]down|caught[ ]up|chatted|met)[ ](?:up[ ])?(?:to[ ]|with[ ])?"
    r"|asked[ ]|interviewed[ ]|visited[ ]|meet[ ])"
    rf"{_ASIDE}(?P<name>{_NAME}){_BEHIND}"
)
_SPOKE_TO_US = re.compile(rf"(?P<name>{_NAME})(?:,[^,.\n]{{3,80}},)?[ ]{_TO_US}")
_TOLD_US = re.compile(
    rf"\b(?:He|She|They)[ ]{_TO_US}"
    r"|\b[Ww]e[ ](?:met|spoke|talked|sat[ ]down)[ ]"
    r"(?:in|at|on|over|by|for|with[ ](?:him|her|them))\b"
)
_ON = re.compile(rf"(?m)(?:^[ \t#*_]*|[:”\"»’][ ])(?P<name>{_NAME})[ ]on[ ](?=\w)")
_ANY = re.compile(_NAME)
_NO_NAME = re.compile(r"(?:\b(?:in|at|of|from|near|to|the|on)|\b[A-Z][\w'’-]*)[ ]\Z")
_CREDIT = re.compile(
    r"(?i)(?:^\W*(?:by|words|text|von|par)\b|\b(?:photo\w*|image|picture|credit)\b)"
)


def spoken_to(above: str) -> str | None:
    """Return the one person whom the lines above an interview say was spoken to, if there is one.

    ``We spoke to the biologist Ana Reyes about …``, ``Ana Reyes tells us``, ``Ana Reyes has … She
    told us …``, or ``Ana Reyes on …`` in a title that names her again below.
    """
    above = above[-MOST_ABOVE:]
    found = {
        one["name"] for pattern in (_WE_SPOKE, _SPOKE_TO_US) for one in pattern.finditer(above)
    }
    found |= {one["name"] for one in _ON.finditer(above) if above.count(one["name"]) > 1}
    for block in PARAGRAPH.finditer(above):
        # In New York and of the Salt Road are no people.
        people = {
            one[0]
            for one in _ANY.finditer(block[0])
            if not _NO_NAME.search(block[0], 0, one.start())
        }
        if _TOLD_US.search(block[0]) and len(people) == 1 and not _CREDIT.search(block[0]):
            found |= people
    whole = {_CALLING.sub("", " ".join(name.split()), count=1) for name in found}
    longest = max(whole, key=len, default=None)
    same = longest is not None and all(name.split()[-1] in longest.split() for name in whole)
    return longest if same else None
