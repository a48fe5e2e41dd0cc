"""Serving a small library with models that cost nothing.

In a process of its own, because Gradio leaves sockets and loops open that tests would count; it is
forked from one that has imported Gradio, which takes seconds.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from multiprocessing import forkserver, get_context
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext
from pathlib import Path
from unittest.mock import patch

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
    reader, writer = _forks().Pipe(duplex=False)
    server = _forks().Process(
        target=_serve, args=(dict(os.environ), writer, address_of(place), port, *options)
    )
    server.start()
    writer.close()  # so that a server that stops closes the last end
    try:
        with reader:
            assert reader.poll(60), "no server within a minute"
            address = reader.recv()
        yield address
    finally:
        server.terminate()
        server.join(10)
        if server.is_alive():
            server.kill()  # what waits at a gate does not end by itself
            server.join()
        server.close()


@cache
def _forks() -> ForkServerContext:
    context = get_context("forkserver")
    context.set_forkserver_preload(["served", "uvicorn", "web.server"])
    # The process that forks does not look where pytest does.
    path = os.pathsep.join([str(TESTS), str(TESTS.parent)])
    with patch.dict(os.environ, {"PYTHONPATH": path}):
        forkserver.ensure_running()
    return context


def _serve(
    environment: Mapping[str, str], ready: Connection, address: str, port: int, *options: str
) -> None:
    os.environ.clear()
    os.environ.update(environment)
    import socket

    import uvicorn

    from web.server import application
    from web.site import Site
    from web.sources import Sources

    site = Site(tea_answerer(place_of(address)), lambda: None)
    site.prepare()
    listener = socket.create_server(("127.0.0.1", port))
    config = uvicorn.Config(
        # Gradio's client keeps a connection open.
        application(site, Sources(site.answerer.library), "127.0.0.1", mcp="--mcp" in options),
        log_level="error",
        timeout_graceful_shutdown=1,
    )
    # Whoever connects before the server takes its first request waits.
    ready.send(f"http://127.0.0.1:{listener.getsockname()[1]}")
    ready.close()
    uvicorn.Server(config).run(sockets=[listener])
