"""Utterances become a text whose marks and times point where they should."""

from __future__ import annotations

from corpus.extracted import Extracted, Utterance, from_utterances
from corpus.marks import Mark


def test_utterances_of_one_speaker_are_one_turn() -> None:
    assert from_utterances(
        [
            Utterance("One.", "Anna", "0:00:01"),
            Utterance(" Two, ", "Anna", "0:00:02"),
            Utterance("three.", " Anna ", "0:00:03", joiner=" "),
            Utterance(" "),
            Utterance("Four.", "Ben", joiner=" "),
            Utterance("Five."),
        ],
        "a",
    ) == Extracted(
        "Anna: One.\n\nTwo, three.\n\nBen: Four.\n\nFive.",
        (Mark(0, 6, "Anna", "0:00:01"), Mark(25, 30, "Ben"), Mark(37, 37, "")),
        ((6, "0:00:01"), (12, "0:00:02"), (17, "0:00:03")),
    )


def test_letters_with_marks_of_their_own_move_no_offset() -> None:
    found = from_utterances(
        [Utterance("e\u0301", "Zoe\u0301"), Utterance("e\u0301", "Ben", "0:00:01")], "a"
    )
    assert found == Extracted(
        "Zo\u00e9: \u00e9\n\nBen: \u00e9",
        (Mark(0, 5, "Zo\u00e9"), Mark(8, 13, "Ben", "0:00:01")),
        ((13, "0:00:01"),),
    )
