"""A library in a folder needs nothing of PostgreSQL, and one in a database says what is missing."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

WITHOUT = """
import json, sys
sys.path[:] = json.loads(sys.argv[1])
sys.modules["psycopg"] = None
from pathlib import Path
from corpus.errors import LibraryError
from index.open import engine_at
from index.place import place_of

print(engine_at(Path("nowhere")).exists())
try:
    engine_at(place_of("postgresql://u:s3cret@h/db"))
except LibraryError as error:
    print(error)
"""


def test_a_missing_extra_is_one_line_that_says_how_to_install_it(tmp_path: Path) -> None:
    root = str(Path(__file__).parents[2])
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT, json.dumps([root, *sys.path])],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        check=True,
    )
    assert done.stdout.splitlines() == [
        "False",
        "postgresql://u@h/db: needs the package psycopg, which is not installed: "
        "run `pip install '.[postgres]'`",
    ]
