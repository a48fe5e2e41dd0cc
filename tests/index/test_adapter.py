"""Changes to a model's weights: written, read, and made to the real cross-encoder."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from corpus.errors import ModelError
from index.adapter import Thin, load_adapter, save_adapter
from index.models import MS_MARCO
from qa.rerank import CrossEncoder

LAST = "classifier"
QUESTION = "Who sold the mill?"
TEXTS = ["My brother sold the mill.", "The wind was strong that year and the river rose."]


def thin(inputs: int, outputs: int, value: float) -> Thin:
    """Return a change that a layer norm does not take out again."""
    draw = np.random.default_rng(0)
    down, up = draw.normal(0, value, (inputs, 1)), draw.normal(0, 1, (1, outputs))
    return Thin(down.astype(np.float16), up.astype(np.float16))


def logits(path: Path | None) -> list[float]:
    found: list[float] = CrossEncoder(MS_MARCO, adapter=path).score(QUESTION, TEXTS).tolist()
    return found


def test_what_is_written_is_read(tmp_path: Path) -> None:
    path = tmp_path / "changes.safetensors"
    written = {"a.b": thin(3, 2, 0.5), "c": thin(4, 1, 0.25)}
    save_adapter(path, written)
    read = load_adapter(path)
    assert set(read) == set(written)
    for name, changes in written.items():
        assert np.array_equal(read[name].down, changes.down)
        assert np.array_equal(read[name].up, changes.up)


@pytest.mark.parametrize("content", [None, b"", b"no such file", b"\xff" * 64])
def test_a_file_that_holds_no_changes_is_named(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "changes.safetensors"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ModelError, match=r"changes\.safetensors: expected changes .* found none"):
        load_adapter(path)


@pytest.mark.models
def test_a_change_of_nothing_changes_no_logit(tmp_path: Path) -> None:
    path = tmp_path / "changes.safetensors"
    layers = {"bert.encoder.layer.0.attention.self.query": (384, 384), LAST: (384, 1)}
    save_adapter(path, {name: thin(*shape, 0.0) for name, shape in layers.items()})
    assert logits(path) == logits(None)


@pytest.mark.models
@pytest.mark.parametrize(
    ("name", "inputs", "outputs"),
    [
        (LAST, 384, 1),
        ("bert.pooler.dense", 384, 384),
        ("bert.encoder.layer.0.attention.self.query", 384, 384),
        ("bert.encoder.layer.11.intermediate.dense", 384, 1536),
        ("bert.encoder.layer.11.output.dense", 1536, 384),
    ],
)
def test_a_change_of_any_layer_reaches_the_logit(
    tmp_path: Path, name: str, inputs: int, outputs: int
) -> None:
    path = tmp_path / "changes.safetensors"
    save_adapter(path, {name: thin(inputs, outputs, 0.05)})
    changed = np.abs(np.subtract(logits(path), logits(None)))
    assert changed.max() > 0.01


@pytest.mark.models
def test_changes_to_another_model_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "changes.safetensors"
    save_adapter(path, {"bert.encoder.layer.99.output.dense": thin(1536, 384, 0.1)})
    with pytest.raises(ModelError, match=r"expected a layer bert\.encoder\.layer\.99"):
        logits(path)
