"""What models are run on: the processor, or an accelerator if there is one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.errors import SettingsError

AUTO = "auto"
CPU = "cpu"
CUDA = "cuda"
MPS = "mps"
ACCELERATORS = (CUDA, MPS)
DEVICES = (AUTO, CPU, *ACCELERATORS)


@dataclass(frozen=True, slots=True)
class Device:
    """Where models run, and how many texts at a time.

    Attributes:
        name: One of ``DEVICES``; ``"auto"`` takes the best that is there.
        batch: Texts in one run of a model that PyTorch runs; each model's own choice if
            ``None``. What onnxruntime runs on the processor runs few texts at a time.
    """

    name: str = AUTO
    batch: int | None = None


ANY = Device()


def torch_device(name: str) -> str:
    """Return what PyTorch calls the device ``name``.

    Raises:
        SettingsError: If the device is not on this machine.
    """
    if name == CPU:
        return name
    import torch

    there = [
        device
        for device, is_there in (
            (CUDA, torch.cuda.is_available()),
            (MPS, torch.backends.mps.is_available()),
            (CPU, True),
        )
        if is_there
    ]
    return choose(name, there)


def choose(name: str, there: Sequence[str]) -> str:
    """Return the device ``name``, or for ``"auto"`` the first of those that are ``there``.

    Raises:
        SettingsError: If it is not there.
    """
    if name == AUTO:
        return there[0]
    if name not in there:
        raise SettingsError(
            f"device: expected one that PyTorch finds on this machine ({', '.join(there)}), "
            f"found {name!r}: set ONRECORD_DEVICE to one of them or to auto"
        )
    return name


def onnx_providers(name: str, available: Sequence[str], *, quantised: bool) -> list[str]:
    """Return what onnxruntime is to run a model on, the processor last.

    Int8 models stay on the processor: an accelerator has no kernels for most of their steps, and
    would copy what it cannot compute back and forth.

    Args:
        name: One of ``DEVICES``.
        available: What the installed onnxruntime offers; the accelerators come in packages of
            their own, such as ``onnxruntime-gpu``.
        quantised: Whether the model's weights are int8.
    """
    wanted = {
        AUTO: ["CUDAExecutionProvider"],
        CUDA: ["CUDAExecutionProvider"],
        MPS: ["CoreMLExecutionProvider"],
        CPU: [],
    }[name]
    offered = [] if quantised else [p for p in wanted if p in available]
    return [*offered, "CPUExecutionProvider"]
