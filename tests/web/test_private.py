"""What the server writes on the side goes when it goes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

SCRIPT = """
import signal, tempfile
from web.private import private_folder

signal.signal(signal.SIGHUP, signal.SIG_DFL)  # under nohup it would be ignored
with private_folder():
    from gradio.utils import get_upload_folder

    with tempfile.NamedTemporaryFile(delete=False) as file:
        print(file.name, get_upload_folder(), flush=True)
    signal.pause()
"""


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGHUP])
def test_a_server_that_is_ended_leaves_nothing_of_gradios_behind(
    tmp_path: Path, how: signal.Signals
) -> None:
    environment = os.environ | {"TMPDIR": str(tmp_path), "PYTHONPATH": str(ROOT)}
    environment.pop("GRADIO_TEMP_DIR", None)
    command = [sys.executable, "-c", SCRIPT]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        try:
            written, uploads = server.stdout.readline().split()
            [private] = tmp_path.glob("onrecord-*")
            assert (Path(written).parent, Path(uploads).parent) == (private, private)
            assert private.stat().st_mode & 0o777 == 0o700
            server.send_signal(how)
            assert server.wait(30) == -how  # as if it had not been caught
        finally:
            server.kill()
    assert list(tmp_path.glob("onrecord-*")) == []
