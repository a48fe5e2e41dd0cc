"""Labels that name who speaks: of those proposed, the ones that the whole document bears out."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import dropwhile, pairwise

from corpus.cues import ends_sentence
from corpus.heading import without_heading
from corpus.labelforms import (
    ANGLED,
    BARE,
    COLON,
    STAMP_FIRST,
    TIMED,
    marks_in_order,
)
from corpus.likely import (
    is_guest,
    is_part,
    is_somebody,
    is_whole_name,
    may_be_a_name,
)
from corpus.marks import UNSURE, Mark
from corpus.vocabulary import (
    ANSWERING,
    ASKING,
    CREDITS,
    TURN_WORDS,
)

TIGHT = 0.6
"""Share of paragraphs with a believed label from which a label used once is believed too."""
TIGHTER = 0.75
"""The same for a label in small letters, such as ``A woman in the third row:``."""
MOST_GUEST = 9
"""Words of such a label."""
STRAY = 0.3
"""Share of the labels below which letters for question and answer are no speakers' beside names."""
INTRODUCTION = 2000
"""Characters at the beginning in which somebody with such a surname is introduced."""
LONGEST_SURNAME = 20
OFTEN = 3
"""How often a word that mostly is no speaker's stands before a colon, if it is a surname."""
_CHANGE = re.compile(r"(?m:^)>{2,3}[ \t]*(?=\S)")
_INITIAL = re.compile(r"[ \u00a0]*[^\W\d_]\.")
_ITEM = re.compile(r"[-*•–][ \t]")
Canonical = Callable[[str], str]
"""Gives labels of one person one name."""


def label_marks(
    text: str,
    candidates: Sequence[Mark],
    canonical: Canonical,
    refused: frozenset[str],
    people: frozenset[str] = frozenset(),
) -> list[Mark]:
    """Return the labels with a colon, a time or a letter that the document shows to be speakers'.

    A label used once counts if it is written like those used again and comes after the first
    of them: before the conversation, bold words and colons hold its date and place.

    Args:
        text: Normalised text.
        candidates: What :func:`candidates` finds in it.
        canonical: Gives labels of one person one name, by which they are counted.
        refused: Case-folded labels that the user says are no speakers.
        people: Labels of people that the metadata names, who need not speak twice.
    """
    found = [mark for mark in candidates if mark.key.casefold() not in refused]
    found = _without_items(text, _without_stray_letters(text, found))
    found = _without_told_talk(text, found, canonical)
    times = Counter(canonical(mark.key) for mark in found)
    folded = {mark.key.casefold() for mark in found}
    if folded & ASKING and folded & ANSWERING:  # which need not come twice
        times.update(canonical(m.key) for m in found if m.key.casefold() in ASKING | ANSWERING)
    if len({canonical(key) for key in people}) > 1:
        times.update(canonical(mark.key) for mark in found if mark.key in people)
    repeated = {key for key, count in times.items() if count >= 2 or key in ("Q", "A")}
    found = without_heading(text, found, [m.key for m in found if canonical(m.key) in repeated])
    believed = {mark for mark in found if canonical(mark.key) in repeated}
    shapes = {mark.shape for mark in believed} - {"plain"}
    share = share_labelled(text, believed)
    starts = [mark.start for mark in believed]
    among = range(min(starts, default=0), max(starts, default=0))
    once = {
        mark
        for mark in found
        # "Answer: nobody." may be said, and who is called so answers more than once.
        if mark not in believed
        and mark.key.casefold() not in TURN_WORDS | CREDITS
        and (
            (share >= TIGHT and is_somebody(mark.key))
            or (share >= TIGHTER and mark.start in among and _is_guest(text, mark))
        )
    }
    kept = believed | once
    conversation = dropwhile(lambda mark: mark not in kept, found)
    marks = [mark for mark in conversation if mark in kept or mark.shape in shapes]
    return _with_changes(text, marks)


def _with_changes(text: str, marks: list[Mark]) -> list[Mark]:
    """Add marks for lines that begin with ``>>`` and no name, where names stand behind it.

    Somebody else speaks there: the other one, if two take turns throughout, or nobody says who.
    """
    signed = sum(text.startswith(">>", mark.label_start) for mark in marks)
    if 2 * signed < len(marks) or not marks:
        return marks
    known = {mark.label_start for mark in marks}
    changes = [
        Mark(found.start(), found.end(), UNSURE)
        for found in _CHANGE.finditer(text, marks[0].start)
        if found.start() not in known
    ]
    both = sorted([*marks, *changes], key=lambda mark: mark.label_start)
    sides = [{mark.key for mark in both[n::2]} - {UNSURE} for n in (0, 1)]
    if len(sides[0]) != 1 or len(sides[1]) != 1 or sides[0] == sides[1]:
        return both
    return [replace(mark, key=min(sides[n % 2])) for n, mark in enumerate(both)]


def _without_stray_letters(text: str, found: list[Mark]) -> list[Mark]:
    """Drop letters in a document whose speakers have names: somebody quotes or abbreviates.

    Where letters with a colon speak, ``F. J. Strauß`` is none of them.
    """
    dotted = {mark for mark in found if len(mark.key) == 1 and _is_dotted(text, mark)}
    letters = {mark for mark in found if mark.key in ("Q", "A")} | dotted
    named = Counter(mark.key for mark in found if mark not in letters)
    names = sum(1 for key, count in named.items() if count >= 2 and len(key) > 1)
    few = len(letters) < STRAY * len(found)
    midst = not any(follows_a_sentence(text, mark.label_start) for mark in letters)
    if names >= 2 and (few or (midst and not {"Q", "A"} <= {mark.key for mark in letters})):
        return [mark for mark in found if mark not in letters]
    pointed = {mark.key for mark in found if len(mark.key) == 1 and mark not in dotted}
    return [
        mark
        for mark in found
        if mark not in dotted or mark.key not in pointed or not _INITIAL.match(text, mark.start)
    ]


def _is_guest(text: str, mark: Mark) -> bool:
    """Tell whether a label opens a paragraph and describes somebody: ``A woman in the hall``."""
    words = mark.key.casefold().split()
    opens = at_paragraph(text, mark.label_start)
    return opens and 1 < len(words) <= MOST_GUEST and is_guest(words)


def _is_dotted(text: str, mark: Mark) -> bool:
    return "." in text[mark.label_start : mark.start] and mark.shape == "plain"


def _without_items(text: str, found: list[Mark]) -> list[Mark]:
    """Drop labels behind a bullet where most have none: somebody lists rules or facts."""
    items = {mark for mark in found if _ITEM.match(text, mark.label_start)}
    return [mark for mark in found if mark not in items] if 2 * len(items) < len(found) else found


def _without_told_talk(text: str, found: list[Mark], canonical: Canonical) -> list[Mark]:
    """Drop labels inside somebody's paragraph: talk that is retold, or words that are explained.

    Only in a document whose speakers begin paragraphs, of labels that stand in one answer and
    are not people's by their own looks, such as ``Wife:``.
    """
    opening = {mark for mark in found if at_paragraph(text, mark.label_start)}
    times = Counter(canonical(mark.key) for mark in opening)
    speakers = {key for key, count in times.items() if count >= 2}
    if len(speakers) < 2:
        return found
    edges = [mark.label_start for mark in found if canonical(mark.key) in speakers]
    places: dict[str, set[int]] = {}
    for mark in found:
        places.setdefault(mark.key, set()).add(bisect_right(edges, mark.label_start))
    inside = {
        mark
        for mark in found
        if mark not in opening
        and canonical(mark.key) not in times
        and len(places[mark.key]) == 1
        and not is_part(mark.key)
    }
    # "Snap: what you ate." below "Butty: a man who ran a gang." makes both explanations.
    heads = {
        mark
        for mark, below in pairwise(found)
        if below in inside
        and times.get(canonical(mark.key)) == 1
        and not is_part(mark.key)
        and "\n\n" not in text[mark.label_start : below.label_start]
    }
    return [mark for mark in found if mark not in inside | heads]


def candidates(text: str) -> list[Mark]:
    """Return every label that may be a speaker's, in text order."""
    proposed = marks_in_order((COLON, TIMED, STAMP_FIRST, ANGLED), text)
    bare = [found.start() for found in BARE.finditer(text)]
    if sum(at_paragraph(text, start) for start in bare) >= OFTEN:
        proposed = marks_in_order((BARE, COLON, TIMED, STAMP_FIRST, ANGLED), text)
    times = Counter(mark.key for mark in proposed)
    often = [key for key, count in times.items() if count >= OFTEN]
    # Where nobody else speaks, Monday: and Tuesday: are days.
    talks = any(times[key] > 1 and may_be_a_name(key) for key in times)
    whole = {key.casefold().split()[-1] for key in times if is_whole_name(key)}
    surnames = {
        key for key in often if talks and (key.casefold() in whole or _is_surname(text, key))
    }
    found = [
        mark
        for mark in proposed
        if may_be_a_name(mark.key) or mark.shape == "bracketed" or mark.key in surnames
    ]
    # An A before a gap may be any: it answers where a Q asks so, and not for the first time.
    if sum(_before_gap(text, mark, "Q") for mark in found) < 2:
        found = [mark for mark in found if not _before_gap(text, mark, "A")]
    return found


def _is_surname(text: str, key: str) -> bool:
    """Tell whether a word that is mostly no speaker's is the last name of somebody in the text.

    ``Key:`` is Alan Key's where the text names him.
    """
    if may_be_a_name(key) or len(key) > LONGEST_SURNAME:
        return False
    if not key.isalpha() or not key[0].isupper():
        return False
    # Where somebody is introduced, at the beginning.
    return _whole_name(key.capitalize()).search(text[:INTRODUCTION]) is not None


def _whole_name(surname: str) -> re.Pattern[str]:
    first = (
        r"(?!(?:The|This|That|These|An?|Our|Your|My|One|Next|Last|On|In|At|By)\b)"
        r"[A-ZÀ-ÖØ-Þ][\w-]{0,30}\.?"
    )
    return re.compile(rf"(?<!\w){first}[ \u00a0]{re.escape(surname)}\b(?![:：])")


def _before_gap(text: str, mark: Mark, letter: str) -> bool:
    return mark.key == letter and not text[mark.label_start + 1 : mark.start].strip()


def share_labelled(text: str, marks: Iterable[Mark]) -> float:
    """Return the share of paragraphs or of lines, whichever is more, that open with a mark.

    Those from the first mark to the last are counted.
    """
    starts = sorted(mark.label_start for mark in marks)
    if len(starts) < 4:
        return 0.0
    paragraphs = sum(1 for _ in _paragraph_starts(text, starts[0], starts[-1])) + 1
    opened = sum(at_paragraph(text, start) for start in starts)
    lines = sum(1 for line in text[starts[0] : starts[-1]].split("\n") if line.strip()) + 1
    return max(opened / paragraphs, len(starts) / lines)


def _paragraph_starts(text: str, start: int, end: int) -> Iterator[int]:
    for blank in re.finditer(r"\n[^\S\n]*\n\s*", text[start:end]):
        if start + blank.end() < end:  # as a pattern, this would look again from every line
            yield start + blank.end()


def at_paragraph(text: str, start: int) -> bool:
    """Tell whether what begins at ``start`` begins a paragraph."""
    above = text[max(0, start - 40) : start].rstrip(" \t\u00a0>")
    return not above or above.endswith("\n\n") or bool(re.search(r"\n[^\S\n]*\n[^\S\n]*$", above))


def follows_a_sentence(text: str, start: int) -> bool:
    """Tell whether what stands above ``start`` ends as a sentence, or is no prose."""
    above = text[max(0, start - 40) : start].strip()
    return not above or above[-1] in "-]" or above.isupper() or ends_sentence(above)
