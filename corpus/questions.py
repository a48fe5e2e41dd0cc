"""What shows that somebody asks."""

from __future__ import annotations

import re
from collections.abc import Sequence

# NFC turns the Greek question mark into a semicolon, which asks behind a Greek letter only.
# Japanese, Chinese and Korean ask by a last syllable, and often write a full stop behind it.
_ASKING = r"(?:[?？؟፧⁇⁈⁉]|(?<=[Ͱ-Ͽἀ-῿]);|(?:か|吗|嗎)[。．]|[습입]니까\.)"
_QUESTION_MARK = re.compile(_ASKING)
_ENDS_ASKING = re.compile(rf"{_ASKING}[\"”’»」』）)\]*_]*\s*(?:\([^()?]{{2,40}}\)\.?\s*)?$")


_TELLER = (
    r"(?:you know(?: what i mean)?|you see|you get me|huh|eh|weißt du|wissen sie|verstehst du|sabes"
    r"|tu sais|vous savez|capisci|понимаете|знаете)"
)
_OF_TELLER = re.compile(rf"(?i)[,;–—.…-]\s*{_TELLER}\s*[?？]\W*\Z")
_TAG = re.compile(
    rf"(?i)[,;–—.…-]\s*(?:{_TELLER}|right|ok(?:ay)?|yeah|see|no|ne|gell|oder|¿?(?:no|sabe|verdad)"
    r"|hein|sai)\s*[?？]\W*\Z"
)
_PROMPT = re.compile(
    r"(?i)(?:^|[.!?…,]\s+|\b(?:can|could|would|please)\s+(?:you\s+)?)(?:please\s+)?"
    r"(?:tell (?:me|us)|describe|talk (?:me|us|about)|(?:walk|take) (?:me|us)"
    r"|let['’]s (?:talk|start|begin|go|turn|move|come)|say (?:more|something)|explain"
    r"|erzählen sie|beschreiben sie|cuénte(?:me|nos)|hábl[ae](?:me|nos)|racontez|parlez"
    r"|mi racconti|ci racconti|расскажите|опишите)\b"
)

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


def share_asking(turns: Sequence[str]) -> float:
    """Return the share of ``turns`` that end as questions or say "tell me", from 0 to 1.

    "You know?", "right?" and such behind a comma ask nothing.
    """
    asking = sum(
        (asks(said) and not _TAG.search(said)) or bool(_PROMPT.search(said)) for said in turns
    )
    return asking / len(turns)


def is_told(said: str) -> bool:
    """Tell whether ``said`` only ends as a question as stories do: ", you know?"."""
    return bool(_OF_TELLER.search(said))


def share_holding(turns: Sequence[str]) -> float:
    """Return the share of ``turns`` with a question anywhere, from 0 to 1.

    Interviewers write "Why? Tell us.", but the longer an answer is, the likelier it holds one.
    """
    return sum(bool(_QUESTION_MARK.search(said)) for said in turns) / len(turns)


def per_word(turns: Sequence[str]) -> float:
    """Return how many questions there are to a word, which long answers do not raise."""
    questions = sum(len(_QUESTION_MARK.findall(said)) for said in turns)
    return questions / max(1, sum(len(said.split()) for said in turns))
