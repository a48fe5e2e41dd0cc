"""The examples of docs/programs.md do what the page says, with the real models."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from loops import run
from mcp import ClientSession
from mcp.client.streamable_http import streamable_http_client
from visits import serving

pytestmark = pytest.mark.models

PAGE = Path(__file__).parents[2] / "docs" / "programs.md"
SERVED = "http://127.0.0.1:7860"

BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", PAGE.read_text(encoding="utf-8"), re.M | re.S)
EXAMPLES = [
    (language, example, printed)
    for (language, example), (_, printed) in pairwise(BLOCKS)
    if language in ("python", "sh")
]
COMMANDS = {"python": [sys.executable, "-c"], "sh": ["sh", "-ec"]}


@pytest.fixture(scope="module")
def chat(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("served")
    with serving(folder, folder / "library", "--mcp") as url:
        yield url.rstrip("/")


@pytest.mark.parametrize(("language", "example", "printed"), EXAMPLES)
def test_an_example_prints_what_stands_below_it(
    chat: str, language: str, example: str, printed: str
) -> None:
    command = [*COMMANDS[language], example.replace(SERVED, chat)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert (done.returncode, done.stdout.strip()) == (0, printed.strip()), done.stderr


def test_the_configuration_leads_to_the_tools(chat: str) -> None:
    (configuration,) = [text for language, text in BLOCKS if language == "json"]
    url = json.loads(configuration)["mcpServers"]["onrecord"]["url"].replace(SERVED, chat)

    async def names() -> set[str]:
        async with (
            streamable_http_client(url) as (read, write, _),
            ClientSession(read, write) as session,
        ):
            await session.initialize()
            return {tool.name for tool in (await session.list_tools()).tools}

    table = set(re.findall(r"^\| `/\w+` \| `(\w+)`", PAGE.read_text(encoding="utf-8"), re.M))
    assert run(names) == table


def test_every_kind_of_example_was_found() -> None:
    assert [language for language, *_ in EXAMPLES] == ["python"] * 3 + ["sh"] * 3 + ["python"]
