"""Text that can be sent back to whoever sent it.

JSON can bring half a surrogate pair, as where a limit cuts an emoji in two; UTF-8 has no bytes
for that, so one in an answer, or in a conversation shown again, would break all of it.
"""

from __future__ import annotations

import re

_HALVES = re.compile("[\ud800-\udfff]")


def whole(text: str) -> str:
    """Return ``text`` with a replacement character for every half of a surrogate pair."""
    return _HALVES.sub("\N{REPLACEMENT CHARACTER}", text)
