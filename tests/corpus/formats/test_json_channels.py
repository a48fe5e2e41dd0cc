"""Channels of a recording are told in the order they are heard in, and name who speaks."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest

from corpus.formats.transcripts_json import read

ASKED = "Where was it?"
SAID = "In Kalmar."
AGAIN = "And then?"
LAST = "I left."
TALK = ((0, 1.0, ASKED), (1, 4.0, SAID), (0, 8.0, AGAIN), (1, 65.0, LAST))


def text(value: Any) -> str:
    return read(json.dumps(value).encode(), "a.json").text


def named(first: str, second: str) -> str:
    """Return the talk as it is written down if the channels have these names."""
    return f"{first}: {ASKED}\n\n{second}: {SAID}\n\n{first}: {AGAIN}\n\n{second}: {LAST}"


def words(said: str, start: float, **more: Any) -> list[dict[str, Any]]:
    return [
        {"punctuated_word": word, "start": start + n / 4, "end": start + n / 4 + 0.2, **more}
        for n, word in enumerate(said.split())
    ]


def items(said: str, start: float) -> list[dict[str, Any]]:
    """Return words and punctuation marks as Amazon writes them."""
    made: list[dict[str, Any]] = []
    for word in words(said, start):
        heard = word["punctuated_word"]
        at = {"start_time": str(word["start"]), "type": "pronunciation"}
        made.append({**at, "alternatives": [{"content": heard.rstrip(".?")}]})
        if heard[-1] in ".?":
            made.append({"type": "punctuation", "alternatives": [{"content": heard[-1]}]})
    return made


def heard_on(channel: int, of: Any = words, **more: Any) -> list[dict[str, Any]]:
    return [one for on, at, said in TALK if on == channel for one in of(said, at, **more)]


def deepgram(**more: Any) -> dict[str, Any]:
    return {
        "channels": [
            {
                "alternatives": [
                    {
                        "transcript": " ".join(said for on, _, said in TALK if on == channel),
                        "words": heard_on(channel, **more),
                    }
                ]
            }
            for channel in (0, 1)
        ]
    }


SERVICES: dict[str, tuple[Any, str]] = {
    "Amazon": (
        {
            "results": {
                "transcripts": [{"transcript": " ".join(said for *_, said in TALK)}],
                "channel_labels": {
                    "channels": [
                        {"channel_label": f"ch_{channel}", "items": heard_on(channel, items)}
                        for channel in (0, 1)
                    ],
                },
            }
        },
        named("ch_0", "ch_1"),
    ),
    "Azure": (
        {
            "combinedRecognizedPhrases": [
                {"channel": channel, "display": " ".join(s for c, _, s in TALK if c == channel)}
                for channel in (0, 1)
            ],
            "recognizedPhrases": [
                {"channel": channel, "offset": f"PT{at}S", "nBest": [{"display": said}]}
                for channel in (0, 1)
                for on, at, said in TALK
                if on == channel
            ],
        },
        named("Channel 0", "Channel 1"),
    ),
    "Deepgram": ({"results": deepgram()}, named("Channel 0", "Channel 1")),
    "Deepgram, speakers counted on each channel": (
        {"results": deepgram(speaker=0)},
        named("Channel 0", "Channel 1"),
    ),
    "Deepgram utterances": (
        {
            "results": {
                **deepgram(),
                "utterances": [
                    {"channel": channel, "start": at, "transcript": said}
                    for channel, at, said in TALK
                ],
            }
        },
        named("Channel 0", "Channel 1"),
    ),
    "speakers with names": (
        [
            {"channel": channel, "speaker": "AB"[channel], "start": at, "text": said}
            for channel, at, said in sorted(TALK)
        ],
        named("A", "B"),
    ),
}


@pytest.mark.parametrize("service", SERVICES)
def test_channels_are_a_talk(service: str) -> None:
    value, expected = SERVICES[service]
    assert text(value) == expected


def test_words_spoken_at_once_stay_with_their_phrase() -> None:
    first = words("So you lived there", 0.0) + words("and when was it?", 6.0)
    second = words("Yes, yes.", 0.3) + words("In March I think", 6.5)
    assert text({"channels": [{"words": first}, {"words": second}]}) == (
        "Channel 0: So you lived there\n\nChannel 1: Yes, yes.\n\n"
        "Channel 0: and when was it?\n\nChannel 1: In March I think"
    )


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (  # both sides of a stereo recording hold the same
            {"channels": [{"words": heard_on(0)}, {"words": heard_on(0)}]},
            f"{ASKED}\n\n{AGAIN} {ASKED}\n\n{AGAIN}",
        ),
        (
            [{"channel": 0, "text": ASKED}, {"text": SAID}, {"channel": 1, "text": LAST}],
            f"{ASKED}\n\n{SAID}\n\n{LAST}",
        ),
        (
            [{"channel": "general", "text": ASKED}, {"channel": "random", "text": SAID}],
            f"{ASKED}\n\n{SAID}",
        ),
        (
            [{"channel": n, "text": f"Film number {n}."} for n in range(9)],
            "\n\n".join(f"Film number {n}." for n in range(9)),
        ),
        (
            [{"channel": True, "text": ASKED}, {"channel": False, "text": SAID}],
            f"{ASKED}\n\n{SAID}",
        ),
        ({"channel": 4, "segments": [{"text": ASKED}, {"text": SAID}]}, f"{ASKED}\n\n{SAID}"),
    ],
    ids=["echo", "some without", "topics", "programmes", "flags", "one"],
)
def test_channels_that_are_nobodys_name_nobody(value: Any, expected: str) -> None:
    assert text(value) == expected


def test_recordings_that_begin_anew_are_not_mixed() -> None:
    value = [
        {"channels": [{"words": words(ASKED, 0)}, {"words": words(SAID, 5)}]},
        {"channels": [{"words": words(AGAIN, 0)}, {"words": words(LAST, 2)}]},
    ]
    assert text(value) == named("Channel 0", "Channel 1")


def test_time_grows_with_the_length_of_the_file_and_no_faster() -> None:
    value = {
        "channels": [
            {"words": [word for n in range(2_500) for word in words("so it was now", n * 4 + at)]}
            for at in (0, 2)
        ]
    }
    began = time.process_time()
    text(value)
    assert time.process_time() - began < 8
