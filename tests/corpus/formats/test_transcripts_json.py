"""JSON is read in the form of any service, and never ends in a traceback."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.errors import SourceError
from corpus.extracted import Extracted, Kind, LeftOut
from corpus.formats.transcripts_json import read
from corpus.marks import Mark

WHY = "Why did you leave the harbour?"
SO = "I had to go, there was no work."
TALK = f"A: {WHY}\n\nB: {SO}"
TIMED = [("A", WHY, "0:00:01"), ("B", SO, "0:01:05")]


def found(value: Any) -> Extracted:
    return read(json.dumps(value).encode(), "a.json")


def turns(value: Any) -> list[tuple[str, str, str | None]]:
    """Return who says what and when."""
    extracted = found(value)
    marks = extracted.marks or (Mark(0, 0, ""),)
    ends = [*(mark.label_start for mark in marks[1:]), len(extracted.text)]
    times = dict(extracted.times)
    return [
        (mark.key, extracted.text[mark.start : end].strip(), times.get(mark.start))
        for mark, end in zip(marks, ends, strict=True)
    ]


def words(said: str, key: str, **more: Any) -> list[dict[str, Any]]:
    return [{key: word, "start": n, "end": n + 1, **more} for n, word in enumerate(said.split())]


def items(said: str, start: float, **more: Any) -> list[dict[str, Any]]:
    """Return words and punctuation marks as Amazon writes them."""
    made: list[dict[str, Any]] = []
    for n, word in enumerate(said.split()):
        bare = word.rstrip(",.?")
        at = f"{start + n / 10:.2f}"
        one = {"start_time": at, "type": "pronunciation", "alternatives": [{"content": bare}]}
        made.append({**one, **more})
        if bare != word:
            mark = {"type": "punctuation", "alternatives": [{"content": word[-1]}]}
            made.append({**mark, **more})
    return made


SERVICES: dict[str, Any] = {
    "WhisperX": {
        "segments": [
            {
                "start": 1.2,
                "end": 3,
                "text": f" {WHY}",
                "speaker": "A",
                "words": words(WHY, "word"),
            },
            {"start": 65, "end": 70.5, "text": SO, "speaker": "B", "words": words(SO, "word")},
        ],
        "word_segments": words(f"{WHY} {SO}", "word", speaker="A"),
    },
    "AssemblyAI": {
        "id": "x1",
        "text": f"{WHY} {SO}",
        "words": words(f"{WHY} {SO}", "text", speaker="A"),
        "utterances": [
            {"speaker": "A", "start": 1200, "end": 3000, "text": WHY, "words": words(WHY, "text")},
            {"speaker": "B", "start": 65_000, "end": 900_000, "text": SO},
        ],
    },
    "Rev": {
        "speakers": [{"id": "0", "name": "A"}, {"id": "1", "name": "B"}],
        "monologues": [
            {
                "speaker": name,
                "elements": [
                    {"type": "text", "value": said[:5], "ts": at, "end_ts": at + 1},
                    {"type": "punct", "value": said[5:]},
                ],
            }
            for name, said, at in (("A", WHY, 1.2), ("B", SO, 65.0))
        ],
    },
    "Deepgram paragraphs": {
        "results": {
            "channels": [
                {
                    "alternatives": [
                        {
                            "transcript": f"{WHY} {SO}",
                            "words": words(f"{WHY} {SO}", "word", speaker=0),
                            "paragraphs": {
                                "transcript": f"\nSpeaker 0: {WHY}\n\nSpeaker 1: {SO}\n",
                                "paragraphs": [
                                    {"sentences": [{"text": said, "start": at}], "speaker": name}
                                    for name, said, at in (("A", WHY, 1.2), ("B", SO, 65.0))
                                ],
                            },
                        }
                    ]
                }
            ]
        }
    },
    "Amazon segments": {
        "results": {
            "transcripts": [{"transcript": f"{WHY} {SO}"}],
            "audio_segments": [
                {"start_time": "1.2", "end_time": "3", "speaker_label": "A", "transcript": WHY},
                {"start_time": "65.0", "end_time": "70", "speaker_label": "B", "transcript": SO},
            ],
            "items": [*items(WHY, 1.2, speaker_label="A"), *items(SO, 65.0, speaker_label="B")],
        }
    },
    "Amazon words": {
        "results": {
            "transcripts": [{"transcript": f"{WHY} {SO}"}],
            "speaker_labels": {
                "segments": [
                    {
                        "items": [
                            {"start_time": one["start_time"], "speaker_label": name}
                            for one in items(said, at)
                            if "start_time" in one
                        ]
                    }
                    for name, said, at in (("A", WHY, 1.2), ("B", SO, 65.0))
                ]
            },
            "items": [*items(WHY, 1.2), *items(SO, 65.0)],
        }
    },
    "Google": {
        "results": [
            {"alternatives": [{"transcript": WHY, "words": words(WHY, "word")}]},
            {"alternatives": [{"transcript": SO, "words": words(SO, "word")}]},
            {
                "alternatives": [
                    {
                        "words": [
                            {"startTime": f"{at + n / 10}s", "word": word, "speakerTag": tag}
                            for tag, said, at in (("A", WHY, 1.2), ("B", SO, 65.0))
                            for n, word in enumerate(said.split())
                        ]
                    }
                ]
            },
        ]
    },
    "a nested list": {
        "talk": {
            "chapters": [
                {"title": "One", "turns": [{"from": {"name": "A"}, "at": "0:01", "said": WHY}]},
                {"title": "Two", "turns": [{"from": {"name": "B"}, "at": "1:05", "said": SO}]},
            ]
        }
    },
    "an object of objects": {
        "1": {"who": "A", "time": "0:01", "utterance": WHY},
        "2": {"who": "B", "time": "1:05", "utterance": SO},
    },
    "keys nobody knows": [
        {"speaker": "A", "time": "0:01", "xyz": WHY, "url": "http://a.b/c"},
        {"speaker": "B", "time": "1:05", "xyz": SO, "url": "http://a.b/d"},
    ],
    "Google's protobuf": [
        {"speaker": "A", "start": {"seconds": "1", "nanos": 300_000_000}, "text": WHY},
        {"speaker": "B", "start": {"seconds": "65"}, "text": SO},
    ],
    "whisper.cpp": {
        "transcription": [
            {
                "timestamps": {"from": "00:00:01,200", "to": "00:00:03,000"},
                "offsets": {"from": 1200, "to": 3000},
                "text": WHY,
                "speaker": "A",
            },
            {"timestamps": {"from": "00:01:05,000"}, "text": SO, "speaker": "B"},
        ]
    },
    "Azure": {
        "combinedRecognizedPhrases": [{"display": f"{WHY} {SO}"}],
        "recognizedPhrases": [
            {"speaker": "A", "offset": "PT1.2S", "nBest": [{"display": WHY}, {"display": "Y"}]},
            {"speaker": "B", "offset": "PT1M5S", "nBest": [{"display": SO}]},
        ],
    },
    "Speechmatics": {
        "results": [
            {"type": kind, "start_time": at, "alternatives": [{"content": said, "speaker": name}]}
            for name, words_of, at in (("A", WHY, 1.2), ("B", SO, 65.0))
            for kind, said in [("word", words_of[:-1]), ("punctuation", words_of[-1])]
        ]
    },
    "Happy Scribe": [
        {
            "speaker": name,
            "words": [
                piece
                for n, word in enumerate(said.split())
                for piece in (
                    {"text": " " if n else "", "type": "space"},
                    {"text": word, "type": "text", "data_start": at, "data_end": at + 1},
                )
            ],
        }
        for name, said, at in (("A", WHY, 1.2), ("B", SO, 65.0))
    ],
    "Recall": [
        {
            "participant": {"id": 7, "name": name, "is_host": True},
            "words": [{"text": word, "start_timestamp": {"relative": at}} for word in said.split()],
        }
        for name, said, at in (("A", WHY, 1.2), ("B", SO, 65.0))
    ],
    "Podlove": [
        {"speaker": name, "items": [{"start": at, "text": said[:8].strip()}, {"text": said[8:]}]}
        for name, said, at in (("A", WHY, "00:00:01.200"), ("B", SO, "00:01:05.000"))
    ],
    "Rev's names": {
        "monologues": [
            {
                "speaker": n,
                "speaker_info": {"id": "x", "display_name": name},
                "elements": [{"type": "text", "value": said, "ts": at}],
            }
            for n, (name, said, at) in enumerate((("A", WHY, 1.2), ("B", SO, 65.0)))
        ]
    },
    "transformers": {
        "chunks": [
            {"timestamp": [1.2, 3.0], "text": WHY, "speaker": "A"},
            {"timestamp": [65.0, None], "text": SO, "speaker": "B"},
        ]
    },
}


@pytest.mark.parametrize("service", SERVICES)
def test_a_talk_is_found_in_the_form_of_any_service(service: str) -> None:
    assert turns(SERVICES[service]) == TIMED


def test_segments_without_speakers_become_running_text() -> None:
    value = {
        "text": " I was born in the harbour. Yes.",
        "segments": [
            {"id": 0, "start": 0.0, "end": 2.0, "text": " I was born", "tokens": [1, 2]},
            {"id": 1, "start": 2.0, "end": 4.5, "text": " in the harbour.", "tokens": [3]},
            {"id": 2, "start": 7.0, "end": 8.0, "text": " Yes.", "avg_logprob": float("nan")},
        ],
        "language": "en",
    }
    assert found(value) == Extracted(
        "I was born in the harbour.\n\nYes.",
        times=((0, "0:00:00"), (11, "0:00:02"), (28, "0:00:07")),
        facts=(("language", "en"),),
    )


def test_a_chat_is_a_talk() -> None:
    assert turns([{"role": "user", "content": WHY}, {"role": "assistant", "content": SO}]) == [
        ("user", WHY, None),
        ("assistant", SO, None),
    ]


CHATS: dict[str, Any] = {
    "Telegram": {
        "messages": [
            {"from": "A", "text": WHY, "text_entities": [{"type": "plain", "text": WHY}]},
            {
                "from": "B",
                "text": [SO[:6], {"type": "bold", "text": SO[6:9]}, SO[9:]],
                "text_entities": [
                    {"type": "plain", "text": SO[:6]},
                    {"type": "bold", "text": SO[6:9]},
                    {"type": "plain", "text": SO[9:]},
                ],
            },
        ]
    },
    "Slack": [
        {"type": "message", "user": f"U{name}", "text": said, "user_profile": {"real_name": name}}
        for name, said in (("A", WHY), ("B", SO))
    ],
    "Slack without profiles": [{"user": "A", "text": WHY}, {"user": "B", "text": SO}],
    "parts of a message": [
        {
            "role": "A",
            "content": [
                {"type": "text", "text": WHY},
                {"type": "image_url", "image_url": {"url": "http://a.b/c"}},
            ],
        },
        {"role": "B", "content": SO},
    ],
    "words without times": [
        {"speaker": name, "words": [{"text": word} for word in said.split()]}
        for name, said in (("A", WHY), ("B", SO))
    ],
}


@pytest.mark.parametrize("chat", CHATS)
def test_whoever_writes_or_speaks_in_pieces_is_told(chat: str) -> None:
    assert found(CHATS[chat]).text == TALK


def test_what_a_piece_of_a_text_holds_besides_is_left_out() -> None:
    link = {"type": "link", "text": "here", "href": "https://a.b/"}
    assert found([{"from": "A", "text": ["See ", link, "."]}, {"from": "B", "text": SO}]) == (
        Extracted(
            f"A: See here.\n\nB: {SO}",
            marks=(Mark(0, 3, "A"), Mark(14, 17, "B")),
            left_out=(
                LeftOut("key text.type", Kind.METADATA, "link", "not what is said"),
                LeftOut("key text.href", Kind.METADATA, "https://a.b/", "not what is said"),
            ),
        )
    )


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"words": [{"text": word} for word in WHY.split()]}, WHY),
        ({"name": "Buy", "items": [{"text": "milk, eggs"}, {"text": "flour"}]}, None),
        ([{"user_id": 5, "items": [{"text": "milk, eggs"}, {"text": "flour"}]}], None),
        ({"talk": [{"type": "word", "alternatives": [{"content": WHY, "speaker": "UU"}]}]}, WHY),
        ({"chapters": [{"name": "One", "words": [{"text": WHY}, {"text": SO}]}]}, f"{WHY}\n\n{SO}"),
        ([{"user": WHY, "assistant": SO}], SO),
    ],
)
def test_what_names_no_speaker_stays_without(value: Any, expected: str | None) -> None:
    extracted = found(value)
    assert (extracted.text, extracted.marks) == (expected or "milk, eggs\n\nflour", None)


def test_lines_of_objects_are_a_talk_under_either_ending() -> None:
    source = f'{{"speaker": "A", "text": "{WHY}"}}\n\n{{"speaker": "B", "text": "{SO}"}}\n'
    for form in ("utf-8", "utf-8-sig", "utf-16"):
        assert read(source.replace("\n", "\r\n").encode(form), "a").text == TALK


def test_a_list_of_texts_is_a_talk() -> None:
    extracted = found({"turns": [f"A: {WHY}", f"B: {SO}"]})
    assert (extracted.text, extracted.left_out) == (TALK, ())


def test_a_text_alone_is_a_talk() -> None:
    assert found({"text": WHY, "language": "en"}) == Extracted(WHY, facts=(("language", "en"),))


def test_speakers_that_are_only_counted_get_a_word() -> None:
    assert [
        who for who, *_ in turns([{"speaker": 0, "text": WHY}, {"speaker": 1, "text": SO}])
    ] == [
        "Speaker 0",
        "Speaker 1",
    ]


def test_roles_become_facts() -> None:
    value = [
        {"speaker": {"id": 1, "name": "Anna"}, "role": "interviewer", "text": WHY},
        {"speaker": {"id": 2, "name": "Ben"}, "role": "interviewee", "text": SO},
    ]
    assert found(value).facts == (("interviewer", "Anna"), ("interviewee", "Ben"))


def test_what_is_not_said_is_a_fact_or_left_out() -> None:
    value = {
        "Title": "A talk",
        "text": f"{WHY} {SO} And more.",
        "metadata": {"date": "2024-05-01", "live": True},
        "model": {"name": "small"},
        "turns": [
            {"speaker": "A", "text": WHY, "mood": "calm", "confidence": 0.9, "tags": ["x", "y"]},
            {"speaker": "B", "text": SO, "mood": "calm", "confidence": 0.8, "tags": ["x"]},
        ],
    }
    extracted = found(value)
    assert extracted.facts == (
        ("title", "A talk"),
        ("date", "2024-05-01"),
        ("live", "True"),
    )
    assert extracted.left_out == (
        LeftOut("key text", Kind.METADATA, f"{WHY} {SO} And more.", "not what is said"),
        LeftOut("key model.name", Kind.METADATA, "small", "not what is said"),
        LeftOut("key turns.mood", Kind.METADATA, "calm", "not what is said"),
        LeftOut("key turns.tags", Kind.METADATA, "x\ny", "not what is said"),
    )


@pytest.mark.parametrize(
    ("source", "message"),
    [
        (" ", "a: expected a text, found none: the file is empty"),
        (
            '{"a": 1,\n"b": }',
            "a:2: expected JSON, found something else (Expecting value): "
            "check that the file is whole",
        ),
        (
            '{"text": "One."}\n{"text": }',
            "a:2: expected JSON, found something else (Expecting value): "
            "check that the file is whole",
        ),
        (
            '{"name": "x", "n": [1, 2]}',
            "a: expected a list of objects with a text, found none in 'name', 'n': "
            'write turns as {"speaker": …, "text": …}',
        ),
        (
            "[1, 2]",
            "a: expected a list of objects with a text, found none in a list: "
            'write turns as {"speaker": …, "text": …}',
        ),
        (
            '[{"text": "One.", "text": "Two."}]',
            "a: expected every key once, found 'text' again: rename one of them",
        ),
        (
            "[" * 100_000,
            "a: expected a transcript, found lists within lists without end: flatten them",
        ),
        (
            '{"a":' * 100_000,
            "a: expected a transcript, found lists within lists without end: flatten them",
        ),
        (
            '[{"text": "One.", "start": ' + "9" * 5_000 + "}]",
            "a: expected a transcript, found a number too long to read: remove it",
        ),
        (
            '[{"text": "One \\ud800."}]',
            "a:1: expected a text, found the character U+D800: "
            "it looks binary, convert it to plain text",
        ),
        (
            '{"title": "\\u0000", "turns": [{"text": "One."}]}',
            "a:1: expected a text, found the character U+0000: "
            "it looks binary, convert it to plain text",
        ),
    ],
)
def test_what_is_no_transcript_is_refused_in_one_line(source: str, message: str) -> None:
    with pytest.raises(SourceError) as refused:
        read(source.encode(), "a")
    assert str(refused.value) == message


@pytest.mark.parametrize("start", ["NaN", "Infinity", "-1", "1e99", "999999999999", '"soon"', "[]"])
def test_a_time_that_is_none_is_no_time(start: str) -> None:
    assert read(f'[{{"text": "One.", "start": {start}}}]'.encode(), "a").times == ()


VALUES: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["text", "start", "speaker", "role", "words", "alternatives", "a"]),
            inner,
        )
    ),
    max_leaves=25,
)


@settings(deadline=None, max_examples=300)
@given(VALUES)
def test_any_json_is_read_or_refused(value: Any) -> None:
    try:
        extracted = found(value)
    except SourceError as error:
        assert "\n" not in str(error)
        return
    assert extracted.text.strip()
    assert all(mark.start <= len(extracted.text) for mark in extracted.marks or ())


SAID = st.text(st.sampled_from('abÉ"\\日.? :-'), min_size=1, max_size=20).filter(
    lambda said: any(map(str.isalpha, said))
)


@settings(deadline=None)
@given(
    said=st.lists(st.tuples(st.sampled_from(["Anna", "Ben"]), SAID), min_size=2, max_size=9),
    indent=st.sampled_from([None, 2]),
    ascii_only=st.booleans(),
)
def test_what_a_program_writes_is_read_again(
    said: list[tuple[str, str]], indent: int | None, ascii_only: bool
) -> None:
    value = [
        {"speaker": who, "text": words, "start": n * 2.5} for n, (who, words) in enumerate(said)
    ]
    source = json.dumps({"turns": value}, indent=indent, ensure_ascii=ascii_only)
    extracted = read(source.encode(), "a")
    assert extracted.marks is not None
    labels = "".join(f"{mark.key}: " for mark in extracted.marks)
    written = labels + "".join(words for _, words in said)
    assert sorted("".join(extracted.text.split())) == sorted("".join(written.split()))
    changes = [who for n, (who, _) in enumerate(said) if not n or said[n - 1][0] != who]
    assert [mark.key for mark in extracted.marks] == changes
    assert len(extracted.times) == len(said)


@pytest.mark.parametrize(
    "source",
    [
        json.dumps(
            [{"text": f"Word {n}.", "start": n, "speaker": f"S{n % 3}"} for n in range(50_000)]
        ),
        json.dumps(
            {
                "turns": [{"text": "So it was."}],
                **{f"k{n}": {"text": f"w{n}"} for n in range(60_000)},
            }
        ),
        json.dumps(
            {
                "turns": [{"text": "word " * 200_000}],
                **{f"k{n}": {"text": f"w{n}"} for n in range(300)},
            }
        ),
        json.dumps([{"text": "So.", "tokens": ["1" * 9] * 20} for _ in range(20_000)]),
        "[" * 500 + '{"text": "One."}' + "]" * 500,
    ],
    ids=["segments", "keys", "repeats", "tokens", "depth"],
)
def test_time_grows_with_the_length_of_the_file_and_no_faster(source: str) -> None:
    began = time.process_time()
    try:
        read(source.encode(), "a")
    finally:
        assert time.process_time() - began < 8


def test_of_many_keys_the_one_that_comes_again_is_found_at_once() -> None:
    keys = [*map(str, range(60_000)), "59999"]
    data = f'[{{"text": "So."{"".join(f""", "{key}": 1""" for key in keys)}}}]'.encode()
    began = time.process_time()
    with pytest.raises(SourceError, match="found '59999' again"):
        read(data, "a")
    assert time.process_time() - began < 5  # 0.1 s on a laptop; counting each, minutes
