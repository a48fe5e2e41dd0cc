"""What becomes of each quotation of a draft: :func:`check`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate, groupby

from rapidfuzz.distance import Levenshtein

from corpus.document import Role
from index.snapshot import Snapshot
from index.where import Where
from qa.check.attribution import around, attributed_to
from qa.check.matching import Cut, Place, Sources
from qa.check.omission import denial_before, denials_left_out, is_denied
from qa.check.people import is_nameless, is_same_person
from qa.check.quotations import Quotation, find_quotations
from qa.check.report import Change, Checked, Report, Verdict
from qa.check.retold import is_retold
from qa.check.words import words_of
from qa.check.written import differs_in

FEWEST_WORDS = 3
"""Words below which anybody may have said it."""

ALIKE = 0.6
"""Share of the words that a changed quotation keeps at least."""

FAVOUR = 0.15
"""How much less alike the named speaker's words may be than another's and still be meant."""

SHOWN = 0.3
"""Similarity from which the nearest words are worth showing."""

_CAPITAL = re.compile(r"\[([^\W\d_])\](?=[^\W\d_])")  # [T]he, where the source has "the"
_ENDING = re.compile(r"(?<!\w)\w++\[\w+\]")  # help[ed], which may stand for any word
_OMISSION = re.compile(r"\[[^\[\]]*\]|\(\s*(?:…|\.{3})\s*\)|…|\.(?:[ \u00a0]?\.){2,3}")


def check(draft: str, snapshot: Snapshot, where: Where) -> Report:
    """Hold every quotation in ``draft`` against the sources.

    Args:
        draft: Normalised text.
        snapshot: The state of the library.
        where: Which documents and speakers to look among.
    """
    found = find_quotations(draft)
    sources = Sources(snapshot, where)
    pieces = [list(_pieces(quotation)) for quotation in found.quotations]
    long = [n for n, one in enumerate(pieces) if sum(map(len, one)) >= FEWEST_WORDS]
    outside = around(draft, found.quotations)
    named = [attributed_to(outside, quotation) for quotation in found.quotations]
    places = {n: sources.proposed(pieces[n]) for n in long}
    # Nobody is told that somebody else says it, or nobody known, before everything was read.
    unsure = [n for n in long if not any(_is_meant(named[n], p.speaker) for p in places[n])]
    anywhere = sources.everywhere([pieces[n] for n in unsure])
    # Of a large library not everything is read: what was found before still stands.
    places |= {n: read for n, read in zip(unsure, anywhere, strict=True) if read}
    checked = tuple(
        _judged(Checked(quotation, Verdict.TOO_SHORT, named[n]), pieces[n], places.get(n), sources)
        for n, quotation in enumerate(found.quotations)
    )
    checked = tuple(_with_denial(one, draft) for one in checked)
    return Report(draft, checked, found.unclosed)


def _judged(
    one: Checked, pieces: Sequence[Sequence[str]], places: list[Place] | None, sources: Sources
) -> Checked:
    """Return ``one`` with its verdict: ``places`` have its words, ``None`` if it is too short."""
    if places is None:
        return one
    if places:
        best = max(places, key=lambda place: _fitness(place, one.attributed))
        verdict = Verdict.EDITED_OPENLY if _is_edited(one.quotation) else Verdict.EXACT
        denied = tuple(Change("…", said) for said in denials_left_out(pieces, best))
        if denied:
            verdict = Verdict.ALTERED
        anothers = not _may_be(one.attributed, best)
        return replace(
            one,
            verdict=Verdict.OTHER_SPEAKER if anothers else verdict,
            place=best,
            changes=denied,
            elsewhere=len(places) - 1,
            is_anothers=anothers,
        )
    said = [word for piece in pieces for word in piece]

    near = max(
        sources.near(said),
        key=lambda place: _likeness(place.similarity, place, one.attributed),
        default=None,
    )
    # Its words may be there, with others between them that no mark stands for.
    cut = max(
        sources.cuts(pieces, FEWEST_WORDS),
        key=lambda cut: _likeness(cut.kept, cut.place, one.attributed),
        default=None,
    )
    if cut and (
        near is None
        or _likeness(cut.kept, cut.place, one.attributed)
        > _likeness(near.similarity, near, one.attributed)
    ):
        return _altered(one, cut.place, tuple(_cuts(pieces, cut)))
    if near is None or near.similarity < SHOWN:
        return replace(one, verdict=Verdict.NOT_FOUND)
    if near.similarity < ALIKE:
        return replace(one, verdict=Verdict.NOT_FOUND, place=near)
    return _altered(one, near, tuple(_changes(said, near.said, near.document.language)))


def _with_denial(one: Checked, draft: str) -> Checked:
    """Return ``one`` with the "not" in front of its words that neither they nor the draft tell."""
    if one.place is None or one.verdict is Verdict.NOT_FOUND:
        return one
    denied = denial_before(one.place)
    if not denied or is_denied(draft, one.quotation.start, one.quotation.end):
        return one
    return replace(one, denied=denied)


def _altered(one: Checked, place: Place, changes: tuple[Change, ...]) -> Checked:
    anothers = not _may_be(one.attributed, place)
    return replace(one, verdict=Verdict.ALTERED, place=place, changes=changes, is_anothers=anothers)


def _pieces(quotation: Quotation) -> Iterator[list[str]]:
    """Yield the words of what stands between marks of omission and brackets."""
    said = _CAPITAL.sub(r"\1", quotation.said)
    for piece in _OMISSION.split(_ENDING.sub("…", said)):
        if words := [word.said for word in words_of(piece)]:
            yield words


def _is_edited(quotation: Quotation) -> bool:
    """Tell whether something is marked as left out or put in, other than at either end."""
    return _OMISSION.search(quotation.said.strip(" .…\n")) is not None


def _fitness(place: Place, attributed: str) -> tuple[bool, bool, bool, bool, bool]:
    role = place.document.turns[place.turn].role
    return (
        _is_meant(attributed, place.speaker),
        _may_be(attributed, place),
        role is Role.INTERVIEWEE,
        role is not Role.NARRATOR,
        not denial_before(place),
    )


def _likeness(alike: float, place: Place, attributed: str) -> tuple[bool, float]:
    """Return how much ``place`` is meant; the named speaker's words may be a little less alike."""
    return alike >= ALIKE, alike + FAVOUR * _is_meant(attributed, place.speaker)


def _is_meant(attributed: str, speaker: str) -> bool:
    return not attributed or is_same_person(attributed, speaker)


def _may_be(attributed: str, place: Place) -> bool:
    if _is_meant(attributed, place.speaker) or is_retold(place, attributed):
        return True
    others = {turn.speaker for turn in place.document.turns}
    # Whoever has a name there is not who asks without one; an unknown voice may be anybody's.
    asks = place.document.turns[place.turn].role is Role.INTERVIEWER
    named = asks and any(is_same_person(attributed, other) for other in others)
    return is_nameless(place.speaker) and not named


def _changes(draft: Sequence[str], source: Sequence[str], language: str) -> Iterator[Change]:
    """Yield what differs, step by step, or a run of steps as one where both sides are the same.

    "25" for "twenty-five" is one word exchanged and one left out, and the same number.
    """

    def change(start: int, end: int, there: int, there_end: int) -> Change:
        said, told = " ".join(draft[start:end]), " ".join(source[there:there_end])
        return Change(said, told, differs_in(said, told, language))

    steps = Levenshtein.opcodes(draft, source)
    for is_equal, together in groupby(steps, key=lambda step: step.tag == "equal"):
        if is_equal:
            continue
        run = list(together)
        one = change(run[0].src_start, run[-1].src_end, run[0].dest_start, run[-1].dest_end)
        if one.only:
            yield one
            continue
        for step in run:
            yield change(step.src_start, step.src_end, step.dest_start, step.dest_end)


def _cuts(pieces: Sequence[Sequence[str]], cut: Cut) -> Iterator[Change]:
    """Yield what differs between the runs of ``cut``, but for what a mark stands for."""
    words = [word for piece in pieces for word in piece]
    marked = set(accumulate(map(len, pieces)))
    source = cut.place.said
    last, there = 0, 0
    for start, stop, at in [*cut.runs, (len(words), len(words), len(source))]:
        put, left_out = words[last:start], source[there:at]
        if put or (left_out and start not in marked):
            said, told = " ".join(put), " ".join(left_out)
            yield Change(said, told, differs_in(said, told, cut.place.document.language))
        last, there = stop, at + stop - start
