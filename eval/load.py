"""Many users at a time, over HTTP, against a server that was really started."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import httpx
import numpy as np

PATIENCE = 300.0
"""Seconds after which an answer counts as a failure."""


@dataclass(frozen=True, slots=True)
class Load:
    """How a server answered so many users, each of whom asks again once answered.

    Attributes:
        questions: How many were asked by all of them.
        failures: How many of them brought no answer.
        rps: Answers a second.
        median: Milliseconds from the question to the whole answer.
        p95: Milliseconds.
        p95_ratio: ``p95`` by that of one user alone; no worse than linear if at most ``users``.
        fairness: Jain's index of the users' mean waits: 1 if all waited alike, 1/users if one
            waited for all.
    """

    users: int
    questions: int
    failures: int
    rps: float
    median: float
    p95: float
    p95_ratio: float
    fairness: float


def jain(values: Sequence[float]) -> float:
    """Return Jain's fairness index of ``values``. Source: Jain, Chiu and Hawe (1984)."""
    squares = len(values) * sum(value * value for value in values)
    return sum(values) ** 2 / squares if squares else 1.0


def measure_load(url: str, questions: Sequence[str], users: int, alone: Load | None = None) -> Load:
    """Deal ``questions`` out to ``users`` who ask at the same time, and time every answer.

    Args:
        url: Where onrecord is served.
        questions: At least one for each user; no two the same.
        users: How many.
        alone: What one user got in the same run.
    """
    began = time.perf_counter()
    with ThreadPoolExecutor(users) as pool:
        waits = list(pool.map(lambda n: _ask_all(url, questions[n::users]), range(users)))
    spent = time.perf_counter() - began
    every = [wait for each in waits for wait in each if wait is not None]
    p95 = float(np.percentile(every, 95)) if every else 0.0
    means = [float(np.mean([w for w in each if w is not None] or [0.0])) for each in waits]
    return Load(
        users=users,
        questions=len(questions),
        failures=len(questions) - len(every),
        rps=len(every) / spent,
        median=float(np.median(every)) if every else 0.0,
        p95=p95,
        p95_ratio=p95 / alone.p95 if alone and alone.p95 else 1.0,
        fairness=jain(means),
    )


def _ask_all(url: str, questions: Sequence[str]) -> list[float | None]:
    with httpx.Client(base_url=url, timeout=PATIENCE) as client:
        return [_ask(client, question) for question in questions]


def _ask(client: httpx.Client, question: str) -> float | None:
    """Return the milliseconds until the whole answer was there; ``None`` if none came."""
    began = time.perf_counter()
    try:
        event = client.post("/gradio_api/call/ask", json={"question": question})
        if event.status_code != httpx.codes.OK:
            return None
        stream = client.get(f"/gradio_api/call/ask/{event.json()['event_id']}")
    except httpx.HTTPError:
        return None
    return (time.perf_counter() - began) * 1000 if is_answer(stream.text) else None


def is_answer(stream: str) -> bool:
    """Tell whether a stream of events ends with an answer or a refusal, and not with an error."""
    blocks = [block for block in stream.split("\n\n") if block.strip()]
    if not blocks or not blocks[-1].startswith("event: complete\n"):
        return False
    _, _, data = blocks[-1].partition("data: ")
    try:
        (answer,) = json.loads(data)
    except ValueError:
        return False
    return isinstance(answer, dict) and "answered" in answer
