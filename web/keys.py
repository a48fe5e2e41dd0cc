"""The keys that the page answers to: the only list of them, from which its help is made."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape


@dataclass(frozen=True, slots=True)
class Key:
    """A key or keys pressed together, as written on a keyboard, and what happens."""

    keys: tuple[str, ...]
    does: str


ASKING = (
    Key(("Enter",), "Ask"),
    Key(("Shift", "Enter"), "Begin a new line"),
    Key(("↑",), "In the empty box: bring back the last question"),
    Key(("Esc",), "Stop the question that is being answered"),
)

KEYS = (*ASKING,)
"""All keys; whoever adds some adds them here."""

BUTTON = '<button type="button" popovertarget="keys">Keys</button>'


def keys_html() -> str:
    """Return the help, which ``BUTTON`` opens."""
    rows = "".join(
        f"<dt>{'+'.join(f'<kbd>{escape(key)}</kbd>' for key in one.keys)}</dt>"
        f"<dd>{escape(one.does)}</dd>"
        for one in KEYS
    )
    return (
        '<div id="keys" popover role="dialog" aria-labelledby="keys-title">'
        f'<h2 id="keys-title">Keys</h2><dl>{rows}</dl>'
        '<button type="button" popovertarget="keys" popovertargetaction="hide">Close</button></div>'
    )
