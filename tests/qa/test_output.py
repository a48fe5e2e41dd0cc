"""An output that cannot be written is one line, and one that nobody reads is none."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import IO

import pytest

ROOT = Path(__file__).parents[2]

SCRIPT = """
import sys
import click
from qa import cli

@cli.cli.command()
@click.argument("text")
@click.argument("times", type=int)
def say(text, times):
    for _ in range(times):
        print(text)

cli.entry(sys.argv[1:])
"""


def said(
    output: int | IO[str], text: str, times: int = 1, encoding: str = "utf-8"
) -> tuple[int, str, str]:
    """Run a command that prints; return its exit code, what it printed and its errors."""
    command = [sys.executable, "-c", SCRIPT, "say", text, str(times)]
    environment = os.environ | {"PYTHONIOENCODING": encoding, "PYTHONPATH": str(ROOT)}
    ran = subprocess.run(
        command, env=environment, stdout=output, stderr=subprocess.PIPE, check=False
    )
    return ran.returncode, (ran.stdout or b"").decode(encoding), ran.stderr.decode()


def test_what_fits_is_printed() -> None:
    assert said(subprocess.PIPE, "Ça va", encoding="latin-1") == (0, "Ça va\n", "")


def test_a_character_that_the_output_has_no_bytes_for_is_one_line() -> None:
    why = "onrecord: the output is latin-1, which has no '\\u201c': set PYTHONIOENCODING=utf-8\n"
    assert said(subprocess.PIPE, "“Ça va”", encoding="latin-1") == (1, "", why)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="has no output that is always full")
@pytest.mark.parametrize("times", [1, 10_000])
def test_a_full_output_is_one_line(times: int) -> None:
    why = (
        "onrecord: the output cannot be written (No space left on device): make room, or write "
        "elsewhere\n"
    )
    with Path("/dev/full").open("w") as full:
        assert said(full, "tea", times) == (1, "", why)


@pytest.mark.parametrize("times", [1, 10_000])
def test_a_pipe_that_nobody_reads_is_no_line(times: int) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    assert said(writer, "tea", times) == (1, "", "")
    os.close(writer)
