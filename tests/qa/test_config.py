"""``onrecord config``: what a library keeps, and what wins over it."""

from __future__ import annotations

from pathlib import Path

import pytest
from fakes import LetterEmbedder

import qa.config
from corpus.errors import SettingsError
from corpus.read import read_text
from index.library import Library
from index.models import ModelFiles
from index.where import Where
from qa.config import Setting, keep_setting, settings_in_force
from qa.settings import Settings, load_settings


@pytest.fixture(autouse=True)
def every_model_is_here(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(
        qa.config, "find_model", lambda name, **_: ModelFiles(name, tmp_path, f"{name}@1")
    )


def kept(library: Path, name: str, environment: dict[str, str] | None = None) -> Setting:
    (found,) = [s for s in settings_in_force(str(library), environment or {}) if s.name == name]
    return found


def test_a_library_keeps_what_it_was_told_and_others_do_not(tmp_path: Path) -> None:
    keep_setting(str(tmp_path / "L"), "reranker", "some/reranker")
    keep_setting(str(tmp_path / "L"), "stemmer", "tr")
    assert kept(tmp_path / "L", "reranker") == Setting("reranker", "some/reranker", "library")
    assert kept(tmp_path / "L", "stemmer") == Setting("stemmer", "turkish", "library")
    assert kept(tmp_path / "M", "stemmer") == Setting("stemmer", "auto", "default")


def test_the_environment_wins_over_the_library(tmp_path: Path) -> None:
    keep_setting(str(tmp_path / "L"), "reranker", "some/reranker")
    environment = {"ONRECORD_RERANKER": "other/reranker"}
    assert kept(tmp_path / "L", "reranker", environment) == Setting(
        "reranker", "other/reranker", "ONRECORD_RERANKER"
    )


def test_what_a_library_was_built_with_stays_when_the_defaults_change(tmp_path: Path) -> None:
    settings = Settings(reranker="old/default", aligner="old/aligner", stemmer="none")
    library = Library(tmp_path / "L", LetterEmbedder(), settings.of_library())
    library.add([read_text("Hello there.", "a")])
    found = load_settings(str(tmp_path / "L"), environment={})
    assert (found.embedder, found.reranker) == ("letters", "old/default")
    assert (found.aligner, found.stemmer) == ("old/aligner", "none")


def test_another_embedder_needs_a_rebuild(tmp_path: Path) -> None:
    keep_setting(str(tmp_path), "embedder", "a/model")
    assert kept(tmp_path, "embedder").value == "a/model"
    Library(tmp_path, LetterEmbedder("a/model@1")).add([read_text("Hello there.", "a")])
    keep_setting(str(tmp_path), "embedder", "a/model")
    message = "built with a/model@1: run `onrecord index --rebuild --embedder b/model`"
    with pytest.raises(SettingsError, match=message):
        keep_setting(str(tmp_path), "embedder", "b/model")


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("threshold", "0.5", "config threshold: expected one of embedder, reranker, aligner"),
        ("stemmer", "klingon", "config stemmer: expected one of auto, none, arabic, .*'klingon'"),
        ("reranker", "", "config reranker: expected a text that is not empty"),
    ],
)
def test_what_cannot_be_kept_is_an_error(
    tmp_path: Path, name: str, value: str, message: str
) -> None:
    with pytest.raises(SettingsError, match=message):
        keep_setting(str(tmp_path), name, value)


def test_another_stemmer_makes_the_word_index_anew(tmp_path: Path) -> None:
    def finds(stemmer: str, query: str) -> int:
        library = Library(tmp_path, LetterEmbedder(), {"stemmer": stemmer})
        with library.snapshot() as snapshot:
            return len(snapshot.search_lexical(query, 5, Where()))

    Library(tmp_path, LetterEmbedder()).add([read_text("They were delivering tea.", "a")])
    assert (finds("auto", "delivery tea"), finds("auto", "deliver")) == (1, 1)
    assert (finds("none", "deliver"), finds("none", "delivering")) == (0, 1)
    assert finds("auto", "deliver") == 1
