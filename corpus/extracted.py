"""What a reader of a file format hands over: the words, and what is known about them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import groupby

from corpus.marks import Mark
from corpus.normalise import normalise


class Kind(StrEnum):
    """Why something of a file is not part of what is said."""

    METADATA = "metadata"
    BOILERPLATE = "boilerplate"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something in the file that is not in the text, so that nothing is dropped silently.

    Attributes:
        place: Where it stands, as a reader would look for it: ``"line 12"``, ``"page 3"``.
        kind: What it is.
        text: The characters left out.
        why: A few words for a reader, such as ``"page number"``.
    """

    place: str
    kind: Kind
    text: str
    why: str


@dataclass(frozen=True, slots=True)
class Extracted:
    """The text of a file, before anybody looks for turns.

    Attributes:
        text: What is said, with any labels, as :func:`corpus.normalise.normalise` returns it.
        marks: Who speaks from where, if the format itself says so (voice tags, a speaker
            column); ``None`` if it has to be found in the text. A mark with an empty key
            belongs to a speaker nobody names.
        times: (offset in ``text``, time) of everything that carries a time, ascending; a turn
            gets the last time at or before its first character. Times are written H:MM:SS.
        facts: Metadata the file carries, as front matter would give it: ``title``, ``date``,
            ``language``, ``url``, ``author`` and whatever else it says.
        left_out: Everything of the file that is in none of the above, in file order.
    """

    text: str
    marks: tuple[Mark, ...] | None = None
    times: tuple[tuple[int, str], ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    left_out: tuple[LeftOut, ...] = ()


@dataclass(frozen=True, slots=True)
class Utterance:
    """One row or cue of a file that says who speaks when.

    Attributes:
        said: The words, without any markup.
        speaker: The name; empty if the file does not say.
        time: When it begins, as H:MM:SS; ``None`` if the file does not say.
        joiner: What joins it to the words before, if the same speaker says them.
    """

    said: str
    speaker: str = ""
    time: str | None = None
    joiner: str = "\n\n"


def from_utterances(
    utterances: Iterable[Utterance],
    where: str,
    *,
    facts: tuple[tuple[str, str], ...] = (),
    left_out: tuple[LeftOut, ...] = (),
) -> Extracted:
    """Write utterances down as a text, ``Anna: …`` a turn, with a mark for each.

    Utterances of one speaker that follow each other are one turn, a paragraph each unless
    their joiners say otherwise.

    Raises:
        SourceError: If nothing is said.
    """
    pieces: list[str] = []
    length = 0
    marks: list[Mark] = []
    times: list[tuple[int, str]] = []

    def write(piece: str) -> None:
        nonlocal length
        pieces.append(piece)
        length += len(piece)

    for speaker, said in _turns(utterances, where):
        label = f"{speaker}: " if speaker else ""
        write("\n\n" if pieces else "")
        marks.append(Mark(length, length + len(label), speaker, said[0].time))
        write(label)
        for number, utterance in enumerate(said):
            write(utterance.joiner if number else "")
            if utterance.time is not None:
                times.append((length, utterance.time))
            write(utterance.said)
    text = normalise("".join(pieces), where)
    return Extracted(text, tuple(marks), tuple(times), facts, left_out)


def _turns(utterances: Iterable[Utterance], where: str) -> Iterator[tuple[str, list[Utterance]]]:
    # Each piece is normalised before it is joined, so that no offset moves afterwards.
    spoken = (
        replace(u, said=normalise(u.said, where).strip(), speaker=_name(u.speaker, where))
        for u in utterances
        if u.said.strip()
    )
    for speaker, same in groupby(spoken, key=lambda utterance: utterance.speaker):
        yield speaker, list(same)


def _name(speaker: str, where: str) -> str:
    return " ".join(normalise(speaker, where).split()) if speaker.strip() else ""
