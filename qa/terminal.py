"""Words of sources and strangers on a terminal, which obeys some of the signs it is shown."""

from __future__ import annotations

import re

import click

_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def harmless(text: str) -> str:
    """Return ``text`` with spaces for what moves a cursor, sets a colour or renames a window."""
    return _CONTROLS.sub(" ", text)


def say(text: str, *, nl: bool = True) -> None:
    """Print ``text``, made harmless, and the end of a line."""
    click.echo(harmless(text), nl=nl)
