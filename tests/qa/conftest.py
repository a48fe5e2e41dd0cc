"""A talk about tea that several files ask."""

from __future__ import annotations

from pathlib import Path

import pytest
from fakes import BY_WORDS, LetterEmbedder, WordAligner, WordReranker

from corpus.read import read_text
from index.library import Library
from qa.ask import Answerer

TEA = """— What do you grow?
— We grow green tea.
— Who buys it?
— Merchants from Odessa buy it.
— How do they travel?
— The merchants travel by ship in spring."""


@pytest.fixture
def tea(tmp_path: Path) -> Answerer:
    library = Library(tmp_path, LetterEmbedder())
    library.add([read_text(TEA, "tea")])
    return Answerer(library, LetterEmbedder(), WordReranker(), WordAligner(), BY_WORDS)
