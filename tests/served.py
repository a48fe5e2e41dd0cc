"""Serving a small library with models that cost nothing: ``python served.py PLACE PORT [--mcp]``.

In a process of its own, because Gradio leaves sockets and loops open that tests would count.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from fakes import BY_WORDS, LetterEmbedder, WordAligner, WordReranker

from corpus.read import read_text
from index.library import Library
from index.place import Place, address_of, place_of
from qa.ask import Answerer
from qa.rerank import Logits

TESTS = Path(__file__).parent

TEA = """---
title: Tea & hills
date: 2022-03-04
---

— What do you grow?
— We grow green tea. The hills are steep.
— Who buys it?
— Merchants from Odessa buy it."""


class Gate:
    """While it is there, whatever is read for an answer waits until it is let pass."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "gate"
        os.mkfifo(self._path)
        self._end = os.open(self._path, os.O_RDWR)

    def let_pass(self) -> None:
        """Let one reading pass, now or when it comes."""
        os.write(self._end, b".")

    def open(self) -> None:
        """Let all pass, and hold none any more."""
        self._path.unlink()
        os.close(self._end)


class GatedReranker(WordReranker):
    """Waits at the gate in its folder, if there is one."""

    def __init__(self, folder: Path) -> None:
        self._gate = folder / "gate"

    def score(self, question: str, texts: Sequence[str]) -> Logits:
        if self._gate.exists():
            with self._gate.open("rb", buffering=0) as gate:
                gate.read(1)
        return super().score(question, texts)


def tea_answerer(place: Place) -> Answerer:
    """Return what answers from one text, ``tea``."""
    library = Library(place, LetterEmbedder())
    library.add([read_text(TEA, "tea")])
    reranker = GatedReranker(place) if isinstance(place, Path) else WordReranker()
    return Answerer(library, LetterEmbedder(), reranker, WordAligner(), BY_WORDS)


@contextmanager
def served(place: Place, *options: str, port: int = 0) -> Iterator[str]:
    """Serve the library at ``place`` on a port of this machine and yield its address.

    Port 0 stands for any that is free.
    """
    command = [sys.executable, __file__, address_of(place), str(port), *options]
    environment = os.environ | {"PYTHONPATH": str(TESTS.parent)}
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            address = server.stdout.readline().strip()
            assert address, "the server stopped"
            yield address
        finally:
            server.terminate()
            try:
                server.wait(10)
            except subprocess.TimeoutExpired:
                server.kill()  # what waits at a gate does not end by itself


def _main(address: str, port: str, *options: str) -> None:
    import socket

    import uvicorn

    from web.server import application
    from web.site import Site
    from web.sources import Sources

    site = Site(tea_answerer(place_of(address)), lambda: None)
    site.prepare()
    listener = socket.create_server(("127.0.0.1", int(port)))
    config = uvicorn.Config(
        # Gradio's client keeps a connection open.
        application(site, Sources(site.answerer.library), "127.0.0.1", mcp="--mcp" in options),
        log_level="error",
        timeout_graceful_shutdown=1,
    )
    # Whoever connects before the server takes its first request waits.
    print(f"http://127.0.0.1:{listener.getsockname()[1]}", flush=True)  # noqa: T201
    uvicorn.Server(config).run(sockets=[listener])


if __name__ == "__main__":
    _main(*sys.argv[1:])
