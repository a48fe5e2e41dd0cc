"""Devices: the best that is there, the one that was asked for, or an error that helps."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch

from corpus.errors import SettingsError
from index.device import choose, onnx_providers, torch_device
from qa.assemble import open_models
from qa.settings import Settings


def has_accelerator() -> bool:
    return torch.cuda.is_available() or torch.backends.mps.is_available()


CUDA, CPU = "CUDAExecutionProvider", "CPUExecutionProvider"


def test_auto_takes_the_first_that_is_there() -> None:
    assert choose("auto", ["mps", "cpu"]) == "mps"
    assert choose("auto", ["cpu"]) == "cpu"


def test_a_device_that_is_not_there_is_an_error_that_names_those_that_are() -> None:
    with pytest.raises(SettingsError) as error:
        choose("cuda", ["cpu"])
    assert str(error.value) == (
        "device: expected one that PyTorch finds on this machine (cpu), found 'cuda': "
        "set ONRECORD_DEVICE to one of them or to auto"
    )


def test_the_processor_needs_no_pytorch_to_be_found() -> None:
    assert torch_device("cpu") == "cpu"


@pytest.mark.parametrize(
    ("name", "available", "quantised", "providers"),
    [
        ("auto", [CPU], False, [CPU]),
        ("auto", [CUDA, CPU], False, [CUDA, CPU]),
        ("cuda", [CUDA, CPU], False, [CUDA, CPU]),
        ("cuda", [CUDA, CPU], True, [CPU]),
        ("cpu", [CUDA, CPU], False, [CPU]),
        ("mps", ["CoreMLExecutionProvider", CPU], False, ["CoreMLExecutionProvider", CPU]),
    ],
)
def test_onnxruntime_uses_an_accelerator_it_has_for_models_that_gain(
    name: str, available: list[str], quantised: bool, providers: list[str]
) -> None:
    assert onnx_providers(name, available, quantised=quantised) == providers


@pytest.mark.skipif(has_accelerator(), reason="this machine has an accelerator")
def test_asking_for_an_accelerator_without_one_fails_before_any_question(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="on this machine \\(cpu\\), found 'cuda'"):
        open_models(Settings(tmp_path, device="cuda"))
