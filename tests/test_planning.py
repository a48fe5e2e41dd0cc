"""The sums in the documents are those that their code prints."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

PAGE = Path(__file__).parents[1] / "docs" / "planning.md"


def test_the_planning_page_shows_what_its_code_prints() -> None:
    found = re.search(r"```python\n(.*?)```\n+```\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    assert found is not None
    done = subprocess.run(
        [sys.executable, "-c", found[1]], capture_output=True, text=True, check=True
    )
    assert done.stdout == found[2]
