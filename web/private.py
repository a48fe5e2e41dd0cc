"""A folder for whatever the server writes on the side, gone with it."""

from __future__ import annotations

import signal
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_ENDING = [signal.SIGTERM, *([signal.SIGHUP] if hasattr(signal, "SIGHUP") else [])]
"""What a service manager sends, and a terminal that is closed."""


@contextmanager
def private_folder() -> Iterator[None]:
    """Let temporary files lie where no other user can read them, until the block is left.

    Must be entered before Gradio is imported, which notes then where such files go. A signal
    that ends the process does so once the folder is removed.
    """
    before = tempfile.tempdir
    with _ended_in_order(), tempfile.TemporaryDirectory(prefix="onrecord-") as folder:
        tempfile.tempdir = folder
        try:
            yield
        finally:
            tempfile.tempdir = before


@contextmanager
def _ended_in_order() -> Iterator[None]:
    """Leave the block when a signal would have ended the process, then let it."""
    ended: list[int] = []

    def end(number: int, _: FrameType | None) -> None:
        ended.append(number)
        raise SystemExit

    # One that is ignored, as nohup asks, stays ignored.
    caught = [one for one in _ENDING if signal.getsignal(one) is signal.SIG_DFL]
    for one in caught:
        signal.signal(one, end)
    try:
        yield
    finally:
        for one in caught:
            signal.signal(one, signal.SIG_DFL)
        if ended:
            signal.raise_signal(ended[0])
