"""Finding the turns of a text, by the evidence of the whole document."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.conventions import Proposal, chosen_of, proposal_of_file, proposals_for
from corpus.document import Role, Turn
from corpus.frontmatter import FrontMatter
from corpus.header import Header, read_header
from corpus.labels import candidates
from corpus.lede import spoken_to
from corpus.likely import is_letter_pair
from corpus.marks import Mark
from corpus.names import Names, find_names
from corpus.questions import share_ending
from corpus.roles import UNKNOWN, UNNAMED, Part, Voice, cast
from corpus.spans import PARAGRAPH, trimmed
from corpus.speeches import Speech, speeches_of
from corpus.stamps import is_stamp, time_in
from corpus.unsaid import unsaid_within
from corpus.vocabulary import ANSWERING, ASKING

_LINE = re.compile(r"\S.*")
_EXAMINER = re.compile(
    r"^[ \t]*(?:[^\n:]{0,30}(?i:examination|questions|examined)[ ])?(?i:BY)[ ]"
    r"(?P<name>(?:M[RS]S?|MISS|DR)\.?[ ][A-Z][\w'’. -]{1,30}?)[ \t]*:?[ \t]*$",
    re.MULTILINE,
)
_CHEVRONS = re.compile(r"^[ \t]*>{2,3}[ \t]*(?=\S)", re.MULTILINE)
PEOPLE = tuple(
    "interviewer interviewee narrator speakers speaker participants guests guest hosts host"
    " author transcript_by".split()
)
"""Facts that name somebody who may speak."""


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

    def naming(labels: Sequence[Mark]) -> Names:
        keys = [mark.key for mark in labels if mark.key and mark.start > header.end]
        return find_names(text, keys, _told_names(facts), _people(facts))

    proposals = (
        (proposal_of_file(text, marks, naming),)
        if marks is not None
        else proposals_for(text, facts, naming, found, header.end)
    )
    chosen = chosen_of(proposals, facts)
    names = (chosen or proposals[0]).names
    if chosen is None:
        changes = [Mark(m.start(), m.end(), "") for m in _CHEVRONS.finditer(text)]
        turns = _monologue(text, facts)
        if len(changes) > 1 and facts.first("turns") is None:
            # Broadcasters write >> where somebody else speaks, of any number of people.
            turns = (*_opening(text, changes[0].label_start, facts), *_changes(text, changes))
        return Found(_timed(turns, times), "paragraphs", proposals, (), names, facts)
    if facts.first("interviewee") is None:  # of a monologue it might be either who speaks
        told = tuple(("interviewee", name) for name in header.interviewees)
        facts = replace(facts, pairs=(*facts.pairs, *told))
    speeches = [replace(s, key=names.name(s.key)) for s in chosen.speeches]
    if facts.first("interviewee") is None and _names_nobody(speeches):
        name = spoken_to(text[: speeches[0].label_start])
        facts = replace(facts, pairs=(*facts.pairs, *([("interviewee", name)] if name else ())))
    parts = _cast(text, speeches, facts, names)
    turns = tuple(_turns(text, chosen.convention, speeches, parts, facts))
    return Found(
        _timed(turns, times), chosen.convention, proposals, tuple(parts.items()), names, facts
    )


def _names_nobody(speeches: Sequence[Speech]) -> bool:
    """Tell whether labels only say what part somebody has in the talk."""
    parts = UNNAMED | ASKING | ANSWERING
    return bool(speeches) and all(s.key in UNNAMED or s.key.casefold() in parts for s in speeches)


def _header(text: str, found: Sequence[Mark]) -> Header:
    counts = Counter(mark.key.casefold() for mark in found)
    speaking = frozenset(key for key, count in counts.items() if count > 1)
    labels = frozenset(m.label_start for m in found if m.key.casefold() in speaking)
    return read_header(text, speaking, min(labels, default=len(text)), labels)


def _told_names(facts: FrontMatter) -> dict[str, str]:
    """Return the names that the metadata gives to labels: ``labels: ["MF = Michael Folkson"]``."""
    pairs = (value.partition("=") for value in facts.all("labels"))
    return {label.strip().casefold(): name.strip() for label, _, name in pairs if name.strip()}


def _people(facts: FrontMatter) -> list[str]:
    return list(dict.fromkeys(name for key in PEOPLE for name in facts.all(key)))


def _opening(
    text: str, end: int, facts: FrontMatter, paragraph: re.Pattern[str] = PARAGRAPH
) -> Iterator[Turn]:
    for block in paragraph.finditer(text, 0, end):
        if block[0].strip():
            yield _narration(text, block.span(), facts)


def _changes(text: str, marks: Sequence[Mark]) -> Iterator[Turn]:
    for speech in speeches_of(text, marks):
        yield Turn(UNKNOWN, Role.NARRATOR, speech.start, speech.end, speech.label_start)


def _cast(
    text: str, speeches: Sequence[Speech], facts: FrontMatter, names: Names
) -> dict[str, Part]:
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
    parts = cast(voices, facts, names.of)
    return {s.key: parts[key] for key, s in zip(keys, speeches, strict=True)}


def _turns(
    text: str,
    convention: str,
    speeches: Sequence[Speech],
    parts: dict[str, Part],
    facts: FrontMatter,
) -> Iterator[Turn]:
    """Yield the turns: what stands above the conversation, the speeches, what stands below."""
    paragraph = _LINE if convention == "dashes" else PARAGRAPH
    yield from _opening(text, speeches[0].label_start, facts, paragraph)
    examiner: Part | None = None
    for number, speech in enumerate(speeches):
        part = parts[speech.key]
        above = speeches[number - 1].start if number else 0
        for found in _EXAMINER.finditer(text, above, speech.start):
            examiner = parts.get(found["name"]) or Part(found["name"], Role.INTERVIEWER)
        if speech.key == "Q" and examiner and part.name == Role.INTERVIEWER.capitalize():
            part = examiner
        is_last = number == len(speeches) - 1
        yield from _around_headings(text, speech, part, facts, convention, is_last=is_last)
    start, end = trimmed(text, speeches[-1].end, len(text))
    if start < end:  # a label that nothing follows
        yield _narration(text, (start, end), facts)


def _around_headings(
    text: str, speech: Speech, part: Part, facts: FrontMatter, convention: str, *, is_last: bool
) -> Iterator[Turn]:
    """Yield a speech; headings and directions in it, and what closes it, are the narrator's."""
    opens, place = speech.label_start, speech.start
    told = part.role is Role.NARRATOR
    cuts = unsaid_within(text, speech, convention, told=told, is_last=is_last)
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


def _monologue(text: str, facts: FrontMatter) -> tuple[Turn, ...]:
    name = facts.first("interviewee") or facts.first("speaker")
    role = Role.INTERVIEWEE if name else Role.NARRATOR
    turns = []
    opens: int | None = None
    time = None
    for found in PARAGRAPH.finditer(text):
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
