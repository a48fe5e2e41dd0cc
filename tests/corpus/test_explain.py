"""What is seen in a file is said: who, why, and where every line went."""

from __future__ import annotations

import tracemalloc
from pathlib import Path

import pytest

from corpus.errors import SourceError
from corpus.explain import explained, explanation
from corpus.read import read_file, read_source, source_digest

TALK = """# A talk

Date: 3 May 2003
Place: Bergen

---

Jo March (JM): Where were you?

_page : 2
Ben: At home. Note: ill.

JM: Why?

Ben: Note: a cold.

## Later

JM: And now?

Ben: Note: well.

END
"""


@pytest.fixture
def talk(tmp_path: Path) -> Path:
    path = tmp_path / "talk.md"
    path.write_text(TALK, encoding="utf-8")
    return path


def test_every_character_is_spoken_narrated_or_a_label(talk: Path) -> None:
    said = explanation(read_file(talk))
    counts = said["characters"]
    assert counts["left_out"] == 0
    assert counts["spoken"] + counts["narrated"] + counts["labels"] == len("".join(TALK.split()))


def test_an_explanation_names_speakers_reasons_and_lines(talk: Path) -> None:
    said = explanation(read_file(talk))
    assert said["convention"] == "labels"
    assert [(s["name"], s["role"], s["turns"]) for s in said["speakers"]] == [
        ("Narrator", "narrator", 4),
        ("Jo March", "interviewer", 3),
        ("Ben", "interviewee", 3),
    ]
    assert {m["label"]: m["name"] for m in said["merged"]} == {
        "Jo March (JM)": "Jo March",
        "JM": "Jo March",
    }
    assert said["metadata"] == {"date": "3 May 2003", "place": "Bergen"}
    assert [(item["place"], item["text"]) for item in said["narrated"]][-2:] == [
        ("line 17", "## Later"),
        ("line 23", "END"),
    ]
    assert said["left_out"] == [
        {"place": "line 6", "kind": "boilerplate", "why": "a rule", "text": "---"},
        {
            "place": "line 10",
            "kind": "metadata",
            "why": "a note of the transcript",
            "text": "_page : 2",
        },
    ]


def test_an_explanation_is_readable(talk: Path) -> None:
    lines = explained(explanation(read_file(talk))).splitlines()
    assert lines[:3] == ["talk  A talk", "turns by labels", "  labels: 6 turns, a conversation"]
    assert "  JM is Jo March: introduced as “Jo March (JM)”" in lines
    assert "  line 10, metadata, a note of the transcript: _page : 2" in lines


def test_a_sidecar_overrules_what_the_text_shows(talk: Path) -> None:
    before = source_digest(talk)
    talk.with_name("talk.md.yaml").write_text(
        "title: Told\ndate: 2004\ninterviewee: Jo March\nnot_speakers: [Note]\n", encoding="utf-8"
    )
    document = read_source(talk)
    assert document.title == "Told"
    assert dict(document.metadata)["date"] == "2004"
    assert {t.speaker: str(t.role) for t in document.turns}["Jo March"] == "interviewee"
    assert document.sha256 == source_digest(talk) != before


def test_a_sidecar_without_end_is_not_held_in_memory(talk: Path) -> None:
    with talk.with_name("talk.md.yaml").open("wb") as beside:
        beside.truncate(200_000_000)
    tracemalloc.start()
    source_digest(talk)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 10_000_000
    with pytest.raises(SourceError, match="expected at most 100,000 bytes, found more"):
        read_source(talk)


@pytest.mark.parametrize(
    ("sidecar", "why"),
    [
        ("", "expected a text, found none: the file is empty"),
        ("just words", "expected `key: value` lines, found none: write one a line"),
        ("turns: dash", "expected `turns` to be one of labels, names above, "),
        ("a: {b: c}", "expected a text or a list of texts under 'a' in the front matter"),
    ],
)
def test_a_sidecar_that_says_nothing_is_refused(talk: Path, sidecar: str, why: str) -> None:
    beside = talk.with_name("talk.md.yaml")
    beside.write_text(sidecar, encoding="utf-8")
    with pytest.raises(SourceError) as refused:
        read_source(talk)
    assert (
        str(refused.value).removeprefix(str(beside)).removeprefix(str(talk)).startswith(f": {why}")
    )
