"""Labels in a form of the text's own, such as ``Ruth | …``, ``Ruth (1m30s): …`` or ``@Ruth: …``.

No form is known beforehand: what stands around a name at the beginning of lines is believed
if it is the same, but for its numbers, around several names again and again.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable

from corpus.likely import looks_like_a_name
from corpus.marks import Mark
from corpus.questions import share_holding
from corpus.stamps import time_in

LEAST_SHARE = 0.6
"""Share of the paragraphs, from the first label on, that begin with one."""

LEAST_TIMES = 2
"""How often each of at least two names comes."""

_NAME = r"[^\W\d_][\w.'’-]*(?:[ \u00a0][^\W\d_][\w.'’-]*){0,3}?"
_TIMES = r"[\[(][\d:.,]+s?(?:[ ]?(?:-+>?|→|–)[ ]?[\d:.,]+s?)?[\])][ \u00a0]"
_ITEM = r"[§#(\[]?\d{1,4}[).\]]?[ \u00a0]"
_BEFORE = rf"(?:{_TIMES}|{_ITEM}|<[a-z]{{1,6}}>|(?:[^\w\s]|_){{1,4}}[ ]?)?"
_COUNT = r"(?:[ ]?[(\[,@]?[ ]?(?:min\.?[ ])?\d[\d:.,'’″\"hms ]{0,12}[)\]]?)?"
_ENDS = r"(?:[:：|>;»]{1,2}|(?<=[】」\]}]))"
_SIGNS = rf"{_COUNT}(?:</[a-z]{{1,6}}>|[^\w\s<>:：|*]{{1,2}})?[ ]?{_ENDS}"
_ABOVE = r"[^\w\n]{1,6}\d[\d:.,hms]*[^\w\n]{0,4}(?=\n)"
_ALONE = r"[ ]?[=~>}#*+-]+[ ]*(?=\n)"
_BEHIND = rf"(?:{_SIGNS}|{_ALONE}|{_ABOVE}|[—–](?=\w))"
_LABEL = re.compile(
    rf"(?m:^)[ \t]*(?P<label>(?P<before>{_BEFORE})(?P<name>{_NAME})"
    rf"(?P<behind>{_BEHIND}))(?!//)\s*(?=\S)"
)
_STARTS = re.compile(r"(?:\A|\n[^\S\n]*\n)\s*(?=\S)")


def own_form_marks(
    text: str, canonical: Callable[[str], str], refused: frozenset[str]
) -> list[Mark]:
    """Return the labels of the form that most paragraphs share, if somebody asks between them.

    Args:
        text: Normalised text.
        canonical: Gives labels of one person one name.
        refused: Case-folded labels that the user says are no speakers.
    """
    forms: defaultdict[tuple[str, str], list[Mark]] = defaultdict(list)
    for found in _LABEL.finditer(text):
        name = " ".join(found["name"].split())
        if looks_like_a_name(name) and name.casefold() not in refused:
            form = _form(found["before"]), _form(found["behind"])
            time = time_in(found["before"] + " " + found["behind"])
            forms[form].append(Mark(found.start("label"), found.end(), name, time))
    marks = max(forms.values(), key=len, default=[])
    return marks if _is_believed(text, marks, canonical) else []


def _form(around: str) -> str:
    """Return what stands beside a name, with every number as 0."""
    return re.sub(r"\d+", "0", around)


def _is_believed(text: str, marks: list[Mark], canonical: Callable[[str], str]) -> bool:
    times = Counter(canonical(mark.key) for mark in marks)
    if sum(count >= LEAST_TIMES for count in times.values()) < 2:
        return False
    if 2 * len(times) > len(marks) + 1:  # most come once, as items of a list do
        return False
    said = {mark.start for mark in marks}  # a paragraph of its own, if the label is one
    starts = {found.end() for found in _STARTS.finditer(text, marks[0].label_start)}
    if len(marks) < LEAST_SHARE * len(starts - said):
        return False
    ends = [mark.label_start for mark in marks[1:]] + [len(text)]
    return share_holding([text[m.start : end] for m, end in zip(marks, ends, strict=True)]) > 0
