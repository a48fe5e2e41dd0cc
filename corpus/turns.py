"""Finding the turns of a text, by the evidence of the whole document."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from corpus.document import Role, Turn
from corpus.frontmatter import FrontMatter
from corpus.header import Header, read_header
from corpus.labels import (
    alone_marks,
    candidates,
    gap_marks,
    is_letter_pair,
    label_marks,
)
from corpus.marks import Mark
from corpus.names import Names, find_names
from corpus.questions import share_ending, share_holding
from corpus.roles import UNKNOWN, Part, Voice, cast, says_role
from corpus.spans import trimmed
from corpus.stamps import is_stamp, is_unsaid, time_in
from corpus.unnamed import bold_marks, dash_marks

_PARAGRAPH = re.compile(r"\S.*?(?=\n[^\S\n]*\n|\Z)", re.DOTALL)
_LINE = re.compile(r"\S.*")
_HEADING = re.compile(r"^[ \t]*#{1,6}[ \t]+\S.*$", re.MULTILINE)
_CHEVRONS = re.compile(r"^[ \t]*>{2,3}[ \t]*(?=\S)", re.MULTILINE)
_CLOSING = re.compile(
    r"(?i)\W*(?:end|fin|ende|ends?\s+of\s+(?:the\s+)?(?:interview|transcript|recording|tape).*"
    r"|\d{1,2}:\d{2}\s*[ap]\.?m\.?.*|transcri(?:bed|ption|pt)\s+(?:by|from|provided).*|конец.*|son"
    r"|(?:this|the|editable)\s+(?:editable\s+)?(?:interview|conversation|transcript).{0,40}"
    r"(?:edited|condensed|generated|shortened).{0,200}|©.{0,100}|propos\s+recueillis.{0,100}"
    r"|\#+|-\s*\d+\s*-)\W*"
)

CONVENTIONS = ("labels", "names above", "names beside", "bold questions", "dashes", "paragraphs")
"""By the names that ``turns`` in the metadata may give."""

PEOPLE = tuple(
    "interviewer interviewee narrator speakers speaker participants guests guest hosts host"
    " author transcript_by".split()
)
"""Facts that name somebody who may speak."""

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
class Speech:
    """What lies between two marks.

    Attributes:
        key: The label, or ``"odd"`` and ``"even"`` for marks that name nobody.
    """

    label_start: int
    start: int
    end: int
    key: str
    time: str | None


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


@dataclass(frozen=True, slots=True)
class Found:
    """The turns of a text and what they were found by.

    Attributes:
        turns: In text order; every character but white space is in one, or in its label.
        convention: The proposal that won; ``"paragraphs"`` if none did.
        proposals: All of them, the first one first.
        parts: Label to speaker, in order of appearance.
        names: Which labels are one person's, and why.
        facts: What the metadata and the lines above the interview say.
    """

    turns: tuple[Turn, ...]
    convention: str
    proposals: tuple[Proposal, ...]
    parts: tuple[tuple[str, Part], ...]
    names: Names
    facts: FrontMatter


def find_turns(
    text: str,
    facts: FrontMatter,
    marks: Sequence[Mark] | None = None,
    times: Sequence[tuple[int, str]] = (),
) -> Found:
    """Return the turns of ``text``.

    Args:
        text: Normalised text.
        facts: May name the speakers, their roles, the convention and what is no speaker.
        marks: Where somebody begins to speak, if the file itself says so.
        times: (offset, time) of what carries a time, ascending.
    """
    found = candidates(text) if marks is None else marks
    header = _header(text, found) if marks is None else Header()
    known = {key for key, _ in facts.pairs}
    added = tuple(pair for pair in header.pairs if pair[0] not in known)
    facts = replace(facts, pairs=(*facts.pairs, *added))
    keys = [mark.key for mark in found if mark.key and mark.start > header.end]
    names = find_names(text, keys, _told_names(facts), _people(facts))
    proposals = _proposals(text, facts, names, marks, header.end)
    chosen = _chosen(proposals, facts)
    if chosen is None:
        changes = [Mark(m.start(), m.end(), "") for m in _CHEVRONS.finditer(text)]
        turns = _monologue(text, facts)
        if len(changes) > 1 and facts.first("turns") is None:
            # Broadcasters write >> where somebody else speaks, of any number of people.
            turns = (*_opening(text, changes[0].label_start, facts), *_changes(text, changes))
        return Found(_timed(turns, times), "paragraphs", proposals, (), names, facts)
    speeches = [replace(s, key=names.name(s.key)) for s in chosen.speeches]
    parts = _cast(text, speeches, facts)
    turns = tuple(_turns(text, chosen.convention, speeches, parts, facts))
    return Found(
        _timed(turns, times), chosen.convention, proposals, tuple(parts.items()), names, facts
    )


def _header(text: str, found: Sequence[Mark]) -> Header:
    counts = Counter(mark.key.casefold() for mark in found)
    speaking = frozenset(key for key, count in counts.items() if count > 1)
    first = next((mark.label_start for mark in found if mark.key.casefold() in speaking), len(text))
    return read_header(text, speaking, first)


def _told_names(facts: FrontMatter) -> dict[str, str]:
    """Return the names that the metadata gives to labels: ``labels: ["MF = Michael Folkson"]``."""
    pairs = (value.partition("=") for value in facts.all("labels"))
    return {label.strip().casefold(): name.strip() for label, _, name in pairs if name.strip()}


def _people(facts: FrontMatter) -> list[str]:
    return list(dict.fromkeys(name for key in PEOPLE for name in facts.all(key)))


def _proposals(
    text: str,
    facts: FrontMatter,
    names: Names,
    marks: Sequence[Mark] | None,
    header_end: int,
) -> tuple[Proposal, ...]:
    if marks is not None:
        speeches = _speeches(text, marks)
        named = any(speech.key for speech in speeches)
        return (Proposal("labels", tuple(speeches), named),)
    refused = frozenset(label.casefold() for label in facts.all("not_speakers"))
    finders: tuple[tuple[str, Callable[[], Sequence[Mark]]], ...] = (
        ("labels", lambda: label_marks(text, names.name, refused)),
        ("names above", lambda: alone_marks(text, names.name, refused)),
        ("names beside", lambda: gap_marks(text, names.name, refused)),
        ("bold questions", lambda: bold_marks(text)),
        ("dashes", lambda: dash_marks(text)),
    )
    proposals = []
    for convention, find in finders:
        found = [mark for mark in find() if mark.start > header_end]
        speeches = _speeches(text, _widened(text, found))
        if convention == "dashes":
            speeches = _alternating(speeches)
        proposals.append(Proposal(convention, tuple(speeches), _is_dialogue(text, speeches, names)))
    return tuple(proposals)


def _chosen(proposals: Sequence[Proposal], facts: FrontMatter) -> Proposal | None:
    """Return the proposal with the most turns; the first of equals; the one the user names."""
    told = facts.first("turns")
    if told is not None:
        return next((p for p in proposals if p.convention == told and p.speeches), None)
    believed = [proposal for proposal in proposals if proposal.believed]
    if any(p.convention == "labels" and len(p.speeches) >= NAMED for p in believed):
        # Answers hold lists, also of questions, and columns; those hold no named speakers.
        believed = [p for p in believed if p.convention not in ("dashes", "names beside")]
    return max(believed, key=lambda proposal: len(proposal.speeches), default=None)


def _widened(text: str, marks: Sequence[Mark]) -> list[Mark]:
    """Take the lines nobody says, above and below a label, into the label, with their time.

    Those are time stamps, rules and page notes. A time stamp far from any label splits the
    turn it stands in: it is a label of whoever speaks.
    """
    wide = []
    floor = 0
    for mark in marks:
        label_start, time = mark.label_start, mark.time
        for line_start, line in _lines_above(text, mark.label_start, floor):
            label_start = line_start
            time = time or (time_in(line) if is_stamp(line) else None)
        start = mark.start
        while (below := _unsaid_line_below(text, start)) is not None:
            time = time or (time_in(text[start:below]) if is_stamp(text[start:below]) else None)
            start = below
        wide.append(replace(mark, label_start=label_start, start=start, time=time))
        floor = start
    return wide


def _lines_above(text: str, start: int, floor: int) -> Iterator[tuple[int, str]]:
    """Yield (start, line) of the unsaid lines right above ``start``, upwards."""
    end = text.rfind("\n", floor, start)
    while end >= floor:
        begin = max(text.rfind("\n", floor, end) + 1, floor)
        line = text[begin:end]
        if line.strip() and not is_unsaid(line):
            return
        if line.strip():
            yield begin + len(line) - len(line.lstrip()), line
        if begin == floor:
            return
        end = begin - 1


def _unsaid_line_below(text: str, start: int) -> int | None:
    """Return the end of the line at ``start``, if it stands there whole and nobody says it."""
    at = start + len(text[start : start + 200]) - len(text[start : start + 200].lstrip())
    if text.rfind("\n", 0, at) < text.rfind("\n", 0, start) or (
        at == start and start and text[start - 1] != "\n"
    ):
        return None
    end = text.find("\n", at)
    end = len(text) if end < 0 else end
    line = text[at:end]
    return end if line.strip() and is_unsaid(line) and text[start:at].count("\n") <= 1 else None


def _speeches(text: str, marks: Sequence[Mark]) -> list[Speech]:
    """Return what follows each mark; a label with nothing behind it joins the next label."""
    speeches = []
    waiting: int | None = None
    for number, mark in enumerate(marks, start=1):
        end = marks[number].label_start if number < len(marks) else len(text)
        opens = mark.label_start if waiting is None else waiting
        start, stop = trimmed(text, mark.start, end)
        if start >= stop:
            waiting = opens
            continue
        waiting = None
        speeches.append(Speech(opens, start, stop, mark.key, mark.time))
    return speeches


def _alternating(speeches: Sequence[Speech]) -> list[Speech]:
    """Give dashes, which name nobody, two speakers who take turns."""
    return [replace(s, key=("odd", "even")[n % 2]) for n, s in enumerate(speeches)]


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
    if text[speeches[0].label_start] == "-":
        introduced = bool(text[: speeches[0].label_start].strip())
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


def _opening(
    text: str, end: int, facts: FrontMatter, paragraph: re.Pattern[str] = _PARAGRAPH
) -> Iterator[Turn]:
    for block in paragraph.finditer(text, 0, end):
        if block[0].strip():
            yield _narration(text, block.span(), facts)


def _changes(text: str, marks: Sequence[Mark]) -> Iterator[Turn]:
    for speech in _speeches(text, marks):
        yield Turn(UNKNOWN, Role.NARRATOR, speech.start, speech.end, speech.label_start)


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


def _cast(text: str, speeches: Sequence[Speech], facts: FrontMatter) -> dict[str, Part]:
    pair = is_letter_pair({speech.key for speech in speeches})
    if pair and pair != ("Q", "A"):
        # R and P are question and answer in one language, researcher and participant in another.
        said = [
            [text[s.start : s.end] for s in speeches if s.key.rstrip(".").upper() == letter]
            for letter in pair
        ]
        pair = pair if share_ending(said[0]) > share_ending(said[1]) else None
    letters = dict(zip(pair, ("Q", "A"), strict=True)) if pair else {}
    keys = [letters.get(s.key.rstrip(".").upper(), s.key) for s in speeches]
    voices = [Voice(key, text[s.start : s.end]) for key, s in zip(keys, speeches, strict=True)]
    parts = cast(voices, facts)
    return {s.key: parts[key] for key, s in zip(keys, speeches, strict=True)}


def _turns(
    text: str,
    convention: str,
    speeches: Sequence[Speech],
    parts: dict[str, Part],
    facts: FrontMatter,
) -> Iterator[Turn]:
    """Yield the turns: what stands above the conversation, the speeches, what stands below."""
    paragraph = _LINE if convention == "dashes" else _PARAGRAPH
    yield from _opening(text, speeches[0].label_start, facts, paragraph)
    for number, speech in enumerate(speeches):
        part = parts[speech.key]
        is_last = number == len(speeches) - 1
        yield from _around_headings(text, speech, part, facts, is_last=is_last)
    start, end = trimmed(text, speeches[-1].end, len(text))
    if start < end:  # a label that nothing follows
        yield _narration(text, (start, end), facts)


def _around_headings(
    text: str, speech: Speech, part: Part, facts: FrontMatter, *, is_last: bool
) -> Iterator[Turn]:
    """Yield a speech; headings in it, and what closes a transcript, are the narrator's."""
    opens, place = speech.label_start, speech.start
    cuts = [found.span() for found in _HEADING.finditer(text, speech.start, speech.end)]
    if is_last:
        cuts += _closing(text, speech.start, speech.end)
    for cut_start, cut_end in [*cuts, (speech.end, speech.end)]:
        start, end = trimmed(text, place, cut_start)
        if start < end:
            yield Turn(
                part.name, part.role, start, end, opens if opens < start else start, speech.time
            )
            opens = cut_start
        if cut_start < cut_end:
            # A label with nothing but a heading behind it belongs to the heading.
            yield replace(
                _narration(text, (cut_start, cut_end), facts),
                label_start=min(opens, trimmed(text, cut_start, cut_end)[0]),
            )
        place = opens = cut_end


def _closing(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the last paragraphs of the text that only close it: its end, its transcriber."""
    spans: list[tuple[int, int]] = []
    blocks = list(_PARAGRAPH.finditer(text, start, end))
    for block in reversed(blocks[1:]):
        if not _CLOSING.fullmatch(block[0].strip()):
            break
        spans.insert(0, block.span())
    return spans


def _monologue(text: str, facts: FrontMatter) -> tuple[Turn, ...]:
    name = facts.first("interviewee") or facts.first("speaker")
    role = Role.INTERVIEWEE if name else Role.NARRATOR
    turns = []
    opens: int | None = None
    time = None
    for found in _PARAGRAPH.finditer(text):
        start, end = trimmed(text, *found.span())
        lines = text[start:end].split("\n")
        if is_stamp(lines[0]):
            opens = start if opens is None else opens
            time = time_in(lines[0])
            start, end = trimmed(text, start + len(lines[0]), end)
            if start >= end:
                continue
        label = start if opens is None else opens
        turns.append(Turn(name or UNKNOWN, role, start, end, label, time))
        opens = time = None
    if opens is not None:
        start, end = trimmed(text, opens, len(text))
        turns.append(_narration(text, (start, end), facts))
    return tuple(turns)


def _narration(text: str, span: tuple[int, int], facts: FrontMatter) -> Turn:
    start, end = trimmed(text, *span)
    return Turn(facts.first("narrator") or "Narrator", Role.NARRATOR, start, end, start)


def _timed(turns: Sequence[Turn], times: Sequence[tuple[int, str]]) -> tuple[Turn, ...]:
    """Give turns without a time the last one at or before their first character."""
    return tuple(_with_time(turn, times) for turn in turns)


def _with_time(turn: Turn, times: Sequence[tuple[int, str]]) -> Turn:
    place = bisect_right(times, turn.start, key=lambda time: time[0])
    return replace(turn, time=times[place - 1][1]) if place and turn.time is None else turn
