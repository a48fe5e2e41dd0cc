"""What the page says of the keys for reading is what the README says."""

from __future__ import annotations

import re
from pathlib import Path

from web.keys import READING, keys_html

README = Path(__file__).parents[2] / "README.md"


def test_the_readme_and_the_page_tell_the_same_keys() -> None:
    rows = re.findall(r"^\| (`.+`) \| (.+) \|$", README.read_text(encoding="utf-8"), re.M)
    told = {re.sub("`", "", keys): does for keys, does in rows}
    assert {" ".join(key.keys): key.does for key in READING}.items() <= told.items()
    shown = re.findall(r"<dd>(.+?)</dd>", keys_html())
    assert shown[-len(READING) :] == [key.does for key in READING]
