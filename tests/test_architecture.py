"""Imports point one way: corpus <- index <- qa <- eval, and app.py with web/ on top."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MAY_IMPORT = {
    "corpus": {"corpus"},
    "index": {"corpus", "index"},
    "qa": {"corpus", "index", "qa"},
    "eval": {"corpus", "index", "qa", "eval"},
    "web": {"corpus", "index", "qa", "web"},
    "app": {"corpus", "index", "qa", "web", "app"},
}


def own_imports(path: Path) -> set[str]:
    """The packages of ours that a file imports, wherever in the file it does."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.split(".")[0])
    return found & MAY_IMPORT.keys()


@pytest.mark.parametrize("package", MAY_IMPORT)
def test_imports_point_down_only(package: str) -> None:
    files = [ROOT / "app.py"] if package == "app" else sorted((ROOT / package).rglob("*.py"))
    assert files
    wrong = {
        str(file.relative_to(ROOT)): upwards
        for file in files
        if (upwards := own_imports(file) - MAY_IMPORT[package])
    }
    assert wrong == {}


def test_the_check_sees_imports_inside_functions(tmp_path: Path) -> None:
    (tmp_path / "x.py").write_text("def f():\n    from eval.run import Run\n    import web.page\n")
    assert own_imports(tmp_path / "x.py") == {"eval", "web"}
