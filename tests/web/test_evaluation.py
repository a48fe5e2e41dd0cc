"""The route of the last evaluation."""

from pathlib import Path

import pytest
from runs import outcome
from starlette.applications import Starlette
from starlette.routing import Route
from starlette.testclient import TestClient

from eval.report import report_html, write_report
from eval.run import Run
from index.last_report import last_report
from web.evaluation import evaluation_page
from web.guard import Guard

REPORT = report_html([Run("a set", "2026-01-01T00:00:00+00:00", (), (outcome("q1"),))])


@pytest.fixture
def client(tmp_path: Path) -> TestClient:
    page = evaluation_page(last_report(tmp_path))
    app = Starlette(routes=[Route("/evaluation", lambda _: page())])
    return TestClient(Guard(app, frozenset({"127.0.0.1"})), "http://127.0.0.1:7860")


def test_without_a_report_the_page_says_how_to_make_one(client: TestClient) -> None:
    response = client.get("/evaluation")
    assert response.status_code == 200
    assert "No evaluation yet" in response.text
    assert "onrecord eval --report report.html" in response.text
    assert "script-src" not in response.headers["content-security-policy"]


def test_the_last_report_is_served_as_it_was_written(client: TestClient, tmp_path: Path) -> None:
    write_report(REPORT, last_report(tmp_path))
    assert client.get("/evaluation").text == REPORT
    newer = REPORT.replace("a set", "another set")
    write_report(newer, last_report(tmp_path))
    assert client.get("/evaluation").text == newer


def test_the_reports_own_policy_becomes_the_pages(client: TestClient, tmp_path: Path) -> None:
    write_report(REPORT, last_report(tmp_path))
    policy = client.get("/evaluation").headers["content-security-policy"]
    default, script, *_, ancestors, sandbox = policy.split("; ")
    assert default == "default-src 'none'"
    assert script.startswith("script-src 'sha256-")
    assert ancestors == "frame-ancestors 'none'"
    assert "allow-same-origin" not in sandbox
    assert "unsafe" not in policy


@pytest.mark.parametrize(
    "other",
    [
        "<h1>not a report</h1>",
        REPORT.replace("script-src 'sha256-", "script-src 'unsafe-inline' 'sha256-"),
        REPORT.replace("default-src 'none'", "default-src *"),
    ],
)
def test_another_file_in_its_place_is_not_served(
    client: TestClient, tmp_path: Path, other: str
) -> None:
    last_report(tmp_path).write_text(other, encoding="utf-8")
    assert "No evaluation yet" in client.get("/evaluation").text


def test_the_host_guard_stands_before_it(client: TestClient) -> None:
    assert client.get("/evaluation", headers={"host": "evil.example"}).status_code == 400
