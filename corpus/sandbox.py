"""Reading hostile or broken files in a child process that can be stopped.

A parser may loop, crash or eat all memory on a few hundred bytes, and no thread can be taken
back from it. So it runs in a process of its own, a new one for each file: nothing carries over,
and killing it harms nobody. The child imports one reader and what that needs, no model.
"""

from __future__ import annotations

import dataclasses
import importlib
import json
import logging
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from corpus.errors import SourceError
from corpus.extracted import Extracted, Kind, LeftOut
from corpus.marks import Mark
from corpus.normalise import MAX_BYTES

MEMORY = 1_500_000_000
MOST_ANSWER = 60_000_000
"""Bytes of JSON that a child answers with: a text of the greatest length in any script."""

CPU_SECONDS = 20
WALL_SECONDS = 30

_START = """
import json, sys
sys.path[:] = json.loads(sys.argv[1])
from corpus.sandbox import serve
serve()
"""
_FORBIDDEN = ("socket.", "subprocess.", "os.system", "os.exec", "os.fork", "os.posix_spawn")
_REMEDY = "open it in the program that made it and save it anew, or as plain text"

log = logging.getLogger(__name__)


def sandboxed(
    module: str, *, largest: int = MAX_BYTES, seconds: float = WALL_SECONDS
) -> Callable[[bytes, str], Extracted]:
    """Return a reader that runs ``read`` of the module called ``module`` in a child process.

    The module is named and not handed over, so that this process never imports its parser.

    Args:
        module: Full name of a module with ``read(data, where) -> Extracted``.
        largest: Most bytes a file may have.
        seconds: When the child is killed, whatever it does.
    """

    def read(data: bytes, where: str) -> Extracted:
        if len(data) > largest:
            raise SourceError(where, f"expected at most {largest:,} bytes, found more: split it")
        return _from_json(_ask(module, data, where, seconds), where)

    return read


def _ask(module: str, data: bytes, where: str, seconds: float) -> bytes:
    here = str(Path(__file__).resolve().parents[1])  # the same code, wherever the child starts
    command = [sys.executable, "-c", _START, json.dumps([here, *sys.path])]
    try:
        child = subprocess.run(  # noqa: S603 # our own interpreter and our own code
            [*command, module, where], input=data, capture_output=True, timeout=seconds, check=False
        )
    except subprocess.TimeoutExpired:
        raise SourceError(
            where, f"expected a file that is read in {seconds:g} s, found none: {_REMEDY}"
        ) from None
    if child.returncode:
        log.debug("%s: the reader ended with %s: %r", where, child.returncode, child.stderr[-2000:])
        raise SourceError(where, f"the file {_ending(child.returncode)}: {_REMEDY}")
    return child.stdout


def _ending(code: int) -> str:
    if code == -getattr(signal, "SIGXCPU", 0):
        return f"takes its reader more than {CPU_SECONDS} s"
    return f"stops its reader (exit code {code})"


def _from_json(answer: bytes, where: str) -> Extracted:
    """Build the values anew: nothing a child writes is ever run, as a pickle would be."""
    said = json.loads(answer)
    for name, level, message in said["logged"]:
        logging.getLogger(name).log(level, "%s", message)
    if "refused" in said:
        raise SourceError(said.get("where", where), said["refused"])
    got = said["extracted"]
    return Extracted(
        text=got["text"],
        marks=None if got["marks"] is None else tuple(Mark(**mark) for mark in got["marks"]),
        times=tuple((offset, time) for offset, time in got["times"]),
        facts=tuple((key, value) for key, value in got["facts"]),
        left_out=tuple(
            LeftOut(**(left | {"kind": Kind(left["kind"])})) for left in got["left_out"]
        ),
    )


def serve() -> None:
    """Read one file from standard input and write what it holds to standard output, as JSON."""
    _limit()
    module, where = sys.argv[2:]
    answers = os.fdopen(os.dup(1), "w", encoding="ascii")
    os.dup2(2, 1)  # a parser that prints must not write into the answer
    data = sys.stdin.buffer.read()
    logged = _Logged()
    logging.getLogger("corpus").addHandler(logged)
    refused: dict[str, object] = {}
    answer = ""
    try:
        read = importlib.import_module(module).read
        sys.addaudithook(_refuse)
        extracted = dataclasses.asdict(read(data, where))
        answer = json.dumps({"logged": logged.records, "extracted": extracted})
        if len(answer) > MOST_ANSWER:  # which the parent would have to hold
            refused["refused"] = "expected one text, found more than any file holds: split it"
    except SourceError as error:
        refused = {"where": error.where, "refused": error.why}
    except (MemoryError, RecursionError) as error:
        what = "memory" if isinstance(error, MemoryError) else "nesting"
        refused["refused"] = f"the file needs too much {what} to be read: {_REMEDY}"
    except Exception as error:  # noqa: BLE001 # parsers raise anything on a damaged file
        why = " ".join(f"{type(error).__name__}: {error}".split())[:200]
        refused["refused"] = f"the file cannot be read ({why}): {_REMEDY}"
    answers.write(json.dumps({"logged": logged.records, **refused}) if refused else answer)
    answers.close()
    os._exit(0)  # taking down deep trees one object at a time can crash or last


class _Logged(logging.Handler):
    """Keeps our own warnings, which the parent says again."""

    def __init__(self) -> None:
        super().__init__()
        self.records: list[tuple[str, int, str]] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append((record.name, record.levelno, record.getMessage()))


def _limit() -> None:
    try:
        import resource
    except ImportError:  # Windows has only the clock
        return
    for what, most in ((resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_CPU, CPU_SECONDS)):
        # A limit that is set already may be lower, and macOS refuses that of memory.
        try:
            resource.setrlimit(what, (most, resource.getrlimit(what)[1]))
        except (ValueError, OSError):
            log.debug("limit %s cannot be set", what)


def _refuse(event: str, _: tuple[object, ...]) -> None:
    """A reader has no business with the network or with other programs."""
    if event.startswith(_FORBIDDEN):
        raise PermissionError(f"a reader may not use {event}")
