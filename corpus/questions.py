"""What shows that somebody asks."""

from __future__ import annotations

import re
from collections.abc import Sequence

# NFC turns the Greek question mark into a semicolon, which asks behind a Greek letter only.
_ASKING = r"(?:[?？؟]|(?<=[Ͱ-Ͽἀ-῿]);)"
_QUESTION_MARK = re.compile(_ASKING)
_ENDS_ASKING = re.compile(rf"{_ASKING}[\"”’»)\]*_]*\s*$")


def asks(said: str) -> bool:
    """Tell whether ``said`` ends as a question."""
    return bool(_ENDS_ASKING.search(said))


def share_ending(turns: Sequence[str]) -> float:
    """Return the share of ``turns`` that end as questions, from 0 to 1: the surest sign."""
    return sum(map(asks, turns)) / len(turns)


def share_holding(turns: Sequence[str]) -> float:
    """Return the share of ``turns`` with a question anywhere, from 0 to 1.

    Interviewers write "Why? Tell us.", but the longer an answer is, the likelier it holds one.
    """
    return sum(bool(_QUESTION_MARK.search(said)) for said in turns) / len(turns)


def per_word(turns: Sequence[str]) -> float:
    """Return how many questions there are to a word, which long answers do not raise."""
    questions = sum(len(_QUESTION_MARK.findall(said)) for said in turns)
    return questions / max(1, sum(len(said.split()) for said in turns))
