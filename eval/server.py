"""The web chat, really started, for as long as something is measured."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager

from corpus.errors import OnrecordError
from index.place import address_of
from qa.settings import Settings

PAGE_SECONDS = 120


@contextmanager
def started(settings: Settings) -> Iterator[str]:
    """Start the web chat on a free port of this machine; yield its address once it serves a page.

    Raises:
        OnrecordError: If it serves none.
    """
    with socket.create_server(("127.0.0.1", 0)) as free:
        url = f"http://127.0.0.1:{free.getsockname()[1]}"
    command = [sys.executable, "-m", "qa", "serve", "--port", url.rpartition(":")[2]]
    began = time.perf_counter()
    with subprocess.Popen(  # noqa: S603
        [*command, "--library", address_of(settings.library)], stdout=subprocess.DEVNULL
    ) as server:
        try:
            while not _serves(url):
                if server.poll() is not None or time.perf_counter() - began > PAGE_SECONDS:
                    raise OnrecordError("bench: expected a page from `onrecord serve`, found none")
                time.sleep(0.02)
            yield url
        finally:
            server.terminate()


def _serves(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=1) as page:  # noqa: S310  # our own address
            return bool(page.status == 200)
    except (urllib.error.URLError, OSError):
        return False
