"""Names that are set apart without a colon: above what is said, or beside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from corpus.labelforms import ALONE, BRACKETED, DASHED, DOTTED, GAP, TITLED, marks_in_order
from corpus.labels import TIGHTER, Canonical, at_paragraph, follows_a_sentence, share_labelled
from corpus.likely import looks_like_a_name
from corpus.marks import Mark
from corpus.questions import asks
from corpus.stamps import is_stamp, is_unsaid

CAPITALS = 0.7
"""Share of the letters of a heading in capitals that are."""


def alone_candidates(text: str, refused: frozenset[str]) -> list[Mark]:
    """Return the names that stand alone on their lines, above what may be said."""
    return [
        mark
        for mark in marks_in_order((ALONE,), text)
        if looks_like_a_name(mark.key)
        and mark.key.casefold() not in refused
        and _is_followed(text, mark)
        and _opens_line_group(text, mark)
    ]


def alone_marks(text: str, found: Sequence[Mark], canonical: Canonical) -> list[Mark]:
    """Return those of :func:`alone_candidates` that are speakers': names that come again."""
    times = Counter(canonical(mark.key) for mark in found)
    apart = _with_words_between(found, text, lambda mark: times[canonical(mark.key)] > 1)
    return _repeated(apart, canonical)


def _with_words_between(
    found: Sequence[Mark], text: str, comes_again: Callable[[Mark], bool]
) -> list[Mark]:
    """Drop marks right below another one: there it is an answer of one word, or that a heading."""
    kept: list[Mark] = []
    for mark in found:
        if kept and not _said_between(text[kept[-1].start : mark.label_start]):
            headings = text[mark.label_start] == "#"
            if headings or comes_again(kept[-1]) or not comes_again(mark):
                continue
            kept.pop()
        kept.append(mark)
    return kept


def _said_between(text: str) -> bool:
    return any(line.strip() and not is_unsaid(line) for line in text.split("\n"))


def gap_candidates(text: str, refused: frozenset[str]) -> list[Mark]:
    """Return the names that a tab, a wide space or a dash sets apart from what may be said."""
    return [
        mark
        for mark in marks_in_order((GAP, DASHED, BRACKETED, DOTTED), text)
        if looks_like_a_name(mark.key) and mark.key.casefold() not in refused
    ]


def gap_marks(text: str, found: Sequence[Mark], canonical: Canonical) -> list[Mark]:
    """Return those of :func:`gap_candidates` that are speakers'.

    One used once is if it is a whole name, and nearly every paragraph opens with a name.
    ``New York – that was far`` is not, as what is said begins with a capital.
    """
    again = _repeated(found, canonical)
    if share_labelled(text, again) < TIGHTER:
        return again
    believed = {*again}
    believed |= {
        mark
        for mark in found
        if " " in mark.key
        and at_paragraph(text, mark.label_start)
        and not text[mark.start].islower()
    }
    return [mark for mark in found if mark in believed]


def titled_candidates(text: str, refused: frozenset[str]) -> list[Mark]:
    """Return names with a title and a dot, such as ``Mr. Zell.``, that open a paragraph."""
    return [
        mark
        for mark in marks_in_order((TITLED,), text)
        if mark.key.casefold() not in refused
        and (follows_a_sentence(text, mark.label_start) or _is_below_heading(text, mark))
    ]


def _is_below_heading(text: str, mark: Mark) -> bool:
    """Tell whether the line above is mostly capitals: ``STATEMENT OF ANN ROE, Ph.D.``."""
    if not at_paragraph(text, mark.label_start):
        return False
    above = text[max(0, mark.label_start - 200) : mark.label_start].rstrip().rpartition("\n")[2]
    letters = [letter for letter in above if letter.isalpha()]
    return sum(map(str.isupper, letters)) > CAPITALS * len(letters)


def titled_marks(text: str, found: Sequence[Mark], canonical: Canonical) -> list[Mark]:
    """Return :func:`titled_candidates` if some come again.

    A title is told from prose by its looks, so one used once counts, too. Not where plain
    questions stand above them: then they are answers that begin with somebody's name.
    """
    asked = sum(_is_asked_above(text, mark) for mark in found)
    return list(found) if 2 * asked < len(found) and _repeated(found, canonical) else []


def _is_asked_above(text: str, mark: Mark) -> bool:
    """Tell whether the paragraph above asks, and opens with no title."""
    above = text[max(0, mark.label_start - 600) : mark.label_start].rstrip()
    begins = max(above.rfind("\n\n"), above.rfind("\n    "))
    return asks(above) and TITLED.match(above[begins:].lstrip("\n")) is None


def _repeated(found: Sequence[Mark], canonical: Canonical) -> list[Mark]:
    """Return the marks of names that come again, if there are two such names."""
    times = Counter(canonical(mark.key) for mark in found)
    believed = {key for key, count in times.items() if count >= 2}
    return [m for m in found if canonical(m.key) in believed] if len(believed) >= 2 else []


def _is_followed(text: str, mark: Mark) -> bool:
    """Tell whether words follow a name's line, at most one blank line below."""
    below = text[mark.start : mark.start + 400].lstrip("\n \t\u00a0")
    gap = len(text[mark.start : mark.start + 400]) - len(below)
    return bool(below) and text[mark.start : mark.start + gap].count("\n") <= 2


def _opens_line_group(text: str, mark: Mark) -> bool:
    """Tell whether what stands above a name's line is blank, or nothing anybody says.

    Where a time stands alone below the name, as chats are copied, it tells as much.
    """
    if is_stamp(text[mark.start : mark.start + 80].lstrip("\n").split("\n", 1)[0]):
        return True
    above = text[max(0, mark.label_start - 200) : mark.label_start].split("\n")
    if len(above) < 2:
        return True
    return not above[-2].strip() or is_unsaid(above[-2])
