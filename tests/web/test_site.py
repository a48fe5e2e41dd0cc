"""The page's conversation goes with each question."""

from __future__ import annotations

from pathlib import Path

from fakes import BY_WORDS, LetterEmbedder, WordAligner, WordReranker

from corpus.read import read_text
from index.library import Library
from qa.answer import Reason
from qa.ask import Answerer
from web.conversation import Exchange
from web.site import Site

TEA = "— What do you grow?\n— We grow green tea.\n— Who buys it?\n— Merchants from Odessa buy it."


def test_earlier_questions_of_the_conversation_are_its_history(tmp_path: Path) -> None:
    library = Library(tmp_path, LetterEmbedder())
    library.add([read_text(TEA, "tea")])
    fakes = (LetterEmbedder(), WordReranker(), WordAligner())
    site = Site(Answerer(library, *fakes, BY_WORDS), lambda: None)
    site.prepare()
    first = site.exchange("Who are the merchants from Odessa?")
    second = site.exchange("Why?", [first, Exchange("", failed=True)])
    assert second.answer is not None
    assert second.answer.searched == "Who are the merchants from Odessa? Why?"
    alone = site.exchange("Why?").answer
    assert alone is not None
    assert alone.reason is Reason.UNCLEAR_QUESTION
