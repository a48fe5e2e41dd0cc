"""Bins of confidence, and the calibration error over them."""

import math

import numpy as np
import pytest

from eval.reliability import Bin, calibration_error, reliability


def test_bins_hold_what_falls_into_them() -> None:
    confidence = np.array([0.0, 0.25, 0.3, 0.75, 1.0])
    happened = np.array([False, True, False, True, True])
    found = reliability(confidence, happened, bins=4)
    assert found == (
        Bin(0.0, 0.25, 1, 0.0, 0.0),
        Bin(0.25, 0.5, 2, pytest.approx(0.275), 0.5),  # .25 begins the second
        Bin(0.75, 1.0, 2, 0.875, 1.0),  # 1 has no bin of its own
    )
    # 1 * 0 + 2 * |.5 - .275| + 2 * |1 - .875| of 5
    assert calibration_error(found) == pytest.approx((0.45 + 0.25) / 5)


def test_of_nothing_there_is_no_error() -> None:
    assert reliability(np.array([]), np.array([], dtype=np.bool_)) == ()
    assert math.isnan(calibration_error(()))
