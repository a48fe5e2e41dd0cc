"""Which objects of a JSON file are the talk: the list of them with the most words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from corpus.formats.json_channels import channels, told_apart
from corpus.formats.json_spoken import (
    HYPOTHESES,
    WORDS,
    Json,
    Object,
    Spoken,
    run_on,
    said,
    spoken,
)
from corpus.formats.naming import asks_or_answers, meaning

Path = tuple[str, ...]
"""The keys that lead to a value; places in lists are none of them."""

COVERS = 0.7
"""Share of the most words that a list must hold to be compared by how it is written."""

SINGLE = 1.2
"""Most words an object has on average in a list of words."""

WORDY = 15
"""Mean characters from which texts under a key nobody knows are speech."""


def find_talk(root: Json) -> tuple[Path, list[Spoken]]:
    """Return the talk and the path to it; nothing if no list of objects holds words.

    Transcription services write the same words more than once: as a whole, by utterances and
    word by word. The list that names speakers is taken, and rather not the one of words.
    """
    lists = _lists(root)
    return _best(lists, {}) or _best(lists, _wordy_keys(lists)) or ((), [])


def walk(root: Json) -> Iterator[tuple[Path, dict[str, Json] | list[Json]]]:
    """Yield every object and list with its path, in the order of the file."""
    waiting: list[tuple[Path, Json]] = [((), root)]
    while waiting:
        path, node = waiting.pop()
        if isinstance(node, dict):
            yield path, node
            waiting += [((*path, key), value) for key, value in reversed(node.items())]
        elif isinstance(node, list):
            yield path, node
            # A place in the list is no part of the path: the turns of all chapters are one talk.
            waiting += [(path, value) for value in reversed(node) if isinstance(value, dict | list)]


def _best(
    lists: dict[Path, list[Object]], keys: dict[Path, str]
) -> tuple[Path, list[Spoken]] | None:
    talks = {
        path: _told_once(
            [one for item in items if (one := spoken(item, keys.get(path, ""))).said.strip()]
        )
        for path, items in lists.items()
        if not keys or path in keys
    }
    sizes = {path: sum(len(_letters(one.said)) for one in talk) for path, talk in talks.items()}
    most = max(sizes.values(), default=0)
    if not most:
        return None
    path = max(
        (path for path in talks if sizes[path] >= COVERS * most),
        key=lambda path: _rank(talks[path], sizes[path]),
    )
    talk = _punctuated(talks[path])
    return path, told_apart(_sentences(talk) if path and path[-1] in WORDS else talk)


def _rank(talk: Sequence[Spoken], size: int) -> tuple[bool, bool, bool, bool, int]:
    """Return how good a list is among those with the same words, to be compared."""
    several = len(talk) > 1
    words = sum(len(one.said.split()) for one in talk)
    timed = any(one.start for one in talk)
    # Channels tell speakers apart only with the times at which each is heard.
    on_channels = timed and len({one.channel for one in talk if one.channel}) > 1
    return (
        several and (on_channels or any(one.speaker for one in talk)),
        several and words > 1.5 * len(talk),
        several,
        timed,
        size,
    )


def _lists(root: Json) -> dict[Path, list[Object]]:
    """Return the objects of lists by the path of these.

    An object of objects, such as ``{"1": {…}, "2": {…}}``, is a list as well, and an object
    with words is one of itself.
    """
    labels = _labels(root)
    heard_on = channels(root)
    found: defaultdict[Path, list[Object]] = defaultdict(list)
    for path, node in walk(root):
        if path and path[-1] in HYPOTHESES:
            continue
        if isinstance(node, list):
            objects = [_heard(item, heard_on) for item in node if isinstance(item, dict)]
            found[path] += [one for item in objects for one in _asked(_labelled(item, labels))]
            found[path] += [{"text": item} for item in _texts(node)]
            continue
        inner = [value for value in node.values() if isinstance(value, dict)]
        if len(inner) > 1 and len(inner) == len(node):
            found[path] += inner
        elif path not in found and said(node):
            found[path] = [node]
    return found


def _heard(item: dict[str, Json], heard_on: dict[int, str]) -> dict[str, Json]:
    channel = heard_on.get(id(item))
    return {**item, "channel": channel} if channel else item


def _asked(item: Object) -> list[Object]:
    """Return the question and the answer of an object that holds both, else itself."""
    pair: dict[str, Object] = {}
    for key, value in item.items():
        letter = asks_or_answers(key)
        if letter and isinstance(value, str) and value.strip():
            pair.setdefault(letter, {"speaker": letter, "text": value})
    return [pair["Q"], pair["A"]] if len(pair) == 2 else [item]


def _texts(items: Sequence[Json]) -> list[str]:
    """Return the items if they are texts, and not single words or tokens."""
    texts = [item for item in items if isinstance(item, str)]
    return texts if len(texts) == len(items) and any(" " in t.strip() for t in texts) else []


def _labels(root: Json) -> dict[str, str]:
    """Return who speaks when in a file of Amazon's, which names speakers apart from words."""
    labels: dict[str, str] = {}
    for path, node in walk(root):
        if path[-3:] == ("speaker_labels", "segments", "items") and isinstance(node, dict):
            start, label = node.get("start_time"), node.get("speaker_label")
            if isinstance(start, str) and isinstance(label, str):
                labels[start] = label
    return labels


def _labelled(item: dict[str, Json], labels: dict[str, str]) -> Object:
    start = item.get("start_time")
    if labels and isinstance(start, str) and start in labels and "alternatives" in item:
        return {"speaker_label": labels[start], **item}
    return item


def _wordy_keys(lists: dict[Path, list[Object]]) -> dict[Path, str]:
    """Return, for lists without a key that is known for words, the key with the most."""
    keys = {}
    for path, items in lists.items():
        lengths: defaultdict[str, list[int]] = defaultdict(list)
        for item in items:
            for key, value in item.items():
                if isinstance(value, str) and " " in value.strip() and meaning(key) is None:
                    lengths[key].append(len(value))
        best = max(lengths, key=lambda key: sum(lengths[key]), default=None)
        if best is not None and sum(lengths[best]) >= WORDY * len(lengths[best]):
            keys[path] = best
    return keys


def _told_once(talk: list[Spoken]) -> list[Spoken]:
    """Drop all before the end if the end tells it again, with speakers, as Google's files do."""
    named = next((n for n, one in enumerate(talk) if one.speaker), 0)
    before, after = talk[:named], talk[named:]
    same = [_letters(one.said) for one in before] == [_letters(one.said) for one in after]
    return after if same else talk


def _punctuated(talk: Sequence[Spoken]) -> list[Spoken]:
    """Join punctuation marks that are objects of their own to the word before."""
    joined: list[Spoken] = []
    for one in talk:
        if one.mark and joined:
            joined[-1] = replace(joined[-1], said=joined[-1].said + one.said.strip())
        else:
            joined.append(one)
    return joined


def _sentences(talk: Sequence[Spoken]) -> list[Spoken]:
    """Join words that have no times; nothing else tells where one belongs to the next."""
    words = sum(len(one.said.split()) for one in talk)
    if any(one.start for one in talk) or words > SINGLE * len(talk):
        return list(talk)
    return [
        replace(same[0], said=run_on([(one.said, one.mark) for one in same]))
        for _, group in groupby(talk, key=lambda one: (one.speaker, one.role, one.channel))
        for same in [list(group)]
    ]


def _letters(text: str) -> str:
    return "".join(text.split())
