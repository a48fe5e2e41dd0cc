"""Every kind of dense index is measured against comparing with every vector."""

from __future__ import annotations

import json

from click.testing import CliRunner

from eval.bench import bench
from index.nearest import Kind


def measured(*arguments: str) -> tuple[int, str]:
    told = CliRunner().invoke(bench, list(arguments))
    return told.exit_code, told.output


def test_each_kind_is_built_opened_and_searched_with_and_without_filters() -> None:
    code, told = measured("--index-sizes", "500", "--json")
    assert code == 0, told
    sizes = json.loads(told)["index_sizes"]
    assert [(size["vectors"], size["kind"], size["chosen"]) for size in sizes] == [
        (500, kind, kind is Kind.FLAT) for kind in Kind
    ]
    flat = sizes[0]
    assert [one["among"] for one in flat["searched"]] == ["all", "1 of 10", "1 of 1,000"]
    assert [one["recall"] for one in flat["searched"]] == [1.0, 1.0, 1.0]
    assert flat["disk_megabytes"] > 500 * 384 * 4 / 1e6
    assert all(one["ratio"] > 0 for size in sizes for one in size["searched"])


def test_the_table_marks_the_kind_that_a_library_of_the_size_uses() -> None:
    code, told = measured("--index-sizes", "300")
    assert code == 0, told
    rows = [line.split(" | ")[:2] for line in told.splitlines()[2:]]
    assert rows[0] == ["| 300", "**flat**"]
    assert rows[3] == ["| 300", "fp16"]


def test_a_size_that_is_no_number_is_refused() -> None:
    code, told = measured("--index-sizes", "10,many")
    assert code == 2
    assert "expected numbers such as 1000,10000, found '10,many'" in told
