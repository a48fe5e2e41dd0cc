"""The ways of writing an interview down, each tried on the whole text; the best one wins."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.asked import asked_marks
from corpus.frontmatter import FrontMatter
from corpus.labels import (
    alone_marks,
    gap_marks,
    label_marks,
    titled_marks,
)
from corpus.marks import Mark
from corpus.names import Names
from corpus.ownform import own_form_marks
from corpus.questions import share_ending, share_holding
from corpus.roles import says_role
from corpus.speeches import Speech, alternating, speeches_of, widened
from corpus.unnamed import bold_answer_marks, bold_marks, dash_marks

CONVENTIONS = (
    "labels",
    "names above",
    "names beside",
    "bold questions",
    "bold answers",
    "dashes",
    "plain questions",
    "paragraphs",
)
"""By the names that ``turns`` in the metadata may give."""
ALTERNATION = 0.3
"""Least share of marks after which somebody else speaks, for a text to be a conversation."""
FORM = 12
"""Turns without any question from which few labels are people's all the same."""
NAMED = 4
"""Labelled turns from which dashes in the same text are lists."""
LEAST_DASHES = 4
"""Fewest turns by hyphens below other text: a list of three may well hold a question."""
NEARLY_ALL = 0.7
"""Least share of one side's turns that end as questions, where the dashes are hyphens."""
ASKS = 0.5
"""Least share of turns with a question, for one of two unnamed speakers."""
ASKS_MORE = 0.2
"""Least by which one of the two asks more than the other, as in lists of questions none does."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What one way of writing interviews makes of a text.

    Attributes:
        convention: Its name, as the setting ``turns`` in the metadata gives it.
        speeches: What it finds.
        believed: Whether they look like a conversation.
    """

    convention: str
    speeches: tuple[Speech, ...]
    believed: bool


def proposal_of_file(text: str, marks: Sequence[Mark]) -> Proposal:
    """Return what a file that itself says who speaks makes of its text."""
    speeches = speeches_of(text, marks)
    return Proposal("labels", tuple(speeches), any(speech.key for speech in speeches))


def proposals_for(
    text: str, facts: FrontMatter, names: Names, candidates: Sequence[Mark], header_end: int
) -> tuple[Proposal, ...]:
    """Return what each way of writing makes of a text.

    Args:
        text: Normalised text.
        facts: May say what is no speaker.
        names: Which labels are one person's.
        candidates: The labels that may be speakers'.
        header_end: Where the fields above the interview end.
    """
    refused = frozenset(label.casefold() for label in facts.all("not_speakers"))
    finders: tuple[tuple[str, Callable[[], Sequence[Mark]]], ...] = (
        ("labels", lambda: label_marks(text, candidates, names.name, refused)),
        ("names above", lambda: alone_marks(text, names.name, refused)),
        ("names beside", lambda: _beside(text, names, refused)),
        ("bold questions", lambda: bold_marks(text)),
        ("bold answers", lambda: bold_answer_marks(text)),
        ("dashes", lambda: dash_marks(text)),
        ("plain questions", lambda: asked_marks(text)),
    )
    proposals = []
    for convention, find in finders:
        found = [mark for mark in find() if mark.start > header_end or not header_end]
        speeches = speeches_of(text, widened(text, found))
        if convention == "dashes":
            speeches = alternating(speeches)
        # The marks of plain questions were weighed when they were found.
        believed = convention == "plain questions" and len(speeches) > 1
        believed = believed or _is_dialogue(text, speeches, names)
        proposals.append(Proposal(convention, tuple(speeches), believed))
    return tuple(proposals)


def _beside(text: str, names: Names, refused: frozenset[str]) -> list[Mark]:
    for find in (gap_marks, titled_marks, own_form_marks):
        if marks := find(text, names.name, refused):
            return list(marks)
    return []


def chosen_of(proposals: Sequence[Proposal], facts: FrontMatter) -> Proposal | None:
    """Return the proposal with the most turns; the first of equals; the one the user names."""
    told = facts.first("turns")
    if told is not None:
        return next((p for p in proposals if p.convention == told and p.speeches), None)
    believed = [proposal for proposal in proposals if proposal.believed]
    if any(p.convention == "labels" and len(p.speeches) >= NAMED for p in believed):
        # Answers hold lists, also of questions, and columns; those hold no named speakers.
        unsure = ("dashes", "names beside", "plain questions")
        believed = [p for p in believed if p.convention not in unsure]
    if len(believed) > 1:  # what nothing but its place sets apart, only if nothing else is
        believed = [p for p in believed if p.convention != "plain questions"]
    return max(believed, key=lambda proposal: len(proposal.speeches), default=None)


def _is_dialogue(text: str, speeches: Sequence[Speech], names: Names) -> bool:
    if len(speeches) < 2:
        return False
    changes = sum(names.name(a.key) != names.name(b.key) for a, b in pairwise(speeches))
    if changes < ALTERNATION * (len(speeches) - 1):
        return False
    if speeches[0].key != "odd":
        return _is_talk(text, speeches)
    # Bullets are dashes too, but of bullets the odd ones ask as much as the even ones.
    said = [text[s.start : s.end] for s in speeches]
    one, other = said[::2], said[1::2]
    first = speeches[0]
    if text[first.label_start : first.start].rstrip().endswith("-"):
        introduced = bool(text[: first.label_start].strip())
        if (introduced and len(speeches) < LEAST_DASHES) or not _one_side_asks(one, other):
            return False
    asks = max(share_holding(one), share_holding(other)) >= ASKS
    return asks and any(
        abs(share(one) - share(other)) >= ASKS_MORE for share in (share_ending, share_holding)
    )


def _one_side_asks(one: Sequence[str], other: Sequence[str]) -> bool:
    """Tell talk from a list: the items of one side nearly all ask, of the other hardly any do."""
    shares = sorted((share_ending(one), share_ending(other)))
    return shares[1] >= NEARLY_ALL and shares[0] <= 1 - NEARLY_ALL


def _is_talk(text: str, speeches: Sequence[Speech]) -> bool:
    """Tell people who talk from rows of fields, such as ``From:`` and ``To:`` or ``Pro:``.

    Somebody asks, or has a name of two words, a number or a role; or the labels are far
    more than a form has.
    """
    if any(share_holding([text[s.start : s.end]]) for s in speeches):
        return True
    keys = {speech.key for speech in speeches}
    if len(speeches) >= FORM and len(keys) < len(speeches) / 4:
        return True
    return any(says_role(key) or _is_whole_name(key) for key in keys)


def _is_whole_name(key: str) -> bool:
    words = key.split()
    return len(words) > 1 and words[0][0].isupper() and words[1][0].isupper()
