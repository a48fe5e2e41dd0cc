"""The whole pipeline with the real models, on the bundled interview."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.document import Role
from qa.answer import Reason
from qa.ask import Answerer
from qa.assemble import fill_if_new, open_answerer
from qa.settings import Settings

pytestmark = pytest.mark.models


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> Answerer:
    settings = Settings(library=tmp_path_factory.mktemp("library") / "new")
    made = open_answerer(settings)
    fill_if_new(made.library, settings)
    return made


def test_a_question_gets_the_interviewees_words_and_the_place(answerer: Answerer) -> None:
    answer = answerer.ask("Which equipment for energy was delivered to Ukraine?")
    assert answer.reason is Reason.ANSWERED
    (first, *_) = answer.citations
    assert "transformers, cables, and other energy equipment" in first.quote
    assert (first.speaker, first.role) == ("Olexandr Mischenko", Role.INTERVIEWEE)
    document = answerer.library.document(first.doc_id)
    assert document.text[first.start : first.end] == first.quote


def test_what_the_interview_does_not_say_is_refused_with_the_nearest_passages(
    answerer: Answerer,
) -> None:
    answer = answerer.ask("Who won the football world cup?")
    assert (answer.reason, answer.citations) == (Reason.NOT_IN_SOURCES, ())
    assert len(answer.hits) == 5


def test_a_misspelt_question_is_understood(answerer: Answerer) -> None:
    answer = answerer.ask("whcih enrgy equipmnt was delivrd to ukrane")
    assert "transformers" in answer.text


def test_every_answer_is_the_same_when_asked_again(answerer: Answerer) -> None:
    question = "What did the SOCAR network offer?"
    first, second = answerer.ask(question), answerer.ask(question)
    assert replace(first, timings=second.timings) == second


@pytest.fixture
def blocked(tmp_path: Path) -> Iterator[dict[str, str]]:
    """An environment in which opening a connection to anywhere is an error."""
    (tmp_path / "sitecustomize.py").write_text(
        "import socket\n"
        "def refuse(*_, **__): raise RuntimeError('a connection was opened')\n"
        "socket.socket.connect = refuse\n"
        "socket.getaddrinfo = refuse\n"
    )
    yield {**os.environ, "PYTHONPATH": str(tmp_path), "ONRECORD_LIBRARY": str(tmp_path / "L")}


def test_asking_opens_no_connection(blocked: dict[str, str], tmp_path: Path) -> None:
    asked = subprocess.run(
        [sys.executable, "-m", "qa", "ask", "--json", "Which cities did he visit?"],
        env=blocked,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert asked.returncode == 0, asked.stderr
    assert json.loads(asked.stdout)["hits"]
