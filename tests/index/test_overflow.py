"""8-bit models compute the same on every processor."""

from __future__ import annotations

import numpy as np
import onnxruntime
import pytest
from onnx import TensorProto, helper, numpy_helper

import index.onnx
from index.models import MS_MARCO
from index.onnx import OnnxEncoder
from index.overflow import MULTIPLIES, overflows

LARGEST = (255, 127)


def multiplier(rows: int, weights: np.ndarray | None = None) -> bytes:
    """Return a model of one node, ``y = a @ w``, its ``weights`` held or given later."""
    inputs = [helper.make_tensor_value_info("a", TensorProto.UINT8, [1, rows])]
    held = []
    if weights is None:
        inputs.append(helper.make_tensor_value_info("w", TensorProto.INT8, [rows, 1]))
    else:
        held.append(numpy_helper.from_array(weights, "w"))
    output = helper.make_tensor_value_info("y", TensorProto.INT32, [1, 1])
    node = helper.make_node("MatMulInteger", ["a", "w"], ["y"])
    graph = helper.make_graph([node], "g", inputs, [output], held)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=8)
    serialised: bytes = model.SerializeToString()
    return serialised


def test_what_is_tried_is_one_product() -> None:
    assert multiplier(4) == MULTIPLIES


def test_sums_are_exact_with_the_option_that_the_answer_asks_for() -> None:
    activation, weight = LARGEST
    options = onnxruntime.SessionOptions()
    options.add_session_config_entry("session.x64quantprecision", str(int(overflows())))
    session = onnxruntime.InferenceSession(
        multiplier(64, np.full((64, 1), weight, dtype=np.int8)),
        options,
        providers=["CPUExecutionProvider"],
    )
    ((found,),) = session.run(None, {"a": np.full((1, 64), activation, dtype=np.uint8)})[0]
    assert found == 64 * activation * weight


@pytest.mark.models
@pytest.mark.parametrize("needed", [False, True])
def test_models_work_exactly_where_it_is_needed(
    monkeypatch: pytest.MonkeyPatch, needed: bool
) -> None:
    monkeypatch.setattr(index.onnx, "overflows", lambda: needed)
    _, session = OnnxEncoder(MS_MARCO)._load()
    entry = session.get_session_options().get_session_config_entry("session.x64quantprecision")
    assert entry == str(int(needed))
