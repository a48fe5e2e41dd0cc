"""The command line's promises, with models that cost nothing."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result
from fakes import LetterEmbedder, WordAligner, WordReranker

import qa.assemble
import qa.opening
from index.place import address_of
from qa import cli

INTERVIEW = """— What do you grow?
— We grow green tea. The hills are steep.
— Who buys it?
— Merchants from Odessa buy it."""

Run = Callable[..., Result]


@click.command(context_settings={"ignore_unknown_options": True, "help_option_names": []})
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def as_command(arguments: tuple[str, ...]) -> None:
    """The whole of ``onrecord``, errors included, for click's runner."""
    cli.entry(arguments)


@pytest.fixture
def run_in_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command in an empty folder, as a user would, and return what it printed."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ONRECORD_LIBRARY", raising=False)
    for module in (qa.assemble, qa.opening):
        monkeypatch.setattr(module, "open_embedder", lambda *_, **__: LetterEmbedder())
    monkeypatch.setattr(qa.assemble, "open_reranker", lambda *_, **__: WordReranker())
    monkeypatch.setattr(qa.assemble, "open_judge", lambda *_, **__: None)
    monkeypatch.setattr(qa.assemble, "LateInteraction", lambda *_, **__: WordAligner())
    (tmp_path / "tea.txt").write_text(INTERVIEW, encoding="utf-8")

    def run(*arguments: str) -> Result:
        result = CliRunner().invoke(as_command, arguments)
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    return run


@pytest.fixture(params=["folder", "postgres"])
def run(run_in_folder: Run, request: pytest.FixtureRequest) -> Run:
    """Run a command likewise; the library called L is once a folder, and once a database."""
    if request.param == "folder":
        return run_in_folder
    address = address_of(request.getfixturevalue("database"))
    return lambda *given: run_in_folder(*(address if each == "L" else each for each in given))


def parsed(result: Result) -> Any:
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_add_reports_each_source(run: Run) -> None:
    report = {
        "path": "tea.txt",
        "id": "tea",
        "title": "tea",
        "turns": 4,
        "speakers": ["Interviewer", "Interviewee"],
        "passages": 4,
        "skipped": False,
        "why": None,
        "action": "added",
    }
    assert parsed(run("add", "tea.txt", "--library", "L", "--json")) == {"sources": [report]}
    again = report | {"skipped": True, "why": "unchanged", "action": "unchanged"}
    assert parsed(run("add", "tea.txt", "--library", "L", "--json")) == {"sources": [again]}


def test_a_bad_source_is_one_line_and_stops_no_other(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text(" \n")
    (tmp_path / "binary.txt").write_bytes(b"\x7fELF\x00\x01")
    result = run("add", "missing.txt", "empty.txt", "binary.txt", "tea.txt", "--library", "L")
    assert result.exit_code == 1
    assert result.stdout == "tea  tea  (Interviewer, Interviewee): 4 turns, 4 passages\n"
    lines = result.stderr.splitlines()
    assert [line.split(": ")[:2] for line in lines] == [
        ["onrecord", "missing.txt"],
        ["onrecord", "empty.txt"],
        ["onrecord", "binary.txt"],
    ]


def test_list_and_show_describe_what_is_there(run: Run, tmp_path: Path) -> None:
    run("add", "tea.txt", "--library", "L")
    (source,) = parsed(run("list", "--library", "L", "--json"))["sources"]
    assert datetime.fromisoformat(source.pop("added")).tzinfo is not None
    assert source == {
        "id": "tea",
        "title": "tea",
        "turns": 4,
        "speakers": ["Interviewer", "Interviewee"],
        "passages": 4,
        "date": None,
        "language": "en",
        "url": None,
        "origin": str(tmp_path / "tea.txt"),
    }
    assert run("show", "tea", "--library", "L").stdout == INTERVIEW + "\n"
    shown = parsed(run("show", "tea", "--library", "L", "--json"))
    assert (shown["doc_id"], shown["title"], shown["text"]) == ("tea", "tea", INTERVIEW)
    assert shown["turns"][1] == {
        "speaker": "Interviewee",
        "role": "interviewee",
        "start": 22,
        "end": 61,
        "time": None,
        "label_start": 20,
    }


def test_show_tells_what_became_of_a_link(run: Run, tmp_path: Path) -> None:
    run("add", "tea.txt", "--library", "L")
    asked = parsed(run("ask", "green tea", "--library", "L", "--json"))
    link = asked["citations"][0]["link"]
    shown = run("show", link, "--library", "L").stdout
    assert shown.startswith("“We grow green tea.” The hills are steep.\n    Interviewee")
    assert shown.endswith("\nThe words stand where they stood.\n")
    (tmp_path / "tea.txt").write_text(INTERVIEW.replace("do you", "do all of you"))
    run("add", "tea.txt", "--library", "L")
    moved = parsed(run("show", f"http://localhost/{link}", "--library", "L", "--json"))
    assert (moved["state"], moved["quote"], moved["start"]) == ("moved", "We grow green tea.", 29)
    run("remove", "tea", "--library", "L")
    assert parsed(run("show", link[1:], "--library", "L", "--json"))["state"] == "removed"
    assert "has been removed" in run("show", link, "--library", "L").stdout


def test_ask_narrows_to_a_time(run: Run) -> None:
    run("add", "tea.txt", "--library", "L")
    ask = ("ask", "green tea", "--from", "2022", "--to", "2022", "--library", "L")
    refused = parsed(run(*ask, "--json"))
    assert (refused["answered"], refused["hits"], refused["undated"]) == (False, [], 1)
    run("edit", "tea", "--date", "4 March 2022", "--library", "L")
    assert parsed(run(*ask, "--json"))["answered"]
    wrong = run("ask", "green tea", "--from", "soon", "--library", "L")
    assert (wrong.exit_code, wrong.stderr) == (
        1,
        "onrecord: expected a date such as 2022 or 2022-03-04, found 'soon'\n",
    )


def test_a_follow_up_is_asked_after_what_it_leans_on(run: Run) -> None:
    run("add", "tea.txt", "--library", "L")
    ask = ("ask", "why", "--json", "--library", "L")
    assert parsed(run(*ask))["reason"] == "unclear_question"
    after = parsed(run(*ask, "--after", "who lost", "--after", "who buys the tea"))
    assert after["searched"] == "who buys the tea why"
    wrong = run("ask", "--batch", "b.jsonl", "--after", "who lost")
    assert wrong.exit_code == 2
    assert "--after needs a QUESTION" in wrong.stderr


def test_ask_prints_the_quote_with_speaker_and_link(run: Run) -> None:
    run("add", "tea.txt", "--library", "L")
    shown = run("ask", "green tea", "--library", "L").stdout
    assert (
        "[1] “We grow green tea.”\n    Interviewee (interviewee), tea\n    #cite-tea-22-40-"
        in shown
    )


def test_a_refusal_is_exit_code_0_and_shows_the_closest(run: Run) -> None:
    run("add", "tea.txt", "--library", "L")
    result = run("ask", "Which football club won?", "--library", "L")
    assert result.exit_code == 0
    assert result.stdout.startswith(
        "The sources do not answer this.\nClosest, but not an answer:\n"
    )


def test_a_batch_answers_line_by_line_in_order(run: Run, tmp_path: Path) -> None:
    run("add", "tea.txt", "--library", "L")
    lines = [{"id": "a", "question": "green tea"}, {"id": "b", "question": ""}, {"question": "why"}]
    lines.append({"id": "half", "question": "\ud800 why"})
    lines.append({"id": "c", "question": "why", "history": ["who lost yesterday"]})
    (tmp_path / "b.jsonl").write_text("\n".join(map(json.dumps, lines)))
    result = run("ask", "--batch", "b.jsonl", "--json", "--library", "L")
    answers = [json.loads(line) for line in result.stdout.splitlines()]
    assert [(a["id"], a["reason"]) for a in answers] == [
        ("a", "answered"),
        ("b", "unclear_question"),
        (None, "unclear_question"),
        ("half", "unclear_question"),
        ("c", "not_in_sources"),
    ]
    assert answers[-1]["searched"] == "who lost yesterday why"
    told = run("ask", "--batch", "b.jsonl", "--library", "L").stdout
    assert told.startswith("a: green tea\n")
    assert "\n\nhalf: ? why\n" in told


def test_a_batch_that_names_no_source_of_the_library_is_refused_by_its_line(
    run: Run, tmp_path: Path
) -> None:
    run("add", "tea.txt", "--library", "L")
    lines = [{"question": "green tea"}, {"question": "why", "source": "coffee"}]
    (tmp_path / "b.jsonl").write_text("\n".join(map(json.dumps, lines)))
    result = run("ask", "--batch", "b.jsonl", "--json", "--library", "L")
    assert result.exit_code == 1
    assert result.stderr.startswith("onrecord: b.jsonl:2: unknown source 'coffee': expected one of")


def test_files_of_a_folder_that_are_passed_over_are_named(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "tea.txt").write_text(INTERVIEW)
    (folder / "tea.txt.yaml").write_text("title: Tea")
    (folder / "old.doc").touch()
    added = run("add", "texts", "--library", "L")
    assert added.exit_code == 0
    assert (
        added.stderr
        == "onrecord: passed over 1 file that is of no kind that is read: texts/old.doc\n"
    )


def test_remove_removes_all_or_nothing(run: Run, tmp_path: Path) -> None:
    (tmp_path / "more.txt").write_text(INTERVIEW.replace("tea", "coffee"))
    run("add", "tea.txt", "more.txt", "--library", "L")
    wrong = run("remove", "tea", "x", "--library", "L")
    assert (wrong.exit_code, wrong.stderr) == (
        1,
        "onrecord: unknown source 'x': expected one of more, tea; run `onrecord list`\n",
    )
    assert parsed(run("remove", "tea", "--library", "L", "--json")) == {"removed": ["tea"]}
    assert [s["id"] for s in parsed(run("list", "--library", "L", "--json"))["sources"]] == ["more"]


def test_two_files_of_one_name_get_ids_of_their_own(run: Run, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "tea.txt").write_text(INTERVIEW.replace("green", "black"))
    added = parsed(run("add", "tea.txt", "other", "--library", "L", "--json"))["sources"]
    assert [source["id"] for source in added] == ["tea", "tea-2"]


def test_the_default_library_starts_with_the_bundled_interview(
    run_in_folder: Run, tmp_path: Path
) -> None:
    assert [s["id"] for s in parsed(run_in_folder("list", "--json"))["sources"]] == [
        "mischenko-caliber"
    ]
    assert (tmp_path / ".onrecord" / "library.sqlite").is_file()
    run_in_folder("remove", "mischenko-caliber")
    assert parsed(run_in_folder("list", "--json")) == {"sources": []}
    assert "no sources" in run_in_folder("list").stdout


def test_a_library_named_by_the_flag_starts_empty(run: Run) -> None:
    assert parsed(run("ask", "Why?", "--library", "L", "--json"))["reason"] == "no_sources"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("show", "x"), "unknown source 'x': expected one of mischenko-caliber; run"),
        (("ask", "Why?", "--source", "x"), "unknown source 'x': expected one of"),
        (("ask", "Why?", "--speaker", "Zoe"), "unknown speaker 'Zoe': expected one of Caliber.Az"),
        (("ask", "--batch", "missing.jsonl"), "missing.jsonl: expected a UTF-8 file"),
    ],
)
def test_a_users_mistake_is_one_line_and_exit_code_1(
    run_in_folder: Run, arguments: tuple[str, ...], message: str
) -> None:
    result = run_in_folder(*arguments)
    assert result.exit_code == 1
    assert result.stdout == ""
    (line,) = result.stderr.splitlines()
    assert line.startswith(f"onrecord: {message}")


def test_a_damaged_library_is_one_line_and_exit_code_1(run_in_folder: Run, tmp_path: Path) -> None:
    (tmp_path / "L").mkdir()
    (tmp_path / "L" / "library.sqlite").write_bytes(b"junk" * 999)
    result = run_in_folder("list", "--library", "L")
    assert (result.exit_code, len(result.stderr.splitlines())) == (1, 1)
    assert "library.sqlite: the library is damaged" in result.stderr


@pytest.mark.parametrize(
    "arguments", [("ask",), ("ask", "Why?", "-k", "0"), ("add",), ("nonsense",), ("list", "--x")]
)
def test_wrong_usage_is_exit_code_2(run_in_folder: Run, arguments: tuple[str, ...]) -> None:
    assert run_in_folder(*arguments).exit_code == 2


def test_sync_tells_what_it_would_do_and_then_does_it(run: Run, tmp_path: Path) -> None:
    texts = tmp_path / "texts"
    texts.mkdir()
    (texts / "tea.txt").write_text(INTERVIEW)
    (texts / "bad.txt").write_bytes(b"\x7fELF\x00\x01")
    dry = run("sync", "texts", "--dry-run", "--library", "L")
    assert (dry.exit_code, dry.stdout.splitlines()[-1]) == (1, "would be: 1 added, 1 refused")
    assert "bad.txt" in dry.stderr
    (texts / "bad.txt").unlink()
    assert parsed(run("list", "--library", "L", "--json")) == {"sources": []}
    done = parsed(run("sync", "texts", "--library", "L", "--json"))
    assert (done["dry_run"], done["removed"]) == (False, [])
    assert [(s["id"], s["action"]) for s in done["sources"]] == [("tea", "added")]
    (texts / "tea.txt").rename(texts / "green.txt")
    (texts / "more.txt").write_text(INTERVIEW.replace("tea", "coffee"))
    assert (
        run("sync", "texts", "--library", "L").stdout.splitlines()
        == [
            "tea  tea  (Interviewer, Interviewee): 4 turns, 4 passages, same content as tea",
            "more  more  (Interviewer, Interviewee): 4 turns, 4 passages",
            "1 added, 1 renamed",
        ]
        or run("sync", "texts", "--library", "L").stdout == "2 unchanged\n"
    )
    (texts / "more.txt").unlink()
    assert parsed(run("sync", "texts", "--library", "L", "--json"))["removed"] == ["more"]


def test_edit_changes_facts_and_names_without_embedding(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("add", "tea.txt", "--library", "L")
    embedder = LetterEmbedder()
    monkeypatch.setattr(qa.opening, "open_embedder", lambda *_, **__: embedder)
    edit = ("edit", "tea", "--title", "Of tea", "--date", "4 March 2022", "--language", "en-GB")
    assert parsed(run(*edit, "--speaker", "Interviewee=Ng Li", "--library", "L", "--json")) == {
        "id": "tea",
        "title": "Of tea",
        "speakers": ["Interviewer", "Ng Li"],
        "date": "4 March 2022",
        "first_day": "2022-03-04",
        "last_day": "2022-03-04",
        "language": "en-GB",
        "url": None,
    }
    asked = parsed(run("ask", "green tea", "--speaker", "ng li", "--library", "L", "--json"))
    (cited,) = asked["citations"]
    assert (cited["title"], cited["speaker"], cited["role"]) == ("Of tea", "Ng Li", "interviewee")
    assert embedder.calls == []
    assert run("edit", "tea", "--library", "L").exit_code == 2
    assert run("edit", "tea", "--speaker", "Ng Li", "--library", "L").exit_code == 2
    vague = run("edit", "tea", "--date", "long ago", "--library", "L")
    assert (vague.exit_code, "names no days" in vague.stderr) == (0, True)
    wrong = run("edit", "tea", "--speaker", "Eve=Bob", "--library", "L")
    assert (wrong.exit_code, len(wrong.stderr.splitlines())) == (1, 1)


def test_index_rebuilds_from_the_stored_texts(run: Run) -> None:
    run("add", "tea.txt", "--library", "L")
    rebuilt = parsed(run("index", "--rebuild", "--library", "L", "--json"))
    assert rebuilt == {"sources": 1, "passages": 4}


@pytest.mark.parametrize("flags", [(), ("--fast",)])
def test_search_lists_passages_and_claims_no_answer(run: Run, flags: tuple[str, ...]) -> None:
    run("add", "tea.txt", "--library", "L")
    found = json.loads(run("search", "green tea", *flags, "--library", "L", "--json").stdout)
    assert list(found) == ["query", "hits", "timings_ms", "searched", "undated"]
    assert [hit["text"] for hit in found["hits"]] == [
        "We grow green tea. The hills are steep.",
        "Merchants from Odessa buy it.",
    ]
    shown = run("search", "green tea", *flags, "-k", "1", "--library", "L").stdout
    assert shown == (
        "1. We grow green tea. The hills are steep.\n"
        "   Interviewee (interviewee), tea\n"
        f"   {found['hits'][0]['link']}\n"
    )
    assert run("search", "?!", *flags, "--library", "L").stdout == "nothing found\n"


def test_search_finds_who_asks_by_name_and_leaves_out_what_has_no_date(run: Run) -> None:
    run("add", "tea.txt", "--library", "L")
    by_name = run("search", "buys it", "--speaker", "Interviewer", "-k", "1", "--library", "L")
    assert by_name.stdout.startswith("1. Who buys it?\n   Interviewer (interviewer), tea\n")
    dated = run("search", "tea", "--from", "2020", "--library", "L").stdout
    assert dated == "nothing found\n\nleft out for want of a date: 1 source\n"


def test_eval_bench_and_serve_are_commands_too(run_in_folder: Run) -> None:
    assert {"eval", "bench", "serve"} <= set(run_in_folder("--help").stdout.split())


def test_list_and_show_import_no_model_library(tmp_path: Path) -> None:
    """Half a second is the promise; torch alone takes several."""
    code = (
        "import sys; from pathlib import Path; from qa.cli import cli; from fakes import *;"
        "from index.library import Library; from corpus.read import read_text;"
        f"Library(Path({str(tmp_path)!r}), LetterEmbedder()).add([read_text('Hello there.', 'a')]);"
        "[sys.modules.pop(m) for m in list(sys.modules) if 'langchain' in m];"
        f"cli(['list', '--library', {str(tmp_path)!r}], standalone_mode=False);"
        f"cli(['show', 'a', '--library', {str(tmp_path)!r}], standalone_mode=False);"
        "heavy = {'torch', 'transformers', 'sentence_transformers', 'onnxruntime', 'gradio',"
        " 'langchain_text_splitters'};"
        "print(heavy & sys.modules.keys())"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": str(Path(__file__).parents[1]), "PATH": "/usr/bin:/bin"},
    )
    assert done.stdout.splitlines()[-1] == "set()"


def test_list_imports_nothing_that_only_reading_or_searching_needs(tmp_path: Path) -> None:
    code = (
        "import sys; from qa.cli import cli;"
        f"cli(['list', '--library', {str(tmp_path)!r}], standalone_mode=False);"
        "print({'faiss', 'corpus.read', 'corpus.formats', 'qa.ask'} & sys.modules.keys())"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "set()"


def test_a_library_that_was_named_and_is_not_there_is_pointed_out(run: Run) -> None:
    listed = run("list", "--json", "--library", "typo")
    assert json.loads(listed.stdout) == {"sources": []}
    assert listed.stderr == (
        "onrecord: typo: no texts here yet: check --library, or run "
        "`onrecord add PATH --library typo`\n"
    )
    assert run("add", "tea.txt", "--library", "typo").stderr == ""
    assert run("list", "--library", "typo").stderr == ""


def test_a_file_that_is_named_as_library_is_one_line(run: Run, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("Not a library.", encoding="utf-8")
    listed = run("list", "--library", str(tmp_path / "notes.txt"))
    assert (listed.exit_code, listed.stderr.count("\n")) == (1, 1)
    assert "notes.txt/library.sqlite: cannot be used" in listed.stderr


def test_what_a_source_says_gives_the_terminal_no_orders(
    run_in_folder: Run, tmp_path: Path
) -> None:
    # One character for what Escape and a bracket begin: a colour, or a window's name.
    csi, osc = "\x9b31m", "\x9d0;mine\x9c"
    said = f'title: "Tea\\x9b31m"\n---\nAnna: Who {osc} buys?\n\nBen: Merchants{csi} from Odessa.\n'
    (tmp_path / "odd.md").write_text(f"---\n{said}", encoding="utf-8")
    for command in (
        ("add", "odd.md"),
        ("list",),
        ("show", "odd"),
        ("ask", "Who buys?"),
        ("add", "--explain", "odd.md"),
    ):
        result = run_in_folder(*command, "--library", "L")
        assert result.exit_code == 0, result.output
        assert "\x9b" not in result.output
        assert "\x9d" not in result.output
    assert "\x9b31m" in parsed(run_in_folder("show", "odd", "--json", "--library", "L"))["text"]
