"""Rerankers that sentence-transformers loads: a tiny one with random weights."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from corpus.errors import ModelError
from qa.cross import TorchCrossEncoder, open_reranker
from qa.rerank import CrossEncoder, logits_of

pytestmark = pytest.mark.models

WORDS = "[PAD] [UNK] [CLS] [SEP] [MASK] who grows tea we grow it in spring nobody".split()


def saved(folder: Path, labels: int) -> Path:
    from transformers import BertConfig, BertForSequenceClassification, BertTokenizer

    folder.mkdir()
    (folder / "vocab.txt").write_text("\n".join(WORDS))
    BertTokenizer(str(folder / "vocab.txt")).save_pretrained(folder)
    config = BertConfig(
        vocab_size=len(WORDS),
        hidden_size=16,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=16,
        num_labels=labels,
    )
    BertForSequenceClassification(config).save_pretrained(folder)
    return folder


@pytest.mark.filterwarnings("ignore")  # what torch and transformers warn of is theirs
@pytest.mark.parametrize("labels", [1, 2])
def test_one_finite_logit_a_text_in_order_whatever_the_batch(tmp_path: Path, labels: int) -> None:
    reranker = open_reranker(str(saved(tmp_path / "model", labels)))
    assert isinstance(reranker, TorchCrossEncoder)
    texts = ["we grow tea in spring", "nobody", "it grows " * 20] * 4
    together = reranker.score("who grows tea", texts)
    alone = [reranker.score("who grows tea", [text])[0] for text in texts]
    assert (together.shape, together.dtype) == ((12,), np.float32)
    assert np.isfinite(together).all()
    np.testing.assert_allclose(together, alone, atol=1e-5)
    assert reranker.score("who grows tea", []).shape == (0,)
    assert (reranker.knows("tea"), reranker.knows("coffee")) == (True, False)


@pytest.mark.filterwarnings("ignore")
def test_a_classifier_of_three_labels_is_no_reranker(tmp_path: Path) -> None:
    folder = saved(tmp_path / "model", 3)
    with pytest.raises(ModelError, match="one label or two, found 3"):
        open_reranker(str(folder)).score("who", ["we"])


def test_a_folder_in_onnx_form_runs_on_onnxruntime(tmp_path: Path) -> None:
    (tmp_path / "model.onnx").touch()
    assert isinstance(open_reranker(str(tmp_path)), CrossEncoder)
    assert isinstance(open_reranker("cross-encoder/ms-marco-MiniLM-L-12-v2"), CrossEncoder)
    assert isinstance(open_reranker("BAAI/bge-reranker-v2-m3"), TorchCrossEncoder)


def test_of_two_labels_the_second_speaks_for_a_text() -> None:
    rows = [np.array([-3.0, 3.0], np.float32), np.array([3.0, -3.0], np.float32)]
    assert logits_of(rows, "m").tolist() == [6.0, -6.0]
    assert logits_of([row[:1] for row in rows], "m").tolist() == [-3.0, 3.0]
    with pytest.raises(ModelError, match=r"model m: expected .* found 3"):
        logits_of([np.zeros(3, np.float32)], "m")
