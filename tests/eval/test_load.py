"""Users who ask over HTTP: every answer counted, and every one that did not come."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from eval.load import is_answer, jain, measure_load

ANSWER = 'event: complete\ndata: [{"answered": false}]\n\n'


class Server(ThreadingHTTPServer):
    """Answers as the chat does, except "Broken?"."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answering)
        self.asked: dict[str, str] = {}
        self.lock = threading.Lock()


class Answering(BaseHTTPRequestHandler):
    server: Server

    def do_POST(self) -> None:
        question = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["question"]
        with self.server.lock:
            event = str(len(self.server.asked))
            self.server.asked[event] = question
        self._send(json.dumps({"event_id": event}))

    def do_GET(self) -> None:
        broken = self.server.asked[self.path.rpartition("/")[2]] == "Broken?"
        self._send("event: error\ndata: null\n\n" if broken else ANSWER)

    def _send(self, text: str) -> None:
        self.send_response(200)
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def serving() -> Iterator[tuple[str, Server]]:
    with Server() as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}", server
        finally:
            server.shutdown()
            thread.join()


def test_every_question_is_asked_once_and_failures_are_counted() -> None:
    questions = ["One?", "Two?", "Broken?", "Four?", "Five?"]
    with serving() as (url, server):
        load = measure_load(url, questions, 2)
    assert sorted(server.asked.values()) == sorted(questions)
    assert (load.users, load.questions, load.failures, load.p95_ratio) == (2, 5, 1, 1.0)
    assert load.rps > 0
    assert 0 < load.median <= load.p95


def test_a_server_that_is_not_there_answers_nothing() -> None:
    with serving() as (url, _):
        pass
    load = measure_load(url, ["One?"], 1)
    assert (load.questions, load.failures, load.rps, load.p95) == (1, 1, 0.0, 0.0)


@pytest.mark.parametrize(
    ("waits", "fairness"),
    # (1+1+1)^2 / 3*3; 3^2 / 3*9; (1+3)^2 / 2*(1+9)
    [([1, 1, 1], 1.0), ([3, 0, 0], 1 / 3), ([1, 3], 0.8)],
)
def test_fairness_is_jains_index(waits: list[float], fairness: float) -> None:
    assert jain(waits) == pytest.approx(fairness)


@pytest.mark.parametrize(
    ("stream", "answers"),
    [
        (ANSWER, True),
        ("event: heartbeat\ndata: null\n\n" + ANSWER, True),
        ("event: error\ndata: null\n\n", False),
        ('event: complete\ndata: [{"hits": []}]\n\n', False),
        ("event: complete\ndata: [", False),
        ("", False),
    ],
)
def test_only_an_answer_or_a_refusal_is_an_answer(stream: str, answers: bool) -> None:
    assert is_answer(stream) is answers
