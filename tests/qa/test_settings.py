"""Settings: precedence, and errors that name the place and the value."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.errors import SettingsError
from index.device import Device
from qa.settings import Settings, load_settings


def test_without_anything_the_defaults_hold(tmp_path: Path) -> None:
    assert load_settings(environment={}, folder=tmp_path) == Settings()


def test_a_flag_beats_the_environment_beats_the_file(tmp_path: Path) -> None:
    (tmp_path / "onrecord.toml").write_text('library = "c"\nembedder = "c"\nthreshold = 0.25\n')
    environment = {"ONRECORD_LIBRARY": "b", "ONRECORD_EMBEDDER": "b", "PATH": "/bin"}
    assert load_settings("a", environment=environment, folder=tmp_path) == Settings(
        library=Path("a"), bundled_texts=False, embedder="b", threshold=0.25
    )


def test_only_a_library_named_by_the_flag_starts_empty(tmp_path: Path) -> None:
    environment = {"ONRECORD_LIBRARY": "b"}
    assert load_settings(environment=environment, folder=tmp_path).bundled_texts
    assert not load_settings("b", environment={}, folder=tmp_path).bundled_texts


@pytest.mark.parametrize(
    ("environment", "message"),
    [
        ({"ONRECORD_LIBARY": "x"}, "ONRECORD_LIBARY: unknown setting: expected one of library, "),
        ({"ONRECORD_THRESHOLD": "high"}, "ONRECORD_THRESHOLD: expected a number .* found 'high'"),
        ({"ONRECORD_THRESHOLD": "1.5"}, "ONRECORD_THRESHOLD: expected a number .* found '1.5'"),
        ({"ONRECORD_ALLOW_NETWORK": "maybe"}, "expected true or false, found 'maybe'"),
        ({"ONRECORD_DEVICE": "gpu"}, "DEVICE: expected one of auto, cpu, cuda, mps, found 'gpu'"),
        ({"ONRECORD_BATCH_SIZE": "0"}, "BATCH_SIZE: expected a whole number .* found '0'"),
        ({"ONRECORD_EMBEDDER": ""}, "ONRECORD_EMBEDDER: expected a text .* found ''"),
    ],
)
def test_a_wrong_variable_is_an_error_naming_it(
    tmp_path: Path, environment: dict[str, str], message: str
) -> None:
    with pytest.raises(SettingsError, match=message):
        load_settings(environment=environment, folder=tmp_path)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("library = ", "expected a readable TOML file"),
        ("colour = 1", "onrecord.toml: colour: unknown setting"),
        ("library = 3", "onrecord.toml: library: expected a text .* found 3"),
        ("threshold = true", "onrecord.toml: threshold: expected a number .* found True"),
        ("allow_network = 1.0", "expected true or false, found 1.0"),
        ("read_only = [true]", r"read_only: expected true or false, found \[True\]"),
        ("read_only = 'maybe'", "read_only: expected true or false, found 'maybe'"),
    ],
)
def test_a_wrong_file_is_an_error_naming_it(tmp_path: Path, content: str, message: str) -> None:
    (tmp_path / "onrecord.toml").write_text(content)
    with pytest.raises(SettingsError, match=message):
        load_settings(environment={}, folder=tmp_path)


def test_models_run_on_the_device_and_in_the_batches_of_the_settings(tmp_path: Path) -> None:
    environment = {"ONRECORD_DEVICE": " CPU", "ONRECORD_BATCH_SIZE": "16"}
    assert load_settings(environment=environment, folder=tmp_path).runs_on == Device("cpu", 16)


def test_a_library_may_lie_in_the_home_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / "onrecord.toml").write_text('library = "~/talks"\nembedder = "~nobody-here/m"')
    read = load_settings(environment={}, folder=tmp_path)
    assert (read.library, read.embedder) == (tmp_path / "talks", "~nobody-here/m")
