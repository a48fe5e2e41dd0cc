"""The ways of writing an interview down, each tried on the whole text; the best one wins."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.asked import asked_marks
from corpus.dashes import dash_marks, named_once
from corpus.frontmatter import FrontMatter
from corpus.labels import label_marks
from corpus.marks import Mark
from corpus.names import Names
from corpus.ownform import own_form_marks
from corpus.people import People
from corpus.questions import share_ending, share_holding
from corpus.roles import UNNAMED, says_role
from corpus.setapart import (
    alone_candidates,
    alone_marks,
    gap_candidates,
    gap_marks,
    titled_candidates,
    titled_marks,
)
from corpus.speeches import Speech, alternating, speeches_of, widened
from corpus.unnamed import bold_answer_marks, bold_marks

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
        names: Which of its labels are one person's.
    """

    convention: str
    speeches: tuple[Speech, ...]
    believed: bool
    names: Names


Naming = Callable[[Sequence[Mark]], Names]
"""Tells which labels are one person's."""


def proposal_of_file(text: str, marks: Sequence[Mark], naming: Naming) -> Proposal:
    """Return what a file that itself says who speaks makes of its text."""
    speeches = speeches_of(text, marks)
    says = any(speech.key for speech in speeches)
    return Proposal("labels", tuple(speeches), says, naming(marks))


def proposals_for(
    text: str, facts: FrontMatter, naming: Naming, candidates: Sequence[Mark], header_end: int
) -> tuple[Proposal, ...]:
    """Return what each way of writing makes of a text.

    Args:
        text: Normalised text.
        facts: May say what is no speaker.
        naming: Tells which labels are one person's.
        candidates: The labels that may be speakers'.
        header_end: Where the fields above the interview end.
    """
    refused = frozenset(label.casefold() for label in facts.all("not_speakers"))
    names = naming(candidates)
    told = People(facts)
    keys = {mark.key for mark in candidates} - UNNAMED
    people = frozenset(key for key in keys if told.owner(key))
    above = alone_candidates(text, refused)
    named_above = naming(above)
    finders: tuple[tuple[str, Callable[[], tuple[Sequence[Mark], Names]]], ...] = (
        ("labels", lambda: (label_marks(text, candidates, names.name, refused, people), names)),
        ("names above", lambda: (alone_marks(text, above, named_above.name), named_above)),
        ("names beside", lambda: _beside(text, naming, names, refused)),
        ("bold questions", lambda: (bold_marks(text), names)),
        ("bold answers", lambda: (bold_answer_marks(text), names)),
        ("dashes", lambda: (dash_marks(text), names)),
        ("plain questions", lambda: (asked_marks(text), names)),
    )
    proposals = []
    for convention, find in finders:
        marks, of = find()
        found = [mark for mark in marks if mark.start > header_end or not header_end]
        speeches = speeches_of(text, widened(text, found))
        if convention == "dashes" and not any(mark.key for mark in marks):
            speeches = named_once(text, alternating(speeches))
        # The marks of plain questions were weighed when they were found.
        believed = convention == "plain questions" and len(speeches) > 1
        believed = believed or _is_dialogue(text, speeches, of)
        proposals.append(Proposal(convention, tuple(speeches), believed, of))
    return tuple(proposals)


def _beside(
    text: str, naming: Naming, names: Names, refused: frozenset[str]
) -> tuple[Sequence[Mark], Names]:
    for propose, choose in ((gap_candidates, gap_marks), (titled_candidates, titled_marks)):
        found = propose(text, refused)
        named = naming(found)
        if marks := choose(text, found, named.name):
            return marks, named
    return own_form_marks(text, names.name, refused), names


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
    bold = [len(p.speeches) for p in believed if p.convention == "bold questions"]
    if bold:
        # The signs that set questions apart are no names of who asks.
        believed = [
            p for p in believed if p.convention != "names beside" or len(p.speeches) > bold[0]
        ]
    if len(believed) > 1:  # what nothing but its place sets apart, only if nothing else is
        believed = [p for p in believed if p.convention != "plain questions"]
    return max(believed, key=lambda proposal: len(proposal.speeches), default=None)


def _is_dialogue(text: str, speeches: Sequence[Speech], names: Names) -> bool:
    if len(speeches) < 2:
        return False
    changes = sum(names.name(a.key) != names.name(b.key) for a, b in pairwise(speeches))
    if changes < ALTERNATION * (len(speeches) - 1):
        return False
    if not {speech.key for speech in speeches} <= {"odd", "even"}:
        return _is_talk(text, speeches)
    # Bullets are dashes too, but of bullets the odd ones ask as much as the even ones.
    said = [text[s.start : s.end] for s in speeches]
    one, other = said[::2], said[1::2]
    first = speeches[0]
    if text[first.label_start : first.start].rstrip().endswith("-"):
        introduced = bool(text[: first.label_start].strip())
        if (introduced and len(speeches) < LEAST_DASHES) or not _one_side_asks(one, other):
            return False
    if text.startswith(">>", first.label_start) and not _one_side_asks(one, other):
        return False  # broadcasters write it before any number of people
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
