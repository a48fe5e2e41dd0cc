"""The command line that is running, written so that it can be typed again."""

from __future__ import annotations

import shlex
from collections.abc import Iterator

import click
from click.core import ParameterSource

from index.place import without_password


def typed_command(context: click.Context) -> str:
    """Return the command of ``context`` as it was typed: defaults and passwords are left out."""
    given = (
        word
        for parameter in context.command.params
        if parameter.name is not None
        and context.get_parameter_source(parameter.name) is ParameterSource.COMMANDLINE
        for word in _words(parameter, context.params[parameter.name])
    )
    return f"{context.command_path} {shlex.join(given)}".strip()


def _words(parameter: click.Parameter, value: object) -> Iterator[str]:
    for item in value if isinstance(value, tuple) else (value,):
        if isinstance(parameter, click.Option):
            yield parameter.opts[-1]
            if parameter.is_flag:
                continue
        yield without_password(str(item))
