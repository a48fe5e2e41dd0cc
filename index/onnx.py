"""Running small transformer encoders in ONNX form: tokens in, arrays out.

onnxruntime and tokenizers start in a quarter of a second where PyTorch takes seconds, and
int8 weights run several times faster on a laptop.

Every text is run alone, several of them side by side. That takes a quarter less CPU time than
batches of four on two threads (nothing is padded, no thread waits for another), and makes the
output depend on the text alone: int8 models choose their scales by all that a batch holds.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from corpus.errors import ModelError
from index.device import ANY, Device, onnx_providers
from index.models import WHEELS, ModelFiles, find_model
from index.threads import side_by_side

if TYPE_CHECKING:
    import onnxruntime
    from tokenizers import Encoding, Tokenizer

Array = npt.NDArray[np.float32]

MAX_TOKENS = 512


class OnnxEncoder:
    """One model, loaded when first used. May be shared by threads."""

    def __init__(self, name: str, *, allow_network: bool = False, device: Device = ANY) -> None:
        self._name = name
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
        """Yield ``(position, encoding, output)`` for every text or pair of texts, longest first.

        The output is the row of the model's first output for that text, float32: a vector, or
        one vector a token. It depends on the text alone, not on those it is run with.
        """
        if not texts:
            return
        tokenizer, session = self._load()
        encodings = tokenizer.encode_batch(list(texts))
        wanted = {node.name for node in session.get_inputs()}

        def output(place: int) -> Array:
            inputs = _inputs(encodings[place])
            fed = {name: array for name, array in inputs.items() if name in wanted}
            row: Array = session.run(None, fed)[0][0]
            return row

        # The longest first, or the last of them would keep one thread busy and the others idle.
        by_length = sorted(range(len(encodings)), key=lambda i: -len(encodings[i].ids))
        for place, row in zip(by_length, side_by_side(output, by_length), strict=True):
            yield place, encodings[place], row

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
        # No pool of its own: texts run side by side in the one that all models share.
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        session = onnxruntime.InferenceSession(
            str(folder / "model.onnx"),
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


def _inputs(encoding: Encoding) -> dict[str, npt.NDArray[np.int64]]:
    ids, types, mask = encoding.ids, encoding.type_ids, encoding.attention_mask
    named = {"input_ids": ids, "attention_mask": mask, "token_type_ids": types}
    return {name: np.array([values], dtype=np.int64) for name, values in named.items()}
