"""Whether products of 8-bit integers overflow on this processor.

Processors of x86 without VNNI add two such products in 16 bits, which holds most sums, but not
all: a model then reads otherwise than where its confidence was fitted. onnxruntime can work exactly
there as well, in about a quarter more time. It does not tell when that is needed, so it is tried.
"""

from __future__ import annotations

from functools import cache

MULTIPLIES = (
    b"\x08\x08:\\\n\x18\n\x01a\n\x01w\x12\x01y\x22\rMatMulInteger\x12\x01gZ\x13\n\x01a\x12\x0e\n"
    b"\x0c\x08\x02\x12\x08\n\x02\x08\x01\n\x02\x08\x04Z\x13\n\x01w\x12\x0e\n\x0c\x08\x03\x12\x08\n"
    b"\x02\x08\x04\n\x02\x08\x01b\x13\n\x01y\x12\x0e\n\x0c\x08\x06\x12\x08\n\x02\x08\x01\n\x02\x08"
    b"\x01B\x04\n\x00\x10\r"
)
"""An ONNX model of one node: ``y = a @ w``, for ``a`` of four uint8 and ``w`` of four int8. A test
makes it by the onnx package, which takes too long to load for this."""


@cache
def overflows() -> bool:
    """Return whether the largest sum of four products comes out smaller than it is."""
    import numpy as np
    import onnxruntime

    session = onnxruntime.InferenceSession(MULTIPLIES, providers=["CPUExecutionProvider"])
    a, w = np.full((1, 4), 255, dtype=np.uint8), np.full((4, 1), 127, dtype=np.int8)
    ((product,),) = session.run(None, {"a": a, "w": w})[0]
    return int(product) != 4 * 255 * 127
