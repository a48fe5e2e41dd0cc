"""What stands on every page of a text that once was pages: numbers that count on, and heads.

A heading such as ``Part 2`` counts on as well. So a number has to stand where pages have it, far
to the right, beside a head that comes again, or at a form feed; and words that count parts of a
talk are none of a page.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise

from corpus.cues import ends_sentence
from corpus.extracted import Kind, LeftOut

LONGEST = 90
"""Characters of such a line."""

INDENTED = 8
"""Spaces before a line from which it stands where page numbers do."""

LEAST = 2
"""Fewest pages."""

_NUMBER = re.compile(r"\d{1,4}")
_BARE = re.compile(
    r"\W{0,4}(?:p(?:age|\.|g\.)|seite|página|стр\.?)?\W{0,3}0(?:\s?(?:of|/|von|de)\s?0)?\W{0,4}"
)
_PARTS = frozenset(
    "pregunta pergunta domanda вопрос question tape side part chapter speaker session exhibit reel"
    " interview track day figure table"
    " appendix scene act section no number q a disc cassette file participant clip segment frage"
    " teil kapitel parte capítulo week lesson item step volume vol".split()
)


def without_pages(text: str) -> tuple[str, tuple[LeftOut, ...]]:
    """Return ``text`` without what stands on every page, and that; as it is if there is nothing."""
    lines = text.split("\n")
    gone = _counting(lines)
    gone |= _heads(lines, gone)
    if not gone:
        return text, ()
    left_out = tuple(
        LeftOut(f"line {n + 1}", Kind.BOILERPLATE, lines[n].strip(), "stands on every page")
        for n in sorted(gone)
    )
    return "\n".join(_joined(lines, gone)), left_out


def _counting(lines: Sequence[str]) -> set[int]:
    """Return the lines whose number counts on from one to the next, where pages have theirs."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for n, line in enumerate(lines):
        # _page : 12 is how some programs tell it, and no line of a page.
        if len(line.strip()) <= LONGEST and _NUMBER.search(line) and line[0] not in "_#":
            places[_shape(line)].append(n)
    found: set[int] = set()
    for shape, those in places.items():
        which = 0 if _BARE.fullmatch(shape) else -1  # Page 2 of 9, but Berg 1998 – 2
        numbers = [int(_NUMBER.findall(lines[n])[which]) for n in those]
        counts = len(those) >= LEAST and all(b == a + 1 for a, b in pairwise(numbers))
        if counts and all(_is_apart(lines, n) for n in those) and not _PARTS & set(_words(shape)):
            found |= set(those) if _is_placed(lines, those, shape) else set()
    return found


def _is_placed(lines: Sequence[str], places: Sequence[int], shape: str) -> bool:
    """Tell whether lines stand where the numbers of pages do."""
    if all(len(lines[n]) - len(lines[n].lstrip()) >= INDENTED for n in places):
        return True
    if all("\f" in lines[n] or "\f" in lines[min(n + 1, len(lines) - 1)] for n in places[:-1]):
        return True
    if re.search(r"[^\W\d_]", shape) or not shape[:1].isdigit():
        return bool(_BARE.fullmatch(shape)) or any(_breaks_sentence(lines, n) for n in places)
    beside = Counter(
        _shape(lines[n + step]) for n in places for step in (-1, 1) if n + step < len(lines)
    )
    return any(count >= LEAST and head for head, count in beside.items())


def _breaks_sentence(lines: Sequence[str], n: int) -> bool:
    """Tell whether a sentence goes on over a line, as it does from page to page."""
    above = next((one for one in reversed(lines[max(0, n - 4) : n]) if one.strip()), ".")
    below = next((one for one in lines[n + 1 : n + 5] if one.strip()), "")
    return not ends_sentence(above) and below.lstrip()[:1].islower()


def _heads(lines: Sequence[str], numbers: set[int]) -> set[int]:
    """Return the lines right beside those numbers that come again and again there."""
    beside = {
        n + step
        for n in numbers
        for step in (-1, 1)
        if 0 <= n + step < len(lines) and lines[n + step].strip() and n + step not in numbers
    }
    times = Counter(_shape(lines[n]) for n in beside if len(lines[n].strip()) <= LONGEST)
    everywhere = Counter(map(_shape, lines))  # a name above what is said comes elsewhere, too
    return {
        n for n in beside if times[s := _shape(lines[n])] >= LEAST and times[s] == everywhere[s]
    }


def _is_apart(lines: Sequence[str], n: int) -> bool:
    """Tell whether a blank line or a form feed stands beside a line."""
    above, below = ("".join(lines[max(0, n - 1) : n]), "".join(lines[n + 1 : n + 2]))
    return not above.strip() or not below.strip() or "\f" in lines[n]


def _joined(lines: Sequence[str], gone: set[int]) -> list[str]:
    """Return the lines that stay; a sentence that went on over the page has no gap in it."""
    kept: list[str] = []
    broken = False
    for n, line in enumerate(lines):
        if n in gone:
            broken = True
            kept.append("")
            continue
        if broken and line.strip():
            last = next((one for one in reversed(kept) if one.strip()), "")
            goes_on = last and not ends_sentence(last) and line.lstrip()[:1].islower()
            while goes_on and kept and not kept[-1].strip():
                kept.pop()
            broken = False
        kept.append(line)
    return kept


def _shape(line: str) -> str:
    return re.sub(r"\d+", "0", " ".join(line.split()).casefold())


def _words(shape: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", shape)
