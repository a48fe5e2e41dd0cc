"""Low-rank changes to the weights of a model in ONNX form, made as it is loaded.

A file of a megabyte turns a reranker into a better judge of answers, while the model's own file
stays what its digest says. Source: Hu et al., LoRA (2021).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from corpus.errors import ModelError

Matrix = npt.NDArray[np.float16]

MULTIPLIES = "MatMulInteger"


@dataclass(frozen=True, slots=True)
class Thin:
    """What is added to a layer's output: its input times ``down`` times ``up``.

    Attributes:
        down: Shape ``(inputs, rank)``.
        up: Shape ``(rank, outputs)``.
    """

    down: Matrix
    up: Matrix


def save_adapter(
    path: Path, layers: Mapping[str, Thin], notes: Mapping[str, str] | None = None
) -> None:
    """Write the changes of each layer, by its name, and what is to be known about them."""
    from safetensors.numpy import save_file

    matrices = {}
    for name, thin in layers.items():
        matrices[f"{name}.down"] = np.ascontiguousarray(thin.down)
        matrices[f"{name}.up"] = np.ascontiguousarray(thin.up)
    save_file(matrices, path, dict(notes or {}))


def read_notes(path: Path) -> dict[str, str]:
    """Return what was noted about the changes in the file at ``path``."""
    from safetensors import safe_open

    with safe_open(path, framework="numpy") as file:
        return dict(file.metadata() or {})


def load_adapter(path: Path) -> dict[str, Thin]:
    """Return the changes of each layer.

    Raises:
        ModelError: If the file is not there or no such file.
    """
    from safetensors import SafetensorError
    from safetensors.numpy import load_file

    try:
        matrices = load_file(path)
        names = [name.removesuffix(".down") for name in matrices if name.endswith(".down")]
        return {name: Thin(matrices[f"{name}.down"], matrices[f"{name}.up"]) for name in names}
    except (OSError, SafetensorError, KeyError) as error:
        raise ModelError(
            f"{path}: expected changes to a model's weights, found none that can be read "
            f"({error}): install onrecord anew"
        ) from error


def adapted(model: Path, layers: Mapping[str, Thin]) -> bytes:
    """Return the ONNX model at ``model`` with ``layers`` beside its own.

    Raises:
        ModelError: If it lacks a layer.
    """
    import onnx
    from onnx import helper, numpy_helper

    changed = onnx.load(str(model))
    graph = changed.graph
    found = linear_layers(graph)
    if missing := sorted(set(layers) - set(found)):
        raise ModelError(
            f"{model}: expected a layer {missing[0]}, found none: "
            "these changes are to another model"
        )
    readers: dict[str, list[tuple[Any, int]]] = {}
    makers = {name: node for node in graph.node for name in node.output}
    for node in graph.node:
        for place, name in enumerate(node.input):
            readers.setdefault(name, []).append((node, place))
    for name, thin in layers.items():
        multiplies = found[name]
        states = makers[multiplies.input[0]].input[0]  # before it was made integers
        down, up = f"{name}.down", f"{name}.up"
        graph.initializer.append(numpy_helper.from_array(thin.down.astype(np.float32), down))
        graph.initializer.append(numpy_helper.from_array(thin.up.astype(np.float32), up))
        output = _as_floats(multiplies, readers)
        own = output.output[0]
        whole = f"{own}_and_beside"
        for reader, place in readers[own]:
            reader.input[place] = whole
        graph.node.extend(
            [
                helper.make_node("MatMul", [states, down], [f"{down}_states"]),
                helper.make_node("MatMul", [f"{down}_states", up], [f"{up}_states"]),
                helper.make_node("Add", [own, f"{up}_states"], [whole]),
            ]
        )
    _sort(graph)
    serialised: bytes = changed.SerializeToString()
    return serialised


def linear_layers(graph: Any) -> dict[str, Any]:  # noqa: ANN401
    """Return the node that multiplies by the weights of each linear layer, by its name."""
    return {
        node.name.rpartition("/")[0].strip("/").replace("/", "."): node
        for node in graph.node
        if node.op_type == MULTIPLIES
    }


def _as_floats(multiplies: Any, readers: Mapping[str, list[tuple[Any, int]]]) -> Any:  # noqa: ANN401
    """Return the node that scales the integers that ``multiplies`` makes: its own output."""
    node = multiplies
    while node.op_type != "Mul":
        ((node, _),) = readers[node.output[0]]
    return node


def _sort(graph: Any) -> None:  # noqa: ANN401
    """Put the nodes into an order in which each comes after those that make its input."""
    from graphlib import TopologicalSorter

    nodes = list(graph.node)
    maker = {name: n for n, node in enumerate(nodes) for name in node.output}
    order = TopologicalSorter(
        {n: {maker[name] for name in node.input if name in maker} for n, node in enumerate(nodes)}
    )
    ordered = [nodes[n] for n in order.static_order()]
    del graph.node[:]
    graph.node.extend(ordered)
