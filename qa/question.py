"""Reading what the user typed: is it a question, and is it about the asking?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from index.words import split_words
from qa.conversation import words_said

MAX_CHARACTERS = 2_000
"""Checked before anything else touches the text: normalising a long one can take seconds."""

_ASKER = (
    r"(?:the |an? )?(?:interviewers?|journalists?|reporters?|hosts?|moderators?|correspondents?)"
)
_ASKING = (
    r"(?:ask(?:s|ed|ing)?|pose[sd]?|raise[sd]?|brings? up|brought up|quer(?:y|ied)|inquire[sd]?|"
    r"wonder(?:s|ed)?|want(?:s|ed)? to (?:know|hear|learn)|say|said|mention(?:s|ed)?|put)"
)
_SAYING = (
    r"(?:describe[sd]?|suggest(?:s|ed)?|claim(?:s|ed)?|assume[sd]?|imply|implie[sd]|think|thought|"
    r"believe[sd]?|compare[sd]?|quote[sd]?|call(?:s|ed)?|takes?|took|tell|told|open(?:ed)?|begin|began|begun)"
)
"""What else an interviewer does, where that is asked for: "What did the host suggest?"."""

_WORD = re.compile(r"[^\W\d_]{2,}|\d{2,}")
_NOT_TEXT = re.compile("[\x00\ud800-\udfff]")
"""Half a surrogate pair, as JSON may bring it, is what no tokenizer takes."""

_LATIN_VOWEL = re.compile(r"[aeiouyàáâãäåèéêëìíîïòóôõöøùúûüýÿœæı]", re.IGNORECASE)
_CONSONANT_RUN = re.compile(r"[bcdfghjklmnpqrstvwxz]{6,}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Question:
    """A question fit to be searched for.

    Attributes:
        text: As typed, white space folded.
        about_asking: Whether it wants to know what was asked, so that the interviewer's
            words are the answer.
        topic: What to look for: the text without "what did the interviewer ask about".
        own: What was typed itself, where the text says what was asked before as well; else empty.
    """

    text: str
    about_asking: bool
    topic: str
    own: str = ""

    def within(self, text: str) -> Question:
        """Return the question read as ``text``, which says what was asked before as well."""
        if text == self.text:
            return self
        return replace(self, text=text, topic=text.replace(self.text, self.topic), own=self.text)


def read_question(typed: str, interviewers: Sequence[str] = ()) -> Question | None:
    """Return the question that was typed; ``None`` if it does not read as one.

    Args:
        typed: Anything at all: empty, a megabyte, or bytes that someone decoded.
        interviewers: The names of those who ask in the sources.
    """
    if len(typed) > MAX_CHARACTERS or _NOT_TEXT.search(typed):
        return None
    text = " ".join(typed.split())
    if not _has_word(text):
        return None
    framing = _framing(interviewers).search(text)
    if framing is None:
        return Question(text, about_asking=False, topic=text)
    topic = " ".join(f"{text[: framing.start()]} {text[framing.end() :]}".split())
    return Question(text, about_asking=True, topic=topic if _has_word(topic) else text)


def _framing(interviewers: Sequence[str]) -> re.Pattern[str]:
    """Match "what did the journalist ask", "was she asked about", "which question was put"."""
    # "I" and "Q" are labels, too; who asks "May I ask why?" does not mean an interviewer. Nor
    # is "will she" Will, while the names of others count as they are written.
    names = "|".join(
        re.escape(name) if " " in name else f"(?-i:{re.escape(name)})"
        for name in interviewers
        if len(name) > 1 and words_said(name)
    )
    asker = f"(?:{_ASKER}|{names})" if names else _ASKER
    patterns = (
        rf"(?:\b(?:what|which|how|when|why)\b )?\b(?:do|does|did|has|have|had) {asker} "
        rf"(?:[\w'’]+ ){{0,4}}?(?:{_ASKING}|{_SAYING})\b"
        r"(?: (?:him|her|them|about|on|regarding|of))*",
        rf"\b{asker} (?:[\w'’]+ ){{0,4}}?{_ASKING}\b(?: (?:him|her|them|about|on|regarding|of))*",
        r"(?:\bwhat )?\b(?:was|were|is|are|been|being|get|gets|got) (?:\w+ ){0,4}?asked\b"
        r"(?! to (?!assess|comment|compare|describe|explain|give|judge|react|say|talk|tell))"
        r"(?: (?:about|on|regarding|by \w+))*",
        r"\b(?:what|which)?(?: \w+)? ?questions?\b(?: \w+){0,4}? (?:asked|posed|put|raised)\b"
        r"(?: (?:about|on|regarding))*",
        rf"\bquestions? (?:from|by|of) {asker}",
        rf"\b{asker}['’]s? (?:\w+ )?questions?",
    )
    return re.compile("|".join(patterns), re.IGNORECASE)


def _has_word(text: str) -> bool:
    if any(_reads_as_word(word) for word in _WORD.findall(text)):
        return True
    # In "क्या" no two letters follow each other: the vowels are written as marks.
    return any(len(word) > 1 and not word.isascii() for word in split_words(text))


def _reads_as_word(word: str) -> bool:
    """Tell "prospects" from "xkqjzzw"; words of other scripts always pass."""
    if not word.isascii() or word.isdigit():
        return True
    return bool(_LATIN_VOWEL.search(word)) and not _CONSONANT_RUN.search(word)
