"""The labels that cues begin with, and which of them the whole file shows to be speakers'.

Where a program writes a label on every cue, what stands there is who speaks, however it looks:
``Kurt Holm (he/him)``, ``marta``, ``[SPEAKER_00]``. Elsewhere a label has to look like a name,
because a sentence may hold a colon, too.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corpus.likely import (
    ASIDE,
    is_discourse,
    is_part,
    is_somebody,
    looks_like_a_name,
    may_be_a_name,
)

LABELLED = 0.6
"""Least share of cues that begin with a known label, for labels to be how the file names."""

ALL_LABELLED = 0.9
"""Least share of cues that begin like a label, for all of these to be labels."""

MOSTLY = 0.8
"""Least share of them that come again or look like names, where all cues begin like a label."""

OFTEN = 3
"""Least mean number of cues that begin with a name in brackets."""

MOST_WORDS = 8
"""Words of a label, without what stands beside it in brackets."""

LONG = 4
"""Words of a label of which at least two begin with capitals, or it is part of a sentence."""

_LEAD = r"\s*(?:>>+\s*|[-–—―‒]\s?)?[*_]{0,3}"
_COLON = re.compile(
    rf"{_LEAD}(?P<name>[^\W_][^:：\n♪]{{0,59}}|[+@\[(<][^:：\n♪]{{1,59}}?)[ \u00a0]?"
    r"(?:[:：][*_]{1,3}(?=\s)|:(?=\s|$)|：)\s*"
)
_BRACKETED = re.compile(
    rf"{_LEAD}(?:\[(?P<square>[^\[\]:：\n]{{1,60}})\]|\((?P<round>[^():：\n]{{1,60}})\)"
    r"|<(?P<angle>[^<>:：\n]{1,60})>)[*_]{0,3}\s+(?=\S)"
)
_AROUND = re.compile(r"[\[(<](.*)[\])>]")
_BESIDE = re.compile(r"\s*(?:[,|@/&].*|\s-\s.*)$")
_MACHINE = re.compile(r"(?P<word>[^\W\d_]+)[ _]?\d{1,3}")  # SPEAKER_00, spk_1, speaker 2
_PHONE = re.compile(r"\+?\d[\d ()-]{5,18}\d")


@dataclass(frozen=True, slots=True)
class CueLabel:
    """What a cue begins with that may name its speaker.

    Attributes:
        name: The name, white space folded.
        end: Where the words behind it begin.
        bare: Whether it stands in brackets without a colon, as sounds do.
    """

    name: str
    end: int
    bare: bool = False

    @property
    def is_name(self) -> bool:
        """Whether it looks like a name, but for what stands behind a comma and such."""
        name = _alone(self.name)
        return self.is_counted or (looks_like_a_name(name) and not self.is_sentence)

    @property
    def is_counted(self) -> bool:
        """Whether a machine or a telephone names so: ``SPEAKER_00``, ``+46 480 123456``."""
        name = _alone(self.name)
        machine = _MACHINE.fullmatch(name)
        return bool(machine and may_be_a_name(machine["word"])) or bool(_PHONE.fullmatch(name))

    @property
    def is_somebody(self) -> bool:
        """Whether it is a name, a word that may be one, or says what somebody is to the talk."""
        one = " " not in self.name and may_be_a_name(self.name)
        return self.is_name or one or is_part(self.name)

    @property
    def is_sentence(self) -> bool:
        """Whether a sentence may begin so before a colon: ``One thing``, ``And so I say``."""
        words = ASIDE.sub("", self.name).split()
        if is_discourse(words[0]) and not words[-1][0].isupper():
            return True
        return len(words) >= LONG and sum(word[0].isupper() for word in words) < 2


def _alone(name: str) -> str:
    return _BESIDE.sub("", ASIDE.sub("", name)) or name


def label_of(said: str) -> CueLabel | None:
    """Return the label that a cue begins with: ``Anna: …``, ``[Anna] …`` or ``(ANNA) …``."""
    if found := _COLON.match(said):
        name = found["name"].strip("*_ \u00a0")
        if around := _AROUND.fullmatch(name):
            name = around[1]
        return _label(name, found.end())
    if (found := _BRACKETED.match(said)) is None:
        return None
    label = _label(found["square"] or found["round"] or found["angle"], found.end(), bare=True)
    # [gentle music] and (laughs) are heard, [1] and [sic] are read.
    is_heard = label is None or not label.is_name or is_discourse(label.name.split()[0])
    return None if is_heard and not found["angle"] else label


def _label(name: str, end: int, *, bare: bool = False) -> CueLabel | None:
    name = " ".join(name.split())
    if not any(map(str.isalpha, name)) and not _PHONE.fullmatch(name):
        return None
    words = ASIDE.sub("", name).split()
    is_short = 0 < len(words) <= MOST_WORDS
    return CueLabel(name, end, bare) if is_short else None


def opening_names(cues: Iterable[Sequence[str]]) -> frozenset[str]:
    """Return the labels of a file: those on the first line of a cue, and names that come again."""
    times = Counter[str]()
    first: set[str] = set()
    for lines in cues:
        for number, line in enumerate(lines):
            if label := label_of(line):
                times[label.name] += label.is_name
                first |= {label.name} if number == 0 else set()
    return frozenset(first | {name for name, count in times.items() if count > 1})


def speaker_labels(said: Sequence[str]) -> list[CueLabel | None]:
    """Return the label of every cue, or ``None``; none at all if labels are not how it names.

    There the label stands on every cue, whether the speaker changes or not, so that finding
    turns by the change of labels would fail in a long answer.
    """
    labels = _without_sounds([label_of(one) for one in said])
    times = Counter(label.name for label in labels if label)
    likely = [label for label in labels if label and (times[label.name] > 1 or label.is_name)]
    if not any(label.is_somebody for label in likely):
        return [None] * len(said)
    again = any(times[label.name] > 1 for label in likely)
    # Where all cues have a label, those of who speaks but once are labels, too.
    every = again and all(labels) and len(likely) >= MOSTLY * len(said)
    all_have = every or (again and len(likely) >= ALL_LABELLED * len(said))
    known = [
        label
        if label
        and (
            _comes_again(label, all_have=all_have)
            if times[label.name] > 1
            else label.name.isupper()
            or (all_have and _comes_once(label, every=every) and not _announces(before))
        )
        else None
        for label, before in zip(labels, ["", *said], strict=False)
    ]
    names = [label.name for label in known if label]
    if len(set(names)) < 2 or len(names) < LABELLED * len(said):
        return [None] * len(said)
    return known


def _without_sounds(labels: Sequence[CueLabel | None]) -> list[CueLabel | None]:
    """Drop names in brackets unless nearly every cue has one of a few: ``(SIGHS)`` is heard."""
    times = Counter(label.name for label in labels if label and label.bare and not label.is_counted)
    often = times.total() >= max(ALL_LABELLED * len(labels), OFTEN * len(times))
    return [None if label and label.name in times and not often else label for label in labels]


def _comes_again(label: CueLabel, *, all_have: bool) -> bool:
    """Tell a label that several cues begin with from how somebody begins to tell something."""
    if label.is_name or is_part(label.name):
        return True
    may_be = all_have or (label.name[0].isupper() and may_be_a_name(label.name))
    return may_be and not label.is_sentence


def _comes_once(label: CueLabel, *, every: bool) -> bool:
    if is_somebody(_alone(label.name)) or label.is_counted:
        return True
    return every and not label.is_sentence


def _announces(said: str) -> bool:
    """Tell whether words lead on to others: ``He always said:``."""
    return said.rstrip().endswith((":", "："))
