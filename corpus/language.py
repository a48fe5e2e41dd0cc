"""Which language a text is in: what the source says, or else what its letters show."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

DEFAULT = "en"

SURE = 0.6
"""Probability from which a text is taken to be in another language than English."""

READ = 10_000
"""Characters that are looked at: more change nothing and cost time."""

NAMES = {
    "arabic": "ar",
    "chinese": "zh",
    "dutch": "nl",
    "english": "en",
    "french": "fr",
    "german": "de",
    "greek": "el",
    "hebrew": "he",
    "hindi": "hi",
    "italian": "it",
    "japanese": "ja",
    "korean": "ko",
    "polish": "pl",
    "portuguese": "pt",
    "russian": "ru",
    "spanish": "es",
    "thai": "th",
    "turkish": "tr",
    "ukrainian": "uk",
}
_CODE = re.compile(r"([a-z]{2,3})(?:[-_].*)?", re.IGNORECASE)


def language_code(given: str) -> str:
    """Return the code of a language as a source names it: ``"pt-BR"`` and "Portuguese" are "pt".

    What is neither a code nor one of a few English names counts as not given: English.
    """
    word = given.strip().lower()
    if word in NAMES:
        return NAMES[word]
    code = _CODE.fullmatch(word)
    return code[1] if code else DEFAULT


def detect_language(text: str) -> str:
    """Return the code of the language ``text`` is in; English where nothing is sure."""
    language, probability = _identifier().classify(text[:READ])
    return str(language) if probability >= SURE and language != "zxx" else DEFAULT


@cache
def _identifier() -> LanguageIdentifier:
    # Imported here: it reads its model, which showing a text never needs.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
