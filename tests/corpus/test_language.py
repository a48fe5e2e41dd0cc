"""The language of a text: given, or seen."""

from __future__ import annotations

import pytest

from corpus.language import detect_language, language_code
from corpus.read import read_text

SAID = {
    "en": "We lived in a small village by the river, and in winter it was very cold there.",
    "ru": "Мы жили в маленькой деревне возле реки, и зимой там было очень холодно.",
    "uk": "Ми жили в маленькому селі біля річки, і взимку там було дуже холодно.",
    "tr": "Nehir kıyısında küçük bir köyde yaşıyorduk, kışın çok soğuk olurdu.",
    "ko": "우리는 강 근처의 작은 마을에 살았고 겨울에는 매우 추웠습니다.",
    "zh": "我们住在河边的一个小村庄里，冬天很冷。",
    "ja": "私たちは川の近くの小さな村に住んでいました。",
    "ar": "كنا نعيش في قرية صغيرة بالقرب من النهر وكان الشتاء باردا جدا.",
    "he": "גרנו בכפר קטן ליד הנהר והיה קר מאוד בחורף.",
    "es": "Vivíamos en un pueblo pequeño junto al río y hacía mucho frío.",
    "de": "Wir wohnten in einem kleinen Dorf am Fluss, und im Winter war es kalt.",
    "hi": "हम नदी के पास एक छोटे से गाँव में रहते थे।",
    "th": "เราอาศัยอยู่ในหมู่บ้านเล็ก ๆ ริมแม่น้ำ",
    "el": "Ζούσαμε σε ένα μικρό χωριό κοντά στο ποτάμι.",
}


@pytest.mark.parametrize("language", SAID)
def test_a_sentence_shows_its_language(language: str) -> None:
    assert detect_language(SAID[language]) == language


@pytest.mark.parametrize("text", ["12345 !!", "Ja.", "Ok.", "…"])
def test_what_shows_no_language_counts_as_english(text: str) -> None:
    assert detect_language(text) == "en"


def test_what_the_source_says_wins() -> None:
    said = f"---\nlanguage: Ukrainian\n---\n{SAID['ru']}"
    assert read_text(said, "a").language == "uk"
    assert read_text(SAID["ru"], "a").language == "ru"


def test_english_is_not_noted_down() -> None:
    assert read_text(SAID["en"], "a").metadata == ()
    assert read_text(SAID["en"], "a").language == "en"


def test_names_and_regions_are_understood() -> None:
    given = ("pt-BR", "zh_CN", "Russian", "EN", " de ", "Klingon of Kronos", "")
    assert [language_code(name) for name in given] == ["pt", "zh", "ru", "en", "de", "en", "en"]
