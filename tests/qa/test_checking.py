"""The command that checks a draft, and what it prints."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from fakes import LetterEmbedder
from ferry import DOCUMENTS, TALK, checked

import qa.opening
from corpus.builtin import texts_folder
from corpus.read import find_sources, read_source
from index.library import Library
from index.place import Place, address_of
from qa.checking import check as command
from qa.cli import entry


@pytest.fixture(scope="module")
def library(new_place: Callable[[], AbstractContextManager[Place]]) -> Iterator[Library]:
    with new_place() as place:
        library = Library(place, LetterEmbedder())
        library.add(DOCUMENTS)
        yield library


@pytest.fixture(autouse=True)
def letters(monkeypatch: pytest.MonkeyPatch) -> None:
    """Open libraries with the embedder that these were made with."""
    monkeypatch.setattr(qa.opening, "open_embedder", lambda *_, **__: LetterEmbedder())


@pytest.fixture
def run(library: Library, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Iterator[Any]:
    def run(draft: str, *flags: str) -> tuple[int, str]:
        file = tmp_path / "draft.md"
        file.write_text(draft, encoding="utf-8")
        code = 0
        try:
            entry(["check", str(file), "--library", address_of(library.place), *flags])
        except SystemExit as done:
            code = int(done.code or 0)
        return code, capsys.readouterr().out

    yield run


def test_the_command_tells_place_verdict_and_source(run: Any, library: Library) -> None:
    code, out = run("Intro.\n\n“My father ran the ferry for forty years,” said Rudy.")
    link = checked(library, "“My father ran the ferry for thirty years”").to_json()
    assert code == 0
    assert out == (
        "3:2  ALTERED: the words were changed, given to Rudy\n"
        "  “My father ran the ferry for forty years,”\n"
        "  source: “My father ran the ferry for thirty years”\n"
        "    “forty” is “thirty” there\n"
        "  BOHDAN RUDY (interviewee), ferry\n"
        f"  {link['quotations'][0]['source']['link']}\n\n"
        "1 quotation: 1 altered\n"
    )


def test_that_altered_words_are_somebody_elses_is_told_too(run: Any) -> None:
    draft = "“My father ran the ferry for forty years,” said Koval."
    _, out = run(draft)
    assert out.startswith(
        "1:2  ALTERED: the words were changed, and somebody else says them, given to Koval\n"
    )
    (one,) = json.loads(run(draft, "--json")[1])["quotations"]
    assert (one["verdict"], one["other_speaker"]) == ("altered", True)


def test_house_style_is_told_from_other_words(run: Any, library: Library) -> None:
    draft = "“My father ran the ferry for {} years,” said {}."
    same, other = (draft.format(years, "Rudy") for years in ("30", "40"))
    code, out = run(same, "--strict")
    assert (code, out.splitlines()[0], out.splitlines()[3]) == (
        1,
        "1:2  ALTERED: the same words but for how numbers are written, given to Rudy",
        "    “30” is “thirty” there",
    )
    (one,) = json.loads(run(same, "--json")[1])["quotations"]
    assert one["changes"] == [{"draft": "30", "source": "thirty", "only": "number"}]
    (one,) = json.loads(run(other, "--json")[1])["quotations"]
    assert one["changes"] == [{"draft": "40", "source": "thirty", "only": None}]
    mixed = checked(library, "“he ran the ferry for 30 years. He didn’t miss a mourning”").checked[
        0
    ]
    assert mixed.explained == "the words were changed"
    anothers = checked(library, draft.format("30", "Koval")).checked[0]
    assert anothers.explained == (
        "the same words but for how numbers are written, and somebody else says them"
    )


def test_a_denial_in_front_is_shown_and_no_fault(run: Any) -> None:
    code, out = run("The ferry could “miss a morning”, said Rudy.", "--strict")
    assert (code, out.splitlines()[2]) == (
        0,
        "    “didn't” stands before it there: is the meaning kept?",
    )


def test_the_json_has_every_place_and_counts(run: Any) -> None:
    code, out = run("“nobody thanked him”\n\n“open", "--json", "--strict")
    found = json.loads(out)
    assert code == 1
    assert list(found) == ["file", "quotations", "unclosed", "counts"]
    (one,) = found["quotations"]
    source = one.pop("source")
    assert one == {
        "number": 1,
        "line": 1,
        "column": 2,
        "start": 1,
        "end": 19,
        "quote": "nobody thanked him",
        "attributed": None,
        "verdict": "exact",
        "changes": [],
        "elsewhere": 0,
        "other_speaker": False,
        "denied": None,
        "explained": "word for word",
    }
    assert TALK[source["start"] : source["end"]] == source["quote"] == "nobody\nthanked him"
    assert (found["unclosed"], found["counts"]) == ([{"line": 3, "column": 1}], {"exact": 1})


def test_a_sound_draft_is_fine_when_strict(run: Any) -> None:
    assert run("“nobody thanked him”", "--strict") == (0, run("“nobody thanked him”")[1])
    assert run("No quotation here.") == (0, "no quotations found\n")


def test_the_page_shows_what_the_command_prints(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = (Path(__file__).parents[2] / "docs" / "checking.md").read_text(encoding="utf-8")
    (draft,) = re.findall(r"^```markdown\n(.*?)^```$", page, re.M | re.S)
    (printed,) = re.findall(r"^```text\n(.*?)^```$", page, re.M | re.S)
    library = Library(tmp_path / "library", LetterEmbedder())
    library.add([read_source(path) for path in find_sources(texts_folder())])
    (tmp_path / "draft.md").write_text(draft, encoding="utf-8")
    with pytest.raises(SystemExit, match=r"^0$"):
        entry(["check", str(tmp_path / "draft.md"), "--library", address_of(library.place)])
    assert capsys.readouterr().out == printed


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("gone.md", "gone.md: expected a readable file, found: No such file or directory"),
        ("talk.srt", "talk.srt: expected a draft in one of .docx, .htm"),
    ],
)
def test_what_is_no_draft_is_one_line(
    library: Library, name: str, why: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as done:
        entry(["check", name, "--library", address_of(library.place)])
    assert done.value.code == 1
    assert capsys.readouterr().err.startswith(f"onrecord: {why}")


def test_a_draft_may_come_from_stdin(library: Library) -> None:
    told: Result = CliRunner().invoke(
        command, ["-", "--library", address_of(library.place)], input="“nobody thanked him”"
    )
    assert told.stdout.startswith("1:2  EXACT: word for word\n")
