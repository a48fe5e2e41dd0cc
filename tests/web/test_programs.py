"""What goes wrong with a program's request, told in one line."""

from __future__ import annotations

import pytest

from corpus.errors import OnrecordError
from web.programs import BROKEN, explained


def test_what_the_program_can_mend_is_told_in_one_line() -> None:
    with pytest.raises(ValueError, match=r"^tea: gone$"), explained(ValueError):
        raise OnrecordError("tea:\n gone")


def test_a_fault_of_ours_is_told_without_its_details(caplog: pytest.LogCaptureFixture) -> None:
    with pytest.raises(ValueError, match=BROKEN), explained(ValueError):
        raise RuntimeError("/home/secret")
    assert "/home/secret" in caplog.text
