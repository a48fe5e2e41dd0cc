"""The page shows what was measured, every figure beside its reference."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from xml.etree import ElementTree

import click
import pytest
from fakes import LetterEmbedder

from eval.adding import Adding
from eval.atsize import STAGES, AtSize, Spread, read_at_size, spread
from eval.bench import numbers
from eval.growth import invented_questions
from eval.load import Load
from eval.performance import Cold, Performance, Size
from eval.performance_page import performance_page
from eval.performance_plots import write_plots
from eval.references import Encoding, bare_encoding, flat_search, memory_bandwidth


def at_size(passages: int) -> AtSize:
    return AtSize(
        passages=passages,
        questions=4,
        open_seconds=0.25,
        stages={name: Spread(100.0, 200.0, 300.0) for name in STAGES},
        fast=Spread(20.0, 30.0, 40.0),
        embed_alone=Spread(10.0, 11.0, 12.0),
        flat=Spread(2.0, 3.0, 4.0),
        megabytes=512.0,
        disk=3.072,
    )


FOUND = Performance(
    machine={"processor": "Abacus", "cores": "2"},
    bandwidth=12.0,
    encoding=Encoding(10.0, 240.0),
    cold=Cold(0.02, 0.5, 0.7, 0.1, 2.0, 3.0),
    adding=Adding(4, 800, 4.0, 6.0, 2.0, 3.0, 300.0),
    sizes=(Size(10.0, at_size(1000), Spread(40.0, 50.0, 60.0)),),
    load=(Load(1, 12, 0, 4.0, 250.0, 300.0, 1.0, 1.0), Load(8, 24, 1, 5.0, 1500.0, 1800.0, 6, 0.9)),
    load_passages=1000,
)


def test_the_page_holds_every_figure_against_its_reference() -> None:
    lines = performance_page(FOUND, "onrecord bench --sizes 1000").splitlines()
    for line in (
        "onrecord bench --sizes 1000",
        "| numpy copies memory | 12.0 GB/s |",
        "| `onrecord ask`, cold | 700 | 1.40 x loading |",
        "| `onrecord list` | 100 | 5.00 x `python -c pass` |",
        "| 1000 | answer | 100.0 | 200.0 | 300.0 | 10.0 x embedder alone |",
        "| 1000 | … dense | 100.0 | 200.0 | 300.0 | 50.0 x bare FAISS flat |",
        "| 1000 | search, not reranked | 20.0 | 30.0 | 40.0 | 0.5 x LangChain RAG |",
        "| 1000 | 100 | 0.25 | 512 | 3 | 2.0 x the bare vectors |",
        "| 8 | 24 | 1 | 5.0 | 1500 | 1800 | 6.0 | 0.900 |",
    ):
        assert line in lines


def test_the_plots_stand_by_themselves(tmp_path: Path) -> None:
    written = write_plots(FOUND, tmp_path / "plots")
    assert [path.name for path in written] == ["latency.svg", "users.svg"]
    for path in written:
        root = ElementTree.fromstring(path.read_text(encoding="utf-8"))  # noqa: S314  # our own
        assert root.tag == "{http://www.w3.org/2000/svg}svg"


def test_what_a_process_prints_is_read_back() -> None:
    printed = json.dumps(asdict(at_size(7)))
    assert read_at_size(json.loads(printed)) == at_size(7)


def test_percentiles_of_a_hundred_and_one_times_are_those_times() -> None:
    assert spread([float(n) for n in range(101)]) == Spread(50.0, 95.0, 99.0)


def test_no_question_is_asked_twice() -> None:
    asked = [q for seed in (1, 2) for q in invented_questions(150, seed)]
    assert len(set(asked)) == 300
    assert invented_questions(5) == asked[:5]


def test_sizes_are_whole_numbers_in_order() -> None:
    assert numbers("10_000, 1000,1000") == [1000, 10000]
    with pytest.raises(click.BadParameter, match="found '1e5'"):
        numbers("1e5")


def test_references_are_measured() -> None:
    vectors = LetterEmbedder().embed_passages(["abba", "cab"])
    assert len(flat_search(vectors, vectors, 1)) == 2
    assert memory_bandwidth(8_000) > 0
    found = bare_encoding(LetterEmbedder(), ["who"], ["a", "b"])
    assert (found.query > 0, found.passages > 0) == (True, True)
