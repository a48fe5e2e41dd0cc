"""Labels in a form of the text's own, such as ``Ruth | …``, ``Ruth (1m30s): …`` or ``@Ruth: …``.

No form is known beforehand: what stands around a name at the beginning of paragraphs is believed
if it is the same, but for its numbers, around several names again and again.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable

from corpus.likely import looks_like_a_name
from corpus.marks import Mark
from corpus.questions import share_holding

LEAST_SHARE = 0.6
"""Share of the paragraphs, from the first label on, that begin with one."""

LEAST_TIMES = 2
"""How often each of at least two names comes."""

_NAME = r"[^\W\d_][\w.'’-]*(?:[ \u00a0][^\W\d_][\w.'’-]*){0,3}?"
_BEFORE = r"(?:<[a-z]{1,6}>|[§#(\[]?\d{1,4}[).\]]?[ \u00a0]|[^\w\s<*>-]{1,2})?"
_COUNT = r"(?:[ ]?[(\[,@]?[ ]?(?:min\.?[ ])?\d[\d:.,'’″\"hms ]{0,12}[)\]]?)?"
_BEHIND = (
    rf"{_COUNT}(?:</[a-z]{{1,6}}>|[^\w\s<>:：|]{{1,2}})?[ ]?(?:[:：|>;»]{{1,2}}|(?<=[】」\]}}]))"
)
_PARAGRAPH = re.compile(
    rf"(?:\A|\n[^\S\n]*\n[ \t]*|\n)(?P<label>(?P<before>{_BEFORE})(?P<name>{_NAME})"
    rf"(?P<behind>{_BEHIND}))(?!//)[ \t\u00a0]*(?=\S)"
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
    for found in _PARAGRAPH.finditer(text):
        name = " ".join(found["name"].split())
        if looks_like_a_name(name) and name.casefold() not in refused:
            form = _form(found["before"]), _form(found["behind"])
            forms[form].append(Mark(found.start("label"), found.end(), name))
    marks = max(forms.values(), key=len, default=[])
    return marks if _is_believed(text, marks, canonical) else []


def _form(around: str) -> str:
    """Return what stands beside a name, with every number as 0."""
    return re.sub(r"\d+", "0", around)


def _is_believed(text: str, marks: list[Mark], canonical: Callable[[str], str]) -> bool:
    times = Counter(canonical(mark.key) for mark in marks)
    if sum(count >= LEAST_TIMES for count in times.values()) < 2 or min(times.values()) < 1:
        return False
    if 2 * len(times) > len(marks) + 1:
        return False
    paragraphs = sum(1 for _ in _STARTS.finditer(text, marks[0].label_start))
    if len(marks) < LEAST_SHARE * max(paragraphs, 1):
        return False
    ends = [mark.label_start for mark in marks[1:]] + [len(text)]
    return share_holding([text[m.start : end] for m, end in zip(marks, ends, strict=True)]) > 0
