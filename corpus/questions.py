"""What shows that somebody asks."""

from __future__ import annotations

import re
from collections.abc import Sequence

# NFC turns the Greek question mark into a semicolon, which asks behind a Greek letter only.
# Japanese, Chinese and Korean ask by a last syllable, and often write a full stop behind it.
_ASKING = r"(?:[?？؟፧⁇⁈⁉]|(?<=[Ͱ-Ͽἀ-῿]);|(?:か|吗|嗎)[。．]|[습입]니까\.)"
_QUESTION_MARK = re.compile(_ASKING)
_ENDS_ASKING = re.compile(rf"{_ASKING}[\"”’»」』）)\]*_]*\s*(?:\([^()?]{{2,40}}\)\.?\s*)?$")


_FAQ = re.compile(
    r"\b(?:FAQs?|frequently asked questions|häufig(?:e| gestellte) fragen|preguntas frecuentes"
    r"|questions fréquentes|foire aux questions|perguntas frequentes|domande frequenti"
    r"|часто задаваемые вопросы|sıkça sorulan sorular)\b|常见问题|よくある質問|자주 묻는 질문",
    re.IGNORECASE,
)


def is_faq(text: str) -> bool:
    """Tell whether the first lines call the text a list of questions that nobody was asked."""
    first = [line for line in text[:2000].split("\n") if line.strip()][:3]
    return any(_FAQ.search(line) and len(line) < 80 for line in first)


def asks(said: str) -> bool:
    """Tell whether ``said`` ends as a question."""
    return bool(_ENDS_ASKING.search(said))


def holds(said: str) -> bool:
    """Tell whether there is a question anywhere in ``said``."""
    return bool(_QUESTION_MARK.search(said))


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
