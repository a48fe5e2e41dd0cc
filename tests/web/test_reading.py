"""What the bar above a transcript says is what the README says."""

from __future__ import annotations

import re
from pathlib import Path

from web.reading import KEYS, bar_html

README = Path(__file__).parents[2] / "README.md"


def test_the_readme_and_the_page_tell_the_same_keys() -> None:
    rows = re.findall(r"^\| (`.+`) \| (.+) \|$", README.read_text(encoding="utf-8"), re.M)
    told = {re.sub("`", "", keys): does for keys, does in rows}
    assert {keys: told.get(keys) for keys in KEYS} == KEYS
    shown = bar_html()
    assert re.findall(r"<dd>(.+?)</dd>", shown) == list(KEYS.values())
