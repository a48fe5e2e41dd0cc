"""Timed pieces of speech, such as the cues of subtitles, become running text.

A cue is as long as a screen or a breath, not as a thought. So cues are joined into paragraphs:
a new one begins where somebody else speaks, at a pause after a sentence, or at the end of a
sentence once the paragraph is long.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.clock import shown
from corpus.cuelabels import label_of, speaker_labels
from corpus.errors import SourceError
from corpus.extracted import Extracted, LeftOut, Utterance, from_utterances

MOST_CUES = 50_000
PAUSE = 2_000
"""Milliseconds of silence after a sentence that begin a new paragraph."""

LONG = 600
"""Characters from which on a paragraph ends with the sentence."""

LONGEST = 1_500
"""Characters from which on it ends with the cue: what a machine hears may have no sentences."""

_OPENS = re.compile(r"\s*(?:[-–—―‒]\s?\S|>>)")
_ENDS = frozenset(".!?…。！？؟।۔")
_CLOSERS = "\"'”’»)]」』）* "
_NO_SPACES = re.compile("[\u2e80-\u3098\u309b-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uff65]")
"""Chinese and Japanese; not U+3099 and U+309A, which would melt into the letter before."""


def ends_sentence(said: str) -> bool:
    """Tell whether ``said`` ends as a sentence does, whatever quotes or brackets close after it."""
    return said.rstrip(_CLOSERS)[-1:] in _ENDS


@dataclass(frozen=True, slots=True)
class Cue:
    """A piece of speech and when it is heard.

    Attributes:
        said: The words, without markup.
        speaker: The name; empty if the file does not say.
        start: Milliseconds from the beginning; ``None`` if the file does not say.
        end: When it ends; ``None`` if the file does not say.
    """

    said: str
    speaker: str = ""
    start: float | None = None
    end: float | None = None


def from_cues(
    cues: Sequence[Cue],
    where: str,
    *,
    facts: tuple[tuple[str, str], ...] = (),
    left_out: tuple[LeftOut, ...] = (),
) -> Extracted:
    """Return the running text of ``cues``, in the order given, with a time for each.

    If no cue names its speaker, labels and dashes stay in the text, each at the beginning of a
    line, for :mod:`corpus.turns` to find.

    Raises:
        SourceError: If nothing is said, or there are too many cues.
    """
    spoken = [cue for cue in cues if cue.said.strip()]
    if len(spoken) > MOST_CUES:
        raise SourceError(
            where, f"expected at most {MOST_CUES:,} pieces, found {len(spoken):,}: split the file"
        )
    spoken = _by_label(spoken)
    named = any(cue.speaker.strip() for cue in spoken)
    labels = Counter[str]() if named else _labels(spoken)
    extracted = from_utterances(_utterances(spoken, labels), where, facts=facts, left_out=left_out)
    return extracted if named else replace(extracted, marks=None)


def _utterances(cues: Sequence[Cue], labels: Counter[str]) -> Iterator[Utterance]:
    length = 0
    before: Cue | None = None
    for cue in cues:
        joiner = "\n\n" if before is None else _joiner(before, cue, length, labels)
        length = len(cue.said) if joiner == "\n\n" else length + len(cue.said)
        yield Utterance(cue.said, cue.speaker, shown(cue.start), joiner)
        before = cue


def _joiner(before: Cue, cue: Cue, length: int, labels: Counter[str]) -> str:
    """Return what stands between two cues, ``length`` characters into a paragraph."""
    ended = ends_sentence(before.said)
    if cue.start is None or before.start is None:
        return "\n\n"
    pause = cue.start - (before.end if before.end is not None else cue.start) >= PAUSE
    if (
        before.speaker != cue.speaker
        or length >= LONGEST
        or (ended and (pause or length >= LONG))
        or (pause and length >= LONG)
    ):
        return "\n\n"
    if not cue.speaker and (_OPENS.match(cue.said) or _is_label(cue.said, labels)):
        return "\n"
    return glue(before.said, cue.said)


def glue(before: str, after: str) -> str:
    """Return what joins two pieces of a sentence: a space, which Chinese and Japanese lack."""
    both = _NO_SPACES.match(before.rstrip()[-1:]) and _NO_SPACES.match(after.lstrip())
    return "" if both else " "


def opens_with_sign(line: str) -> bool:
    """Tell whether a line begins with a dash or ``>>``, as somebody else's words do."""
    return bool(_OPENS.match(line))


def _labels(cues: Sequence[Cue]) -> Counter[str]:
    """Count the names that cues begin with."""
    return Counter(label.name for cue in cues if (label := label_of(cue.said)))


def _is_label(said: str, labels: Counter[str]) -> bool:
    """Tell a speaker's label from a colon: it is used again, or written in capitals."""
    label = label_of(said)
    if label is None or label.bare or label.is_sentence:
        return False  # what stands in brackets is as often heard as it speaks
    if not (label.is_name or label.name[0].isupper()):
        return False
    return labels[label.name] > 1 or label.name.isupper()


def _by_label(cues: Sequence[Cue]) -> list[Cue]:
    """Give cues the speakers that their labels name, if nearly all begin with one."""
    if any(cue.speaker for cue in cues):
        return list(cues)
    labels = speaker_labels([cue.said for cue in cues])
    if not any(labels):
        return list(cues)
    named, speaker = [], ""
    for cue, label, below in zip(cues, labels, [*labels[1:], None], strict=True):
        speaker = label.name if label else speaker
        words = cue.said[label.end if label else 0 :]
        if not words.strip() and (below or cue is cues[-1]):
            words = cue.said  # a label that nothing follows
        named.append(replace(cue, said=words, speaker=speaker))
    return [cue for cue in named if cue.said.strip()]
