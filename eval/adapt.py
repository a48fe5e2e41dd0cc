"""Low-rank changes to the reranker's weights, learnt by PyTorch and written as a file.

The weights of the ONNX file are taken as they are and stay as they are; beside every linear layer
a product of two thin matrices is learnt. Source: Hu et al., LoRA (2021).
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from tqdm import tqdm

from index.adapter import Thin, linear_layers, save_adapter
from index.models import find_model

if TYPE_CHECKING:
    import torch
    from torch import nn

RANK = 8
SCALE = 2.0
LEARNING_RATE = 5e-4
SLOWER_RATE = 3e-4
"""Where something has been learnt already."""

WARM_UP = 300
"""Questions over which the learning rate rises."""

FLATTENED = 3.0
"""The reranker's logits are divided by this before the loss: they were made to rank, and are
far from 0."""

MAX_TOKENS = 224

OTHERS = 2
"""How many wrong texts a right one is compared with at a time."""


@dataclass(frozen=True, slots=True)
class Read:
    """What is read for one question.

    Attributes:
        question: Its words as they are searched.
        texts: What the reranker reads with it, the likeliest first.
        right: Whether each answers.
    """

    question: str
    texts: tuple[str, ...]
    right: tuple[bool, ...]


def fit(
    model: str,
    reads: Sequence[Read],
    path: Path,
    *,
    epochs: int,
    together: int,
    compares: bool = False,
    start: Mapping[str, Thin] | None = None,
    halfway: bool = False,
    notes: Mapping[str, str] | None = None,
    seed: int = 0,
) -> None:
    """Learn to tell the texts that answer from those that do not; write it to ``path``.

    Args:
        model: The name of a BERT cross-encoder in ONNX form, quantised to 8 bits.
        reads: The examples.
        path: Of the file of changes.
        epochs: How often each question is learnt from.
        together: Questions a step.
        compares: Whether a right text is also to come before the others of its question. Each
            example must then have a right one and a wrong one, of which some are drawn each time.
        start: Changes to go on from, more slowly.
        halfway: Whether only half of what is changed at the start is kept.
        notes: What is to be known of the changes; written beside them.
        seed: The same gives the same on the same machine.
    """
    import torch
    from tokenizers import Tokenizer

    folder = find_model(model).folder
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.enable_truncation(MAX_TOKENS)
    tokenizer.enable_padding()
    torch.manual_seed(seed)
    shuffled = random.Random(seed)  # noqa: S311  # no secret
    network = _float_network(folder / "model.onnx")
    thin = _made_thin(network, start or {})
    learnt = [matrix for pair in thin.values() for matrix in pair]
    rate = SLOWER_RATE if start else LEARNING_RATE
    optimiser = torch.optim.AdamW(learnt, lr=rate, weight_decay=0.01)
    steps = len(reads) * epochs
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min(1.0, (step + 1) / WARM_UP) * max(0.0, 1 - step / steps)
    )
    # One pass sees nothing twice, and needs no dropout; attention has none, which is much faster.
    network.train(epochs > 1)
    # Three times as fast where the processor has it, and many times slower where it has not.
    halved = torch.backends.cpu.get_cpu_capability().startswith("AVX512")
    with tqdm(total=steps, desc=path.name, disable=None) as progress:
        for _ in range(epochs):
            drawn = [_drawn(one, shuffled) for one in reads] if compares else reads
            for batch in _batches(drawn, together, shuffled):
                pairs = [(one.question, text) for one in batch for text in one.texts]
                right = torch.tensor([float(is_right) for one in batch for is_right in one.right])
                encoded = tokenizer.encode_batch(pairs)
                with torch.autocast("cpu", dtype=torch.bfloat16, enabled=halved):
                    logits = network(
                        input_ids=torch.tensor([e.ids for e in encoded]),
                        attention_mask=torch.tensor([e.attention_mask for e in encoded]),
                        token_type_ids=torch.tensor([e.type_ids for e in encoded]),
                    ).logits[:, 0]
                flat = logits.float() / FLATTENED
                loss = torch.nn.functional.binary_cross_entropy_with_logits(flat, right)
                if compares:
                    loss = loss + _misplaced(flat, [one.right for one in batch])
                optimiser.zero_grad()
                loss.backward()  # type: ignore[no-untyped-call]
                torch.nn.utils.clip_grad_norm_(learnt, 1.0)
                optimiser.step()
                for _ in batch:
                    schedule.step()
                progress.update(len(batch))
    found = {
        name: Thin(
            down.detach().numpy().T.astype(np.float16),
            (SCALE * up.detach().numpy().T).astype(np.float16),
        )
        for name, (down, up) in thin.items()
    }
    if halfway and start:
        found = {name: _between(start[name], one) for name, one in found.items()}
    save_adapter(path, found, notes)


def _between(one: Thin, other: Thin) -> Thin:
    """Return the mean of two changes, of which one was learnt from the other.

    It keeps most of what either knows. Source: Wortsman et al., Robust fine-tuning of zero-shot
    models (2022).
    """
    down, up = (
        (a.astype(np.float32) + b.astype(np.float32)) / 2
        for a, b in ((one.down, other.down), (one.up, other.up))
    )
    return Thin(down.astype(np.float16), up.astype(np.float16))


def _drawn(one: Read, shuffled: random.Random) -> Read:
    """Return one right text and some wrong ones, those that come first the likeliest.

    Source: Efraimidis and Spirakis, Weighted random sampling with a reservoir (2006).
    """
    right = [place for place, is_right in enumerate(one.right) if is_right]
    wrong = [place for place, is_right in enumerate(one.right) if not is_right]
    # The largest of u^(1/w) are a sample weighted by w; a place's weight is 1 / (2 + place).
    drawn = sorted(wrong, key=lambda place: -(shuffled.random() ** (2 + place)))[:OTHERS]
    drawn += shuffled.sample(right, 1)
    return Read(
        one.question,
        tuple(one.texts[place] for place in drawn),
        tuple(one.right[place] for place in drawn),
    )


def _misplaced(logits: torch.Tensor, right: Sequence[Sequence[bool]]) -> torch.Tensor:
    """Return the mean cross-entropy of the right text among those of its question.

    Source: Cao et al., Learning to Rank: From Pairwise Approach to Listwise Approach (2007).
    """
    import torch

    losses = [
        torch.logsumexp(of_one, 0) - of_one[labels.index(True)]
        for of_one, labels in zip(torch.split(logits, [*map(len, right)]), right, strict=True)
    ]
    return torch.stack(losses).mean()


def _batches(reads: Sequence[Read], together: int, shuffled: random.Random) -> list[list[Read]]:
    """Return all of ``reads`` in batches of about one length, in random order."""

    def length(one: Read) -> float:
        return max(map(len, one.texts), default=0) * shuffled.uniform(0.8, 1.2)

    ordered = sorted(reads, key=length)
    batches = [ordered[n : n + together] for n in range(0, len(ordered), together)]
    shuffled.shuffle(batches)
    return batches


def _made_thin(
    network: nn.Module, start: Mapping[str, Thin]
) -> dict[str, tuple[torch.Tensor, torch.Tensor]]:
    """Freeze ``network``; give every linear layer its two matrices and return them by name.

    They are those of ``start``, if it has that layer, or change nothing yet.
    """
    import torch
    from torch import nn

    class Beside(nn.Module):
        def __init__(self, linear: nn.Linear) -> None:
            super().__init__()
            self.linear = linear
            self.down = nn.Parameter(torch.randn(RANK, linear.in_features) * 0.1 / RANK**0.5)
            self.up = nn.Parameter(torch.zeros(linear.out_features, RANK))

        def go_on(self, learnt: Thin) -> None:
            self.down.data = torch.tensor(learnt.down.T.astype(np.float32)).contiguous()
            self.up.data = torch.tensor(learnt.up.T.astype(np.float32) / SCALE).contiguous()

        def forward(self, states: torch.Tensor) -> torch.Tensor:
            beside: torch.Tensor = self.linear(states) + SCALE * (states @ self.down.T) @ self.up.T
            return beside

    network.requires_grad_(False)
    thin: dict[str, tuple[torch.Tensor, torch.Tensor]] = {}
    linear = [(name, m) for name, m in network.named_modules() if isinstance(m, nn.Linear)]
    for name, module in linear:
        parent, _, own = name.rpartition(".")
        beside = Beside(module)
        if name in start:
            beside.go_on(start[name])
        setattr(network.get_submodule(parent), own, beside)
        thin[name] = (beside.down, beside.up)
    return thin


def _float_network(path: Path) -> nn.Module:
    """Return the network of an ONNX file whose weights are 8-bit integers with a scale."""
    import onnx
    import torch
    from onnx import numpy_helper
    from transformers import BertConfig, BertForSequenceClassification

    graph = onnx.load(str(path)).graph
    held = {one.name: numpy_helper.to_array(one) for one in graph.initializer}

    def weights(name: str) -> torch.Tensor:
        integers = held[f"{name}_quantized"].astype(np.float32)
        zero = held[f"{name}_zero_point"].astype(np.float32)
        return torch.tensor((integers - zero) * held[f"{name}_scale"])

    words, size = held["bert.embeddings.word_embeddings.weight_quantized"].shape
    layers = [name for name in held if name.endswith("intermediate.dense.bias")]
    network = BertForSequenceClassification(
        BertConfig(
            vocab_size=words,
            hidden_size=size,
            num_hidden_layers=len(layers),
            num_attention_heads=size // 32,
            intermediate_size=held[layers[0]].shape[0],
            attention_probs_dropout_prob=0.0,
            num_labels=1,  # type: ignore[call-arg]
        )
    )
    state = {
        name: torch.tensor(held[name]) if name in held else weights(name)
        for name in network.state_dict()
        if name in held or f"{name}_quantized" in held
    }
    for name, node in linear_layers(graph).items():
        state[f"{name}.weight"] = weights(node.input[1].removesuffix("_quantized")).T.contiguous()
    network.load_state_dict(state)
    return network
