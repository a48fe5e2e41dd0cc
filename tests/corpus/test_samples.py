"""Whole files, each in a convention of its own, are read as ``samples/golden.json`` says."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from corpus.explain import explanation
from corpus.read import read_file

SAMPLES = Path(__file__).with_name("samples")
GOLDEN = json.loads((SAMPLES / "golden.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", GOLDEN)
def test_a_sample_has_its_speakers_turns_and_characters(name: str) -> None:
    said = explanation(read_file(SAMPLES / name))
    assert {
        "convention": said["convention"],
        "speakers": {who["name"]: [who["role"], who["turns"]] for who in said["speakers"]},
        "characters": said["characters"],
    } == GOLDEN[name]


def test_every_sample_has_its_summary() -> None:
    assert {path.name for path in SAMPLES.iterdir()} == {*GOLDEN, "golden.json"}
