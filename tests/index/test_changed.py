"""A changed model that is kept: the same as one made anew, whatever has become of the file."""

from __future__ import annotations

from pathlib import Path

import pytest

import index.changed
from index.changed import changed_model

MADE: list[Path] = []


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the cache's folder; the model is its words, changed ones are in capitals."""
    folder = tmp_path / "home" / "cache"
    monkeypatch.setattr(index.changed, "user_cache_path", lambda _: folder)
    monkeypatch.setattr(index.changed, "load_adapter", lambda path: path.read_bytes())

    def adapted(model: Path, layers: bytes) -> bytes:
        MADE.append(model)
        return model.read_bytes().upper() + layers

    monkeypatch.setattr(index.changed, "adapted", adapted)
    MADE.clear()
    return folder


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    model, adapter = tmp_path / "model.onnx", tmp_path / "judge.safetensors"
    model.write_bytes(b"model")
    adapter.write_bytes(b"+changes")
    return model, adapter


def test_it_is_made_once(cache: Path, files: tuple[Path, Path]) -> None:
    assert [changed_model(*files) for _ in range(3)] == [b"MODEL+changes"] * 3
    assert len(MADE) == 1
    (kept,) = cache.iterdir()
    assert kept.read_bytes() == b"MODEL+changes"


@pytest.mark.parametrize("damaged", [b"", b"MODEL+chang", b"MODEL+changez", b"MODEL+changes "])
def test_a_damaged_one_is_made_anew(cache: Path, files: tuple[Path, Path], damaged: bytes) -> None:
    changed_model(*files)
    (kept,) = cache.iterdir()
    kept.write_bytes(damaged)
    assert changed_model(*files) == b"MODEL+changes"
    assert len(MADE) == 2
    assert changed_model(*files) == b"MODEL+changes"
    assert len(MADE) == 2


@pytest.mark.parametrize("changed", [0, 1])
def test_another_model_or_other_changes_take_its_place(
    cache: Path, files: tuple[Path, Path], changed: int
) -> None:
    changed_model(*files)
    files[changed].write_bytes(b"other")
    assert changed_model(*files) == (b"OTHER+changes", b"MODELother")[changed]
    assert len(list(cache.iterdir())) == 1


def test_what_an_interrupted_start_left_goes(cache: Path, files: tuple[Path, Path]) -> None:
    cache.mkdir(parents=True)
    (cache / "judge-x.part").write_bytes(b"MOD")
    changed_model(*files)
    (kept,) = cache.iterdir()
    assert kept.suffix == ".onnx"


def test_where_nothing_can_be_kept_it_is_made_every_time(
    cache: Path, files: tuple[Path, Path]
) -> None:
    cache.parent.write_bytes(b"a file where a folder is wanted")
    assert [changed_model(*files) for _ in range(2)] == [b"MODEL+changes"] * 2
    assert len(MADE) == 2


def test_each_file_of_changes_has_one_kept(cache: Path, files: tuple[Path, Path]) -> None:
    model, adapter = files
    ranking = adapter.with_name("ranking.safetensors")
    ranking.write_bytes(b"+ranking")
    for _ in range(2):
        assert changed_model(model, adapter) == b"MODEL+changes"
        assert changed_model(model, ranking) == b"MODEL+ranking"
    assert len(MADE) == 2
    assert len(list(cache.iterdir())) == 2
