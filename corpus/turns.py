"""Finding the turns of a text, by the evidence of the whole document."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import dropwhile

from corpus.conventions import Proposal, chosen_of, proposal_of_file, proposals_for
from corpus.cues import ends_sentence
from corpus.document import Role, Turn
from corpus.frontmatter import FrontMatter
from corpus.furniture import printed_between
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
from corpus.vocabulary import ANSWERING, ASKING

_LINE = re.compile(r"\S.*")
_HEADING = re.compile(r"^[ \t]*#{1,6}[ \t]+\S.*$", re.MULTILINE)
_DIRECTION = re.compile(
    r"^[ \t]*(?:\[[\d:.,]{4,12}\][ \t]*)?[*_]{0,2}"
    r"(?:\[(?=[^\W\d_])[^\[\]\n]{3,80}\]|\((?=[^\W\d_])[^()\n]{3,80}\)"
    r"|（(?=[^\W\d_])[^（）\n]{1,40}）|【(?=[^\W\d_])[^【】\n]{1,40}】)"
    r"[*_]{0,2}\.?[ \t]*$",
    re.MULTILINE,
)
_TAPE = re.compile(
    r"(?<=\n\n)[ \t]*\W?(?:(?:the\s+)?(?:end|begin(?:ning)?|start)\s+(?:of\s+)?"
    r"(?:tape|side|reel|cassette|disc)\s+(?:#\s?)?(?:\d{1,2}|one|two|three|four|[A-D])"
    r"|tape\s+(?:#\s?)?\d{1,2})\b(?:[,;]?\s+side\s+\w+)?[.:\])]{0,2}[ \t]*(?=\n\n|\Z)"
    r"|(?<=\n\n)[ \t]*\W?"
    r"(?:(?:first|second|third|fourth|fifth|\d(?:st|nd|rd|th))\s+(?:interview|session)"
    r"|(?:interview|session)\s+(?:#\s?)?(?:\d{1,2}|one|two|three|four|five|I{1,3}|IV|V))\b"
    r"[^.?!\n]{0,50}[.\])]?[ \t]*(?=\n\n|\Z)",
    re.IGNORECASE,
)
_IN_COURT = re.compile(
    r"^[ \t]*(?:(?:further\s+)?(?:re-?)?(?:direct|cross|voir\s+dire)?[ -]?)?examination"
    r"(?:\s+by\s.{3,60}|\s+\(?(?:continued|resumed)\)?.{0,40})?[:.]?[ \t]*$"
    r"|^[ \t]*proceedings[ ](?:suspended|adjourned|resumed)\b.{0,60}$",
    re.IGNORECASE | re.MULTILINE,
)
_OFF_RECORD = re.compile(
    r"(?i)\b(?:marked|taken|sworn|held|had|read|adjourned|concluded|resumed|excused|identification"
    r"|record)\b[^()\n]{0,20}\.\)"
)
_EXAMINER = re.compile(
    r"^[ \t]*BY (?P<name>(?:M[RS]S?|MISS|DR)\.? [^\W\d_][\w'’. -]{1,30}):", re.MULTILINE
)
_CHEVRONS = re.compile(r"^[ \t]*>{2,3}[ \t]*(?=\S)", re.MULTILINE)
_CLOSING = re.compile(
    r"(?i)\W*(?:end(?:\s+\d{1,2}:\d{2}\s*[ap]\.?m\b.*)?|fin|ende|ends?\s+of\s+(?:the\s+)?(?:interview|transcript|recording|tape).*"
    r"|\d{1,2}:\d{2}\s*[ap]\.?m\.?.*|transcri(?:bed|ption|pt)\s+(?:by|from|provided).*|конец.*|son"
    r"|(?:this|the|editable)\s+(?:editable\s+)?(?:interview|conversation|transcript).{0,40}"
    r"(?:edited|condensed|generated|shortened).{0,200}|©.{0,100}|propos\s+recueillis.{0,100}"
    r"|(?:interview|text|texte?|texto|fotos?|photos?|photographs?|bilder?)\s?:\s[^,.!?]{3,60}"
    r"|(?:das|dieses)\s+(?:gespräch|interview)\s+führten?\b.{3,100}|беседовал[аи]?\b.{3,100}"
    r"|entrevista\s+(?:realizada\s+)?(?:por|de)\b.{3,100}|copyright\s*(?:©|\(c\)|\d{4}).{0,100}"
    r"|(?:entretien\s+)?(?:réalisé|recueilli)e?s?\s+par\b.{3,100}|a\s+cura\s+di\b.{3,80}"
    r"|(?:die\s+fragen\s+stellten?|aufgezeichnet\s+von|intervista\s+di)\b.{3,80}"
    r"|(?:rozhovor|розмову|бесіду|беседу|интервью)\s+(?:ved|вел|взя)\w*\s.{3,80}"
    r"|(?:fin|fine|fim|einde|koniec|konec|slut|τέλος|конец|кінець|end)\s(?:de\s|del\s|da\s|dell)?"
    r".{0,3}(?:entretien|entrevista|intervista|interview|wywiadu|rozhovoru)"
    r"|koniec|konec|slut|τέλος|кінець|끝|（?[完了终]）?|סוף|انتهى|समाप्त"
    r"|(?:取材|構成|聞き手|文|責任編集|责任编辑|글|사진)[・･·,、／/]?.{0,3}[：:＝=].{1,60}"
    r"|conclusion\s+of\s+(?:the\s+)?interview"
    r"|interview(?:ed)?\s+(?:by|von|par|door)\s(?-i:[A-ZÀ-Þ])[^,.!?]{2,60}"
    r"|rozmawiała?\b.{3,100}|розмовля(?:в|ла|ли)\b.{3,100}|spisała?\b.{3,100}"
    r"|(?:the\s+)?(?:transcription|recording|meeting)\s+(?:has\s+)?(?:ended|stopped)\b.{0,60}"
    r"|.{1,60}\sstopped\s(?:the\s)?(?:transcription|recording)|\#|-\s*\d+\s*-)\W*"
)
_ENDING = re.compile(
    r"(?i)(?:copyright\s*(?:©|\(c\)|\d{4}).*|©.*|\w+ transcripts are created on a rush\b.*"
    r"|[*_]{0,2}(?:related (?:stories|articles|reading)|further reading|read more\b[^.!?]{0,40}"
    r"|sign up for\b[^.!?]{0,50}newsletter|subscribe to\b[^.!?]{0,50}newsletter"
    r"|about the (?:author|interviewer)|related articles?|zur person|more from .{3,60})[*_]{0,2}:?$"
    r"|[*_#]{0,3}[ \t]*(?:(?:translator['’]s[ \t]+)?(?:foot|end)?notes(?:[ \t]+(?:of|by)[ \t]+the"
    r"[ \t]+(?:translator|editors?))?|references|anmerkungen|notas|примечания)[ \t]*[*_]{0,3}:?"
    r"\s*\n\s*(?:\[?\d{1,2}[\].)]|[*†¹])[ \t]?\S)"
)
_PUBLISHED = re.compile(
    r"(?i)[\W_]*(?:(?:this|the|our)\s+(?:interview|conversation|transcript|q&a)\b.{0,60}\b"
    r"(?:edited|condensed|lightly|shortened|translated).{0,160}"
    r"|(?:this|these)\s+(?:answers?|responses?|remarks)\b.{0,40}\bedited\b.{0,120}"
    r"|(?:das|dieses)\s+(?:gespräch|interview)\s+führten?\b.{3,100}|die\s+fragen\s+stellten?\b.{3,80}"
    r"|propos\s+recueillis\s+par\b.{3,100}"
    r"|(?:this\s+)?transcript\s+(?:was\s+)?exported\s+(?:on|from|by)\b.{3,60}"
    r"|to\s+order\s+a\s+(?:video|copy|transcript)\b.{3,300})"
)
"""A paragraph below which nobody speaks any more."""
_IN_ITALICS = re.compile(r"([*_])(?=[^\s*_])[^*_]+(?<=[^\s*_])\1")
LONGEST_CLOSING = 1_000
"""Characters of a paragraph that only closes a text; a longer one says something."""

LEAST_HEADING = 3
"""Words of a heading in capitals between two speeches."""

MOST_BELOW_CREDIT = 20
"""The same below a line that says by whom it was led or edited."""

MOST_BELOW = 5
"""Paragraphs below the talk, of which the first is known to be none of it."""
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
        if found := _EXAMINER.search(text, speech.label_start, speech.start):
            name = found["name"]
            examiner = parts.get(name) or Part(name, Role.INTERVIEWER)
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
    cuts = [found.span() for found in _HEADING.finditer(text, speech.start, speech.end)]
    cuts += [found.span() for found in _TAPE.finditer(text, speech.start + 1, speech.end)]
    cuts += [found.span() for found in _IN_COURT.finditer(text, speech.start + 1, speech.end)]
    cuts += _directions(text, speech)
    if part.role is not Role.NARRATOR:
        below = list(PARAGRAPH.finditer(text, speech.start, speech.end))[1:]
        cuts += printed_between(text, below)
        if convention == "bold questions":
            cuts += _notes_in_italics(text, speech)
    if not is_last or part.role is not Role.NARRATOR:
        cuts += _headings_in_capitals(text, speech)
    if is_last:
        cuts += _closing(text, speech.start, speech.end)
    for cut_start, cut_end in [*_apart(cuts), (speech.end, speech.end)]:
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


def _apart(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the spans in order, without those that overlap one before."""
    apart: list[tuple[int, int]] = []
    for span in sorted(spans):
        if not apart or span[0] >= apart[-1][1]:
            apart.append(span)
    return apart


def _headings_in_capitals(text: str, speech: Speech) -> list[tuple[int, int]]:
    """Return the paragraphs in capitals that stand between a speech and the next one.

    In the midst of it they may be what a sign says, or the name of a ship.
    """
    spans: list[tuple[int, int]] = []
    if _is_loud(text[speech.start : speech.end]):
        return spans
    later = list(PARAGRAPH.finditer(text, speech.start, speech.end))[1:]
    for block in reversed(later):
        above = text[max(speech.start, block.start() - 40) : block.start()].rstrip()
        short = len(block[0].split()) < LEAST_HEADING
        if short or not _is_loud(block[0]) or ends_sentence(block[0]) or not ends_sentence(above):
            break
        spans.append(block.span())
    return spans


def _is_loud(said: str) -> bool:
    """Tell whether all letters are capitals, in a script that has them."""
    if said != said.upper():
        return False
    letters = [letter for letter in said if letter.isalpha()]
    return bool(letters) and all(letter.isupper() for letter in letters)


def _directions(text: str, speech: Speech) -> list[tuple[int, int]]:
    """Return the paragraphs of a speech that nobody says, such as ``[Laughter]``.

    One that is all of a speech stays with the label in front of it, if there is one: Anna laughs.
    """
    return [
        found.span()
        for found in _DIRECTION.finditer(text, speech.start, speech.end)
        if (not speech.key or text[speech.start : found.start()].strip())
        and (
            found[0].lstrip("*_ \t").startswith("[")
            or _is_paragraph(text, *found.span())
            or _is_sentence_apart(text, *found.span())
        )
    ]


def _is_sentence_apart(text: str, start: int, end: int) -> bool:
    """Tell whether a bracketed line is a sentence below one, as courts note a recess."""
    above = text[max(0, start - 40) : start].rstrip()
    return bool(_OFF_RECORD.search(text, start, end)) and ends_sentence(above)


def _notes_in_italics(text: str, speech: Speech) -> list[tuple[int, int]]:
    """Return the paragraphs in italics within a speech whose first one is not: the writer's."""
    first, *later = PARAGRAPH.finditer(text, speech.start, speech.end)
    if _IN_ITALICS.fullmatch(first[0].strip()):
        return []
    return [block.span() for block in later if _IN_ITALICS.fullmatch(block[0].strip())]


def _is_paragraph(text: str, start: int, end: int) -> bool:
    above, below = text[max(0, start - 2) : start], text[end : end + 2]
    return above == "\n\n" and below in ("\n\n", "\n", "")


def _closing(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the last paragraphs of the text that only close it: its end, its transcriber."""
    spans: list[tuple[int, int]] = []
    blocks = list(PARAGRAPH.finditer(text, start, end))
    for number, block in enumerate(blocks[1:], start=1):
        said, left = block[0].strip(), len(blocks) - number
        published = left <= MOST_BELOW_CREDIT and _PUBLISHED.fullmatch(said)
        if published or (left <= MOST_BELOW and _ENDING.match(said)):
            return [below.span() for below in blocks[number:]]
    for block in reversed(blocks[1:]):  # a direction is told apart already
        if _DIRECTION.fullmatch(block[0].strip()):
            continue
        said = block[0].strip()
        # What is set apart below the last words is the publisher's, unless they are set so, too.
        set_apart = _IN_ITALICS.fullmatch(said) and not _IN_ITALICS.fullmatch(blocks[0][0].strip())
        lines = list(dropwhile(_DIRECTION.fullmatch, said.split("\n")))
        closes = _CLOSING.fullmatch(said) or all(map(_CLOSING.fullmatch, lines))
        if len(said) > LONGEST_CLOSING or not (set_apart or closes):
            break
        spans.insert(0, (block.start() + len(said) - len("\n".join(lines)), block.end()))
    return spans


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
