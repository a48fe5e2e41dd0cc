"""What words become in the lexical index, language by language."""

from __future__ import annotations

import pytest

from corpus.document import Role
from index.lexical import LexicalIndex
from index.passage import Passage
from index.where import Where
from index.words import index_terms, query_terms, stemmer_of

TEXTS = {
    "en": "The cafés closed when the bridge fell.",
    "ru": "Мы ставили ёлку и чинили трансформаторы.",
    "uk": "Ми лагодили трансформатори біля річки.",
    "tr": "İstanbul'da IŞIK yoktu, kitapları mumla okuduk.",
    "el": "Οι άνθρωποι έφυγαν από την Ελλάδα.",
    "ar": "قرأ مُحَمَّد الكتـاب في المدرسة.",
    "he": "שָׁלוֹם היה רחוק.",
    "ko": "학교에서 집까지 걸었습니다.",
    "zh": "我在北京大学学习，每天骑自行车。",
    "ja": "東京タワーに行って、ガラスの床を見た。",
    "th": "ฉันเดินไปโรงเรียนทุกวัน",
    "hi": "मैं दिल्ली में पढ़ती थी।",
    "de": "Die Häuser in der Straße gehörten Müller.",
    "es": "Las canciones hablaban de la montaña.",
    "fr": "Les élèves étaient très fatigués.",
}


@pytest.fixture(scope="module")
def index() -> LexicalIndex:
    passages = [
        Passage(n, code, 0, 0, len(text), text, "Anna", Role.INTERVIEWEE, "", code)
        for n, (code, text) in enumerate(TEXTS.items())
    ]
    return LexicalIndex.create(None).update(1, (), passages)


@pytest.mark.parametrize(
    ("language", "query"),
    [
        ("en", "BRIDGES"),
        ("en", "cafe"),
        ("ru", "елка"),
        ("ru", "трансформатором"),
        ("uk", "РІЧКИ"),
        ("tr", "istanbul"),
        ("tr", "ISTANBUL"),
        ("tr", "İSTANBUL"),
        ("tr", "ışık"),
        ("tr", "isik"),
        ("tr", "kitap"),
        ("tr", "KITAPLARI"),
        ("el", "ΕΛΛΑΔΑ"),
        ("el", "άνθρωπος"),
        ("ar", "محمد"),
        ("ar", "كتاب"),
        ("he", "שלום"),
        ("ko", "학교를"),
        ("ko", "집"),
        ("zh", "北京大学在哪里？"),
        ("zh", "车"),
        ("ja", "ガラスは何色でしたか"),
        ("ja", "ｶﾞﾗｽ"),
        ("th", "โรงเรียน"),
        ("hi", "दिल्ली"),
        ("de", "strasse"),
        ("de", "Haus"),
        ("de", "Mueller"),
        ("es", "cancion"),
        ("es", "MONTANA"),
        ("fr", "eleve"),
    ],
)
def test_a_word_is_found_first_in_the_text_that_has_it(
    index: LexicalIndex, language: str, query: str
) -> None:
    (best, _), *_ = index.search(query, 5, Where())
    assert list(TEXTS)[best] == language


def test_the_stemmer_follows_the_language_unless_one_is_chosen() -> None:
    assert stemmer_of("pt-BR") == "portuguese"
    assert stemmer_of("uk") == "none"
    assert stemmer_of("uk", "russian") == "russian"
    assert stemmer_of("en", "none") == "none"


def test_an_english_word_is_its_stem_and_a_german_one_its_stem_and_itself() -> None:
    assert index_terms("The houses", "english") == ["hous"]
    assert index_terms("die Häuser", "german") == ["die", "hauser", "haus"]


def test_scripts_without_spaces_are_cut_into_characters_and_pairs() -> None:
    assert index_terms("北京人", "none") == ["北", "京", "人", "北京", "京人"]
    assert query_terms("北京人", ("none",)) == [("北京",), ("京人",)]
    assert query_terms("人", ("none",)) == [("人",)]


def test_a_query_stands_for_the_terms_of_every_language_of_the_library() -> None:
    assert query_terms("Häuser", ("english", "german")) == [("hauser", "haus")]


def test_a_voiced_kana_is_another_letter_and_a_virama_parts_no_word() -> None:
    assert index_terms("ガ", "none") != index_terms("カ", "none")
    assert index_terms("दिल्ली", "none") == ["दिल्ली"]
