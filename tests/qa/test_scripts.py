"""Scripts: what a text is written in, and what a vocabulary was made for."""

from __future__ import annotations

import pytest

from qa.scripts import FEWEST_PIECES, script_of, scripts_read


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("Who is Щедрин?", "LATIN"),
        ("Кто это, Montgomery?", "CYRILLIC"),
        ("北京はどこ？", "CJK"),
        ("어디서?", "HANGUL"),
        ("أين؟", "ARABIC"),
        ("क्या है?", "DEVANAGARI"),
        ("1986?!", "LATIN"),
        ("", "LATIN"),
    ],
)
def test_the_script_of_most_words_counts(text: str, script: str) -> None:
    assert script_of(text) == script


def test_a_vocabulary_reads_the_scripts_it_has_many_pieces_of() -> None:
    latin = [f"▁{'a' * (n % 9 + 1)}{n}" for n in range(FEWEST_PIECES)]
    few = ["##ж"] * (FEWEST_PIECES - 1)
    assert scripts_read([*latin, *few, "[UNK]", "##!"]) == {"LATIN"}
    assert scripts_read([*latin, *few, "ж"]) == {"LATIN", "CYRILLIC"}
