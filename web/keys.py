"""The keys that the page answers to: the only list of them, from which its help is made."""

from __future__ import annotations

from collections.abc import Sequence
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

READING = (
    Key(("n",), "Next citation"),
    Key(("p",), "Previous citation"),
    Key(("/",), "Find in the transcript"),
    Key(("Enter",), "Open a citation; next match while finding"),
    Key(("Shift", "Enter"), "Previous match"),
    Key(("Esc",), "Close a preview, end finding, back to the chat"),
)
"""The first three can be switched off, since voice control and screen readers use letters."""

BUTTON = '<button type="button" popovertarget="keys">Keys</button>'


def keys_html() -> str:
    """Return the help, which ``BUTTON`` opens."""
    return (
        '<div id="keys" popover role="dialog" aria-labelledby="keys-title">'
        f'<h2 id="keys-title">Keys</h2><h3>Asking</h3>{_list(ASKING)}<h3>Reading</h3>'
        f"{_list(READING)}"
        '<p><label><input type="checkbox" data-keys checked> Use the keys '
        "<kbd>n</kbd> <kbd>p</kbd> <kbd>/</kbd></label></p>"
        '<button type="button" popovertarget="keys" popovertargetaction="hide">Close</button></div>'
    )


def _list(keys: Sequence[Key]) -> str:
    rows = "".join(
        f"<dt>{'+'.join(f'<kbd>{escape(key)}</kbd>' for key in one.keys)}</dt>"
        f"<dd>{escape(one.does)}</dd>"
        for one in keys
    )
    return f"<dl>{rows}</dl>"
