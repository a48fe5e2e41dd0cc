"""Running a model tells nobody of it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

RUN = """
from index.embedder import open_embedder
from index.models import BGE_SMALL
open_embedder(BGE_SMALL).embed_query("ready?")
"""


@pytest.mark.models
def test_onnxruntime_leaves_no_identifier_and_keeps_no_events(tmp_path: Path) -> None:
    kept = {"ORT_DISABLE_TELEMETRY", "ORT_TELEMETRY_DISABLED", "CI"}
    told = {name: value for name, value in os.environ.items() if name not in kept}
    homes = {"HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path / "cache")}
    subprocess.run([sys.executable, "-c", RUN], env=told | homes, check=True)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
