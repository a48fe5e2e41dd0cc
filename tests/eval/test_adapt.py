"""Fitting a judge, with the real cross-encoder and a task that takes a moment."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import eval.adapt
from eval.adapt import Read, fit
from eval.tune import dealt, without
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


@pytest.mark.models
def test_what_is_learnt_is_what_the_onnx_model_does_with_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(eval.adapt, "WARM_UP", 6)
    monkeypatch.setattr(eval.adapt, "EPOCHS", 30)
    path = tmp_path / "judge.safetensors"
    fit(MS_MARCO, READS, path)
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


def test_each_set_has_the_judge_that_was_fitted_without_it(tmp_path: Path) -> None:
    assert without(Path("sets/a-questions.jsonl"), tmp_path) == (
        tmp_path / "without-a-questions.safetensors"
    )


def test_sets_are_dealt_into_folds_and_each_is_in_one() -> None:
    sets = [Path(name) for name in "abcdefg"]
    assert dealt(sets, 3) == [
        [Path("a"), Path("d"), Path("g")],
        [Path("b"), Path("e")],
        [Path("c"), Path("f")],
    ]
    assert dealt(sets[:2], 3) == [[Path("a")], [Path("b")]]
