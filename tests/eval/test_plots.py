"""The plots stand in a page: safe under its policy, named, and the same in figures."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest
from runs import outcome, place

from eval.metrics import Columns
from eval.outcome import Outcome
from eval.plots import Plot, plots

GOLD, ELSEWHERE = place(100), place(500)
RUN = [
    outcome("a", labels=[[GOLD]], citations=[GOLD], confidence=0.9, latency_ms=100),
    outcome("b", citations=[ELSEWHERE], confidence=0.6, latency_ms=200),
    outcome("c", labels=[[GOLD]], confidence=0.4, latency_ms=300),
    outcome("d", confidence=0.1, latency_ms=400),
]


@pytest.fixture(scope="module")
def drawn() -> list[Plot]:
    return plots(Columns.of(RUN), "x")


def test_the_figures_of_the_plots_are_those_of_the_run(drawn: list[Plot]) -> None:
    assert {plot.title: plot.rows for plot in drawn} == {
        "Reliability, all questions": (
            ("0.1 to 0.2", "1", "0.100", "0.000"),
            ("0.4 to 0.5", "1", "0.400", "1.000"),
            ("0.6 to 0.7", "1", "0.600", "0.000"),
            ("0.9 to 1.0", "1", "0.900", "1.000"),
        ),
        "Reliability, answers only": (
            ("0.6 to 0.7", "1", "0.600", "0.000"),
            ("0.9 to 1.0", "1", "0.900", "1.000"),
        ),
        "Risk and coverage": (
            ("25%", "1", "0.000"),
            ("50% (as run)", "2", "0.500"),
            ("75%", "3", "0.333 to 0.667"),
            ("100%", "4", "0.500 to 0.750"),
        ),
        "Latency": (
            ("fastest", "100 ms"),
            ("25th percentile", "175 ms"),
            ("median", "250 ms"),
            ("75th percentile", "325 ms"),
            ("p95", "385 ms"),
            ("slowest", "400 ms"),
        ),
    }


def test_nothing_in_a_plot_needs_a_style_or_another_file(drawn: list[Plot]) -> None:
    for plot in drawn:
        elements = list(ElementTree.fromstring(plot.svg).iter())  # noqa: S314  # our own
        names = {element.tag.rpartition("}")[2] for element in elements}
        assert not names & {"style", "script", "image", "metadata", "foreignObject"}
        attributes = [pair for element in elements for pair in element.attrib.items()]
        assert "style" not in {name for name, _ in attributes}
        hrefs = [value for name, value in attributes if name.endswith("href")]
        assert all(href.startswith("#x-") for href in hrefs)


def test_ids_are_unique_on_a_page_and_whatever_is_referred_to_exists(drawn: list[Plot]) -> None:
    page = "".join(plot.svg for plot in drawn)
    ids = re.findall(r' id="([^"]*)"', page)
    assert len(ids) == len(set(ids))
    references = re.findall(r'url\(#([^)]*)\)|href="#([^"]*)"', page)
    assert {a or b for a, b in references} <= set(ids)


def test_a_plot_says_its_name_and_what_is_to_be_seen(drawn: list[Plot]) -> None:
    for plot in drawn:
        root = ElementTree.fromstring(plot.svg)  # noqa: S314  # our own
        assert root.get("role") == "img"
        texts = {element.get("id"): element.text for element in root.iter()}
        assert texts[root.get("aria-labelledby")] == plot.title
        assert texts[root.get("aria-describedby")] == plot.says


def test_every_colour_is_the_pages(drawn: list[Plot]) -> None:
    for plot in drawn:
        for element in ElementTree.fromstring(plot.svg).iter():  # noqa: S314  # our own
            for paint in ("fill", "stroke"):
                colour = element.get(paint, "none")
                assert colour == "none" or f"{paint}-" in element.get("class", "")


@pytest.mark.parametrize(
    "run", [[outcome("q")], [outcome("q", citations=[GOLD], confidence=1.0)]], ids=["no", "yes"]
)
def test_a_run_of_one_question_is_drawn(run: list[Outcome]) -> None:
    count = 4 if run[0].answered else 2
    assert len(plots(Columns.of(run), "x")) == count
