"""Cutting a document into passages: never across turns, and between sentences if possible."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from corpus.document import Document, Role
from corpus.spans import Span
from index.sentences import sentence_spans

if TYPE_CHECKING:
    from langchain_text_splitters import TextSplitter

_STAGE_DIRECTION = re.compile(r"\[[^\]]*\]|\([^)]*\)")
"""``[inaudible]``: somebody made a sound, but it asks nothing."""

PASSAGE_SIZE = 600
"""The most characters in a passage; docs/evaluation.md has the sizes that were measured."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A passage before it is stored.

    Attributes:
        turn: Position of its turn in the document, from 0.
        start: First character, in code points of the document's text.
        end: One past the last character.
        asked_turn: Position of the interviewer's turn it replies to, if there is one.
    """

    turn: int
    start: int
    end: int
    asked_turn: int | None


def cut(document: Document, size: int = PASSAGE_SIZE) -> list[Piece]:
    """Cut ``document`` into pieces of at most ``size`` characters, in text order.

    Every character of every turn that is not white space is in exactly one piece.
    """
    pieces = []
    for number, asked_turn in enumerate(asked_turns(document)):
        turn = document.turns[number]
        for start, end in _spans(document.said(turn), size, document.language):
            pieces.append(Piece(number, turn.start + start, turn.start + end, asked_turn))
    return pieces


def asked_turns(document: Document) -> Iterator[int | None]:
    """Yield, for each turn, the interviewer's turn that an interviewee's turn replies to."""
    asked: int | None = None
    for number, turn in enumerate(document.turns):
        if turn.role is Role.INTERVIEWER:
            asked = None if _STAGE_DIRECTION.fullmatch(document.said(turn)) else number
        yield asked if turn.role is Role.INTERVIEWEE else None


def _spans(said: str, size: int, language: str) -> Iterator[Span]:
    if len(said) <= size:
        yield 0, len(said)
        return
    for chunk in _splitter(size, language).create_documents([said]):
        start = chunk.metadata["start_index"]
        end = start + len(chunk.page_content)
        if said[start:end] != chunk.page_content:
            raise ValueError(f"the splitter changed the text at character {start}")
        yield start, end


@cache
def _splitter(size: int, language: str) -> TextSplitter:
    # Imported here: the splitters pull in seconds of imports that showing a text never needs.
    from langchain_text_splitters import RecursiveCharacterTextSplitter, TextSplitter

    inside_sentences = RecursiveCharacterTextSplitter(
        chunk_size=size, chunk_overlap=0, keep_separator="end", strip_whitespace=False
    )

    class SentenceSplitter(TextSplitter):
        """Packs whole sentences; one that is too long by itself is cut at white space."""

        def split_text(self, text: str) -> list[str]:
            starts = [start for start, _ in sentence_spans(text, language)]
            edges = [0, *starts[1:], len(text)]
            sentences = (text[a:b] for a, b in pairwise(edges))
            parts = [part for s in sentences for part in inside_sentences.split_text(s)]
            return self._merge_splits(parts, separator="")

    return SentenceSplitter(chunk_size=size, chunk_overlap=0, add_start_index=True)
