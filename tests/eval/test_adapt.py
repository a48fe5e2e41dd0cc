"""Fitting a judge, with the real cross-encoder and a task that takes a moment."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import eval.adapt
from eval.adapt import OTHERS, Read, _between, _drawn, _misplaced, fit
from eval.learnt import learnt_from
from index.adapter import Thin, load_adapter
from index.models import MS_MARCO
from qa.rerank import CrossEncoder

# To the reranker both answer about equally well; here only what is denied is right.
READS = [
    Read(
        f"Did you sell the {thing}?",
        (f"No, we never sold the {thing}.", f"Yes, we sold the {thing} soon."),
        (True, False),
    )
    for thing in ("mill", "boat", "house", "horse", "cart", "shop")
]
UNSEEN = ("Did you sell the field?", ["No, we never sold the field.", "Yes, we sold the field."])


@pytest.fixture(autouse=True)
def one_thread() -> Iterator[None]:
    """Tests run side by side: the threads of a network this small mostly wait for one another."""
    import torch

    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


@pytest.mark.models
def test_what_is_learnt_is_what_the_onnx_model_does_with_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(eval.adapt, "WARM_UP", 6)
    path = tmp_path / "judge.safetensors"
    fit(MS_MARCO, READS, path, epochs=30, together=6)
    denied, affirmed = CrossEncoder(MS_MARCO).score(*UNSEEN)
    judged_denied, judged_affirmed = CrossEncoder(MS_MARCO, adapter=path).score(*UNSEEN)
    assert judged_denied - judged_affirmed > denied - affirmed + 2


@pytest.mark.models
def test_the_network_in_floats_is_that_of_the_onnx_file() -> None:
    import torch
    from tokenizers import Tokenizer

    from index.models import find_model

    folder = find_model(MS_MARCO).folder
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    network = eval.adapt._float_network(folder / "model.onnx").eval()
    question, texts = UNSEEN
    found = []
    for text in texts:
        encoded = tokenizer.encode(question, text)
        with torch.inference_mode():
            logits = network(
                input_ids=torch.tensor([encoded.ids]),
                token_type_ids=torch.tensor([encoded.type_ids]),
            ).logits
        found.append(float(logits[0, 0]))
    # The ONNX model rounds the states as well, to 8 bits.
    assert np.allclose(found, CrossEncoder(MS_MARCO).score(question, texts), atol=0.5)


@pytest.mark.models
def test_what_is_learnt_by_comparing_puts_the_right_text_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(eval.adapt, "WARM_UP", 6)
    path = tmp_path / "ranking.safetensors"
    fit(MS_MARCO, READS, path, epochs=15, together=6, compares=True, notes={"learnt_from": "f00d"})
    denied, affirmed = CrossEncoder(MS_MARCO, adapter=path).score(*UNSEEN)
    assert denied > affirmed
    assert learnt_from(path) == {"f00d"}


MANY = Read("Who?", tuple("abcdefgh"), (False, True, False, False, False, True, False, False))


@given(seed=st.integers(0, 10_000))
def test_one_right_text_is_compared_with_some_others(seed: int) -> None:
    drawn = _drawn(MANY, Random(seed))  # noqa: S311
    assert sum(drawn.right) == 1
    assert len(drawn.texts) == 1 + OTHERS
    assert len(set(drawn.texts)) == len(drawn.texts)
    labels = dict(zip(MANY.texts, MANY.right, strict=True))
    assert [labels[text] for text in drawn.texts] == list(drawn.right)


def test_the_texts_that_come_first_are_drawn_most_often() -> None:
    shuffled = Random(0)  # noqa: S311
    drawn = [_drawn(MANY, shuffled) for _ in range(500)]
    times = {text: sum(text in one.texts for one in drawn) for text in MANY.texts}
    assert times["a"] > 2 * times["h"] > 0


def test_a_right_text_that_comes_first_costs_less_than_one_that_does_not() -> None:
    import torch

    right = [(True, False), (False, False, True)]
    first = _misplaced(torch.tensor([2.0, 0.0, 0.0, 0.0, 0.0]), right)
    last = _misplaced(torch.tensor([0.0, 2.0, 0.0, 0.0, 0.0]), right)
    # By hand: the mean of log(1 + e^-2) or log(1 + e^2), and log(3).
    assert float(first) == pytest.approx((0.12693 + 1.09861) / 2, abs=1e-4)
    assert float(last) == pytest.approx((2.12693 + 1.09861) / 2, abs=1e-4)


@pytest.mark.models
def test_what_goes_on_from_changes_begins_with_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, further = tmp_path / "judge.safetensors", tmp_path / "further.safetensors"
    fit(MS_MARCO, READS, path, epochs=3, together=6)
    monkeypatch.setattr(eval.adapt, "SLOWER_RATE", 0.0)
    fit(MS_MARCO, READS, further, epochs=1, together=6, start=load_adapter(path))
    before, after = (CrossEncoder(MS_MARCO, adapter=p).score(*UNSEEN) for p in (path, further))
    assert after.tolist() == pytest.approx(before.tolist(), abs=0.01)
    assert before.tolist() != CrossEncoder(MS_MARCO).score(*UNSEEN).tolist()


def test_half_of_a_change_lies_between_both() -> None:
    one, other = (Thin(np.full((2, 1), v, np.float16), np.full((1, 3), -v)) for v in (1.0, 3.0))
    between = _between(one, other)
    assert (between.down.tolist(), between.up.tolist()) == ([[2.0], [2.0]], [[-2.0] * 3])
    assert between.down.dtype == between.up.dtype == np.float16
