"""Recordings with a channel for each speaker, which services write down one after the other."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from corpus.cues import Cue, ends_sentence
from corpus.formats.json_spoken import Json, Spoken, channel_of

MOST_CHANNELS = 8

ECHO = 0.8
"""Share of words from which two channels hold the same: then nobody has one of their own."""

BREATH = 1_000
"""Milliseconds between words from which somebody else may have spoken meanwhile."""


def channels(root: Json) -> dict[int, str]:
    """Return the channel of each object that is on one, by the object's identity.

    The object says so itself, or one around it, or its place in a list called ``channels``.
    """
    found: dict[int, str] = {}
    waiting: list[tuple[Json, str, str]] = [(root, "", "")]
    while waiting:
        node, key, channel = waiting.pop()
        if isinstance(node, dict):
            if channel := channel_of(node) or channel:
                found[id(node)] = channel
            waiting += [(value, name, channel) for name, value in node.items()]
        elif isinstance(node, list):
            waiting += [
                (value, "", f"Channel {place}" if key == "channels" else channel)
                for place, value in enumerate(node)
                if isinstance(value, dict | list)
            ]
    return found


def told_apart(talk: Sequence[Spoken]) -> list[Spoken]:
    """Return the talk with its channels for speakers if nothing else tells these apart.

    Channels that all hold the same words, or of which some piece has none, are taken away.
    """
    names = {one.channel for one in talk}
    if "" in names or not 2 <= len(names) <= MOST_CHANNELS or _echo(talk):
        return [replace(one, channel="") for one in talk]
    speakers = {one.speaker for one in talk}
    # Speakers are counted anew on each channel: there the first of each is Speaker 0.
    same = len(speakers) == 1 and speakers.pop().removeprefix("Speaker ").strip("0123456789") == ""
    return [replace(one, speaker=one.channel) for one in talk] if same else list(talk)


def in_order(cues: Sequence[Cue], heard_on: Sequence[str]) -> list[Cue]:
    """Return the cues of all channels as they are heard, phrase by phrase.

    They stay as they are if there is one channel, if their times never go back, or if those of
    one channel do: then the file holds several recordings.
    """
    own: defaultdict[str, list[Cue]] = defaultdict(list)
    for cue, channel in zip(cues, heard_on, strict=True):
        own[channel].append(cue)
    if len(own) < 2 or _ascend(cues) or not all(map(_ascend, own.values())):
        return list(cues)
    phrases = [phrase for channel in own.values() for phrase in _phrases(channel)]
    phrases.sort(key=_start)
    return [cue for phrase in phrases for cue in phrase]


def _ascend(cues: Sequence[Cue]) -> bool:
    starts = [cue.start for cue in cues if cue.start is not None]
    return all(a <= b for a, b in pairwise(starts))


def _phrases(cues: Sequence[Cue]) -> list[list[Cue]]:
    """Cut one channel where others may speak, so that two at once do not mix word by word."""
    phrases = [[cues[0]]]
    for before, cue in pairwise(cues):
        if cue.start is not None and _may_end(before, cue.start):
            phrases.append([cue])
        else:
            phrases[-1].append(cue)
    return phrases


def _may_end(before: Cue, start: float) -> bool:
    since = before.end if before.end is not None else before.start
    utterance = " " in before.said.strip()
    return (
        utterance or ends_sentence(before.said) or (since is not None and start - since >= BREATH)
    )


def _start(phrase: Sequence[Cue]) -> float:
    return next((cue.start for cue in phrase if cue.start is not None), 0)


def _echo(talk: Sequence[Spoken]) -> bool:
    """Tell whether two channels hold the same, as both sides of a stereo recording often do."""
    words: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for one in talk:
        words[one.channel].update(one.said.casefold().split())
    (_, first), (_, second) = sorted(words.items(), key=lambda item: -item[1].total())[:2]
    return (first & second).total() >= ECHO * first.total()
